"""A Whoosh segment written word by word instead of posting by posting.

Whoosh's own writer carries every posting through a sorted pool as a tuple, and asks the file system for a length
at each. This one keeps posting lists by word, and writes them as a whole: the same files, several times as fast.
Merging takes whole lists from the segments in the same way.
"""

import contextlib
import heapq
from array import array
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from tui_reader.index import blocks, schema
from tui_reader.index.blocks import List, ListWriter
from tui_reader.index.document import Document
from tui_reader.index.model import Row
from tui_reader.index.storage import Untyped

_ASK_EVERY = 100_000
_ASK_EVERY_DOCUMENTS = 500


class MergeStopped(Exception):  # noqa: N818  nothing went wrong
    """Somebody asked to stop while segments were being merged; the index is as it was."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds one segment to an index, of new articles or of other segments; `size` counts the postings that it holds in memory.

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
        self._store({name: getattr(row, name) for name in schema.STORED} | {schema.QUOTES: found.quotes})
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
        lists = ListWriter(self.fieldwriter)
        for field in sorted(self._lists):
            lists.start_field(field, self.schema[field].format)
            for word, numbers, payloads in self._merged(field) if self._sources else self._own(field):
                lists.write(word, numbers, payloads)
        self.fieldwriter.close()
        self._lists = {}

    def _own(self, field: str) -> Iterator[tuple[bytes, list[int], list[bytes]]]:
        """The posting lists of the articles that were added, by word."""
        lists = self._lists[field]
        for word in sorted(lists):
            yield word, *lists[word]

    def _merged(self, field: str) -> Iterator[tuple[bytes, list[int], list[bytes]]]:
        """The posting lists of the poured segments, by word; those of one word follow one another."""
        streams = [self._records(at, field) for at in range(len(self._sources))]
        since_asked = 0
        for word, group in groupby(heapq.merge(*streams), key=itemgetter(0)):
            numbers: list[int] = []
            payloads: list[bytes] = []
            for _, at, record in group:
                leaf, renumbered = self._sources[at]
                ids, values = blocks.surviving(leaf, field, record, renumbered)
                numbers += ids
                payloads += values
            if numbers:
                yield word, numbers, payloads
            since_asked += len(numbers)
            if since_asked > _ASK_EVERY:
                since_asked = 0
                self._ask()

    def _records(self, at: int, field: str) -> Iterator[tuple[bytes, int, bytes]]:
        """The words of one poured segment, each with the segment's place among them and the record."""
        for word, record in blocks.vocabulary(self._sources[at][0], field):
            yield word, at, record

    def _ask(self) -> None:
        if self._stop():
            raise MergeStopped

    def _finish(self) -> None:
        for reader, _ in self._sources:
            with contextlib.suppress(Exception):
                reader.close()
        self._sources = []
        super()._finish()
