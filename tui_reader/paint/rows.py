"""The list of stories, or of quotes, as lines: headline, one line about it, and what a search matched in it."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader import signs
from tui_reader.paint import dates
from tui_reader.paint.answers import titled
from tui_reader.paint.measure import Span, cut_short, fit, width_of, wrap
from tui_reader.paint.model import Look, Run, marked_runs

TITLE_LINES = 2
QUOTE_LINES = 2
"""Lines of words in a row of quotes, beside those that a list of this height has for what matched."""


class RowFacts(NamedTuple):
    """What the list shows of one story.

    `date` is ISO or empty; `share` is how much was read, 0 to 1; `why` is the sentence that a search
    matched, `why_spans` what is lit in it, `speaker` who says it when it is a quote.
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
    speaker: str = ""


class QuoteFacts(NamedTuple):
    """What a list of quotes shows of one: `words` without their marks, `spans` what is lit in them.

    `speaker` is empty when nobody is known; `guess` is True when that is not certain.
    """

    speaker: str
    guess: bool
    words: str
    spans: Sequence[Span]
    title: str
    date: str
    read: bool = False


def title_height(cells: int, width: int) -> int:
    """How many lines `row_lines` gives a headline of so many cells in a row of `width` cells."""
    return 1 if cells <= width - _marks_width() else TITLE_LINES


def _marks_width() -> int:
    """Cells for the user's mark at the right of a headline, with the blanks around it."""
    return max(len(signs.now().bookmarked), len(signs.now().unread)) + 3


def row_lines(facts: RowFacts, width: int, why_lines: int = 0) -> list[list[Run]]:
    """The lines of one row, each at most `width` cells, the user's marks at the right edge.

    One or two lines of headline, one about the story, then at most `why_lines` of what a search matched.
    """
    lines = _wrapped(
        facts.title, facts.title_spans, width - _marks_width(), TITLE_LINES, Look("title", dim=facts.read)
    )
    drawn = signs.now()
    mark = drawn.bookmarked if facts.bookmarked else "" if facts.read else drawn.unread
    if mark:
        used = sum(width_of(run.text) for run in lines[0])
        mark = fit(mark, width - used - 1)
        lines[0] += [Run(" " * (width - used - len(mark) - 1)), Run(mark, Look("mark"))]
    lines.append(_about(facts, width))
    if why_lines and facts.why:
        text, spans, speaker = _spoken(facts.speaker, facts.why, facts.why_spans)
        lines += _wrapped(text, spans, width - 2, why_lines, Look("text", dim=facts.read), speaker)
    return lines


def quote_height(facts: QuoteFacts, width: int, why_lines: int) -> int:
    """How many lines `quote_lines` gives."""
    text, _, _ = _quoted(facts)
    return min(len(wrap(text, 0, len(text), width - 1)), QUOTE_LINES + why_lines) + 1


def quote_lines(facts: QuoteFacts, width: int, why_lines: int) -> list[list[Run]]:
    """The lines of one quote, each at most `width` cells: its speaker and words, then its story and date."""
    text, spans, speaker = _quoted(facts)
    look = Look("text", quoted=True, dim=facts.read)
    lines = _wrapped(text, spans, width - 1, QUOTE_LINES + why_lines, look, speaker)
    lines.append([Run(titled(facts.title, facts.date, width - 1), Look("meta"))])
    return lines


def _quoted(facts: QuoteFacts) -> tuple[str, Sequence[Span], int]:
    """A quote's speaker and words as one text, what is lit in it, and where the speaker ends."""
    name = facts.speaker or "Unknown"
    return _spoken(
        f"{name}?" if facts.guess and facts.speaker else name,
        signs.now().quoted(facts.words),
        [(a + 1, b + 1) for a, b in facts.spans],
    )


def _spoken(speaker: str, words: str, spans: Sequence[Span]) -> tuple[str, Sequence[Span], int]:
    if not speaker:
        return words, spans, 0
    shift = len(speaker) + 2
    return f"{speaker}: {words}", [(start + shift, end + shift) for start, end in spans], shift - 1


def _about(facts: RowFacts, width: int) -> list[Run]:
    """Date and counts, as many as there is room for, and how much was read."""
    read = signs.now().read if facts.read else ""
    share = f"{round(facts.share * 100)} %" if 0.005 <= facts.share < 0.995 else read
    room = width - len(share) - 2
    text = fit(dates.day(facts.date), room)
    for number, one, many in ((facts.people, "person", "people"), (facts.quotes, "quote", "quotes")):
        longer = signs.now().between.join(filter(None, (text, dates.count(number, one, many))))
        if number and width_of(longer) <= room:
            text = longer
    runs = [Run(text, Look("meta"))]
    if share:
        runs += [Run(" " * (width - width_of(text) - len(share) - 1)), Run(share, Look("meta"))]
    return runs


def _wrapped(
    text: str, spans: Sequence[Span], width: int, most: int, look: Look, speaker: int = 0
) -> list[list[Run]]:
    """`text` on at most `most` lines, the last one cut where more would follow.

    The first `speaker` code points of it name a person.
    """
    lines: list[list[Run]] = []
    broken = wrap(text, 0, len(text), width)
    for number, (start, end) in enumerate(broken[:most]):
        if number == most - 1 and len(broken) > most:
            kept = (start, cut_short(text, start, width))
            lines.append([*_runs(text, kept, spans, look, speaker), Run(signs.now().more, look)])
        else:
            lines.append([*_runs(text, (start, end), spans, look, speaker)])
    return lines


def _runs(text: str, span: Span, spans: Sequence[Span], look: Look, speaker: int) -> tuple[Run, ...]:
    start, end = span
    split = min(max(speaker, start), end)
    name = marked_runs(text, (start, split), spans, Look("person", dim=look.dim)) if start < split else ()
    return (*name, *marked_runs(text, (split, end), spans, look))
