"""All bookmarks: stories, passages and quotes, with their tags and notes."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from tui_reader import signs
from tui_reader.article.limits import Limits
from tui_reader.article.text import label
from tui_reader.commands import Command
from tui_reader.index.model import Row
from tui_reader.paint.dates import count
from tui_reader.paint.rows import RowFacts
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.database import ShelfError
from tui_reader.shelf.standing import standings
from tui_reader.shelf.tags import all_tags_of
from tui_reader.ui.bindings import bindings, current_commands, keyed
from tui_reader.ui.bookmarked import Bookmarked, entry
from tui_reader.ui.screens.exporting import Exporting
from tui_reader.ui.screens.note import NoteScreen
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.shelved import is_in_use
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.turns import for_a_moment
from tui_reader.ui.widgets.field import Field
from tui_reader.ui.widgets.listing import Marked
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

_EMPTY = "No bookmarks yet. In the list or in a story, {bookmark} sets one."
_NONE_SUCH = "No bookmark has these words. {out} shows all again."
_SHOWN = ("open", "search", "sort", "edit-note", "tag", "remove-bookmark", "export-bookmarks", "undo", "back")


class BookmarksScreen(Exporting):
    """Lists the bookmarks; gives back the one to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "back", "quit", "bookmarks", "search", "sort", "note", "edit-note", "tag", "remove-bookmark", "undo",
        )
    ]  # fmt: skip

    def __init__(self, shelving: Shelving, root: Path | None, limits: Limits) -> None:
        super().__init__()
        self._shelving = shelving
        self._root = root
        self._limits = limits
        self._bookmarked = Bookmarked()
        self._looking = False

    def compose(self) -> ComposeResult:
        """A heading, a field to narrow the list, the list, the status line."""
        yield Static(id="bookmarks-title", markup=False)
        yield Field(
            placeholder="words, a name, #tag, person:name, 21 oct", compact=True, id="bookmarks-filter"
        )
        yield StoryList(_facts, id="bookmarks-list")
        yield StatusBar(id="bookmarks-status")

    async def on_mount(self) -> None:
        """List the bookmarks."""
        commands = {command.id: command for command in current_commands(self.app)}
        self.query_one(StatusBar).show_commands([commands[name] for name in _SHOWN])
        self.query_one(StoryList).focus()
        await for_a_moment(self, self.list_again(), "listing")

    # Finding one

    def action_search(self) -> None:
        """Narrow the list by what is typed."""
        self.add_class("-filtered")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        message.stop()
        self._bookmarked.words = message.value
        self._show(first=True)

    @on(Input.Submitted)
    def _narrowed(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one(StoryList).focus()

    def action_sort(self) -> None:
        """Take the next order."""
        self.say(self._bookmarked.next_order())
        self._show(first=True)

    @on(StoryList.Opened)
    def _opened(self) -> None:
        self.dismiss(self._chosen)

    def action_back(self) -> None:
        """Show all bookmarks again, or go back."""
        if self.has_class("-filtered"):
            self.remove_class("-filtered")
            self.query_one(Input).value = ""
            self.query_one(StoryList).focus()
        else:
            self.dismiss(None)

    def action_quit(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_bookmarks(self) -> None:
        """Go back, by the key that opened this."""
        self.dismiss(None)

    # Changing one

    async def action_remove_bookmark(self) -> None:
        """Take the chosen bookmark away."""
        chosen = self._chosen
        if chosen is not None:
            await self._change(self._shelving.remove_mark(chosen.mark))

    async def action_undo(self) -> None:
        """Take back what was changed last."""
        await self._change(self._shelving.undo())

    def action_note(self) -> None:
        """Write the note of the chosen bookmark."""
        chosen = self._chosen
        if chosen is not None:
            screen = NoteScreen(
                f"A note on “{label(chosen.words or chosen.title)}”",
                chosen.note,
                partial(self._shelving.note_at_once, chosen),
            )
            self.app.push_screen(screen, partial(self._note, chosen))

    async def _note(self, mark: Bookmark, note: str | None) -> None:
        if note is not None:
            await self._change(self._shelving.change_mark(mark.mark, note=note))

    def action_tag(self) -> None:
        """Change the tags of the chosen bookmark."""
        chosen = self._chosen
        if chosen is not None:
            prompt = PromptScreen("Its tags, parted by commas", ", ".join(chosen.tags))
            self.app.push_screen(prompt, partial(self._tag, chosen))

    async def _tag(self, mark: Bookmark, text: str | None) -> None:
        if text is None:
            return
        try:
            tags = all_tags_of(text)
        except ValueError as error:
            self.say(str(error))
            return
        await self._change(self._shelving.change_mark(mark.mark, tags=tags))

    async def _change(self, doing: Coroutine[object, object, str]) -> None:
        await self._shelving.turns.take(self.app, self._changed(doing))

    async def _changed(self, doing: Coroutine[object, object, str]) -> None:
        try:
            said = await doing
        except ShelfError as error:
            said = str(error)
        if not is_in_use(self):
            return
        self.query_one(StatusBar).answer(label(said))
        await self.list_again()

    def lacking(self, command: Command) -> str | None:
        """Why a command would do nothing now; None when it would do something."""
        if command.needs == "change":
            return None if self._shelving.can_undo else "Nothing to undo"
        return None if command.needs not in ("row", "story") or self._chosen else "No bookmark is listed here"

    # Showing them

    def listed(self) -> list[Bookmark]:
        """The bookmarks that are shown."""
        return self._bookmarked.chosen()

    def say(self, text: str) -> None:
        """Say something in the bottom line for a few seconds."""
        if is_in_use(self):
            self.query_one(StatusBar).notice(label(text))

    @property
    def _chosen(self) -> Bookmark | None:
        cursor, shown = self.query_one(StoryList).cursor, self._bookmarked.shown
        return shown[cursor].bookmark if cursor < len(shown) else None

    async def list_again(self) -> None:
        """Fetch the bookmarks, and show them."""
        try:
            entries = await self._shelving.bookmarks(lambda mark: entry(mark, self._root))
        except ShelfError as error:
            self.say(str(error))
            return
        self._bookmarked.take(entries)
        if is_in_use(self):
            self._show()

    def _show(self, *, first: bool = False) -> None:
        stories, bookmarked = self.query_one(StoryList), self._bookmarked
        rows = bookmarked.arrange()
        stories.message = keyed(self.app, _EMPTY if bookmarked.empty else _NONE_SUCH)
        stories.set_listing(Marked(rows, bookmarked.facts, bookmarked.heights, self._gone), first=first)
        number = count(bookmarked.count, "bookmark", "bookmarks")
        order = [f"by {bookmarked.order}"] if bookmarked.order else []
        title = signs.now().between.join(("Bookmarks", number, *order))
        self.query_one("#bookmarks-title", Static).update(f" {title}")

    def _gone(self, number: int) -> str:
        """What of a row that is drawn has gone; it is looked for when that is not known."""
        said = self._bookmarked.gone(number)
        if not self._looking and self._bookmarked.unknown:
            self._looking = True
            self.run_worker(self._look(), group="standings")
        return said

    async def _look(self) -> None:
        """See what became of the bookmarks that were drawn, away from the screen's thread."""
        try:
            while marks := self._bookmarked.take_unknown():
                found = await asyncio.to_thread(standings, marks, self._limits)
                if self._bookmarked.learn(marks, found) and is_in_use(self):
                    self.query_one(StoryList).refresh_rows()
        finally:
            self._looking = False


def _facts(row: Row) -> RowFacts:
    """A row of a list of stories, which is empty here: the rows are a listing of their own."""
    return RowFacts(row.title, row.date, row.people, row.quotes)
