"""Which articles a query asks for, exactly: sets of ranks as large numbers with one byte an article."""

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from operator import neg

from tui_reader.index import snapshot
from tui_reader.index.document import BITS, STATEMENT
from tui_reader.index.model import Chosen
from tui_reader.index.query import And, Days, Folder, Node, Not, Or, State, Term, nodes
from tui_reader.index.view import View

TYPED = 12
STARRED = 64
_ANYWHERE = ("title", "text", "source")
_SPEECH = {"speaker", "said"}
_WRITTEN = (
    BITS["title"] | BITS["text"] | BITS["source"]
)  # a letter by itself is often only an initial of a name
_LARGE = 20_000
_CHUNK, _LARGEST_CHUNK = 64, 2048
_LARGEST_GROWING_CHUNK = 256  # a word that may become many takes as many times as long


class Cancelled(Exception):  # noqa: N818  nothing went wrong
    """The answer is not wanted any more."""


class Clock:
    """Ends a search that takes too long. `budget` is in seconds, None for ever; twice as many while nothing is found."""

    def __init__(self, budget: float | None, cancelled: Callable[[], bool]) -> None:
        self._budget = budget
        self._began = time.monotonic()
        self._cancelled = cancelled

    def check(self) -> None:
        """Raise Cancelled when the answer is not wanted any more."""
        if self._cancelled():
            raise Cancelled

    def late(self, *, empty: bool = False) -> bool:
        """Whether the time is over, `empty` saying that nothing is found yet; raises Cancelled like `check`."""
        self.check()
        return self._budget is not None and time.monotonic() - self._began > self._budget * (1 + empty)


def members(found: int, size: int) -> Iterator[int]:
    """The ranks in a set, ascending: the newest article first."""
    data = found.to_bytes(size + 1, "little")
    at = data.find(1)
    while at >= 0:
        yield at
        at = data.find(1, at + 1)


def count(found: int) -> int:
    """How many ranks are in a set."""
    return found.bit_count()


