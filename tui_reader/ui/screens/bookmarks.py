"""All bookmarks, the latest first."""

from collections.abc import Coroutine
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from tui_reader.article.text import label
from tui_reader.commands import BY_ID
from tui_reader.index.model import Row
from tui_reader.paint.dates import count
from tui_reader.paint.rows import RowFacts
from tui_reader.shelf.bookmarks import Bookmark, bookmarks
from tui_reader.shelf.database import ShelfError
from tui_reader.ui.bindings import bindings
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

_EMPTY = "No bookmarks yet. In the list or in a story, b sets one."


class BookmarksScreen(Screen[Path | None]):
    """Lists the bookmarks; gives back the path of the story to open, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", "quit", "bookmarks", "remove-bookmark", "undo"),
    ]

    def __init__(self, shelving: Shelving, root: Path | None) -> None:
        super().__init__()
        self._shelving = shelving
        self._root = root
        self._bookmarks: dict[str, Bookmark] = {}

    def compose(self) -> ComposeResult:
        """A heading, the list, the status line."""
        yield Static(id="bookmarks-title", markup=False)
        yield StoryList(self._facts, id="bookmarks-list")
        yield StatusBar(id="bookmarks-status")

    def on_mount(self) -> None:
        """List the bookmarks."""
        commands = [BY_ID[name] for name in ("open", "remove-bookmark", "undo", "back")]
        self.query_one(StatusBar).show_commands(commands)
        self._list()
        self.query_one(StoryList).focus()

    @on(StoryList.Opened)
    def open(self, message: StoryList.Opened) -> None:
        """Go back, with the story to open."""
        self.dismiss(Path(message.row.key))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_bookmarks(self) -> None:
        """Go back, by the key that opened this."""
        self.dismiss(None)

    async def action_remove_bookmark(self) -> None:
        """Take the chosen bookmark away."""
        row = self.query_one(StoryList).row
        if row is not None:
            await self._change(self._shelving.remove_bookmark(Path(row.key)))

    async def action_undo(self) -> None:
        """Bring back what was removed last."""
        await self._change(self._shelving.undo())

    async def _change(self, doing: Coroutine[object, object, str]) -> None:
        try:
            said = await doing
        except ShelfError as error:
            said = str(error)
        self.query_one(StatusBar).notice(label(said))
        self._list()

    def _list(self) -> None:
        try:
            found = bookmarks(self._shelving.shelf)
        except ShelfError as error:
            self.query_one(StatusBar).notice(label(str(error)))
            return
        self._bookmarks = {bookmark.path: bookmark for bookmark in found}
        rows = [
            Row(mark.mark, mark.path, mark.title, mark.date, "", 0, 0, 0, 0, 0, mark.content_hash)
            for mark in found
        ]
        self.query_one(StoryList).message = _EMPTY
        self.query_one(StoryList).set_rows(rows, why=True)
        title = f" Bookmarks  ·  {count(len(rows), 'story', 'stories')}"
        self.query_one("#bookmarks-title", Static).update(title)

    def _facts(self, row: Row) -> RowFacts:
        path = Path(row.key)
        try:
            place = str(path.relative_to(self._root)) if self._root else str(path)
        except ValueError:
            place = str(path)
        gone = "" if path.is_file() else "the file has gone: "
        progress = self._shelving.marks.progress.get(row.key)
        return RowFacts(
            row.title,
            row.date,
            0,
            0,
            bookmarked=True,
            share=progress.share if progress else 0.0,
            why=label(gone + place),
        )
