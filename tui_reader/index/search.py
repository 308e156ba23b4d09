"""Search in an index that is open for reading.

Whoosh unpickles what it opens, so only a folder of the user's own is opened. Whatever goes wrong while reading
means one thing, IndexUnusable: the caller runs an update with `rebuild=True`, and opens the index again.
"""

import heapq
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from tui_reader.index import evaluate
from tui_reader.index.document import FIELDS
from tui_reader.index.model import Hit, Results, Row
from tui_reader.index.query import Query, terms, while_typing
from tui_reader.index.ranking import Ranking
from tui_reader.index.store import IndexUnusable
from tui_reader.index.view import View, latest, open_view

__all__ = ["Index", "IndexUnusable", "Order"]

Order = Literal["relevance", "date"]


def _never() -> bool:
    return False


class Index:
    """An index as of one commit. One thread searches at a time; another one may close or refresh it meanwhile."""

    def __init__(self, folder: Path, view: View) -> None:
        self._folder = folder
        self._search: _Search | None = _Search(view)
        self._lock = threading.Lock()
        self.generation = view.generation

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index of the library whose index folder this is.

        Raises:
            IndexUnusable: there is none, it must not be trusted, or it is damaged.
        """
        return cls(folder, open_view(folder))

    def close(self) -> None:
        """Close the files. A search that is under way ends first; a later one raises IndexUnusable."""
        with self._lock:
            search, self._search = self._search, None
            if search is not None:
                search.view.close()

    def refresh(self) -> bool:
        """Open what was written since, if anything was; True when there was something.

        Raises:
            IndexUnusable: what was written cannot be opened; the index stays as it was.
        """
        if latest(self._folder) in ("", self.generation):
            return False
        view = open_view(self._folder)
        with self._lock:
            old, self._search = self._search, _Search(view)
            self.generation = view.generation
            if old is not None:
                old.view.close()
        return True

    def search(
        self,
        query: Query,
        *,
        limit: int | None = 50,
        order: Order = "relevance",
        prefix_last: bool = False,
        within: Callable[[Row], bool] | None = None,
        states: Callable[[str, Row], bool] | None = None,
        budget: float | None = None,
        cancelled: Callable[[], bool] = _never,
    ) -> Results:
        """What `query` asks for; an empty query finds nothing.

        `order` is "relevance" or "date" (newest first). With `prefix_last` the word at the very end of the query
        may go on. `within` leaves out rows. `states` says whether a row is "read", "unread" or "bookmarked";
        without it such words are passed over. After `budget` seconds, or when `cancelled`, what was found so far
        is returned, and `complete` is False.

        Raises:
            IndexUnusable: the index is closed or damaged.
        """
        with self._lock:
            if self._search is None:
                raise IndexUnusable("The index is closed.")
            asked = while_typing(query) if prefix_last else query
            clock = evaluate.Clock(budget, cancelled)
            return self._search.run(asked, limit, within, states, clock, by_date=order == "date")


class _Search:
    """Answers queries on one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._ranking: Ranking | None = None

    def run(
        self,
        query: Query,
        limit: int | None,
        within: Callable[[Row], bool] | None,
        states: Callable[[str, Row], bool] | None,
        clock: evaluate.Clock,
        *,
        by_date: bool,
    ) -> Results:
        """The hits of a query."""
        if query.root is None:
            return Results()
        view = self.view
        evaluator = evaluate.Evaluator(view.lists, view.table, view.row, clock, states)
        try:
            ranks = list(evaluate.members(evaluator.find(query.root, evaluator.everything), view.size))
            if within is not None:
                ranks = [rank for rank in ranks if within(view.row(rank))]
            complete = evaluator.complete
            if by_date or not ranks or clock.late():
                scored = [(0.0, rank) for rank in ranks[:limit]]
                complete = complete and (by_date or not ranks)
            else:
                scored = self._best(query, ranks, limit, evaluator, clock)
            return Results(self._hits(scored, query, evaluator), len(ranks), complete)
        except evaluate.Cancelled:
            return Results(complete=False)

    def _best(
        self,
        query: Query,
        ranks: list[int],
        limit: int | None,
        evaluator: evaluate.Evaluator,
        clock: evaluate.Clock,
    ) -> list[tuple[float, int]]:
        """The best `limit` of `ranks` with their scores, the newer one first among equals."""
        if self._ranking is None:
            self._ranking = Ranking(self.view.lists, self.view.table)
        scores = self._ranking.scores(terms(query), ranks, evaluator, clock.check)
        most = len(ranks) if limit is None else limit
        return [(-score, rank) for score, rank in heapq.nsmallest(most, zip(scores, ranks, strict=True))]

    def _hits(
        self, scored: list[tuple[float, int]], query: Query, evaluator: evaluate.Evaluator
    ) -> tuple[Hit, ...]:
        where = dict.fromkeys((rank for _, rank in scored), 0)
        for term in terms(query):
            bits = evaluate.field_bits(term.field) or 255
            for word in evaluator.alternatives(term):
                self.view.lists.add_fields(word, where, bits)
        return tuple(Hit(self.view.row(rank), score, _NAMES[where[rank]]) for score, rank in scored)


_NAMES = [tuple(name for number, name in enumerate(FIELDS) if bits >> number & 1) for bits in range(256)]
