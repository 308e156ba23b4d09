"""Search in an index that is open for reading.

Whoosh unpickles what it opens, so only a folder of the user's own is opened. Whatever goes wrong while reading
means one thing, IndexUnusable: the caller runs an update with `rebuild=True`, and opens the index again.
"""

import heapq
import mmap
import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from tui_reader.index import evaluate, schema, snapshot, store
from tui_reader.index.document import FIELDS
from tui_reader.index.model import Hit, Results, Row
from tui_reader.index.postings import Lists
from tui_reader.index.query import Query, Term, terms, while_typing
from tui_reader.index.ranking import Ranking
from tui_reader.index.segments import check_sizes
from tui_reader.index.store import IndexUnusable

__all__ = ["Index", "IndexUnusable"]

_OPENING_TRIES = 40
_OPENING_PAUSE = 0.025


def _never() -> bool:
    return False


class Index:
    """An index as of one commit. One thread searches at a time; another one may close it meanwhile."""

    def __init__(self, folder: Path, view: "_View") -> None:
        self._folder = folder
        self._view: _View | None = view
        self._lock = threading.Lock()
        self.generation = view.generation

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index of the library whose index folder this is.

        Raises:
            IndexUnusable: there is none, it must not be trusted, or it is damaged.
        """
        return cls(folder, _open(folder))

    def close(self) -> None:
        """Close the files. A search that is under way ends first; a later one raises IndexUnusable."""
        with self._lock:
            view, self._view = self._view, None
            if view is not None:
                view.close()

    def refresh(self) -> bool:
        """Open what was written since, if anything was; True when there was something.

        Raises:
            IndexUnusable: what was written cannot be opened; the index stays as it was.
        """
        pointer = store.current(self._folder)
        if pointer is None:
            return False
        latest = f"{pointer.name}.{snapshot.generation(self._folder / pointer.name)}"
        if latest == self.generation:
            return False
        view = _open(self._folder)
        with self._lock:
            old, self._view = self._view, view
            self.generation = view.generation
            if old is not None:
                old.close()
        return True

    def search(
        self,
        query: Query,
        *,
        limit: int | None = 50,
        order: str = "relevance",
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
            if self._view is None:
                raise IndexUnusable("The index is closed.")
            if query.root is None:
                return Results()
            asked = while_typing(query) if prefix_last else query
            try:
                clock = evaluate.Clock(budget, cancelled)
                return self._view.search(asked, limit, within, states, clock, by_date=order == "date")
            except Exception as error:
                raise IndexUnusable(f"The index cannot be read ({type(error).__name__}).") from error


def _open(folder: Path) -> "_View":
    """Open the latest state; a writer that is just replacing it is waited for."""
    store.check_owner(folder)
    for attempt in range(_OPENING_TRIES):
        pointer = store.current(folder)
        if pointer is None:
            raise IndexUnusable(f"There is no index at {folder} that this version can read.")
        last = attempt == _OPENING_TRIES - 1
        try:
            view = _View(folder / pointer.name, pointer.name, accept_stale=last)
        except _Stale:
            time.sleep(_OPENING_PAUSE)
            continue
        except Exception as error:
            if store.current(folder) != pointer or (isinstance(error, OSError) and not last):
                time.sleep(_OPENING_PAUSE)
                continue
            if isinstance(error, IndexUnusable):
                raise
            raise IndexUnusable(
                f"The index at {folder} cannot be opened ({type(error).__name__})."
            ) from error
        return view
    raise IndexUnusable(f"The index at {folder} is being replaced over and over.")


class _Stale(Exception):  # noqa: N818  it passes
    """The list of articles is not of the index's last commit; usually it will be in a moment."""


