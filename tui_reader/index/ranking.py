"""How well an article answers a query: BM25F over headline, names, speakers and text, and a little for being new."""

from array import array
from collections.abc import Callable
from math import log

from tui_reader.index import snapshot
from tui_reader.index.document import BITS
from tui_reader.index.evaluate import Evaluator, field_bits
from tui_reader.index.postings import Lists
from tui_reader.index.query import Term

_TITLE, _NAME, _TEXT = 3.0, 2.0, 1.0
_NAMES = BITS["person"] | BITS["org"] | BITS["place"] | BITS["speaker"]
_K1, _B = 1.2, 0.75
_NEW, _HALF_LIFE_DAYS = 0.15, 365.0


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
        found = bytearray(size + 1)
        for rank in ranks:
            found[rank] = 1
        scores = array("d", bytes(8 * size))
        for term in terms:
            bits = field_bits(term.field)
            for word in term.words[:-1]:
                check()
                self._add(scores, found, (word,), bits)
            check()
            self._add(scores, found, evaluator.alternatives(term), bits)
        return [-scores[rank] * self._fresh(rank) for rank in ranks]

    def _add(self, scores: "array[float]", found: bytearray, words: tuple[str, ...], bits: int) -> None:
        """Add what one word, or several that stand for one, give to each article."""
        lists = [self._lists.word(word) for word in words]
        weights: dict[int, float] = {}
        norms = self._norms
        tag_weights = _tag_weights(bits)
        frequency = 0
        for ranks, tags in lists:
            frequency = max(frequency, len(ranks))
            for rank, where, times in zip(ranks, tags[::2], tags[1::2], strict=True):
                if found[rank]:
                    base, per_time = tag_weights[where]
                    weights[rank] = weights.get(rank, 0.0) + base + per_time * times * norms[rank]
        rarity = log(1 + (len(norms) - 1 - min(frequency, len(norms) - 1) + 0.5) / (frequency + 0.5))
        for rank, weight in weights.items():
            scores[rank] += rarity * weight * (_K1 + 1) / (_K1 + weight)

    def _fresh(self, rank: int) -> float:
        """The factor for an article's age, from 1 for very old to a little more for the newest."""
        day = self._days[rank]
        return 1 + _NEW * 0.5 ** ((self._newest - day) / _HALF_LIFE_DAYS) if day else 1.0


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
