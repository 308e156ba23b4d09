"""A field for one line of text whose cursor stands still: nothing on the screen moves by itself."""

from textual.reactive import reactive
from textual.widgets import Input


class Field(Input):
    """Textual's field with a steady cursor."""

    cursor_blink = reactive(False, init=False)

    def on_focus(self) -> None:
        """Have the terminal's cursor here once there is a place for it."""
        self.call_after_refresh(self._take_caret)

    def _take_caret(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
