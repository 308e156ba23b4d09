"""What all screens that lie over the page share."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui_reader.ui.bindings import bindings

T = TypeVar("T")


class OverScreen(ModalScreen[T]):
    """Goes with the key that goes back and with Esc, and leaves the reader to the shell with the key that does so everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("back", "suspend")]

    async def key_escape(self, event: events.Key) -> None:
        """Go, whatever key goes back elsewhere."""
        event.stop()
        await self.run_action("back")

    def action_suspend(self) -> None:
        """Leave the reader to the shell for a while."""
        self.app.action_suspend_process()
