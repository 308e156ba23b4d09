"""A sentence on one line."""

from rich.text import Text
from textual.widgets import Static

from tui_reader import signs
from tui_reader.paint.measure import fit


class OneLine(Static):
    """Shows a sentence as far as there is room, with the sign for more in use where it is cut."""

    def __init__(self, sentence: str, *, id: str) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id, markup=False)
        self._sentence = sentence

    def on_mount(self) -> None:
        """Draw anew in other signs."""
        self.watch(self.app, "theme", self._redraw, init=False)

    def _redraw(self) -> None:
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._sentence = sentence
        self.refresh()

    def render(self) -> Text:
        """The sentence for the width there is."""
        return Text(fit(signs.sentence(self._sentence), self.size.width))
