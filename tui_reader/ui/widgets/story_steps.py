"""Where a step of the keys leads, from what is in sight of a story."""

from bisect import bisect_left
from collections.abc import Sequence

from tui_reader.paint.measure import Span
from tui_reader.ui.widgets.story_sight import TOP, Sight


def next_span(sight: Sight, spans: Sequence[Span], step: int) -> Span | None:
    """The next (1) or previous (-1) of some spans from what is lit, the current match or the top; None for no more.

    The one before the end is the last of all, though it be in sight.
    """
    stand = sight.lit or sight.match
    if stand is not None:
        here = stand[0]
    elif step > 0:
        here = sight.top_offset - 1
    else:
        here = len(sight.page.article.text) if sight.is_at_end else sight.top_offset
    if step > 0:
        return next((span for span in spans if span[0] > here), None)
    return next((span for span in reversed(spans) if span[0] < here), None)


def next_match(sight: Sight, step: int) -> int | None:
    """The number of the next (1) or previous (-1) match; None when there is none further on.

    While none is current, it is the next one from what is lit, or else from the top.
    """
    matches, number = sight.page.matches, sight.page.current_match + step
    if sight.page.current_match < 0:
        after = first_from(matches, sight.lit[0] if sight.lit else sight.top_offset)
        number = after if step > 0 and after < len(matches) else after - 1
    return number if 0 <= number < len(matches) else None


def next_paragraph(sight: Sight, step: int) -> int:
    """The line where the next (1) or previous (-1) paragraph begins; the end or the top when there is none."""
    line = sight.page.paragraph_line(sight.top - TOP, step)
    end = len(sight.page) if step > 0 else -TOP
    return TOP + (end if line is None else line)


def first_from(spans: Sequence[Span], offset: int) -> int:
    """The number of the first span, in reading order, from a code point of the text on; how many there are when none is."""
    return bisect_left(spans, (offset,))


def nearest(sight: Sight, offsets: Sequence[int]) -> int | None:
    """The next of some code points, or else the last one; None when one is in sight, or there are none."""
    if not offsets or any(map(sight.shows, offsets)):
        return None
    return next((offset for offset in offsets if offset >= sight.top_offset), offsets[-1])
