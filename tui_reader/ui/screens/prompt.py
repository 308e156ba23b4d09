"""One question with a line to answer it, over the screen that asks."""

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader import signs
from tui_reader.ui.bindings import keyed
from tui_reader.ui.screens.over import OverScreen
from tui_reader.ui.widgets.field import Field


class PromptScreen(OverScreen[str | None]):
    """Gives back what was typed, or None when it was left."""

    def __init__(self, question: str, answer: str) -> None:
        super().__init__()
        self._question = question
        self._answer = answer

    def compose(self) -> ComposeResult:
        """The question, the line, and how to leave."""
        with Vertical(id="prompt"):
            yield Static(Text(signs.sentence(self._question)), id="prompt-question")
            yield Field(self._answer, compact=True, id="prompt-answer")
            yield Static(
                Text(signs.sentence(keyed(self.app, "Enter keeps it · {out} leaves it"))), id="prompt-keys"
            )

    @on(Input.Submitted)
    def _answered(self, message: Input.Submitted) -> None:
        message.stop()
        self.dismiss(message.value)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
