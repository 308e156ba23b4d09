"""The list of stories as lines: headline, then date and counts, or the sentence that a search matched."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.paint import dates
from tui_reader.paint.measure import Span, fit, shown, width_of, wrap
from tui_reader.paint.model import Look, Run

ROW_HEIGHT = 4
"""Lines a row takes: two of headline, one about the story, one empty."""


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


def row_lines(facts: RowFacts, width: int) -> list[list[Run]]:
    """The lines of one row, each at most `width` cells, marks of the user at the right edge."""
    room = width - 4
    look = Look("title", dim=facts.read)
    lines: list[list[Run]] = []
    spans = wrap(facts.title, 0, len(facts.title), room)
    for number, (start, end) in enumerate(spans[:2]):
        if number == 1 and len(spans) > 2:
            cut = fit(facts.title[start:end] + " " * 2 + facts.title[end:], room)
            lines.append([Run(shown(cut), look)])
        else:
            lines.append(_lit(facts.title, start, end, facts.title_spans, look))
    mark = "★" if facts.bookmarked else "" if facts.read else "●"
    if mark:
        used = sum(width_of(run.text) for run in lines[0])
        lines[0] += [Run(" " * (width - used - 2)), Run(mark, Look("mark"))]
    if facts.why:
        end = len(facts.why)
        lines.append(_lit(facts.why, 0, end, facts.why_spans, Look("meta")))
    else:
        lines.append(_about(facts, width))
    return lines


def _about(facts: RowFacts, width: int) -> list[Run]:
    parts = [dates.day(facts.date)]
    if facts.people:
        parts.append(dates.count(facts.people, "person", "people"))
    if facts.quotes:
        parts.append(dates.count(facts.quotes, "quote", "quotes"))
    share = f"{round(facts.share * 100)} %" if 0.005 <= facts.share < 0.995 else "✓" if facts.read else ""
    text = fit(" · ".join(part for part in parts if part), width - len(share) - 2)
    runs = [Run(text, Look("meta"))]
    if share:
        runs += [Run(" " * (width - width_of(text) - len(share) - 1)), Run(share, Look("meta"))]
    return runs


def _lit(text: str, start: int, end: int, spans: Sequence[Span], look: Look) -> list[Run]:
    runs: list[Run] = []
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)  # noqa: PLW2901  only the part inside
        if first < last:
            runs += [
                Run(shown(text[at:first]), look),
                Run(shown(text[first:last]), look._replace(match="match")),
            ]
            at = last
    runs.append(Run(shown(text[at:end]), look))
    return [run for run in runs if run.text]
