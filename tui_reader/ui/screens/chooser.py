"""A small list to choose from, over the screen that asks; typing narrows it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_reader import signs
from tui_reader.article.text import label
from tui_reader.paint.answers import Columns, answer, columns
from tui_reader.paint.measure import fit
from tui_reader.paint.model import Look, Run
from tui_reader.ui.looks import Styles
from tui_reader.ui.screens.over import OverScreen
from tui_reader.ui.widgets.field import Field
from tui_reader.ui.widgets.options import Options, Painted

T = TypeVar("T")


@dataclass(frozen=True)
class Choice(Generic[T]):
    """One row: its `title`, a quiet `detail` beside it, and the `value` that choosing it gives.

    Rows of one `group` stand below its name. With `first`, a row made of what was typed stands before all others.
    """

    title: str
    value: T
    detail: str = ""
    first: bool = False
    group: str = ""


class ChooserScreen(OverScreen[T | None]):
    """Asks one question; gives back the value of the chosen row, or None.

    `typed`, where given, makes a row of what was typed, for answers that are not among the choices; `unfit` (called in a
    thread) says why an answer cannot be taken, empty when it can; `complete` (the same) is what Tab makes of what was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice[T]],
        *,
        typed: Callable[[str], Choice[T]] | None = None,
        unfit: Callable[[T], str] | None = None,
        complete: Callable[[str], str] | None = None,
        placeholder: str = "type to narrow",
    ) -> None:
        super().__init__()
        self._question = label(question)
        self._choices = choices
        self._typed = typed
        self._unfit = unfit
        self._complete = complete
        self._placeholder = placeholder
        self._shown: list[Choice[T] | None] = []

    def compose(self) -> ComposeResult:
        """The question, a field that narrows the answers, the answers."""
        with Vertical(id="chooser"):
            yield Static(signs.sentence(self._question), id="chooser-question", markup=False)
            yield Field(placeholder=self._placeholder, compact=True, id="chooser-filter")
            yield Static(id="chooser-said", markup=False)
            yield Options(id="chooser-answers", markup=False, compact=True)

    def on_mount(self) -> None:
        """Show all answers, the first one chosen."""
        self.query_one(OptionList).can_focus = False
        self._say("")
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _filter_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._say("")
        self._narrow(message.value)

    @on(Input.Submitted)
    async def _chosen_with_enter(self, message: Input.Submitted) -> None:
        message.stop()
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            await self._choose(highlighted)

    @on(OptionList.OptionSelected)
    async def _chosen_with_the_mouse(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        await self._choose(message.option_index)

    async def _choose(self, number: int) -> None:
        """Give back an answer, or say why it cannot be taken."""
        choice = self._shown[number]
        if choice is None:
            return
        reason = await asyncio.to_thread(self._unfit, choice.value) if self._unfit is not None else ""
        if reason:
            self._say(label(reason))
        elif self.is_current:
            self.dismiss(choice.value)

    def _say(self, text: str) -> None:
        said = self.query_one("#chooser-said", Static)
        said.display = bool(text)
        said.update(signs.sentence(text))

    async def action_complete(self) -> None:
        """Write on what was typed, as far as there is only one way."""
        field = self.query_one(Input)
        if self._complete is not None and field.value:
            typed = field.value
            whole = await asyncio.to_thread(self._complete, typed)
            if field.value == typed and whole != typed:
                field.value = whole
                field.action_end()

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
        found = [choice for choice in self._choices if all(word in choice.title.casefold() for word in words)]
        given = label(wanted)
        if self._typed is not None and given and given not in {choice.title for choice in found}:
            made = self._typed(given)
            found.insert(0 if made.first else len(found), made)
        widest = columns(map(_texts, [*self._choices, *found]))
        looks = Styles(self.app.current_theme)
        answers = self.query_one(OptionList)
        answers.clear_options()
        self._shown = []
        group = ""
        for choice in found:
            if choice.group != group:
                group = choice.group
                self._shown.append(None)
                answers.add_option(Option(Painted(looks, partial(_heading, group)), disabled=True))
            self._shown.append(choice)
            answers.add_option(Option(Painted(looks, partial(_row, *_texts(choice), widest))))
        answers.highlighted = next((number for number, each in enumerate(self._shown) if each), None)


def _texts(choice: Choice[T]) -> tuple[str, str]:
    return label(choice.title), signs.sentence(label(choice.detail))


def _row(title: str, detail: str, widest: Columns, width: int) -> list[list[Run]]:
    return [answer(title, detail, widest, width)]


def _heading(group: str, width: int) -> list[list[Run]]:
    return [[Run(fit(group, width), Look("meta"))]]
