"""The stories that belong to one, as lines to stand below it."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.paint import dates
from tui_reader.paint.measure import fit, fit_words, width_of
from tui_reader.paint.model import Line, Look, Run


class Other(NamedTuple):
    """Another story: its file's `key` in the library, headline and date (ISO, or empty)."""

    key: str
    title: str
    date: str


class Group(NamedTuple):
    """What the stories have in common, in words, and the stories."""

    title: str
    stories: tuple[Other, ...]


def rows(groups: Sequence[Group]) -> list[Group | Other | None]:
    """What stands on each line below a story: a group's title, one of its stories, or nothing."""
    return [row for group in groups if group.stories for row in (None, group, *group.stories)]


def line(row: Group | Other | None, width: int) -> Line:
    """One of these lines, in a column of `width` cells."""
    if row is None:
        return Line()
    if isinstance(row, Group):
        return Line((Run(fit(row.title, width), Look("meta")),))
    day = dates.day(row.date)
    title = fit_words(row.title, max(width - width_of(day) - 2, 1))
    blank = max(width - width_of(title) - width_of(day), 1)
    return Line((Run(title, Look("text", link=True)), Run(f"{' ' * blank}{day}", Look("meta"))))
