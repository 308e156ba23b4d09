"""The strip of the tour at the bottom of the screen: what to do next, and how to leave."""

from rich.text import Text
from textual.widget import Widget

from tui_reader.ui.bindings import KEY_IN_SENTENCE, key_of
from tui_reader.ui.looks import Styles


class TourStrip(Widget):
    """Two or three lines that never take the focus and stand in front of nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = ""
        self._below = ""

    def on_mount(self) -> None:
        """Draw anew in each new theme."""
        self.watch(self.app, "theme", self._redraw)

    def show(self, sentence: str, closing: str) -> None:
        """Show a sentence, and below it a fainter one; `{id}` stands for a command's first key in use."""
        if (sentence, closing) != (self._sentence, self._below):
            self._sentence, self._below = sentence, closing
            self.refresh(layout=True)

    def render(self) -> Text:
        """The lines."""
        looks = Styles(self.app.current_theme)
        text = Text()
        for line, ink in ((self._sentence, "strong"), (self._below, "faint")):
            text.append("\n" if text else "")
            at = 0
            for found in KEY_IN_SENTENCE.finditer(line):
                text.append(line[at : found.start()], looks.ink(ink))
                text.append(key_of(self.app, found[1]), looks.ink("footer-key-foreground") + looks.BOLD)
                at = found.end()
            text.append(line[at:], looks.ink(ink))
        return text

    def _redraw(self) -> None:
        self.refresh()
