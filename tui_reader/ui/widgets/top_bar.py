"""The line at the top: the library's name, the views, and the search."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.ui.bindings import bindings
from tui_reader.ui.looks import Styles


class SearchInput(Input):
    """The field of the search. Up and Down go through the history; Enter and Escape are said in messages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search-rank", "search-earlier", "search-later", "search-close")
    ]

    class Closed(Message):
        """The field was left with Escape."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="words, “phrases”, speaker:name, said:word, after:2023", compact=True, id="query"
        )
        self.history: list[str] = []
        self._recalled = 0

    async def action_search_rank(self) -> None:
        """Ask for the query as it stands."""
        await self.action_submit()

    def action_search_earlier(self) -> None:
        """Put the query before into the field."""
        self._recall(-1)

    def action_search_later(self) -> None:
        """Put the query after into the field."""
        self._recall(1)

    def _recall(self, step: int) -> None:
        if not self.history:
            return
        self._recalled = min(max(self._recalled + step, -len(self.history)), 0)
        self.value = self.history[self._recalled] if self._recalled else ""
        self.cursor_position = len(self.value)

    def action_search_close(self) -> None:
        """Leave the search."""
        self.post_message(self.Closed())

    def keep(self) -> None:
        """Put the query into the history."""
        query = self.value.strip()
        if query:
            self.history = [*(other for other in self.history if other != query), query]
        self._recalled = 0


class TopBar(Horizontal):
    """Shows where the reader is: library, view, search and its result."""

    class ViewChosen(Message):
        """A view's name was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    class Asked(Message):
        """A query was typed, or (with `typing` False) asked for with Enter."""

        def __init__(self, query: str, *, typing: bool) -> None:
            super().__init__()
            self.query = query
            self.typing = typing

    class Left(Message):
        """The search was left."""

    def __init__(self, heading: str, views: Sequence[str]) -> None:
        super().__init__(id="top")
        self._heading = heading
        self._views = views
        self._view = views[0] if views else ""
        self._result = ""
        self.searching = False

    def compose(self) -> ComposeResult:
        """Three parts: where we are, the search's field, and what it found."""
        yield Static(id="where")
        yield Static("/ ", id="slash", markup=False)
        yield SearchInput()
        yield Static(id="result")

    def on_mount(self) -> None:
        """Draw, now and in each new theme."""
        self.watch(self.app, "theme", self._draw)

    @property
    def field(self) -> SearchInput:
        """The field of the search."""
        return self.query_one(SearchInput)

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self._view = view
        self._draw()

    def show_result(self, text: str) -> None:
        """Say in a few words what is listed, or what is wrong with the query."""
        self._result = text
        self._draw()

    def open_search(self, *, focus: bool = True) -> None:
        """Show the field of the search."""
        self.searching = True
        self.set_class(True, "-searching")
        if focus:
            self.query_one(SearchInput).focus()
        self._draw()

    def close_search(self) -> None:
        """Hide the field and forget the query."""
        self.searching = False
        self.set_class(False, "-searching")
        field = self.query_one(SearchInput)
        with field.prevent(Input.Changed):
            field.value = ""
        self._draw()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.post_message(self.Asked(message.value, typing=True))

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one(SearchInput).keep()
        self.post_message(self.Asked(message.value, typing=False))

    @on(SearchInput.Closed)
    def _field_left(self, message: SearchInput.Closed) -> None:
        message.stop()
        self.post_message(self.Left())

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what has no room."""
        del event
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Choose the view that was clicked."""
        at = 0
        for view, text in zip(self._views, self._view_names(), strict=True):
            start = self._where().plain.find(text, at)
            if start >= 0 and start <= event.x - 1 < start + len(text) and not self.searching:
                self.post_message(self.ViewChosen(view))
            at = max(start, at)

    def _view_names(self) -> Sequence[str]:
        return [f"{number} {view.capitalize()}" for number, view in enumerate(self._views, 1)]

    def _where(self) -> Text:
        looks = Styles(self.app.current_theme)
        text = Text(no_wrap=True)
        if not self.searching or self.size.width >= 110:
            text.append(self._heading, looks.ink("footer-key-foreground") + looks.BOLD)
        if not self._views or (self.searching and self.size.width < 140):
            return text
        for view, name in zip(self._views, self._view_names(), strict=True):
            chosen = view == self._view
            text.append("  ")
            text.append(name, looks.ink("strong") + looks.CHOSEN if chosen else looks.ink("faint"))
        return text

    def _draw(self) -> None:
        looks = Styles(self.app.current_theme)
        self.query_one("#where", Static).update(self._where())
        self.query_one("#result", Static).update(
            Text(self._result, looks.ink("faint"), no_wrap=True, overflow="ellipsis")
        )
