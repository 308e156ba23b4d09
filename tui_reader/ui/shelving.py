"""What the user marks, kept on the shelf in the order in which it was done, with a stack to take it back."""

import asyncio
import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from tui_reader.analysis.corrections import Correction
from tui_reader.analysis.model import Confidence
from tui_reader.article.anchor import Anchor, Span
from tui_reader.article.model import Article
from tui_reader.index.model import Report, Row
from tui_reader.index.rows import with_keys
from tui_reader.library import Library
from tui_reader.shelf import (
    bookmarks,
    corrections,
    following,
    hidden,
    history,
    libraries,
    progress,
    searches,
    state,
)
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.database import Change, DamagedShelfError, Database, ShelfError
from tui_reader.shelf.marks import Marks, read_marks
from tui_reader.shelf.searches import SavedSearch
from tui_reader.ui.turns import Turns

_T = TypeVar("_T")
_THREADS = 4
"""Of the shelf's own: those that wait for another program keep none from stories."""


class Target(NamedTuple):
    """What a bookmark, a note or tags are for: a story, or a passage of it, which is a quote when there is a `speaker`."""

    article: Article
    passage: Anchor | None = None
    speaker: str | None = None
    confidence: Confidence | None = None

    @property
    def name(self) -> str:
        """In words, for a question."""
        part = (
            "" if self.passage is None else "this passage of " if self.speaker is None else "this quote of "
        )
        return f"{part}“{self.article.title}”"

    def known(self, shelf: Database) -> Bookmark | None:
        """The bookmark that is there already."""
        return bookmarks.at(shelf, self.article, self.passage, quote=self.speaker is not None)

    def annotate(
        self, shelf: Database, root: Path | None, tags: Sequence[str] | None, note: str | None
    ) -> Change | None:
        """Give its bookmark other tags or another note; what has none gets one, if there is something to keep.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        known = self.known(shelf)
        if known is not None:
            return bookmarks.change(shelf, known.mark, tags=tags, note=note)
        if not tags and not (note and note.strip()):
            return None
        return bookmarks.add(
            shelf,
            self.article,
            root,
            self.passage,
            speaker=self.speaker,
            confidence=self.confidence,
            tags=tags or (),
            note=note or "",
        )


class Shelving:
    """Changes the shelf away from the screen's thread, and keeps marks and corrections as they are now.

    Every method that changes something returns what to tell the user, and raises `ShelfError` when it
    could not be done. Who calls one has it done in its turn (`turns`). Marks that are not `kept` although
    the user counts on it are said to be so. `undo_key` names the key that takes a change back.
    """

    def __init__(
        self, shelf: Database, library: Library | None, *, undo_key: Callable[[], str], kept: bool = True
    ) -> None:
        self.shelf = shelf
        self._undo_key = undo_key
        self._how_long = "" if kept else ", until you leave"
        self.marks = Marks(frozenset(), {})
        self.corrections: Mapping[str, tuple[Correction, ...]] = {}
        self.turns = Turns()
        self._threads = ThreadPoolExecutor(_THREADS, "shelf")
        self._reading = asyncio.Lock()
        self._library = library
        self._root = library.root if library else None
        self._undo: list[Change] = []
        self._followed: set[tuple[str, str]] = set()
        self._following = asyncio.Lock()
        self._ended = threading.Event()
        self.news: list[str] = []
        """What was saved of the shelf when it was damaged, to be told and taken away."""

    async def reload(self) -> None:
        """Read the marks and the corrections from the shelf; one after the other, so that the last to begin is what stays."""
        async with self._reading:
            self.marks = await self._away(lambda: read_marks(self.shelf))
            self.corrections = await self._away(
                lambda: corrections.corrections_in(self.shelf, self._root or Path("/"))
            )

    async def toggle_bookmark(self, article: Article) -> str:
        """Bookmark a whole story, or take that bookmark away; those of its quotes and passages stay."""

        def change() -> Change | None:
            removed = bookmarks.remove(self.shelf, article.path)
            return removed or bookmarks.add(self.shelf, article, self._root)

        return await self._done(await self._away(change))

    async def bookmark_at(self, target: Target) -> Bookmark | None:
        """The bookmark of a place, if there is one."""
        return await self._away(lambda: target.known(self.shelf))

    async def annotate(
        self, target: Target, *, tags: Sequence[str] | None = None, note: str | None = None
    ) -> str:
        """Give the bookmark of a place other tags or another note; what is not bookmarked is, if there is something."""
        return await self._done(await self._away(lambda: target.annotate(self.shelf, self._root, tags, note)))

    def note_at_once(self, place: Target | Bookmark, note: str) -> None:
        """Write a note in the caller's own thread, because the reader ends.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        if isinstance(place, Bookmark):
            bookmarks.change(self.shelf, place.mark, note=note)
        else:
            place.annotate(self.shelf, self._root, None, note)

    async def found_in(self, article: Article) -> list[tuple[Bookmark, Span]]:
        """The bookmarks of a story whose words stand in it now, with their places in code points."""
        return await self._away(
            lambda: [
                (mark, span)
                for mark in bookmarks.of_story(self.shelf, article)
                if (span := mark.resolve(article)) is not None
            ]
        )

    async def toggle_read(self, article: Article) -> str:
        """Mark a story read, or unread."""
        read = not self.marks.is_read(str(article.path))
        return await self._done(
            await self._away(lambda: progress.set_read(self.shelf, article, self._root, read=read))
        )

    async def toggle_hidden(self, article: Article) -> str:
        """Hide a story from the list and the search, or bring it back."""
        hide = str(article.path) not in self.marks.hidden
        return await self._done(
            await self._away(lambda: hidden.set_hidden(self.shelf, article, self._root, hidden=hide))
        )

    async def mark_all_read(self, rows: Sequence[Row]) -> str:
        """Mark the stories of these rows as read, those that are not; one change, to be undone as one."""
        library = self._library
        if library is None:
            return "Nothing changed"
        marks = self.marks

        def mark() -> Change | None:
            wanted = with_keys(rows, lambda key: not marks.is_read(library.marked_as(key)))
            unread = [progress.Unread(str(library.path_of(row)), row.id, row.content_hash) for row in wanted]
            return progress.set_all_read(self.shelf, library.root, unread)

        return await self._done(await self._away(mark))

    async def bookmarks(self, prepare: Callable[[Bookmark], _T]) -> list[_T]:
        """All bookmarks, the latest first, each as `prepare` makes it ready, which is done in the thread, too."""
        return await self._away(lambda: [prepare(mark) for mark in bookmarks.listed(self.shelf)])

    async def remove_mark(self, mark: str) -> str:
        """Take a bookmark of any kind away, by its own id."""
        return await self._done(await self._away(lambda: bookmarks.remove_marks(self.shelf, [mark])))

    async def change_mark(
        self, mark: str, *, tags: Sequence[str] | None = None, note: str | None = None
    ) -> str:
        """Give a bookmark other tags or another note."""
        return await self._done(
            await self._away(lambda: bookmarks.change(self.shelf, mark, tags=tags, note=note))
        )

    async def toggle_passage(self, target: Target) -> str:
        """Bookmark words of a story, or take their bookmark away."""

        def change() -> Change | None:
            known = target.known(self.shelf)
            if known is not None:
                return bookmarks.remove_marks(self.shelf, [known.mark])
            return bookmarks.add(
                self.shelf,
                target.article,
                self._root,
                target.passage,
                speaker=target.speaker,
                confidence=target.confidence,
            )

        return await self._done(await self._away(change))

    async def correct(self, article: Article, correction: Correction) -> str:
        """Keep what the user put right in a story."""
        return await self._done(
            await self._away(lambda: corrections.add(self.shelf, article, self._root, correction))
        )

    async def take_back_correction(self, key: str) -> str:
        """Forget a correction."""
        return await self._done(await self._away(lambda: corrections.remove(self.shelf, [key])))

    async def corrections_of(self, article: Article) -> list[corrections.KeptCorrection]:
        """What the user put right in a story, in the order in which it was done."""
        return await self._away(lambda: corrections.corrections(self.shelf, article.path))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back, or one is being made."""
        return bool(self._undo) or self.turns.are_taken

    async def undo(self) -> str:
        """Take back the last change that the user asked for."""
        if not self._undo:
            return "Nothing to undo"
        change = self._undo[-1]
        await self._away(lambda: self.shelf.undo(change))
        self._undo.pop()
        await self.reload()
        return f"Undone: {change.label[0].lower()}{change.label[1:]}"

    async def save_place(
        self, article: Article, paragraph: int, share: float, *, opened: bool = False
    ) -> None:
        """Keep the place in an open story, and how far it was ever read; this is no change to undo.

        A story is read from the moment when it is `opened`, until the user marks it unread.
        """
        known = self.marks.progress.get(str(article.path), progress.Progress())
        if progress.Progress(opened or known.read, paragraph, max(share, known.share)) == known:
            return
        here = progress.Progress(opened, paragraph, share)
        async with self._reading:
            place = await self._away(lambda: progress.save(self.shelf, article, self._root, here))
            self.marks = self.marks._replace(progress={**self.marks.progress, str(article.path): place})

    async def settle(self) -> str:
        """Take over the marks of the library that was elsewhere before, when it is opened here for the first time."""
        library = self._library
        if library is None:
            return ""
        settle = functools.partial(
            following.settle, self.shelf, library.root, library.limits, self._ended.wait
        )
        async with self._following:
            followed = await self._away(settle)
        if followed is None:
            return ""
        await self.keep_library()
        if not followed.stories:
            return ""
        await self.reload()
        return "Your marks have followed the library to this folder"

    async def follow(self, report: Report) -> None:
        """Have marks follow the stories that an update has read; they are read anew when some did."""
        library = self._library
        if library is None:
            return
        async with self._following:
            if (await self._away(lambda: library.follow(report, self._ended.wait))).stories:
                await self.reload()

    def end(self) -> None:
        """Have what would go on for long stop; the next start goes on from there."""
        self._ended.set()

    async def follow_story(self, article: Article) -> None:
        """Have marks follow a story to where it was read; they are read anew when some did."""
        story = following.Story.of(article, self._root)
        if (story.path, story.content_hash) in self._followed:
            return
        if (await self._away(lambda: following.follow(self.shelf, [story]))).stories:
            await self.reload()
        self._followed.add((story.path, story.content_hash))

    def place_of(self, path: Path) -> int:
        """The paragraph at which a story was left, from 0."""
        return self.marks.progress.get(str(path), progress.Progress()).paragraph

    def stamp(self) -> object:
        """Differs when the shelf was written, cannot be read any more, or there is news of it; to be asked in any thread."""
        try:
            return self.shelf.version(), len(self.news)
        except ShelfError as error:
            return str(error)

    async def changed_elsewhere(self) -> bool:
        """Whether another reader has marked something; the marks are read anew then."""
        if not await self._away(self.shelf.changed_elsewhere):
            return False
        await self.reload()
        return True

    async def remember(self, values: Mapping[str, str]) -> None:
        """Keep small things to come back to."""
        await self._away(lambda: state.remember(self.shelf, values))

    async def keep_library(self) -> None:
        """Put the open library at the top of those opened before."""
        root = self._root
        if root is not None:
            await self._away(lambda: libraries.keep(self.shelf, root))

    async def searches(self) -> list[SavedSearch]:
        """The saved searches, in the order of their keys."""
        return await self._away(lambda: searches.searches(self.shelf))

    async def save_search(self, name: str, query: str) -> str:
        """Keep a query under a name; one that is kept already gets the new name."""
        known = next((saved for saved in await self.searches() if saved.query == query), None)
        if known is not None and known.name != name:
            return await self.rename_search(known.name, name)
        return await self._done(await self._away(lambda: searches.save(self.shelf, name, query)))

    async def rename_search(self, name: str, new: str) -> str:
        """Give a saved search another name."""
        try:
            return await self._done(await self._away(lambda: searches.rename(self.shelf, name, new)))
        except ValueError as error:
            return f"Not renamed: {error}"

    async def remove_search(self, name: str) -> str:
        """Forget a saved search."""
        return await self._done(await self._away(lambda: searches.remove(self.shelf, name)))

    async def asked(self) -> list[str]:
        """The queries asked before, the latest first."""
        return await self._away(lambda: history.asked(self.shelf))

    async def keep_query(self, query: str) -> None:
        """Put a query at the top of the history."""
        await self._away(lambda: history.keep(self.shelf, query))

    async def _done(self, change: Change | None) -> str:
        await self.reload()
        if change is None:
            return "Nothing changed"
        self._undo.append(change)
        return f"{change.label}{self._how_long} · {self._undo_key()} undoes"

    async def _away(self, do: Callable[[], _T]) -> _T:
        """Do something in a thread; on a shelf that turns out to be damaged, after that was saved."""
        run = functools.partial(asyncio.get_running_loop().run_in_executor, self._threads)
        try:
            return await run(do)
        except DamagedShelfError:
            self.news += filter(None, [await run(self.shelf.save)])
            return await run(do)
