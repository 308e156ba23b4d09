"""Saved searches, with the number of their unread stories, and the queries asked before."""

from collections.abc import Coroutine, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.timer import Timer

from tui_reader.article.text import label
from tui_reader.shelf.searches import SavedSearch
from tui_reader.ui import messages
from tui_reader.ui.bindings import SAVED, bindings
from tui_reader.ui.screens.room import Room
from tui_reader.ui.turns import for_a_moment
from tui_reader.ui.widgets.top_bar import SavedTab, TopBar

_COUNT_SECONDS = 0.5
"""Counting waits so long, in case there is more to come."""


class Saving(Room):
    """What is kept of searches."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("save-search", "saved-searches", *SAVED)]
    saved_searches: Sequence[SavedSearch] = ()
    _to_count: Sequence[str] = ()
    _count_timer: Timer | None = None

    async def _recall_searches(self) -> None:
        """Read the history and the saved searches from the shelf."""
        self._top.recall("library", await self._shelve(self._shelving.asked()) or ())
        await self._list_saved()

    async def _list_saved(self) -> None:
        self.saved_searches = await self._shelve(self._shelving.searches()) or ()
        self._show_saved()
        self._count_unread()

    async def _changed(self, doing: Coroutine[object, object, str]) -> None:
        """Any change of the shelf may be one of the saved searches, or of what is unread in them."""
        await super()._changed(doing)
        await self._list_saved()

    def _show_saved(self) -> None:
        """List the saved searches beside the views; the one in use is marked."""
        tabs = [SavedTab(saved.name, self._unread.get(saved.query)) for saved in self.saved_searches]
        if self._browsing is not None:
            self._top.show_saved(tabs, self._saved_in_use)

    @property
    def _saved_in_use(self) -> int:
        """The number of the saved search whose query is asked, else -1."""
        finder = self._browsing.finder if self._browsing else None
        asked = finder.text.strip() if finder is not None and finder.active else ""
        queries = [saved.query for saved in self.saved_searches]
        return queries.index(asked) if asked in queries else -1

    def _keep_query(self) -> None:
        """Put the query in the history, and on the shelf."""
        finder = self._browsing.finder if self._browsing else None
        query = finder.text.strip() if finder is not None and finder.active else ""
        if self._top.keep("library", query):
            self.run_worker(self._shelve(self._shelving.keep_query(query)), group="shelf")

    # The number of unread stories

    def _count_unread(self) -> None:
        """Count anew what is unread in each saved search, when nothing else is asked of the index."""
        self._to_count = list(dict.fromkeys(saved.query for saved in self.saved_searches))
        if self._to_count and self._count_timer is None:
            self._count_timer = self.set_timer(_COUNT_SECONDS, self._count_now)

    def _count_the_rest(self) -> None:
        """Go on with the counting that a search has overtaken."""
        if self._to_count and self._count_timer is None:
            self._count_timer = self.set_timer(_COUNT_SECONDS, self._count_now)

    def _count_now(self) -> None:
        self._count_timer = None
        if self._asking is not None and self._to_count:
            self._asking.count_unread(self._to_count)

    @on(messages.UnreadCounted)
    def _unread_counted(self, message: messages.UnreadCounted) -> None:
        self._to_count = [query for query in self._to_count if query != message.query]
        self._unread[message.query] = message.unread
        self._show_saved()

    # Commands

    def run_saved(self, saved: SavedSearch) -> None:
        """List what a saved search finds."""
        self.list_found(saved.query)

    def list_found(self, query: str) -> None:
        """List what a query finds among all stories."""
        if self._browsing is None:
            return
        self._top.open("library", focus=False)
        self._top.put(query)
        self._browsing.search_everywhere(query, self._top)
        self._reading.light_matches()
        self._show_saved()
        self._panes.show_list()
        self._arrange_top()

    def action_saved(self, number: int) -> None:
        """List what the saved search of this number finds, from 0."""
        self.run_saved(self.saved_searches[number])

    @on(TopBar.SavedChosen)
    def _saved_clicked(self, message: TopBar.SavedChosen) -> None:
        self.action_saved(message.number)

    def action_save_search(self) -> None:
        """Keep the query under a name."""
        from tui_reader.ui.screens.prompt import PromptScreen  # noqa: PLC0415  not needed for the first frame

        finder = self._browsing.finder if self._browsing else None
        if finder is None or not finder.active:
            return
        query = finder.text.strip()
        known = next((saved.name for saved in self.saved_searches if saved.query == query), None)
        prompt = PromptScreen("Save this search as", known or query)
        self.app.push_screen(prompt, partial(self._save_search, query))

    async def _save_search(self, query: str, name: str | None) -> None:
        if name is not None:
            name = label(name) or label(query)
            await self._change(self._shelving.save_search(name, query))

    def action_saved_searches(self) -> None:
        """Show all saved searches."""
        from tui_reader.ui.screens.searches import SearchesScreen  # noqa: PLC0415  the same

        screen = SearchesScreen(self._shelving, self._unread)
        self.app.push_screen(screen, self._search_chosen)

    async def _search_chosen(self, chosen: SavedSearch | None) -> None:
        await for_a_moment(self, self._list_saved(), "shelf")
        if chosen is not None:
            self.run_saved(chosen)
