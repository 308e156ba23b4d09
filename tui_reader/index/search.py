"""Search in an index that is open for reading.

Whoosh unpickles what it opens, so only a folder of the user's own is opened. Whatever goes wrong while reading
means one thing, IndexUnusable: the caller runs an update with `rebuild=True`, and opens the index again.
"""

import heapq
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from tui_reader.index import evaluate
from tui_reader.index.complete import Completer, folders
from tui_reader.index.document import FIELDS
from tui_reader.index.engine import never
from tui_reader.index.model import Chosen, Completion, Hit, Order, QuoteFound, Results
from tui_reader.index.query import Query, terms, while_typing
from tui_reader.index.quotes import Found, Quotes
from tui_reader.index.ranking import LOOKED_AT, Ranking
from tui_reader.index.store import IndexUnusable
from tui_reader.index.suggest import Suggester
from tui_reader.index.view import Stale, View, latest, open_view

__all__ = ["Index", "IndexUnusable"]

Within = Chosen | None
States = Callable[[str], Chosen] | None
Told = TypeVar("Told")
_QUOTES_AT_ONCE = 256
_COMPARED = 3_000


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

        While a writer is in the middle of it, the index stays as it was.

        Raises:
            IndexUnusable: what was written cannot be opened; the index stays as it was.
        """
        if latest(self._folder) in ("", self.generation):
            return False
        try:
            view = open_view(self._folder, patient=False)
        except Stale:
            return False
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
        within: Within = None,
        states: States = None,
        budget: float | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """The stories that `query` asks for."""
        with self._lock:
            asked = while_typing(query) if prefix_last else query
            clock = evaluate.Clock(budget, cancelled)
            return self._open().run(asked, limit, within, states, clock, by_date=order == "date")

    def quotes(
        self,
        query: Query,
        *,
        limit: int | None = None,
        order: Order = "relevance",
        within: Within = None,
        states: States = None,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[QuoteFound]:
        """The quotes that `query` asks for, one by one."""
        given: set[tuple[str, int]] = set()
        pieces = self._pieces(query, within, states, cancelled, _Search.told, by_date=order == "date")
        for piece, _ in pieces:
            for found in piece:
                if limit is not None and len(given) >= limit:
                    return
                if (found.row.id, found.start) not in given:
                    given.add((found.row.id, found.start))
                    yield found

    def count_quotes(
        self,
        query: Query,
        *,
        within: Within = None,
        states: States = None,
        cancelled: Callable[[], bool] = never,
    ) -> int:
        """How many quotes `query` asks for."""
        total = 0
        pieces = self._pieces(query, within, states, cancelled, lambda _, piece: len(piece), by_date=True)
        for number, first in pieces:
            total = number + (0 if first else total)
        return total

    def _pieces(
        self,
        query: Query,
        within: Within,
        states: States,
        cancelled: Callable[[], bool],
        tell: Callable[["_Search", list[Found]], Told],
        *,
        by_date: bool,
    ) -> Iterator[tuple[Told, bool]]:
        """What there is to `tell` of the quotes, some at a time, so that others may search between.

        After a commit all of them come anew; each piece says whether it is the first of its commit.
        """
        view: View | None = None
        pieces: Iterator[list[Found]] = iter(())
        while True:
            with self._lock:
                search = self._open()
                first = search.view is not view
                if first:
                    view = search.view
                    clock = evaluate.Clock(None, cancelled)
                    pieces = search.quotes(query, within, states, clock, by_date=by_date)
                piece = next(pieces, None)
                told = None if piece is None else tell(search, piece)
            if told is None:
                return
            yield told, first

    def suggest(self, query: Query, *, within: Within = None, states: States = None) -> str:
        """The text of a query like this one that finds something."""
        with self._lock:
            return self._open().suggest(query, within, states)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """How the word of `text` that ends at `cursor` may go on."""
        with self._lock:
            return self._open().complete(text, cursor)

    def _open(self) -> "_Search":
        """The search; the caller holds the lock."""
        if self._search is None:
            raise IndexUnusable("The index is closed.")
        return self._search


class _Search:
    """Answers queries on one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._ranking: Ranking | None = None
        self._completer: Completer | None = None

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Completions, from lists that are made when they are first asked for."""
        if self._completer is None:
            self._completer = Completer(self.view.lists, folders(self.view.keys()))
        return self._completer.complete(text, cursor)

    def suggest(self, query: Query, within: Within, states: States) -> str:
        """A query that finds something."""

        def count(other: Query) -> int:
            clock = evaluate.Clock(None, never)
            return self.run(other, 0, within, states, clock, by_date=True).total

        return Suggester(self.view.lists, count).suggest(query)

    def quotes(
        self, query: Query, within: Within, states: States, clock: evaluate.Clock, *, by_date: bool
    ) -> Iterator[list[Found]]:
        """The quotes that a query asks for, some at a time; ends early when cancelled.

        The best come first; where very many stories have some, those of the likeliest, then the others by date.
        """
        view = self.view
        evaluator = evaluate.Evaluator(view, clock, states)
        quotes = Quotes(query, view.lists, evaluator)
        try:
            ranks = list(evaluate.members(quotes.candidates(evaluator.chosen(within)), view.size))
            if not by_date:
                best = self._most_likely(query, ranks, evaluator, clock)
                found: list[Found] = []
                for chunk in evaluate.chunks(iter(best)):
                    clock.check()
                    found += quotes.of(chunk)
                    yield []
                found.sort(key=lambda each: (-each.score, each.rank, each.spoken.start))
                for start in range(0, len(found), _QUOTES_AT_ONCE):
                    yield found[start : start + _QUOTES_AT_ONCE]
                looked_at = set(best)
                ranks = [rank for rank in ranks if rank not in looked_at]
            for chunk in evaluate.chunks(iter(ranks)):
                clock.check()
                yield list(quotes.of(chunk))
        except evaluate.Cancelled:
            return

    def _most_likely(
        self, query: Query, ranks: list[int], evaluator: evaluate.Evaluator, clock: evaluate.Clock
    ) -> list[int]:
        """The stories among `ranks` whose quotes are compared with one another: all, or the best where they are many."""
        if len(ranks) <= _COMPARED:
            return ranks
        scores = self._ranks().scores(terms(query), ranks, evaluator, clock.check)
        return sorted(rank for _, rank in heapq.nsmallest(_COMPARED, zip(scores, ranks, strict=True)))

    def _ranks(self) -> Ranking:
        if self._ranking is None:
            self._ranking = Ranking(self.view.lists, self.view.table)
        return self._ranking

    def told(self, found: list[Found]) -> list[QuoteFound]:
        """Quotes with their stories."""
        return [
            QuoteFound(self.view.row(rank), said.start, said.end, said.speaker, said.confidence, score)
            for rank, said, score in ((each.rank, each.spoken, each.score) for each in found)
        ]

    def run(
        self,
        query: Query,
        limit: int | None,
        within: Within,
        states: States,
        clock: evaluate.Clock,
        *,
        by_date: bool,
    ) -> Results:
        """The hits of a query."""
        if query.root is None:
            return Results()
        view = self.view
        evaluator = evaluate.Evaluator(view, clock, states)
        try:
            ranks = list(evaluate.members(evaluator.find(query.root, evaluator.chosen(within)), view.size))
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
        asked, ranking = terms(query), self._ranks()
        scores = ranking.scores(asked, ranks, evaluator, clock.check)
        most = len(ranks) if limit is None else max(limit, LOOKED_AT)
        best = heapq.nsmallest(most, zip(scores, ranks, strict=True))
        clock.check()
        added = ranking.statements(asked, [rank for _, rank in best[:LOOKED_AT]], evaluator)
        if added:
            best = sorted((score + added.get(rank, 0.0), rank) for score, rank in best)
        return [(-score, rank) for score, rank in best[:limit]]

    def _hits(
        self, scored: list[tuple[float, int]], query: Query, evaluator: evaluate.Evaluator
    ) -> tuple[Hit, ...]:
        where = dict.fromkeys((rank for _, rank in scored), 0)
        for term in terms(query):
            bits = evaluate.field_bits(term.field) or 255
            for word in evaluator.alternatives(term):
                if (evaluator.complete and not term.growing) or self.view.lists.is_at_hand(word):
                    self.view.lists.add_fields(word, where, bits)
        return tuple(Hit(self.view.row(rank), score, _NAMES[where[rank]]) for score, rank in scored)


_NAMES = [tuple(name for number, name in enumerate(FIELDS) if bits >> number & 1) for bits in range(256)]
