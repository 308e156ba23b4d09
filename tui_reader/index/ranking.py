"""How well an article answers a query: BM25F over headline, names and text, and a little for being new.

A headline that has every word of the query counts for more than its words, and so does a statement that has
several of them: somebody remembers half of what was said, and by whom.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import log

from tui_reader.index import snapshot
from tui_reader.index.document import BITS, STATEMENT
from tui_reader.index.evaluate import Evaluator, field_bits
from tui_reader.index.postings import Lists
from tui_reader.index.query import Term

LOOKED_AT = 100
"""So many of the best are looked at again, for what one statement has of the query."""

_TITLE, _NAME, _TEXT = 1.0, 1.0, 1.0
_WHOLE_TITLE, _STATEMENT = 1.0, 2.0
_TOGETHER = 3
_NAMES = BITS["person"] | BITS["org"] | BITS["place"] | BITS["speaker"]
_K1, _B = 1.2, 0.75
_NEW, _HALF_LIFE_DAYS = 0.05, 365.0

Asked = tuple[tuple[str, ...], int]
"""Words that stand for one another, and the fields that they are asked in, as bits; 0 is anywhere."""


class Ranking:
    """Scores for one state of the index."""

    def __init__(self, lists: Lists, table: snapshot.Table) -> None:
        self._lists = lists
        self._days = table.days
        average = max(sum(table.words) / max(len(table.words), 1), 1.0)
        self._norms = array("f", (1 / (1 - _B + _B * words / average) for words in table.words))
        self._norms.append(0.0)
        self._newest = max(table.days, default=0)

    def scores(
        self, terms: tuple[Term, ...], ranks: list[int], evaluator: Evaluator, check: Callable[[], None]
    ) -> list[float]:
        """The score of each of `ranks`, below zero, the least being the best."""
        size = self._lists.size
        scores = array("d", bytes(8 * (size + 1)))
        titles = [0] * (size + 1)
        number, total = 0, 0.0
        for words, bits in _asked(terms, evaluator):
            check()
            rarity = self._rarity(words)
            total += rarity
            if len(words) == 1:
                self._add(scores, titles, ranks, words[0], bits, rarity, number)
            else:
                self._add_any(scores, ranks, words, bits, rarity)
            number += 1
        bonus = _WHOLE_TITLE * total
        return [
            -(scores[rank] + bonus if titles[rank] == number else scores[rank]) * self._fresh(rank)
            for rank in ranks
        ]

    def statements(self, terms: tuple[Term, ...], ranks: list[int], evaluator: Evaluator) -> dict[int, float]:
        """What is added to the scores of these articles, below zero, for what one statement has of the query."""
        asked = [each for each in _asked(terms, evaluator) if len(each[0]) == 1]
        if len(asked) < _TOGETHER:
            return {}
        held: dict[tuple[int, int], set[int]] = defaultdict(set)
        for number, (words, _) in enumerate(asked):
            for field in ("said", "speaker"):
                for rank, (places,) in self._lists.positions(field, words, ranks):
                    for place in places:
                        held[rank, place // STATEMENT].add(number)
        rarities = [self._rarity(words) for words, _ in asked]
        added: dict[int, float] = {}
        for (rank, _), numbers in held.items():
            if len(numbers) >= _TOGETHER:
                worth = -_STATEMENT * sum(rarities[number] for number in numbers) * self._fresh(rank)
                added[rank] = min(added.get(rank, 0.0), worth)
        return added

    def _rarity(self, words: tuple[str, ...]) -> float:
        most = len(self._norms) - 1
        frequency = min(max(len(self._lists.word(word)[0]) for word in words), most)
        return log(1 + (most - frequency + 0.5) / (frequency + 0.5))

    def _add(
        self,
        scores: "array[float]",
        titles: list[int],
        among: list[int],
        word: str,
        bits: int,
        rarity: float,
        number: int,
    ) -> None:
        """Add what one word gives to each article; `titles` counts the headlines that have all words so far."""
        weights, norms = _tag_weights(bits), self._norms
        title = BITS["title"] if not bits or bits & BITS["title"] else 0
        factor = rarity * (_K1 + 1)
        for rank, where, times in self._tags(word, among):
            base, per_time = weights[where]
            weight = base + per_time * times * norms[rank]
            scores[rank] += factor * weight / (_K1 + weight)
            if where & title and titles[rank] == number:
                titles[rank] = number + 1

    def _add_any(
        self, scores: "array[float]", among: list[int], words: tuple[str, ...], bits: int, rarity: float
    ) -> None:
        """The same for words that stand for one."""
        sums: dict[int, float] = {}
        weights, norms = _tag_weights(bits), self._norms
        for word in words:
            for rank, where, times in self._tags(word, among):
                base, per_time = weights[where]
                sums[rank] = sums.get(rank, 0.0) + base + per_time * times * norms[rank]
        for rank, weight in sums.items():
            scores[rank] += rarity * weight * (_K1 + 1) / (_K1 + weight)

    def _tags(self, word: str, among: list[int]) -> Iterator[tuple[int, int, int]]:
        """For articles `among` which there is `word` (and maybe others): rank, fields, and count in the text."""
        by_rank = self._lists.by_rank(word)
        if by_rank is not None:
            where, times = by_rank
            return zip(among, map(where.__getitem__, among), map(times.__getitem__, among), strict=True)
        ranks, tags = self._lists.word(word)
        return zip(ranks, tags[::2], tags[1::2], strict=True)

    def _fresh(self, rank: int) -> float:
        """The factor for an article's age, from 1 for very old to a little more for the newest."""
        day = self._days[rank]
        return 1 + _NEW * 0.5 ** ((self._newest - day) / _HALF_LIFE_DAYS) if day else 1.0


def _asked(terms: tuple[Term, ...], evaluator: Evaluator) -> list[Asked]:
    """What is asked for, each once."""
    asked: dict[Asked, None] = {}
    for term in terms:
        bits = field_bits(term.field)
        for word in term.words[:-1]:
            asked[(word,), bits] = None
        asked[evaluator.alternatives(term), bits] = None
    return list(asked)


def _tag_weights(bits: int) -> list[tuple[float, float]]:
    """For each combination of fields: a fixed weight, and one for each time that the text has the word."""
    if bits:
        return [(_NAME if where & bits else 0.0, 0.0) for where in range(256)]
    return [
        (
            (_TITLE if where & BITS["title"] else 0.0) + (_NAME if where & _NAMES else 0.0),
            _TEXT if where & BITS["text"] else 0.0,
        )
        for where in range(256)
    ]
