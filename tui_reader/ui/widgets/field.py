"""A field for one line of text whose cursor stands still: nothing on the screen moves by itself."""

from textual.reactive import reactive
from textual.widgets import Input


class Field(Input):
    """Textual's field with a steady cursor."""

    cursor_blink = reactive(False, init=False)
