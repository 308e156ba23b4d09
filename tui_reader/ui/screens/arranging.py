"""The commands that lay the screen out: which panes there are, and how wide."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.room import Room
from tui_reader.ui.widgets.panes import Panes


class Arranging(Room):
    """Shows and hides panes and changes their widths; the layout is remembered for each kind of terminal width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("cast", "zen", "wider", "narrower", "list-wider", "list-narrower")
    ]

    @on(Panes.Arranged)
    def _arranged(self) -> None:
        self._arrange_top()
        self._show_keys()

    async def action_cast(self) -> None:
        """Show or hide the cast."""
        self._panes.toggle_cast()
        self._arrange_top()
        await self._remember_layout()

    async def action_zen(self) -> None:
        """Show the story alone, or everything again."""
        self._panes.toggle_zen()
        self._arrange_top()
        await self._remember_layout()

    async def action_widen(self, cells: int) -> None:
        """Make the story's column wider or narrower."""
        self.answer(f"The story's column is at most {self._panes.widen_story(cells)} cells wide")
        await self._remember_layout()

    async def action_widen_list(self, cells: int) -> None:
        """Make the list wider or narrower."""
        if self._panes.list_is_beside:
            self.answer(f"The list is {self._panes.widen_list(cells)} cells wide")
        await self._remember_layout()

    async def _remember_layout(self) -> None:
        await self.remember(self._panes.remembered())

    def settings_changed(self, width: int | None, *, indented: bool) -> None:
        """Show the keys now in use, and the story as it is to look; in another `width` where one was chosen."""
        if width is not None:
            self._panes.set_column(width)
        self._reading.story.set_layout(self._panes.column, indented=indented)
        self._show_keys()
