"""The user's marks on stories, all at once, for lists and searches."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.shelf import bookmarks, hidden
from tui_reader.shelf.database import Database
from tui_reader.shelf.progress import Progress, all_progress, read_paths
from tui_reader.shelf.tags import fold, folded_tags

_TAG = "tag:"


class Marks(NamedTuple):
    """The user's marks on stories, by absolute path: how far each was read, tags, hidden ones.

    Those that are `bookmarked` have a bookmark of themselves, of a passage or of a quote.
    """

    bookmarked: frozenset[str]
    progress: Mapping[str, Progress]
    tags: Mapping[str, frozenset[str]] = MappingProxyType({})
    hidden: frozenset[str] = frozenset()

    def shown_in(self, view: str, path: str) -> bool:
        """Whether the story at `path` belongs to a view; one that is hidden is in none but "hidden"."""
        if view == "hidden" or path in self.hidden:
            return view == "hidden" and path in self.hidden
        return view == "all" or self.has(view, path)

    def has(self, state: str, path: str) -> bool:
        """Whether the story at `path` is "read", "unread", "bookmarked" or "hidden", or has the tag of "tag:NAME"."""
        if state == "bookmarked":
            return path in self.bookmarked
        if state == "hidden":
            return path in self.hidden
        if state.startswith(_TAG):
            tags = self.tags.get(path)
            return tags is not None and _asked(state) in map(fold, tags)
        return self.is_read(path) == (state == "read")

    def is_read(self, path: str) -> bool:
        """Whether the story at `path` was opened, or marked read."""
        found = self.progress.get(path)
        return found is not None and found.read


def paths_of(database: Database, state: str) -> frozenset[str]:
    """The stories that are "read", "bookmarked" or "hidden", or have the tag of "tag:NAME", by absolute path.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    if state == "bookmarked":
        return bookmarks.story_paths(database)
    if state == "hidden":
        return hidden.paths(database)
    if state.startswith(_TAG):
        tag, tagged = _asked(state), bookmarks.tags_by_path(database)
        return frozenset(path for path, tags in tagged.items() if tag in map(fold, tags))
    return read_paths(database)


def read_marks(database: Database) -> Marks:
    """The marks on the stories of all libraries.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    return Marks(
        bookmarks.story_paths(database),
        all_progress(database),
        bookmarks.tags_by_path(database),
        hidden.paths(database),
    )


def _asked(state: str) -> str:
    """The tag that "tag:NAME" asks for, written as the user may write one: "sea wall" is "sea-wall"."""
    return fold("".join(folded_tags([state.removeprefix(_TAG)])))
