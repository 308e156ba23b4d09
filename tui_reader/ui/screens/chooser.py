"""A small list to choose from, over the screen that asks; typing narrows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_reader import signs
from tui_reader.article.text import label
from tui_reader.ui.bindings import bindings
from tui_reader.ui.looks import Styles, one_line
from tui_reader.ui.widgets.field import Field
from tui_reader.ui.widgets.options import Options

T = TypeVar("T")


@dataclass(frozen=True)
class Choice(Generic[T]):
    """One row: its `title`, a quiet `detail` beside it, and the `value` that choosing it gives.

    With `first`, a row made of what was typed stands before all others.
    """

    title: str
    value: T
    detail: str = ""
    first: bool = False


class ChooserScreen(ModalScreen[T | None]):
    """Asks one question; gives back the value of the chosen row, or None.

    `typed`, where given, makes a row of what was typed, for answers that are not among the choices.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice[T]],
        *,
        typed: Callable[[str], Choice[T]] | None = None,
        placeholder: str = "",
    ) -> None:
        super().__init__()
        self._question = label(question)
        self._choices = choices
        self._typed = typed
        self._placeholder = placeholder
        self._shown: list[Choice[T]] = []

    def compose(self) -> ComposeResult:
        """The question, a field that narrows the answers, the answers."""
        with Vertical(id="chooser"):
            yield Static(signs.sentence(self._question), id="chooser-question", markup=False)
            yield Field(placeholder=self._placeholder, compact=True, id="chooser-filter")
            yield Options(id="chooser-answers", markup=False, compact=True)

    def on_mount(self) -> None:
        """Show all answers, the first one chosen."""
        self.query_one(OptionList).can_focus = False
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _filter_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._narrow(message.value)

    @on(Input.Submitted)
    def _chosen_with_enter(self, message: Input.Submitted) -> None:
        message.stop()
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(self._shown[highlighted].value)

    @on(OptionList.OptionSelected)
    def _chosen_with_the_mouse(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(self._shown[message.option_index].value)

    def action_move(self, step: int) -> None:
        """Choose the next answer (1), or the one before (-1)."""
        answers = self.query_one(OptionList)
        if step > 0:
            answers.action_cursor_down()
        else:
            answers.action_cursor_up()

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def _narrow(self, wanted: str) -> None:
        """Show the answers that hold all words that were typed."""
        words = wanted.casefold().split()
        self._shown = [
            choice for choice in self._choices if all(word in choice.title.casefold() for word in words)
        ]
        given = label(wanted)
        if self._typed is not None and given and given not in {choice.title for choice in self._shown}:
            made = self._typed(given)
            self._shown.insert(0 if made.first else len(self._shown), made)
        looks = Styles(self.app.current_theme)
        answers = self.query_one(OptionList)
        answers.clear_options()
        for choice in self._shown:
            row = one_line()
            row.append(label(choice.title), looks.ink("strong"))
            row.append(
                f"  {signs.sentence(label(choice.detail))}" if choice.detail else "", looks.ink("faint")
            )
            answers.add_option(Option(row))
        answers.highlighted = 0 if self._shown else None
