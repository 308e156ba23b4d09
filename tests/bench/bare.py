"""A bare Textual app, beside which the reader is measured: one text, and a key that does nothing."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

TEXT = "A bare Textual app"


class BareApp(App[None]):
    """Shows a text."""

    BINDINGS: ClassVar[list[BindingType]] = [("j,space,enter", "nothing"), ("q", "quit")]

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(TEXT)

    def action_nothing(self) -> None:
        """Do nothing."""


if __name__ == "__main__":
    BareApp().run()
