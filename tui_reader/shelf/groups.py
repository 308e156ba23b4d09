"""Bookmarks in groups: by story, by person, by tag, by the stories' dates."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.tags import fold

Grouping = Literal["story", "person", "tag", "date"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


class Group(NamedTuple):
    """Bookmarks that share a headline, a speaker, a tag or a date (ISO): `name`, which is empty where there is none."""

    name: str
    bookmarks: tuple[Bookmark, ...]


def grouped(bookmarks: Iterable[Bookmark], by: Grouping) -> list[Group]:
    """Bookmarks in groups, those without a name at the end; inside one they keep the order in which they come.

    Stories stand in the order in which they come, each with its passages as they stood in it; people and tags
    by name, dates from the newest. What has several tags stands under each.
    """
    if by == "story":
        stories = _shared(bookmarks, lambda bookmark: [bookmark.path])
        return [Group(found[0].title, tuple(sorted(found, key=_start))) for found in stories.values()]
    keys: dict[Grouping, Callable[[Bookmark], list[str]]] = {
        "person": lambda bookmark: [bookmark.speaker],
        "tag": lambda bookmark: list(bookmark.tags) or [""],
        "date": lambda bookmark: [bookmark.date],
    }
    found = _shared(bookmarks, keys[by])
    order = (
        sorted(found, reverse=True) if by == "date" else sorted(found, key=lambda name: (fold(name), name))
    )
    order.sort(key=lambda name: not name)
    return [Group(name, tuple(found[name])) for name in order]


def _shared(
    bookmarks: Iterable[Bookmark], keys: Callable[[Bookmark], list[str]]
) -> dict[str, list[Bookmark]]:
    found: dict[str, list[Bookmark]] = {}
    for bookmark in bookmarks:
        for key in keys(bookmark):
            found.setdefault(key, []).append(bookmark)
    return found


def _start(bookmark: Bookmark) -> int:
    """Where a bookmark stood in its story; the whole story first."""
    return bookmark.passage.start if bookmark.passage else -1
