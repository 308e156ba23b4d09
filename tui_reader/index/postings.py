"""The reading side of Whoosh: posting lists as plain arrays, in the order of the list of articles.

An article's rank is its place in that order, the newest being 0. Everything here speaks of ranks, so that
"the newest fifty" needs no sorting and a span of days is a slice.
"""

import contextlib
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from tui_reader.index import blocks
from tui_reader.index.document import unpack
from tui_reader.index.schema import QUOTES
from tui_reader.index.spoken import Spoken
from tui_reader.index.spoken import unpack as unpack_quotes
from tui_reader.index.storage import Untyped
from tui_reader.index.store import IndexUnusable

_CACHED = 600
_CACHED_POSTINGS = 3_000_000
_CACHED_BY_RANK = 64
_FREQUENT = 16  # one article in so many
_WORDS = "in_words"
_IN_FIELDS = [
    bytes(1 if where and (not bits or where & bits) else 0 for where in range(256)) for bits in range(256)
]


class Lists:
    """The posting lists of one open reader; `documents` gives each rank its document number."""

    def __init__(self, reader: Untyped, documents: "array[int]") -> None:
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
        self._documents = documents
        self.size = len(documents)
        self._ranks = array("I", [self.size]) * reader.doc_count_all()  # deleted documents have the last one
        for rank, number in enumerate(documents):
            self._ranks[number] = rank
        self._cache: OrderedDict[str, tuple[array[int], bytes]] = OrderedDict()
        self._by_rank: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()
        self._held = 0
        self._expansions: dict[tuple[str, int], tuple[str, ...]] = {}

    def word(self, word: str) -> tuple["array[int]", bytes]:
        """The ranks of the articles that hold `word`, unordered, and two bytes for each: fields and count."""
        found = self._cache.get(word)
        if found is not None:
            self._cache.move_to_end(word)
            return found
        with _damage():
            found = self._cache[word] = self._read_word(word)
        self._held += len(found[0])
        while len(self._cache) > _CACHED or (self._held > _CACHED_POSTINGS and len(self._cache) > 1):
            self._held -= len(self._cache.popitem(last=False)[1][0])
        return found

    def _read_word(self, word: str) -> tuple["array[int]", bytes]:
        ranks: array[int] = array("I")
        tags: list[bytes] = []
        for leaf, base in self._leaves:
            record = blocks.record(leaf, _WORDS, word.encode())
            if record is None:
                continue
            place = self._ranks[base : base + leaf.doc_count_all()]
            for numbers, payload in blocks.blocks(leaf, _WORDS, record):
                ranks.extend(map(place.__getitem__, numbers))
                tags.append(payload)
        joined = b"".join(tags)
        if len(joined) != 2 * len(ranks):
            raise IndexUnusable("The index is damaged: a list of articles is broken.")
        return ranks, joined

    def by_rank(self, word: str) -> tuple[bytes, bytes] | None:
        """The fields and the counts of a frequent word, one byte for each rank, 0 where it is missing; None for others."""
        found = self._by_rank.get(word)
        if found is not None:
            self._by_rank.move_to_end(word)
            return found
        ranks, tags = self.word(word)
        if len(ranks) * _FREQUENT < self.size:
            return None
        dense = array("H", bytes(2 * self.size + 2))
        for rank, tag in zip(ranks, array("H", tags), strict=True):
            dense[rank] = tag
        data = dense.tobytes()[:-2]
        found = self._by_rank[word] = data[::2], data[1::2]
        if len(self._by_rank) > _CACHED_BY_RANK:
            self._by_rank.popitem(last=False)
        return found

    def mask(self, word: str, bits: int) -> int:
        """The articles with `word` in one of the fields `bits` (0 is anywhere), as a set of ranks."""
        by_rank = self.by_rank(word)
        if by_rank is not None:
            return int.from_bytes(by_rank[0].translate(_IN_FIELDS[bits]), "little")
        buffer = bytearray(self.size + 1)
        ranks, tags = self.word(word)
        if bits:
            for rank, where in zip(ranks, tags[::2], strict=True):
                if where & bits:
                    buffer[rank] = 1
        else:
            for rank in ranks:
                buffer[rank] = 1
        buffer[self.size] = 0
        return int.from_bytes(buffer, "little")

    def is_at_hand(self, word: str) -> bool:
        """Whether the list of a word was read already."""
        return word in self._cache

    def add_fields(self, word: str, where: dict[int, int], bits: int) -> None:
        """Add the fields among `bits` in which `word` stands to those of each rank in `where`."""
        by_rank = self.by_rank(word)
        if by_rank is not None:
            for rank in where:
                where[rank] |= by_rank[0][rank] & bits
            return
        ranks, tags = self.word(word)
        for at, rank in enumerate(ranks):
            if rank in where:
                where[rank] |= tags[2 * at] & bits

    def ranks(self, articles: Iterable[str]) -> Iterator[int]:
        """The rank of each of these articles, by id; those that were deleted have the one behind the last."""
        for article in articles:
            with _damage():
                for leaf, base in self._leaves:
                    record = blocks.record(leaf, "id", article.encode())
                    for numbers, _ in blocks.blocks(leaf, "id", record) if record is not None else ():
                        yield from (self._ranks[base + number] for number in numbers)

    def frequency(self, field: str, word: str) -> int:
        """How many articles have `word` in a field; those that were deleted since are counted."""
        with _damage():
            records = [blocks.record(leaf, f"in_{field}", word.encode()) for leaf, _ in self._leaves]
            return sum(blocks.frequency(record) for record in records if record is not None)

    def vocabulary(self, field: str, beginning: str = "") -> Iterator[tuple[str, int]]:
        """The words of a field that begin so, each with the number of its articles, segment by segment.

        A word comes once for each segment that has it; articles that were deleted since are counted.
        """
        with _damage():
            for leaf, _ in self._leaves:
                for word, record in blocks.vocabulary(leaf, f"in_{field}", beginning.encode()):
                    yield word.decode(errors="replace"), blocks.frequency(record)

    def expand(self, beginning: str, most: int) -> tuple[str, ...]:
        """The words that begin so, the most frequent first, at most `most`."""
        known = self._expansions.get((beginning, most))
        if known is None:
            counts: dict[bytes, int] = {}
            start = beginning.encode()
            with _damage():
                for leaf, _ in self._leaves:
                    blocks.frequencies(leaf, _WORDS, start, counts)
            best = nlargest(most, counts.items(), key=lambda item: (item[1], item[0] == start))
            known = self._expansions[beginning, most] = tuple(
                word.decode(errors="replace") for word, _ in best
            )
        return known

    def spoken(self, rank: int) -> list[Spoken]:
        """The quotes of an article, by their place in `said`."""
        number = self._documents[rank]
        leaf, base = next(pair for pair in reversed(self._leaves) if pair[1] <= number)
        with _damage():
            return unpack_quotes(leaf.stored_fields(number - base).get(QUOTES, b""))

    def positions(
        self, field: str, words: Sequence[str], ranks: Sequence[int]
    ) -> Iterator[tuple[int, list[list[int]]]]:
        """For each of `ranks` that has all `words` in `field`: the rank, and the positions of each word."""
        numbers = sorted(map(self._documents.__getitem__, ranks))
        for leaf, base in self._leaves:
            begin, end = bisect_left(numbers, base), bisect_left(numbers, base + leaf.doc_count_all())
            if begin < end:
                inside = [number - base for number in numbers[begin:end]]
                with _damage():
                    found = list(self._positions_in(leaf, base, field, words, inside))
                yield from found

    def _positions_in(
        self, leaf: Untyped, base: int, field: str, words: Sequence[str], numbers: list[int]
    ) -> Iterator[tuple[int, list[list[int]]]]:
        """The same for one segment and document numbers in it, counted from its first."""
        name = f"in_{field}"
        records: dict[str, bytes] = {}
        for word in words:
            record = blocks.record(leaf, name, word.encode())
            if record is None:
                return
            records[word] = record
        found: dict[str, dict[int, bytes]] = {}
        for word in sorted(records, key=lambda each: blocks.frequency(records[each])):
            found[word] = blocks.payloads(leaf, name, records[word], numbers)
            numbers = list(found[word])
        payloads = [found[word] for word in words]
        for number in numbers:
            yield self._ranks[base + number], [unpack(each[number]) for each in payloads]


@contextlib.contextmanager
def _damage() -> Iterator[None]:
    """Whatever Whoosh raises while it reads says the same.

    Raises:
        IndexUnusable: the files are damaged, or closed.
    """
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        raise IndexUnusable(f"The index cannot be read ({type(error).__name__}).") from error
