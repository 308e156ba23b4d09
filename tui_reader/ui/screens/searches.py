"""All saved searches, in the order of their keys."""

from collections.abc import Coroutine, Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from tui_reader import signs
from tui_reader.article.text import label
from tui_reader.commands import Command
from tui_reader.paint.dates import count
from tui_reader.shelf.database import ShelfError
from tui_reader.shelf.searches import SavedSearch
from tui_reader.ui.bindings import bindings, current_commands, keyed
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.shelved import is_in_use
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.turns import for_a_moment
from tui_reader.ui.widgets.saved_list import SavedList
from tui_reader.ui.widgets.status_bar import StatusBar

_EMPTY = "No saved searches yet. In a search, {save-search} saves it."
_SHOWN = ("open", "rename-search", "remove-search", "undo", "back")


class SearchesScreen(Screen[SavedSearch | None]):
    """Lists the saved searches; gives back the one to run, or None. `unread` counts stories by query."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", "quit", "saved-searches", "rename-search", "remove-search", "undo"),
    ]

    def __init__(self, shelving: Shelving, unread: Mapping[str, int]) -> None:
        super().__init__()
        self._shelving = shelving
        self._unread = unread
        self._saved: list[SavedSearch] = []

    def compose(self) -> ComposeResult:
        """A heading, the list, the status line."""
        yield Static(id="searches-title", markup=False)
        yield SavedList(id="searches-list")
        yield StatusBar(id="searches-status")

    async def on_mount(self) -> None:
        """List the saved searches."""
        commands = {command.id: command for command in current_commands(self.app)}
        self.query_one(StatusBar).show_commands([commands[name] for name in _SHOWN])
        self.query_one(SavedList).focus()
        await for_a_moment(self, self.list_again(), "listing")

    @on(SavedList.Opened)
    def _opened(self) -> None:
        self.dismiss(self._chosen)

    @property
    def _chosen(self) -> SavedSearch | None:
        cursor = self.query_one(SavedList).cursor
        return self._saved[cursor] if cursor < len(self._saved) else None

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_quit(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_saved_searches(self) -> None:
        """Go back, by the key that opened this."""
        self.dismiss(None)

    def action_rename_search(self) -> None:
        """Give the chosen search another name."""
        chosen = self._chosen
        if chosen is not None:
            prompt = PromptScreen("Another name for this search", chosen.name)
            self.app.push_screen(prompt, partial(self._rename, chosen.name))

    async def _rename(self, name: str, new: str | None) -> None:
        if new is not None and label(new):
            await self._change(self._shelving.rename_search(name, label(new)))

    async def action_remove_search(self) -> None:
        """Forget the chosen search."""
        chosen = self._chosen
        if chosen is not None:
            await self._change(self._shelving.remove_search(chosen.name))

    async def action_undo(self) -> None:
        """Take back what was changed last."""
        await self._change(self._shelving.undo())

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
        return None if command.needs != "row" or self._chosen else "No search is listed here"

    async def list_again(self) -> None:
        """Fetch the saved searches, and show them."""
        failure = ""
        try:
            self._saved = await self._shelving.searches()
        except ShelfError as error:
            failure = str(error)
        if not is_in_use(self):
            return
        if failure:
            self.query_one(StatusBar).notice(label(failure))
            return
        rows = [(saved.name, saved.query) for saved in self._saved]
        self.query_one(SavedList).show(rows, self._unread, keyed(self.app, _EMPTY))
        title = signs.now().between.join(("Saved searches", count(len(rows), "search", "searches")))
        self.query_one("#searches-title", Static).update(f" {title}")