class Evaluator:
    """Answers one query on one state of the index."""

    def __init__(self, view: View, clock: Clock, states: Callable[[str], Chosen] | None = None) -> None:
        self._view = view
        self._lists = view.lists
        self._clock = clock
        self._states = states
        self._size = view.size
        self.everything = int.from_bytes(b"\1" * self._size, "little")
        self.complete = True
        self._whole = False

    def find(self, node: Node, scope: int) -> int:
        """The articles of `scope` that `node` asks for."""
        if isinstance(node, Term):
            return self._term(node, scope) if scope else 0
        if isinstance(node, And):
            return self._and(node, scope)
        if isinstance(node, Or):
            return self._or(node, scope)
        if isinstance(node, Not):
            return self._not(node, scope)
        if isinstance(node, State):
            return scope & self.chosen(self._states(node.name)) if self._states else scope
        return scope & (self._days(node) if isinstance(node, Days) else self._view.below(node.path))

    def chosen(self, chosen: Chosen | None) -> int:
        """These articles, None standing for all."""
        if chosen is None:
            return self.everything
        found = self._view.having(chosen.keys)
        return self.everything & ~found if chosen.others else found

    def alternatives(self, term: Term) -> tuple[str, ...]:
        """The words that the last word of `term` stands for."""
        last = term.words[-1]
        if not term.prefix:
            return (last,)
        return self._lists.expand(last, TYPED if term.growing else STARRED) or (last,)

    def _or(self, node: Or, scope: int) -> int:
        found = 0
        for part in node.parts:
            found |= self.find(part, scope & ~found)
        return found

    def _not(self, node: Not, scope: int) -> int:
        if isinstance(node.part, State) and self._states is None:
            return scope
        outer, self._whole = self._whole, True
        found = scope & ~self.find(node.part, scope)
        self._whole = outer
        return found

    def _over(self, *, empty: bool = False) -> bool:
        """Whether to stop with what was found so far; never for what is excluded, which must be known as a whole."""
        if not self._clock.late(empty=empty) or self._whole:
            return False
        self.complete = False
        return True

    def _and(self, node: And, scope: int) -> int:
        """The cheap parts first, so that phrases are looked for in few articles."""
        for part in sorted(node.parts, key=_cost):
            scope = self.find(part, scope)
        asked = tuple(part for part in node.parts if _is_speech(part))
        if scope and {part.field for part, _ in nodes(And(asked)) if isinstance(part, Term)} == _SPEECH:
            scope = self._together(And(asked), scope)
        return scope

    def _term(self, term: Term, scope: int) -> int:
        found = self.with_words(term, scope, field_bits(term.field))
        if len(term.words) == 1 or not found:
            return found
        return self.mask(self._phrase(term, found))

    def with_words(self, term: Term, scope: int, bits: int) -> int:
        """The articles of `scope` with all words of `term`, wherever they stand in the fields `bits`."""
        found = scope
        for word in term.words[:-1]:
            found &= self._lists.mask(word, bits or _written(word))
        return found and self._any(self.alternatives(term), found, bits, growing=term.growing)

    def _any(self, words: tuple[str, ...], scope: int, bits: int, *, growing: bool) -> int:
        """The articles of `scope` with any of `words` in one of the fields `bits`; 0 is anywhere.

        In a large library the rarer words that a `growing` one may become are left out once half of it is found.
        """
        found = 0
        for number, word in enumerate(words):
            if number and (found == scope or self._over()):
                break
            if growing and not self._whole and self._size >= _LARGE and 2 * count(found) > self._size:
                self.complete = False
                break
            found |= scope & self._lists.mask(word, bits or _written(word))
        return found

    def mask(self, ranks: Iterator[int]) -> int:
        """A set of ranks."""
        buffer = bytearray(self._size + 1)
        for rank in ranks:
            buffer[rank] = 1
        return int.from_bytes(buffer, "little")

    def _phrase(self, term: Term, scope: int) -> Iterator[int]:
        """The articles of `scope` where the words follow one another, newest first; stops when time is over."""
        empty = True
        largest = _LARGEST_GROWING_CHUNK if term.growing else _LARGEST_CHUNK
        for chunk in chunks(members(scope, self._size), largest):
            if self._over(empty=empty):
                return
            found: set[int] = set()
            for field in _fields(term.field):
                found.update(self.places(term, field, [rank for rank in chunk if rank not in found]))
            empty = empty and not found
            yield from found

    def places(self, term: Term, field: str, ranks: list[int]) -> dict[int, list[int]]:
        """Where in `field` the phrase begins, for each of `ranks` that holds it."""
        found: dict[int, list[int]] = {}
        for last in self.alternatives(term):
            words = (*term.words[:-1], last)
            for rank, places in self._lists.positions(field, words, ranks):
                starts: Collection[int] = places[0]
                for step, others in enumerate(places[1:], 1):
                    starts = set(starts).intersection([place - step for place in others])
                if starts:
                    found.setdefault(rank, []).extend(starts)
        return found

    def _together(self, asked: And, scope: int) -> int:
        """The articles of `scope` where one statement answers all of `asked`."""
        kept: list[int] = []
        for chunk in chunks(members(scope, self._size)):
            if self._over():
                break
            kept += [rank for rank, found in self._turns(asked, chunk).items() if found]
        return self.mask(iter(kept))

    def _turns(self, node: Node, ranks: list[int]) -> dict[int, set[int]]:
        """The statements that answer `node`, which asks for speakers and their words only, for each of `ranks`."""
        if isinstance(node, Term):
            places = self.places(node, node.field, ranks)
            return {rank: {place // STATEMENT for place in found} for rank, found in places.items()}
        assert isinstance(node, And | Or)
        found = self._turns(node.parts[0], ranks)
        for part in node.parts[1:]:
            others = self._turns(part, ranks)
            if isinstance(node, And):
                found = {
                    rank: both for rank, turns in found.items() if (both := turns & others.get(rank, set()))
                }
            else:
                for rank, turns in others.items():
                    found[rank] = turns | found.get(rank, set())
        return found

    def _days(self, node: Days) -> int:
        """Days are a slice of the ranks: the newest come first, those without a date last."""
        days = self._view.table.days
        first, last = _ordinal(node.first), _ordinal(node.last)
        begin = bisect_left(days, -last, key=neg)
        end = bisect_left(days, 1 - first, key=neg) if first > 1 else bisect_left(days, 0, key=neg)
        length = max(end - begin, 0)
        return int.from_bytes(b"\1" * length, "little") << (8 * begin)


def field_bits(field: str) -> int:
    """The fields that a term's field stands for, as bits; 0 for anywhere."""
    if not field:
        return 0
    if field == "mentions":
        return BITS["person"] | BITS["org"] | BITS["place"]
    return BITS[field]


def _fields(field: str) -> tuple[str, ...]:
    if not field:
        return _ANYWHERE
    return ("person", "org", "place") if field == "mentions" else (field,)


def _written(word: str) -> int:
    """Where a word is looked for that is asked for anywhere: 0, but a letter is no initial of a name."""
    return _WRITTEN if len(word) == 1 else 0


def _is_speech(node: Node) -> bool:
    """Whether a node asks only for speakers and their words, and excludes nothing."""
    if isinstance(node, And | Or):
        return all(map(_is_speech, node.parts))
    return isinstance(node, Term) and node.field in _SPEECH


def _cost(node: Node) -> int:
    """Cheap parts first: days, states and folders, words, groups, phrases."""
    if isinstance(node, Days | State | Folder):
        return 0
    if isinstance(node, Term):
        return 1 if len(node.words) == 1 else 3
    return 2


def _ordinal(day: str) -> int:
    return 0 if day < "0001" else snapshot.ordinal(day)


def chunks(ranks: Iterator[int], largest: int = _LARGEST_CHUNK) -> Iterator[list[int]]:
    """The ranks some at a time: few at first, so that the first answer is soon there, and at most `largest`."""
    size = _CHUNK
    while chunk := list(islice(ranks, size)):
        yield chunk
        size = min(2 * size, largest)
