"""The line under the search: what was not understood, how the word may go on, or what may have been meant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from tui_reader import signs
from tui_reader.index.model import Completion
from tui_reader.paint.measure import fit, width_of
from tui_reader.ui.looks import Styles

_LONGEST = 32
"""Longer completions are cut, in cells."""
_LEAST = 24
"""So many cells behind a problem are worth using for completions."""

if TYPE_CHECKING:
    from tui_reader.index.query import QueryProblem


class SearchHint(Widget):
    """One line that says the most useful thing there is to say."""

    def __init__(self) -> None:
        super().__init__(id="hint")
        self._query = ""
        self._problems: Sequence[QueryProblem] = ()
        self._offered: Sequence[Completion] = ()
        self._taken = -1
        self._suggested = ""

    def on_mount(self) -> None:
        """Draw anew in each new theme."""
        self.watch(self.app, "theme", self._redraw)

    @property
    def is_needed(self) -> bool:
        """Whether there is something to say also when the search has not the keys."""
        return bool(self._problems or self._suggested)

    def show(
        self,
        query: str,
        *,
        problems: "Sequence[QueryProblem]" = (),
        offered: Sequence[Completion] = (),
        taken: int = -1,
        suggested: str = "",
    ) -> None:
        """Show a suggestion, or the first problem and behind it what is offered; `taken` is the completion in use.

        What is offered may put right what is wrong at the very end.
        """
        end = len(query.rstrip())
        self._problems = [each for each in problems if each.end < end] if offered else problems
        self._query, self._suggested = query, suggested
        self._offered, self._taken = offered, taken
        self.refresh()

    def render(self) -> Text:
        """The line."""
        looks = Styles(self.app.current_theme)
        line = Text("   ", no_wrap=True, end="")
        room = max(self.size.width - 4, 0)
        if self._suggested:
            self._suggestion(line, room, looks)
            return line
        if self._problems:
            self._problem(line, room, looks)
            line.append("   ")
        left = room + 3 - line.cell_len
        if self._offered and (not self._problems or left > _LEAST):
            self._completions(line, left, looks)
        return line

    def _suggestion(self, line: Text, room: int, looks: Styles) -> None:
        line.append("Did you mean ", looks.ink("faint"))
        line.append(fit(self._suggested, room - 36), looks.ink("strong") + looks.BOLD)
        line.append("?  ", looks.ink("faint"))
        line.append("Tab", looks.ink("footer-key-foreground") + looks.BOLD)
        line.append(" or ", looks.ink("faint"))
        line.append("Enter", looks.ink("footer-key-foreground") + looks.BOLD)
        line.append(" takes it", looks.ink("faint"))

    def _completions(self, line: Text, room: int, looks: Styles) -> None:
        """As many as there is room for, from a window that holds the one in use."""
        line.append("Tab", looks.ink("footer-key-foreground") + looks.BOLD)
        texts = [_shown(completion) for completion in self._offered]
        first = 0
        while (
            first < self._taken
            and sum(width_of(text) + 3 for text in texts[first : self._taken + 1]) > room - 3
        ):
            first += 1
        used = 3
        for number, text in enumerate(texts[first:], first):
            used += width_of(text) + 3
            if used > room and number > first:
                line.append(f"  {signs.now().more}", looks.ink("faint"))
                return
            chosen = number == self._taken
            name, _, count = text.rpartition("\t") if "\t" in text else (text, "", "")
            line.append("   ")
            line.append(name, looks.ink("strong") + looks.CHOSEN if chosen else looks.ink("ink"))
            if count:
                line.append(f" {count}", looks.ink("faint"))

    def _problem(self, line: Text, room: int, looks: Styles) -> None:
        problem = self._problems[0]
        stretch = fit(self._query[problem.start : problem.end], max(room // 3, 8))
        if stretch.strip():
            line.append(stretch, looks.ink("footer-key-foreground") + looks.CHOSEN)
            line.append("  ")
        more = f"  (and {len(self._problems) - 1} more)" if len(self._problems) > 1 else ""
        left = room - line.cell_len + 3 - len(more)
        line.append(fit(problem.message, left), looks.ink("ink"))
        line.append(more, looks.ink("faint"))

    def _redraw(self) -> None:
        self.refresh()


def _shown(completion: Completion) -> str:
    """A completion as it is offered, the number of stories behind a tab."""
    name = fit(completion.label, _LONGEST)
    return f"{name}\t{completion.stories:,}" if completion.stories else name