class _View:
    """One commit, open: posting lists, and the rows by rank."""

    def __init__(self, folder: Path, name: str, *, accept_stale: bool) -> None:
        from whoosh.filedb.filestore import FileStorage  # noqa: PLC0415  slow to import
        from whoosh.index import FileIndex  # noqa: PLC0415  slow to import

        found = snapshot.table(folder)
        index = FileIndex(FileStorage(str(folder), readonly=True), schema=schema.schema())
        self._lines: mmap.mmap | None = None
        self._rows: dict[int, Row] = {}
        self._ranking: Ranking | None = None
        self._reader = index.reader()
        number = int(index.latest_generation())
        self.generation = f"{name}.{number}"
        try:
            if found is not None and found.generation == number and snapshot.generation(folder) == number:
                check_sizes(folder, number)
                with (folder / snapshot.ROWS).open("rb") as file:
                    self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            elif accept_stale:
                found = self._from_stored(number)
            else:
                raise _Stale
            assert found is not None
            self._table = found
            self._size = len(found.documents)
            ranks = array("I", [self._size]) * self._reader.doc_count_all()
            for rank, document in enumerate(found.documents):
                ranks[document] = rank
            self._lists = Lists(self._reader, ranks, self._size)
        except BaseException:
            self.close()
            raise

    def _from_stored(self, generation: int) -> snapshot.Table:
        rows = sorted(
            ((schema.row(fields), number) for number, fields in self._reader.iter_docs()),
            key=lambda pair: snapshot.place(pair[0]),
        )
        self._rows = {rank: row for rank, (row, _) in enumerate(rows)}
        return snapshot.Table(
            generation,
            array("I", (number for _, number in rows)),
            array("I", (snapshot.ordinal(row.date) for row, _ in rows)),
            array("I", (row.words for row, _ in rows)),
            array("Q"),
        )

    def close(self) -> None:
        self._reader.close()
        if self._lines is not None:
            self._lines.close()

    def row(self, rank: int) -> Row:
        found = self._rows.get(rank)
        if found is None:
            assert self._lines is not None
            lines = self._table.lines
            found = self._rows[rank] = snapshot.decode(self._lines[lines[rank] : lines[rank + 1]])
        return found

    def search(
        self,
        query: Query,
        limit: int | None,
        within: Callable[[Row], bool] | None,
        states: Callable[[str, Row], bool] | None,
        clock: evaluate.Clock,
        *,
        by_date: bool,
    ) -> Results:
        assert query.root is not None
        evaluator = evaluate.Evaluator(self._lists, self._table, self.row, clock, states)
        try:
            found = evaluator.find(query.root, evaluator.everything)
        except evaluate.OutOfTime:
            return Results(complete=False)
        ranks = list(evaluate.members(found, self._size))
        if within is not None:
            ranks = [rank for rank in ranks if within(self.row(rank))]
        complete = evaluator.complete
        scored = [(0.0, rank) for rank in ranks[:limit]]
        asked = terms(query)
        if not by_date and ranks:
            try:
                scored = self._best(asked, ranks, found, limit, evaluator, clock)
            except evaluate.OutOfTime:
                complete = False
        hits = self._hits(scored, asked, evaluator)
        return Results(hits, len(ranks), complete)

    def _best(
        self,
        asked: tuple[Term, ...],
        ranks: list[int],
        found: int,
        limit: int | None,
        evaluator: evaluate.Evaluator,
        clock: evaluate.Clock,
    ) -> list[tuple[float, int]]:
        if self._ranking is None:
            self._ranking = Ranking(self._lists, self._table)
        fresh = self._ranking.fresh
        scores = self._ranking.scores(asked, found.to_bytes(self._size + 1, "little"), evaluator, clock.check)
        scored = ((scores[rank] * fresh(rank), rank) for rank in ranks)
        return heapq.nsmallest(
            len(ranks) if limit is None else limit, scored, key=lambda pair: (-pair[0], pair[1])
        )

    def _hits(
        self, scored: list[tuple[float, int]], asked: tuple[Term, ...], evaluator: evaluate.Evaluator
    ) -> tuple[Hit, ...]:
        wanted = {rank for _, rank in scored}
        where = dict.fromkeys(wanted, 0)
        for term in asked:
            bits = evaluate.field_bits(term.field) or 255
            for word in evaluator.alternatives(term):
                ranks, tags = self._lists.word(word)
                for rank, tag in zip(ranks, tags[::2], strict=True):
                    if rank in wanted:
                        where[rank] |= tag & bits
        names = [tuple(name for number, name in enumerate(FIELDS) if tag >> number & 1) for tag in range(256)]
        return tuple(Hit(self.row(rank), score, names[where[rank]]) for score, rank in scored)
