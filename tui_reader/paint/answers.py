"""The rows of a small list to choose from, exact to the cell."""

from collections.abc import Iterable

from tui_reader import signs
from tui_reader.paint import dates
from tui_reader.paint.measure import fit, fit_words, pad, width_of, wrap
from tui_reader.paint.model import Look, Run

_BETWEEN = 2

Columns = tuple[int, int]
"""The widest title and the widest detail of a list, in cells."""


def columns(rows: Iterable[tuple[str, str]]) -> Columns:
    """How wide titles and details are."""
    widths = [(width_of(title), width_of(detail)) for title, detail in rows]
    return max((title for title, _ in widths), default=0), max((detail for _, detail in widths), default=0)


def answer(title: str, detail: str, widest: Columns, width: int) -> list[Run]:
    """A title and, in a column of its own, a quiet detail, on one line of `width` cells.

    Details are whole as long as they take no more than half of it, or than the titles leave.
    """
    look = Look("text", quoted=True)
    if not detail:
        return [Run(fit_words(title, width), look)]
    quiet = min(widest[1], max(width // 2, width - widest[0] - _BETWEEN))
    room = max(min(widest[0], width - quiet - _BETWEEN), 0)
    return [
        Run(pad(fit_words(title, room), room), look),
        Run(" " * _BETWEEN),
        Run(fit(detail, width - room - _BETWEEN), Look("meta")),
    ]


def said(words: str, title: str, date: str, width: int, *, guess: bool = False) -> list[list[Run]]:
    """Words that somebody said, then the headline of the story and its date, which is never cut; a `guess` is called so."""
    doubt = f"{signs.now().between}guess" if guess else ""
    lines = [
        [Run(words[start:end], Look("text", quoted=True))] for start, end in wrap(words, 0, len(words), width)
    ]
    about = f"{titled(title, date, max(width - width_of(doubt), 0))}{doubt}"
    return [*lines, [Run(fit(about, width), Look("meta"))]]


def titled(title: str, date: str, width: int) -> str:
    """A headline, cut where it has to be, and the day of an ISO date."""
    day = dates.day(date)
    between = signs.now().between
    room = width - width_of(day) - width_of(between) if day else width
    return fit(between.join(filter(None, (fit_words(title, room), day))), width)
