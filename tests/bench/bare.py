"""Bare Textual apps, beside which the reader is measured: one text, or (`python bare.py lines`) a page of plain lines."""

import sys
from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

TEXT = "A bare Textual app"
LINES = "lines"
_MANY = 2_000


class BareApp(App[None]):
    """Shows a text; a key does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [("j,space,enter", "nothing"), ("q", "quit")]

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(TEXT)

    def action_nothing(self) -> None:
        """Do nothing."""


class Lines(ScrollView, can_focus=True):
    """Textual's own way to show many lines, with nothing on them but text."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "page_down")]

    def on_mount(self) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.size.width, _MANY)

    def render_line(self, y: int) -> Strip:
        """One line."""
        text = f"{self.scroll_offset.y + y:6}  {TEXT}, whose lines are as long as those of a story's column. "
        return Strip([Segment(text)]).adjust_cell_length(self.size.width)

    def action_page_down(self) -> None:
        """Scroll by a page, at once."""
        self.scroll_to(y=self.scroll_offset.y + self.size.height - 2, animate=False, force=True)


class BareLines(App[None]):
    """Shows lines; space goes a page down."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit")]

    def compose(self) -> ComposeResult:
        """A screen of lines."""
        yield Lines()


if __name__ == "__main__":
    (BareLines if LINES in sys.argv[1:] else BareApp)().run()
