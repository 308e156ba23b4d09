"""The line at the top: the library's name, its views and saved searches, and the search."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader import signs
from tui_reader.paint.measure import fit, width_of
from tui_reader.ui.looks import Styles
from tui_reader.ui.widgets.search_field import LIBRARY, STORY, SearchInput
from tui_reader.ui.widgets.search_hint import SearchHint

Mode = Literal["", "library", "story"]
_RECALLED = 100
"""Queries; the shelf keeps as many."""
_FIRST_SAVED = 4
_MOST_SAVED = 6
_LONGEST_NAME, _SHORTEST_NAME = 18, 6
_NAME = 24
"""Cells of the library's name that saved searches do not take."""
_ENDLESS = 1_000
_QUERY = 40
"""So many cells of the query are always shown, before anything else finds room beside it."""
_ROOMY_QUERY = 60

if TYPE_CHECKING:
    from tui_reader.index.query import QueryProblem


class SavedTab(NamedTuple):
    """A saved search beside the views; `unread` is None until it is known."""

    name: str
    unread: int | None = None


class _Tab(NamedTuple):
    """What can be chosen at the top, by its key: a view, or the saved search of a number."""

    key: int
    name: str
    chosen: bool
    view: str = ""
    saved: int = -1
    unread: int | None = None

    def text(self, room: int) -> str:
        """The tab in at most `room` cells; empty where that is too little."""
        unread = f" {self.unread:,}" if self.unread else ""
        most = min(room - len(unread) - 2, _LONGEST_NAME)
        if most < min(width_of(self.name), _SHORTEST_NAME):
            return ""
        chosen = f"{signs.now().row} " if self.chosen and signs.in_words() else ""
        return f"{chosen}{self.key} {fit(self.name, most - len(chosen))}{unread}"


def _cells(tabs: Iterable[_Tab]) -> int:
    """How many cells tabs take beside one another, each with a gap before it."""
    return sum(width_of(tab.text(_ENDLESS)) + 2 for tab in tabs)


