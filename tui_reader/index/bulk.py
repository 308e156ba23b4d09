"""A Whoosh segment written word by word instead of posting by posting.

Whoosh's own writer carries every posting through a sorted pool as a tuple, and asks the file system for a length
at each. This one keeps posting lists by word, and hands them to Whoosh's codec as whole blocks: the same files,
several times as fast. Merging takes whole lists from the segments in the same way.
"""

import contextlib
import heapq
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from pickle import dumps

from whoosh.codec.whoosh3 import W3PostingsWriter, W3TermInfo
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from tui_reader.index import schema
from tui_reader.index.document import Document
from tui_reader.index.model import Row
from tui_reader.index.storage import Untyped

_BLOCK = 128
_ASK_EVERY = 100_000
_ASK_EVERY_DOCUMENTS = 500
_WORTH_COMPRESSING = 96


class MergeStopped(Exception):  # noqa: N818  nothing went wrong
    """Somebody asked to stop while segments were being merged; the index is as it was."""


List = tuple[list[int], list[bytes]]
"""A posting list: document numbers, ascending, and their payloads."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds one segment to an index; `size` counts the postings that it holds in memory.

    `stop` is asked while segments are poured and written.

    Raises:
        MergeStopped: while merging, because `stop` said so.
    """

    def __init__(self, index: Untyped, stop: Callable[[], bool] = bool) -> None:
        super().__init__(index, limitmb=1, compound=False)
        self.size = 0
        self._stop = stop
        self._lists: dict[str, dict[bytes, List]] = {name: {} for name in schema.INDEXED}
        self._sources: list[tuple[Untyped, array[int]]] = []

    def add_article(self, row: Row, found: Document) -> None:
        """Add an article; the caller sees to it that it is in the index only once."""
        number = self.docnum
        self._store({name: getattr(row, name) for name in schema.STORED})
        self._lists["id"][row.id.encode()] = ([number], [b""])
        self._post("in_words", number, found.words)
        for name, places in found.fields.items():
            self._post(f"in_{name}", number, places)

    def _post(self, field: str, number: int, payloads: dict[str, bytes]) -> None:
        lists = self._lists[field]
        for word, payload in payloads.items():
            known = lists.get(key := word.encode())
            if known is None:
                lists[key] = ([number], [payload])
            else:
                known[0].append(number)
                known[1].append(payload)
        self.size += len(payloads)

    def _store(self, stored: dict[str, Untyped]) -> None:
        """Write the stored fields of the next document."""
        writer = self.perdocwriter
        writer.start_doc(self.docnum)
        for name, value in stored.items():
            writer.add_field(name, None, value, 0)
        writer.finish_doc()
        self.docnum += 1
        self._added = True

    def pour(self, segment: Untyped) -> None:
        """Take over everything of a segment but its deleted documents; the segment must stay until the commit."""
        reader = SegmentReader(self.storage, self.schema, segment)
        numbers = array("q", [-1]) * reader.doc_count_all()
        for number, stored in reader.iter_docs():
            if number % _ASK_EVERY_DOCUMENTS == 0:
                self._ask()
            numbers[number] = self.docnum
            self._store(stored)
        self._sources.append((reader, numbers))
        self._added = True

    def _flush_segment(self) -> None:
        """Write all posting lists in the order that Whoosh's files have."""
        self.perdocwriter.close()
        writer = self.fieldwriter
        for field in sorted(self._lists):
            writer.start_field(field, self.schema[field])
            postings = writer._postwriter = _Postings(writer._postfile, _BLOCK)  # noqa: SLF001  Whoosh has no door here
            for word, numbers, payloads in self._all(field):
                writer.start_term(word)
                postings.write(numbers, payloads)
                writer.finish_term()
            writer.finish_field()
        writer.close()
        self._lists = {}

    def _all(self, field: str) -> Iterator[tuple[bytes, list[int], list[bytes]]]:
        """Every posting list of a field, by word; those of poured segments follow one another."""
        own = self._lists[field]
        streams: list[Iterator[tuple[bytes, int, Untyped]]] = [
            ((word, -1, own[word]) for word in sorted(own))
        ]
        streams += [_terms(reader, field, at) for at, (reader, _) in enumerate(self._sources)]
        if len(streams) == 1:
            for word in sorted(own):
                yield word, *own[word]
            return
        since_asked = 0
        for word, group in groupby(heapq.merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
            numbers: list[int] = []
            payloads: list[bytes] = []
            for _, at, found in group:
                ids, values = found if at < 0 else _surviving(*self._sources[at], field, found)
                numbers += ids
                payloads += values
            if numbers:
                yield word, numbers, payloads
            since_asked += len(numbers)
            if since_asked > _ASK_EVERY:
                since_asked = 0
                self._ask()

    def _ask(self) -> None:
        if self._stop():
            raise MergeStopped

    def _finish(self) -> None:
        for reader, _ in self._sources:
            with contextlib.suppress(Exception):
                reader.close()
        self._sources = []
        super()._finish()


class _Postings(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer of posting lists, given whole lists in which every weight is 1."""

    def write(self, numbers: list[int], payloads: list[bytes]) -> None:
        """Write one word's list; its last block is left for `finish_postings`."""
        self._maxweight = 1.0
        for start in range(0, len(numbers), _BLOCK):
            if start:
                self._write_block()
            self._ids = array("I", numbers[start : start + _BLOCK])
            self._values = payloads[start : start + _BLOCK]
            self._weights = _ONES[: len(self._ids)]

    def _write_block(self, *, last: bool = False) -> None:
        """One block as Whoosh writes it, without looking at each of its postings."""
        if not self._blockcount:
            self._postfile.write(b"W3Bl")
        ids = self._ids
        info = self._terminfo
        info._weight += len(ids)  # noqa: SLF001  what add_block() does, posting by posting
        info._df += len(ids)  # noqa: SLF001
        info._minlength = info._maxlength = 0  # noqa: SLF001
        info._maxweight = 1.0  # noqa: SLF001
        if info._minid is None:  # noqa: SLF001
            info._minid = ids[0]  # noqa: SLF001
        info._maxid = ids[-1]  # noqa: SLF001
        deltas = (ids[0], *(after - before for before, after in pairwise(ids)))
        data = dumps((deltas, None, self._mini_values()), 2)
        packed = len(data) > _WORTH_COMPRESSING
        if packed:
            data = zlib.compress(data, 1)
        head = dumps((len(ids), ids[-1], 1.0, int(packed), 0, 0), 2)
        length = len(head) + len(data)
        self._postfile.write_int(-length if last else length)
        self._postfile.write(head)
        self._postfile.write(data)
        self._blockcount += 1
        self._ids = array("I")


_ONES = array("f", [1.0]) * _BLOCK


def blocks(matcher: Untyped) -> Iterator[tuple[Iterator[int], Untyped]]:
    """The document numbers and the payloads, as they are stored, of each block of one of Whoosh's matchers."""
    while matcher.is_active():
        matcher._read_data()  # noqa: SLF001  Whoosh offers postings only one by one
        numbers, _, payload = matcher._data  # noqa: SLF001
        yield accumulate(numbers), payload
        matcher._next_block()  # noqa: SLF001


def _terms(reader: Untyped, field: str, at: int) -> Iterator[tuple[bytes, int, bytes]]:
    """The words of a field in one segment, each with the segment's number and its record."""
    terms = reader._terms  # noqa: SLF001  Whoosh would decode every record
    if field not in terms._fieldmap:  # noqa: SLF001
        return
    start = terms._keycoder(field, b"")  # noqa: SLF001
    for key, value in terms._tindex.items_from(start):  # noqa: SLF001
        if not key.startswith(start):
            return
        yield key[len(start) :], at, value


def _surviving(reader: Untyped, numbers: "array[int]", field: str, record: bytes) -> List:
    """A posting list of a poured segment under its new document numbers."""
    terms = reader._terms  # noqa: SLF001
    form = reader.schema[field].format
    info = W3TermInfo.from_bytes(record)
    size = form.fixed_value_size()
    ids: list[int] = []
    values: list[bytes] = []
    for found, payload in blocks(terms._codec.postings_reader(terms._postfile, info, form)):  # noqa: SLF001
        renumbered = [numbers[number] for number in found]
        each: Sequence[bytes]
        if size is None:
            each = payload
        elif size == 0:
            each = [b""] * len(renumbered)
        else:
            each = [payload[start : start + size] for start in range(0, len(payload), size)]
        if min(renumbered) < 0:
            kept = [pair for pair in zip(renumbered, each, strict=True) if pair[0] >= 0]
            renumbered = [number for number, _ in kept]
            each = [value for _, value in kept]
        ids += renumbered
        values += each
    return ids, values
