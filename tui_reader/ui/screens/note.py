"""A small editor for a note, over the screen that asks."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import TextArea

from tui_reader import editor
from tui_reader.article.text import clean, label
from tui_reader.ui.bindings import bindings, keyed
from tui_reader.ui.screens.over import OverScreen
from tui_reader.ui.widgets.field import Written
from tui_reader.ui.widgets.one_line import OneLine

_KEEPING = ("save-note", "note-in-editor")


class NoteText(TextArea, Written):
    """Textual's area with a steady cursor; the keys of a note are not for what Textual would do with them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, action=f"screen.{binding.action}") for binding in bindings(*_KEEPING)
    ]
    place = "note"
    cursor_blink = reactive(False, init=False)


class NoteScreen(OverScreen[str | None]):
    """Gives back the text that was written, or None when it was left; what was written is thrown away on a second word only.

    `keep` writes it on the shelf at once, where the reader ends meanwhile.
    """

    def __init__(self, question: str, note: str, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._question = question
        self._note = note
        self._keep = keep
        self._asked_about: str | None = None

    def compose(self) -> ComposeResult:
        """What the note is on, the note, and how to leave."""
        with Vertical(id="note"):
            yield OneLine(self._question, id="note-question")
            yield NoteText(self._note, id="note-text", compact=True, highlight_cursor_line=False)
            yield OneLine(self._keys(), id="note-keys")

    def on_mount(self) -> None:
        """Write on at the end."""
        text = self.query_one(TextArea)
        text.focus()
        text.move_cursor(text.document.end)

    def action_save_note(self) -> None:
        """Keep the note; an empty one takes it away."""
        self.dismiss(self.query_one(TextArea).text)

    def action_back(self) -> None:
        """Leave the note as it was; where something was written, only when that is asked for again."""
        text = self.query_one(TextArea).text
        if self._is_draft(text) and text != self._asked_about:
            self._asked_about = text
            self._say(keyed(self.app, "Not kept yet: {save-note} keeps it, {out} once more throws it away"))
        else:
            self.dismiss(None)

    def keep_draft(self) -> bool:
        """Keep what was written, because the reader ends; False where that is nothing, which would take the note away.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        text = self.query_one(TextArea).text
        if not text.strip() or not self._is_draft(text):
            return False
        self._keep(text)
        return True

    def _is_draft(self, text: str) -> bool:
        return text.strip() != self._note.strip()

    @on(TextArea.Changed)
    def _written_on(self) -> None:
        """What was asked is over when the writing goes on."""
        if self._asked_about is not None and self.query_one(TextArea).text != self._asked_about:
            self._asked_about = None
            self._say(self._keys())

    def action_note_in_editor(self) -> None:
        """Go on writing in the user's own editor; the screen is its own meanwhile."""
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():  # an error that left here would leave the terminal to the shell for ever
                written, fault = _written(area.text)
        except SuspendNotSupported:
            self._say("This terminal cannot be handed over to an editor")
            return
        if fault:
            self._say(label(fault[0].upper() + fault[1:]))
            return
        self._say(self._keys())
        area.text = clean(written).rstrip("\n")
        area.move_cursor(area.document.end)

    def _say(self, text: str) -> None:
        self.query_one("#note-keys", OneLine).say(text)

    def _keys(self) -> str:
        return keyed(self.app, "{save-note} keeps it · {note-in-editor} your editor · {out} leaves it")


def _written(text: str) -> tuple[str, str]:
    """What the user makes of a text in the editor, or why that cannot be."""
    try:
        return editor.write_text(text), ""
    except editor.EditorError as error:
        return "", str(error)
