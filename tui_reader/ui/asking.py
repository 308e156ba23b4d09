"""Questions to the index, each in a thread of its own kind: the next one overtakes the one before."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.index.model import Row
from tui_reader.library import Library, LibraryError
from tui_reader.shelf.database import ShelfError
from tui_reader.ui.finding import Finder, Search
from tui_reader.ui.messages import (
    Completed,
    HitsExplained,
    RelatedFound,
    SearchAnswered,
    Suggested,
    UnreadCounted,
)
from tui_reader.views import View

if TYPE_CHECKING:
    from tui_reader.index.query import Query

_Stopped = Callable[[], bool]


class Asking:
    """Asks the index for a screen, and says the answers to it in messages."""

    def __init__(self, screen: Screen[None], library: Library, finder: Finder) -> None:
        self._screen = screen
        self._library = library
        self._finder = finder

    def search(self, search: Search) -> None:
        """Do a search. What else is asked of the index makes way for it."""
        self._cancel("count", "explain", "suggest")

        def work(stopped: _Stopped) -> Iterator[Message]:
            try:
                answer = self._finder.find(search, stopped)
            except (LibraryError, ShelfError) as error:
                yield SearchAnswered(search, None, label(str(error)), isinstance(error, LibraryError))
            else:
                yield SearchAnswered(search, answer)

        self._start("search", work)

    def explain(self, query: "Query", rows: Sequence[Row], width: int) -> None:
        """Find out why stories matched, each in `width` code points at most."""

        def work(stopped: _Stopped) -> Iterator[Message]:
            for reasons in self._finder.explain(query, rows, width, stopped):
                yield HitsExplained(query, width, reasons)

        self._start("explain", work)

    def complete(self, text: str, cursor: int) -> None:
        """Find out how a query may go on."""
        self._start(
            "complete", lambda _: iter([Completed(text, cursor, self._library.complete(text, cursor))])
        )

    def suggest(self, text: str, view: View) -> None:
        """Find a query like one that found nothing."""
        from tui_reader.index.query import parse  # noqa: PLC0415  not needed for the first frame

        self._start(
            "suggest", lambda _: iter([Suggested(text, self._library.suggest(parse(text), view=view))])
        )

    def count_unread(self, queries: Sequence[str]) -> None:
        """Count what saved searches find among the unread stories."""
        from tui_reader.index.query import parse  # noqa: PLC0415  the same

        def work(stopped: _Stopped) -> Iterator[Message]:
            for text in queries:
                results = self._library.search(
                    parse(text), view="unread", limit=1, order="date", cancelled=stopped
                )
                yield UnreadCounted(text, results.total)

        self._start("count", work)

    def relate(self, article: Article, analysis: Analysis) -> None:
        """Find the other stories that belong to one; none while there is no index."""
        from tui_reader.ui.related import related  # noqa: PLC0415  the same

        def work(stopped: _Stopped) -> Iterator[Message]:
            try:
                groups = related(self._library, article, analysis, stopped)
            except LibraryError:
                groups = ()
            yield RelatedFound(article, groups)

        self._start("related", work)

    def stop(self) -> None:
        """Forget the search under way, and what belongs to it."""
        self._cancel("search", "explain", "complete", "suggest")

    def _cancel(self, *groups: str) -> None:
        for group in groups:
            self._screen.workers.cancel_group(self._screen, group)

    def _start(self, group: str, work: Callable[[_Stopped], Iterable[Message]]) -> None:
        """Say what is found, until another question overtakes this one.

        A failure of the index is said by the search alone; what only helps it stays silent.
        """

        def run() -> None:
            worker = get_current_worker()
            with contextlib.suppress(LibraryError, ShelfError):
                for message in work(lambda: worker.is_cancelled):
                    if worker.is_cancelled:
                        return
                    self._screen.post_message(message)

        self._screen.run_worker(run, thread=True, exclusive=True, group=group, name=group)
