"""The commands that search the library and choose what is listed."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tui_reader.library import VIEWS, View
from tui_reader.ui import messages
from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.room import Room
from tui_reader.ui.widgets.top_bar import TopBar


class Searching(Room):
    """What the search bar and the list of hits do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search", "next-match", "previous-match", "view-all", "view-unread", "view-bookmarked")
    ]

    @on(messages.SearchAnswered)
    def _search_answered(self, message: messages.SearchAnswered) -> None:
        if self._browsing is not None and self._browsing.take_answer(message, self._top):
            self._reading.light_matches()

    @on(messages.HitsExplained)
    def _hits_explained(self, message: messages.HitsExplained) -> None:
        if self._browsing is not None:
            self._browsing.take_reasons(message)

    @on(TopBar.Asked)
    def _asked(self, message: TopBar.Asked) -> None:
        if self._browsing is None:
            return
        if not message.typing and not message.query.strip():
            self._end_search()
            return
        self._browsing.search(message.query, self._top, typing=message.typing)
        self._reading.light_matches()
        if not message.typing:
            self._panes.show_list()
            for problem in self._browsing.finder.query.problems[:1]:
                self.say(problem.message)

    @on(TopBar.Left)
    def _search_left(self) -> None:
        self._end_search()

    def _end_search(self) -> None:
        if self._browsing is not None and self._top.searching:
            self._browsing.end_search(self._top)
            self._reading.light_matches()
            self._panes.show_list()

    def action_search(self) -> None:
        """Open the field of the search."""
        if self._browsing is None:
            self._status.notice("Searching needs a library; this story was opened alone")
            return
        self._top.visible = True
        self._panes.show_list()
        self._top.open_search()

    def action_view(self, view: View) -> None:
        """List a view."""
        if self._browsing is not None:
            self._browsing.choose_view(view, self._top)

    @on(TopBar.ViewChosen)
    def _view_clicked(self, message: TopBar.ViewChosen) -> None:
        self.action_view(next(view for view in VIEWS if view == message.view))
