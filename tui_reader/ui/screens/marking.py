"""The commands that mark stories: bookmarks, read or unread, and taking that back."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.ui.bindings import bindings
from tui_reader.ui.reading import Arrival
from tui_reader.ui.screens.travelling import Travelling


class Marking(Travelling):
    """What the user puts on the shelf."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("bookmarks", "toggle-read", "hide", "mark-all-read", "undo")
    ]

    async def action_toggle_read(self) -> None:
        """Mark the story that is shown as read or unread."""
        article = await self._meant()
        if article is not None:
            await self._change(self._shelving.toggle_read(article))

    async def action_hide(self) -> None:
        """Hide the story that is shown from the list, or bring it back; the next one takes its place."""
        article = await self._meant()
        if article is None or self._browsing is None:
            return
        stories = self._browsing.stories
        if stories.row is not None and self._path_of(stories.row) == article.path:
            self._panes.show_list()
            if stories.step_story(1) is None:
                stories.step_story(-1)
        await self._change(self._shelving.toggle_hidden(article))

    async def action_mark_all_read(self) -> None:
        """Mark all listed stories as read."""
        if self._browsing is not None:
            await self._change(self._shelving.mark_all_read(self._browsing.stories.rows))

    async def action_undo(self) -> None:
        """Take back the last change; in the list the cursor goes to a story that comes back by that."""
        await self._change(self._undone())

    async def _undone(self) -> str:
        hidden = self._shelving.marks.hidden
        said = await self._shelving.undo()
        if self._browsing is not None and self._panes.pane == "list":
            self._browsing.choose_next(hidden - self._shelving.marks.hidden)
        return said

    def action_bookmarks(self) -> None:
        """Show all bookmarks."""
        from tui_reader.ui.screens.bookmarks import BookmarksScreen  # noqa: PLC0415  not needed for the first frame

        root = self._library.root if self._library else None
        self.app.push_screen(
            BookmarksScreen(self._shelving, root, self._background.limits), self._bookmark_chosen
        )

    async def _bookmark_chosen(self, mark: Bookmark | None) -> None:
        """Open the story of a bookmark, at its words where they are found."""
        self._marks_changed(self._shelving.corrections)
        if mark is None:
            return
        path = Path(mark.path)
        article = await self._background.read(path) if mark.passage is not None else None
        span = await asyncio.to_thread(mark.resolve, article) if article is not None else None
        arrival = Arrival(span, content_hash=article.content_hash) if article and span else None
        await self._travel(path, arrival)
        if article is not None and span is None:
            self.say("The marked words have gone from this story")
