"""Who somebody is, over the page: their names and part in the story, and what they said last in the library."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_reader import signs
from tui_reader.article.text import label
from tui_reader.index.model import QuoteHit
from tui_reader.library import LibraryError
from tui_reader.paint.answers import said
from tui_reader.paint.measure import in_rows
from tui_reader.paint.model import Look, Run
from tui_reader.shelf.database import ShelfError
from tui_reader.ui.looks import Styles
from tui_reader.ui.screens.over import OverScreen
from tui_reader.ui.widgets.options import Options, Painted

_LONGEST = 160
"""So many code points of a quote are shown."""


class PeekScreen(OverScreen[QuoteHit | None]):
    """Shows somebody, and their last quotes once `find` (called in a thread) has them; gives back the chosen quote.

    Nothing is looked for without `find`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(
        self, name: str, facts: Sequence[Sequence[str]], find: Callable[[], Sequence[QuoteHit]] | None
    ) -> None:
        super().__init__()
        self._who = label(name)
        self._facts = facts
        self._find = find
        self._hits: Sequence[QuoteHit] = ()

    def compose(self) -> ComposeResult:
        """The name, what the story knows, the last quotes of the library."""
        with Vertical(id="peek"):
            yield Static(self._who, id="peek-name", markup=False)
            yield Static(Painted(Styles(self.app.current_theme), self._known), id="peek-facts")
            yield Static("", id="peek-quotes", markup=False)
            yield Options(id="peek-answers", markup=False, compact=True)

    def _known(self, width: int) -> list[list[Run]]:
        """What the story knows, for the width there is."""
        rows = ([signs.sentence(label(fact)) for fact in row] for row in self._facts)
        return [[Run(line, Look("text"))] for row in rows for line in in_rows(row, width)]

    def on_mount(self) -> None:
        """Ask for the quotes."""
        answers = self.query_one(OptionList)
        answers.can_focus = answers.display = False
        if self._find is not None:
            self._say("Looking for what they said in the library…")
            self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        """Find the quotes; in a thread."""
        if self._find is None:
            return
        try:
            hits = self._find()
        except (LibraryError, ShelfError) as error:
            self.app.call_from_thread(self._say, label(str(error)))
        else:
            self.app.call_from_thread(self._show, hits)

    def _say(self, text: str) -> None:
        if self.is_mounted:
            self.query_one("#peek-quotes", Static).update(signs.sentence(text))

    def _show(self, hits: Sequence[QuoteHit]) -> None:
        """Show the quotes, the newest first, each with its story and date."""
        if not self.is_mounted:
            return
        self._hits = hits
        self._say(
            "Said last in the library · Enter goes there"
            if hits
            else "No quote of theirs is known in the library."
        )
        looks, answers = Styles(self.app.current_theme), self.query_one(OptionList)
        drawn = signs.now()
        for hit in hits:
            words = label(hit.text)
            cut = (
                words
                if len(words) <= _LONGEST
                else words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + drawn.more
            )
            guess = hit.confidence == "guess"
            painted = partial(said, drawn.quoted(cut), label(hit.row.title), hit.row.date, guess=guess)
            answers.add_option(Option(Painted(looks, painted)))
        answers.display = bool(hits)
        answers.highlighted = 0 if hits else None

    def action_move(self, step: int) -> None:
        """Choose the next quote (1), or the one before (-1)."""
        answers = self.query_one(OptionList)
        if step > 0:
            answers.action_cursor_down()
        else:
            answers.action_cursor_up()

    def action_choose(self) -> None:
        """Give back the chosen quote."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and highlighted < len(self._hits):
            self.dismiss(self._hits[highlighted])

    @on(OptionList.OptionSelected)
    def _chosen_with_the_mouse(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(self._hits[message.option_index])

    def action_back(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
