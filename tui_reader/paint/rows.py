"""The list of stories as lines: headline, one line about it, and what a search matched in it."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.paint import dates
from tui_reader.paint.measure import Span, fit, width_of, wrap
from tui_reader.paint.model import Look, Run, marked_runs

TITLE_LINES = 2
_MARKS_WIDTH = 4


class RowFacts(NamedTuple):
    """What the list shows of one story.

    `date` is ISO or empty; `share` is how much was read, 0 to 1; `why` is the sentence that a search
    matched, `why_spans` what is lit in it.
    """

    title: str
    date: str
    people: int
    quotes: int
    read: bool = False
    bookmarked: bool = False
    share: float = 0.0
    title_spans: Sequence[Span] = ()
    why: str = ""
    why_spans: Sequence[Span] = ()


def title_height(title: str, width: int) -> int:
    """How many lines `row_lines` gives a headline in a row of `width` cells."""
    return 1 if width_of(title) <= width - _MARKS_WIDTH else TITLE_LINES


def row_lines(facts: RowFacts, width: int, why_lines: int = 0) -> list[list[Run]]:
    """The lines of one row, each at most `width` cells, the user's marks at the right edge.

    One or two lines of headline, one about the story, then at most `why_lines` of what a search matched.
    """
    lines = _wrapped(
        facts.title, facts.title_spans, width - _MARKS_WIDTH, TITLE_LINES, Look("title", dim=facts.read)
    )
    mark = "★" if facts.bookmarked else "" if facts.read else "●"
    if mark:
        used = sum(width_of(run.text) for run in lines[0])
        lines[0] += [Run(" " * (width - used - 2)), Run(mark, Look("mark"))]
    lines.append(_about(facts, width))
    if why_lines and facts.why:
        lines += _wrapped(facts.why, facts.why_spans, width - 2, why_lines, Look("text", dim=facts.read))
    return lines


def _about(facts: RowFacts, width: int) -> list[Run]:
    """Date and counts, as many as there is room for, and how much was read."""
    share = f"{round(facts.share * 100)} %" if 0.005 <= facts.share < 0.995 else "✓" if facts.read else ""
    room = width - len(share) - 2
    text = fit(dates.day(facts.date), room)
    for number, one, many in ((facts.people, "person", "people"), (facts.quotes, "quote", "quotes")):
        longer = f"{text} · {dates.count(number, one, many)}" if text else dates.count(number, one, many)
        if number and width_of(longer) <= room:
            text = longer
    runs = [Run(text, Look("meta"))]
    if share:
        runs += [Run(" " * (width - width_of(text) - len(share) - 1)), Run(share, Look("meta"))]
    return runs


def _wrapped(text: str, spans: Sequence[Span], width: int, most: int, look: Look) -> list[list[Run]]:
    """`text` on at most `most` lines, the last one cut with an ellipsis where more would follow."""
    lines: list[list[Run]] = []
    broken = wrap(text, 0, len(text), width)
    for number, (start, end) in enumerate(broken[:most]):
        if number == most - 1 and len(broken) > most:
            cut = fit(text[start:], width)
            kept = (start, start + len(cut) - 1)
            lines.append([*marked_runs(text, kept, spans, look), Run("…", look)])
        else:
            lines.append([*marked_runs(text, (start, end), spans, look)])
    return lines
