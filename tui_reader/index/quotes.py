"""Which quotes a query asks for.

Words, `speaker:` and `said:` are asked of one statement: its words, and the name of its speaker. Whatever else a
query asks for (`title:`, `date:`, `person:`, …) is asked of the whole story.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from tui_reader.index.document import BITS, STATEMENT
from tui_reader.index.evaluate import Evaluator, count
from tui_reader.index.postings import Lists
from tui_reader.index.query import And, Node, Not, Or, Query, Term, nodes, terms
from tui_reader.index.spoken import Spoken

_SPOKEN = BITS["said"] | BITS["speaker"]
_FIELDS = {"": ("said", "speaker"), "said": ("said",), "speaker": ("speaker",)}
_K1, _AVERAGE = 1.2, 25.0
_SURE = {"certain": 1.0, "likely": 0.95, "guess": 0.85}

Turns = set[int]
Places = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Found:
    """One quote of the article at `rank`; a higher `score` is better."""

    rank: int
    spoken: Spoken
    score: float


class Quotes:
    """Answers one query on one state of the index."""

    def __init__(self, query: Query, lists: Lists, evaluator: Evaluator) -> None:
        self._lists = lists
        self._evaluator = evaluator
        self._root = query.root
        self._asked = [term for term in terms(query) if term.field in _FIELDS]
        self._rarity: dict[Term, float] = {}
        self._stories: dict[Node, int] = {}

    def candidates(self, scope: int) -> int:
        """The articles of `scope` that may have such quotes, as a set of ranks."""
        if self._root is None:
            return 0
        found = self._candidates(self._root, scope)
        for term in self._asked:
            with_term = self._evaluator.with_words(term, found, _bits(term))
            self._rarity[term] = log(1 + (self._lists.size + 0.5) / (count(with_term) + 0.5))
        return found

    def of(self, ranks: list[int]) -> Iterator[Found]:
        """The quotes of these articles, those of one article in reading order."""
        if self._root is None:
            return
        stories = {rank: self._lists.spoken(rank) for rank in ranks}
        universe = {rank: {quote.place // STATEMENT for quote in spoken} for rank, spoken in stories.items()}
        places = {
            (term, field): self._evaluator.places(term, field, ranks)
            for term in self._speech(self._root)
            for field in _FIELDS[term.field]
        }
        turns = self._turns(self._root, universe, places)
        for rank in ranks:
            if turns.get(rank):
                yield from self._quotes(rank, stories[rank], turns[rank], places)

    def _speech(self, root: Node) -> list[Term]:
        """The words that are asked of statements, excluded ones, too."""
        return list({node for node, _ in nodes(root) if isinstance(node, Term) and node.field in _FIELDS})

    def _candidates(self, node: Node, scope: int) -> int:
        if isinstance(node, Term) and node.field in _FIELDS:
            return self._evaluator.with_words(node, scope, _bits(node))
        if isinstance(node, And):
            for part in node.parts:
                scope = self._candidates(part, scope)
            return scope
        if isinstance(node, Or):
            found = 0
            for part in node.parts:
                found |= self._candidates(part, scope & ~found)
            return found
        if isinstance(node, Not) and self._speech(node):
            return scope
        return self._evaluator.find(node, scope)

    def _turns(
        self, node: Node, universe: dict[int, Turns], places: dict[tuple[Term, str], Places]
    ) -> dict[int, Turns]:
        """The statements that answer `node`, by rank; `universe` has all of them."""
        if isinstance(node, Term) and node.field in _FIELDS:
            found: dict[int, Turns] = defaultdict(set)
            for field in _FIELDS[node.field]:
                for rank, at in places[node, field].items():
                    found[rank].update(place // STATEMENT for place in at)
            return found
        if isinstance(node, Not):
            excluded = self._turns(node.part, universe, places)
            return {rank: turns - excluded.get(rank, set()) for rank, turns in universe.items()}
        if isinstance(node, And):
            found = universe
            for part in node.parts:
                answers = self._turns(part, universe, places)
                found = {rank: turns & answers.get(rank, set()) for rank, turns in found.items()}
            return found
        if isinstance(node, Or):
            parts = [self._turns(part, universe, places) for part in node.parts]
            return {rank: set().union(*(part.get(rank, ()) for part in parts)) for rank in universe}
        return {rank: turns for rank, turns in universe.items() if self._is_in_story(node, rank)}

    def _is_in_story(self, node: Node, rank: int) -> bool:
        """Whether a story as a whole answers `node`."""
        found = self._stories.get(node)
        if found is None:
            found = self._stories[node] = self._evaluator.find(node, self._evaluator.everything)
        return bool(found >> (8 * rank) & 1)

    def _quotes(
        self, rank: int, spoken: list[Spoken], turns: Turns, places: dict[tuple[Term, str], Places]
    ) -> Iterator[Found]:
        """The quotes of the statements `turns` that hold words of the query; all of a statement that holds none."""
        begins = [quote.place for quote in spoken]
        said: dict[int, dict[Term, list[int]]] = defaultdict(dict)
        for term in self._asked:
            for place in places.get((term, "said"), {}).get(rank, ()):
                number = bisect_right(begins, place) - 1
                said[number].setdefault(term, []).append(place)
        with_words = {spoken[number].place // STATEMENT for number in said}
        for number, quote in enumerate(spoken):
            turn = quote.place // STATEMENT
            if turn in turns and (number in said or turn not in with_words):
                length = (begins[number + 1] if number + 1 < len(begins) else quote.place + 20) - quote.place
                yield Found(rank, quote, self._score(said.get(number, {}), length) * _SURE[quote.confidence])

    def _score(self, said: dict[Term, list[int]], length: int) -> float:
        """BM25 of one quote for the words that it holds."""
        norm = _K1 * (0.5 + 0.5 * min(length, 200) / _AVERAGE)
        return 1.0 + sum(
            self._rarity.get(term, 1.0) * len(at) * (_K1 + 1) / (len(at) + norm) for term, at in said.items()
        )


def _bits(term: Term) -> int:
    return BITS[term.field] if term.field else _SPOKEN
