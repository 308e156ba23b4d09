"""What the list of bookmarks shows: which of them, in which order, and whether they are still there."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.article.text import label
from tui_reader.export.formats import WITHOUT
from tui_reader.index.model import Row
from tui_reader.paint import dates
from tui_reader.paint.bookmark_rows import BookmarkFacts, bookmark_height
from tui_reader.paint.doubt import with_doubt
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.groups import GROUPINGS, Grouping, grouped
from tui_reader.shelf.standing import Standing, State
from tui_reader.ui.narrowing import Searched, narrowing, searched

ORDERS: tuple[Grouping | None, ...] = (None, *GROUPINGS)
"""None is the latest bookmark first."""
_GONE: Mapping[State, str] = {
    "here": "",
    "words gone": "the words have gone",
    "file gone": "the file has gone",
    "not readable": "the file cannot be read",
}
_MOST_WORDS = 400
"""Code points of words and note: more are never shown in the list."""


class Entry(NamedTuple):
    """A bookmark with what is searched in and what is shown of it, made once."""

    bookmark: Bookmark
    searched: Searched
    row: Row
    facts: BookmarkFacts


def entry(mark: Bookmark, root: Path | None) -> Entry:
    """A bookmark ready to be listed; its place is shown from `root` on, when it lies there."""
    place = mark.path.removeprefix(f"{root}{os.sep}") if root is not None else mark.path
    facts = BookmarkFacts(
        label(mark.title),
        mark.date,
        label(mark.words[:_MOST_WORDS]),
        with_doubt(label(mark.speaker), mark.confidence),
        mark.tags,
        label(mark.note[:_MOST_WORDS]),
        label(place),
    )
    row = Row(mark.mark, mark.path, mark.title, mark.date, "", 0, 0, 0, 0, 0, mark.content_hash)
    return Entry(mark, searched(mark), row, facts)


class Bookmarked:
    """Keeps all bookmarks, the words they are narrowed by, their order, and how many are shown, each counted once.

    Whether a bookmark is still there is known only for those that were drawn: others are not looked at.
    """

    def __init__(self) -> None:
        self.words = ""
        self.order: Grouping | None = None
        self.shown: Sequence[Entry] = ()
        self.count = 0
        self._entries: Sequence[Entry] = ()
        self._heights: dict[str, int] = {}
        self._measured_for = 0
        self._headings: Mapping[int, str] = {}
        self._states: dict[str, State] = {}
        self._unknown: dict[str, Bookmark] = {}

    def take(self, entries: Sequence[Entry]) -> None:
        """Keep these bookmarks in place of the ones before."""
        self._entries = entries
        self._heights.clear()

    @property
    def empty(self) -> bool:
        """Whether there is no bookmark at all."""
        return not self._entries

    def arrange(self) -> list[Row]:
        """The rows to show: what has the words, in the chosen order."""
        wanted = narrowing(self.words)
        found = (
            [entry for entry in self._entries if wanted(entry.searched)]
            if self.words
            else list(self._entries)
        )
        self.count = len(found)
        self._headings = {}
        if self.order is not None:
            known = {entry.bookmark.mark: entry for entry in found}
            groups = grouped((entry.bookmark for entry in found), self.order)
            found = []
            for group in groups:
                name = dates.day(group.name) if self.order == "date" else label(group.name)
                if self.order != "story":
                    self._headings[len(found)] = name or WITHOUT[self.order]
                found += [known[bookmark.mark] for bookmark in group.bookmarks]
        self.shown = found
        return [entry.row for entry in found]

    def next_order(self) -> str:
        """Take the next order; returns what to say."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        return f"By {self.order}" if self.order else "The latest first"

    def chosen(self) -> list[Bookmark]:
        """The bookmarks that are shown, each once."""
        return list({entry.bookmark.mark: entry.bookmark for entry in self.shown}.values())

    def facts(self, number: int) -> BookmarkFacts:
        """What a row shows."""
        facts = self.shown[number].facts
        heading = self._headings.get(number)
        return facts if heading is None else facts._replace(heading=heading)

    def heights(self, width: int) -> Iterator[int]:
        """How many lines each row has, in rows of `width` cells; every bookmark is measured once."""
        if width != self._measured_for:
            self._heights.clear()
            self._measured_for = width
        for number, shown in enumerate(self.shown):
            height = self._heights.get(shown.bookmark.mark)
            if height is None:
                height = self._heights[shown.bookmark.mark] = bookmark_height(shown.facts, width)
            yield height + (number in self._headings)

    def gone(self, number: int) -> str:
        """What of a row's bookmark is no longer there, as far as is known; it will be looked for otherwise."""
        bookmark = self.shown[number].bookmark
        state = self._states.get(bookmark.mark)
        if state is None:
            self._unknown[bookmark.mark] = bookmark
        return _GONE[state or "here"]

    @property
    def unknown(self) -> bool:
        """Whether bookmarks were drawn that have to be looked at."""
        return bool(self._unknown)

    def take_unknown(self) -> list[Bookmark]:
        """The bookmarks that were drawn and have to be looked at."""
        unknown = list(self._unknown.values())
        self._unknown.clear()
        return unknown

    def learn(self, bookmarks: Iterable[Bookmark], standings: Iterable[Standing]) -> bool:
        """Take in what became of bookmarks; True when a row has to say more."""
        found = {mark.mark: standing.state for mark, standing in zip(bookmarks, standings, strict=True)}
        self._states.update(found)
        return any(map(_GONE.get, found.values()))
