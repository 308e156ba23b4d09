"""The field of the search: history on Up and Down, completions on Tab, and mistakes marked where they are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import BindingType
from textual.message import Message
from textual.widgets.input import Selection

from tui_reader.article.text import clean
from tui_reader.index.model import Completion
from tui_reader.ui.bindings import bindings
from tui_reader.ui.looks import Styles
from tui_reader.ui.widgets.field import Field

LIBRARY = "words, “phrases”, speaker:name, said:word, after:2023"
STORY = "find in this story; / for the library"

if TYPE_CHECKING:
    from tui_reader.index.query import QueryProblem


class _Marks(Highlighter):
    """Underlines the stretches that could not be understood."""

    def __init__(self) -> None:
        self.problems: Sequence[QueryProblem] = ()
        self.style = Styles.BOLD

    def highlight(self, text: Text) -> None:
        for problem in self.problems:
            text.stylize(self.style, problem.start, max(problem.end, problem.start + 1))


class SearchInput(Field):
    """What is asked for. Enter, leaving and what the user takes are said in messages.

    Completions are offered by the screen, and never take a key that types or moves through the history.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "search-rank", "search-earlier", "search-later", "search-complete", "search-complete-back",
            "search-close",
        )
    ]  # fmt: skip
    place = "search"

    class Closed(Message):
        """The field was left."""

    class Offered(Message):
        """What is offered has changed, or another of it was taken."""

    def __init__(self) -> None:
        self._marks = _Marks()
        super().__init__(
            placeholder=LIBRARY, compact=True, select_on_focus=False, highlighter=self._marks, id="query"
        )
        self.history: Sequence[str] = ()
        self.suggested = ""
        self.offered: tuple[Completion, ...] = ()
        self.taken = -1
        self._before = ""
        self._draft = ""
        self._back = 0
        self._put = ""
        self._waiting = False
        self._awaited = False

    def on_mount(self) -> None:
        """Mark mistakes in the colours of the theme."""
        self.watch(self.app, "theme", self._take_theme)

    def _take_theme(self) -> None:
        looks = Styles(self.app.current_theme)
        self._marks.style = looks.ink("footer-key-foreground") + looks.CHOSEN

    @property
    def wants_completions(self) -> bool:
        """Whether the query as it stands was typed, and not put there."""
        return self.value != self._put

    def show_problems(self, problems: "Sequence[QueryProblem]") -> None:
        """Mark what could not be understood."""
        self._marks.problems = problems
        self.refresh()

    def put(self, text: str) -> None:
        """Put another query into the field, the cursor at its end."""
        self._put = text
        self.value = text
        self.cursor_position = len(text)

    def offer(self, text: str, cursor: int, completions: tuple[Completion, ...]) -> None:
        """Offer completions for `text`; nothing happens when it is no longer what stands in the field."""
        if (text, cursor) != (self.value, self.cursor_position):
            return
        self._awaited = False
        useful = tuple(each for each in completions if text[each.start : each.end] != each.insert)
        self.offered, self.taken, self._before = useful, -1, text
        self._suggestion = self._ghost()
        if self._waiting and useful:
            self._take(0)
        self._waiting = False
        self.post_message(self.Offered())

    def await_offer(self) -> None:
        """Completions for what stands in the field have been asked for."""
        self._awaited = True

    def _ghost(self) -> str:
        """The query with the first completion, where that only adds letters at its end; else nothing."""
        if not self.offered or self.cursor_position != len(self.value):
            return ""
        first = self.offered[0]
        typed = self.value[first.start :]
        if not typed or first.end != len(self.value) or first.insert[: len(typed)].lower() != typed.lower():
            return ""
        return self.value + first.insert[len(typed) :]

    def _take(self, number: int) -> None:
        """Put a completion in the place of what was typed."""
        self.taken = number % len(self.offered)
        completion = self.offered[self.taken]
        head = self._before[: completion.start] + completion.insert
        alone = len(self.offered) == 1
        self._put = "" if alone else head + self._before[completion.end :]
        self.value = head + self._before[completion.end :]
        self.cursor_position = len(head)
        self.post_message(self.Offered())

    def watch_value(self, value: str) -> None:
        """Forget what was offered for another query; keep the shadow that the typed letters confirm."""
        self._marks.problems = ()
        self.suggested = ""
        if value == self._put:
            return
        self._put, self._back = "", 0
        ghost = self._ghost_of_before(value)
        self.offered, self.taken, self._awaited = (), -1, False
        self._suggestion = ghost

    def _ghost_of_before(self, value: str) -> str:
        if not self.offered or self.taken >= 0:
            return ""
        first = self.offered[0]
        whole = self._before[: first.start] + first.insert
        grown = len(value) > len(self._before) and first.end == len(self._before)
        return whole if grown and whole.lower().startswith(value.lower()) else ""

    def validate_value(self, value: str) -> str:
        """Leave out what would reach the terminal as a command."""
        return clean(value)

    def watch_selection(self, selection: Selection) -> None:
        """A cursor inside the query has no shadow behind it."""
        if selection.end != len(self.value):
            self._suggestion = ""

    def on_resize(self, event: events.Resize) -> None:
        """Show as much of the query as there is room for, the cursor in any case."""
        room = event.size.width - 1
        self.scroll_to(x=max(self._cursor_offset - room, 0), animate=False, force=True)

    def on_blur(self, event: events.Blur) -> None:
        """Nothing is offered to a field without the keys."""
        del event
        self._waiting = False

    async def action_search_rank(self) -> None:
        """Ask for the query as it stands, or for the one that was suggested."""
        if self.suggested:
            self.put(self.suggested)
        await self.action_submit()

    def action_search_complete(self) -> None:
        """Take the suggested query, or the first completion, and the next one each time after that."""
        if self.suggested:
            self.put(self.suggested)
        elif self.offered:
            self._take(self.taken + 1)
        elif self._awaited:
            self._waiting = True
        else:
            raise SkipAction

    def action_search_complete_back(self) -> None:
        """Take the completion before."""
        if not self.offered:
            raise SkipAction
        self._take(self.taken - 1 if self.taken >= 0 else -1)

    def action_search_earlier(self) -> None:
        """Put the query before into the field."""
        self._recall(1)

    def action_search_later(self) -> None:
        """Put the query after into the field."""
        self._recall(-1)

    def _recall(self, step: int) -> None:
        back = min(max(self._back + step, 0), len(self.history))
        if self._back == 0:
            self._draft = self.value
            if back == 1 and self.history and self.history[0] == self.value:
                back = min(2, len(self.history))
        if back == self._back:
            return
        self._back = back
        self.put(self.history[back - 1] if back else self._draft)

    def action_search_close(self) -> None:
        """Leave the search."""
        self.post_message(self.Closed())

    async def leave(self) -> None:
        """Leave the search."""
        self.action_search_close()

    def asked(self) -> None:
        """The query was asked for: the next Up recalls the one asked last."""
        self._back = 0