class TopBar(Horizontal):
    """Shows where the reader is. `mode` says what its field asks: the library, the story, or (empty) nothing."""

    class ViewChosen(Message):
        """A view's name was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    class SavedChosen(Message):
        """A saved search was clicked, by its number from 0."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Asked(Message):
        """A query was typed, or (with `typing` False) asked for with Enter."""

        def __init__(self, query: str, *, typing: bool) -> None:
            super().__init__()
            self.query = query
            self.typing = typing

    class Sought(Message):
        """Words were typed that are to be found in the story; `typing` is False after Enter."""

        def __init__(self, words: str, *, typing: bool) -> None:
            super().__init__()
            self.words = words
            self.typing = typing

    class LibraryWanted(Message):
        """The library is to be searched, and not the story."""

    class CompletionsWanted(Message):
        """The query may go on in some way."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Left(Message):
        """The search was left."""

    def __init__(self, heading: str, views: Sequence[str]) -> None:
        super().__init__(id="top")
        self.hint = SearchHint()
        self.field = SearchInput()
        self.mode: Mode = ""
        self._heading = heading
        self._views = views
        self._view = views[0] if views else ""
        self._saved: Sequence[SavedTab] = ()
        self._chosen_saved = -1
        self._result: tuple[str, ...] = ("",)
        self._problems: Sequence[QueryProblem] = ()
        self._histories: dict[Mode, Sequence[str]] = {}
        self._tabs: list[tuple[int, int, _Tab]] = []

    def compose(self) -> ComposeResult:
        """Three parts: where we are, the search's field, and what it found."""
        yield Static(id="where")
        yield Static("/ ", id="slash", markup=False)
        yield self.field
        yield Static(id="result")

    def on_mount(self) -> None:
        """Draw, now and in each new theme."""
        self.watch(self.app, "theme", self._draw)

    @property
    def searching(self) -> bool:
        """Whether the library is being searched."""
        return self.mode == "library"

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self._view = view
        self._draw()

    def show_saved(self, saved: Sequence[SavedTab], chosen: int) -> None:
        """List the saved searches beside the views; `chosen` is the number of the one in use, else -1."""
        if (list(saved), chosen) != (list(self._saved), self._chosen_saved):
            self._saved, self._chosen_saved = saved, chosen
            self._draw()

    def show_result(self, *texts: str) -> None:
        """Say in a few words what is listed: the first of these texts that there is room for."""
        self._result = texts
        self._draw()

    def show_problems(self, problems: "Sequence[QueryProblem]") -> None:
        """Say what in the query is not understood, and mark it there."""
        self._problems = problems
        self.field.show_problems(problems)
        self.draw_hint()

    def suggest(self, query: str, suggested: str) -> None:
        """Offer another query in place of one that found nothing."""
        if query == self.field.value:
            self.field.suggested = suggested
            self.draw_hint()

    def open(self, mode: Mode, *, focus: bool = True) -> None:
        """Show the field, for the library or for the story, with what was asked in that way before."""
        if mode != self.mode:
            self._clear()
        self.mode = mode
        self.field.history = self._histories.get(mode, ())
        self.field.placeholder = signs.sentence(STORY if mode == "story" else LIBRARY)
        self.set_class(True, "-searching")
        if focus:
            self.field.focus()
            self.field.select_all()
        self._draw()

    def close(self) -> None:
        """Hide the field and forget the query."""
        self.mode = ""
        self.set_class(False, "-searching")
        self._clear()
        self._draw()

    def recall(self, mode: Mode, history: Sequence[str]) -> None:
        """Give the field what was asked before, the latest first."""
        self._histories[mode] = history
        if mode == self.mode:
            self.field.history = history

    def keep(self, mode: Mode, query: str) -> bool:
        """Put a query at the top of its history; False when it stands there already, or is empty."""
        history = self._histories.get(mode, ())
        if not query or (history and history[0] == query):
            return False
        self.recall(mode, [query, *(other for other in history if other != query)][:_RECALLED])
        return True

    def put(self, query: str) -> None:
        """Put a query into the field, as if it had been typed and asked for already."""
        with self.field.prevent(Input.Changed):
            self.field.put(query)
        self._problems = ()

    def _clear(self) -> None:
        self.put("")
        self.field.offer("", 0, ())
        self.draw_hint()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value != self.field.value:
            return
        if self.mode == "story":
            if message.value == "/":
                self.post_message(self.LibraryWanted())
            else:
                self.post_message(self.Sought(message.value, typing=True))
            return
        self.post_message(self.Asked(message.value, typing=True))
        if self.field.wants_completions:
            self.field.await_offer()
            self.post_message(self.CompletionsWanted(message.value, self.field.cursor_position))

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.field.asked()
        if self.mode == "story":
            self.post_message(self.Sought(message.value, typing=False))
        else:
            self.post_message(self.Asked(message.value, typing=False))

    @on(SearchInput.Closed)
    def _field_left(self, message: SearchInput.Closed) -> None:
        message.stop()
        self.post_message(self.Left())

    @on(SearchInput.Offered)
    def _offered(self, message: SearchInput.Offered) -> None:
        message.stop()
        self.draw_hint()

    def on_descendant_focus(self) -> None:
        """Show the line under the search."""
        self.draw_hint()

    def on_descendant_blur(self) -> None:
        """Hide the line under the search, when it says nothing."""
        self.draw_hint()

    def draw_hint(self) -> None:
        """Show the line under the search while it is used, and as long as it has something to say."""
        field = self.field
        if self.mode == "library":
            at_cursor = field.offered and field.has_focus
            self.hint.show(
                field.value,
                problems=self._problems,
                offered=field.offered if at_cursor else (),
                taken=field.taken,
                suggested=field.suggested if field.has_focus else "",
            )
        else:
            self.hint.show("")
        shown = self.mode == "library" and (field.has_focus or self.hint.is_needed)
        self.hint.display = shown
        self.screen.set_class(shown, "-hinted")

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what has no room."""
        del event
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the view or the saved search that was clicked."""
        for start, end, tab in self._tabs:
            if start <= event.x - 1 < end:
                self.post_message(self.ViewChosen(tab.view) if tab.view else self.SavedChosen(tab.saved))

    def _draw(self) -> None:
        looks = Styles(self.app.current_theme)
        width = self.size.width
        field = (_QUERY + 5) if self.mode else 0
        room = width - field - min(width_of(self._heading) + 3, _NAME if not self.mode else 0)
        results = map(signs.sentence, self._result)
        result = next((text for text in results if width_of(text) + 3 <= room), "")
        taken = width_of(result) + 3 + (_ROOMY_QUERY + 5 if self.mode else 0)
        self.query_one("#where", Static).update(self._where(width - taken, looks))
        self.query_one("#result", Static).update(Text(no_wrap=True).append(result, looks.ink("faint")))

    def _where(self, room: int, looks: Styles) -> Text:
        """The library's name, the views and the saved searches, as many as there is room for."""
        text = Text(no_wrap=True)
        self._tabs = []
        name, tabs = self._fitted(room)
        text.append(name, looks.ink("footer-key-foreground") + looks.BOLD)
        for tab in tabs:
            shown = tab.text(room - text.cell_len - 2)
            if not shown:
                break
            text.append("  ")
            start = text.cell_len
            text.append(shown, looks.ink("strong") + looks.CHOSEN if tab.chosen else looks.ink("faint"))
            self._tabs.append((start, text.cell_len, tab))
        return text

    def _fitted(self, room: int) -> tuple[str, list[_Tab]]:
        """The library's name as far as it does not take the room of the views, and the tabs beside it.

        The view that is shown is always among them, but where a search, whose result names it, leaves too little room.
        """
        name, tabs = self._heading, list(self._choices())
        views = [tab for tab in tabs if tab.view]
        if self.mode and _cells(views) + min(width_of(name), _NAME) > room:
            if width_of(name) <= min(_NAME, room):
                return name, []
            return "", tabs if _cells(views) <= room else []
        while _cells(views) > room and any(not view.chosen for view in views):
            dropped = next(view for view in reversed(views) if not view.chosen)
            views.remove(dropped)
            tabs.remove(dropped)
        left = max(room - _cells(tabs), min(_NAME, room - _cells(views)))
        return fit(name, left) if width_of(name) <= left or left >= _SHORTEST_NAME else "", tabs

    def _choices(self) -> Iterator[_Tab]:
        for key, view in enumerate(self._views, 1):
            yield _Tab(key, view.capitalize(), view == self._view, view=view)
        if self._views and self._view not in self._views:
            yield _Tab(0, self._view.capitalize(), chosen=True, view=self._view)
        for number, saved in enumerate(self._saved[:_MOST_SAVED]):
            chosen = number == self._chosen_saved
            yield _Tab(_FIRST_SAVED + number, saved.name, chosen, saved=number, unread=saved.unread)
