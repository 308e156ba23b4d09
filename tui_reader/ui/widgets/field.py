"""Where the user writes: a field for one line whose cursor stands still, as nothing on the screen moves by itself."""

from typing import ClassVar

from textual import events
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tui_reader.commands import Place
from tui_reader.ui.bindings import ways_out


class Written(Widget):
    """What letters are typed into. The keys that go back leave it, whatever Textual would do with them."""

    place: ClassVar[Place] = "anywhere"

    async def on_key(self, event: events.Key) -> None:
        """Leave, with a key that does so."""
        if event.key in ways_out(self.app, self.place):
            event.stop()
            event.prevent_default()
            await self.leave()

    async def leave(self) -> None:
        """Have the screen go back."""
        await self.run_action("screen.back")


class Field(Input, Written):
    """Textual's field with a steady cursor."""

    cursor_blink = reactive(False, init=False)

    def on_focus(self) -> None:
        """Have the terminal's cursor here once there is a place for it."""
        self.call_after_refresh(self._take_caret)

    def _take_caret(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
