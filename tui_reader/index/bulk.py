"""A Whoosh segment written word by word instead of posting by posting.

Whoosh's own writer carries every posting through a sorted pool as a tuple, and asks the file system for a length
at each. This one keeps posting lists by word, and writes them as a whole: the same files, several times as fast.
Merging takes whole lists from the segments in the same way. A segment is made in a folder of its own, so that
several processes can make theirs at the same time; whoever holds the lock takes it into the index.
"""

import contextlib
import heapq
import shutil
from array import array
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from whoosh.codec import default_codec
from whoosh.reading import SegmentReader

from tui_reader.index import blocks, schema
from tui_reader.index.blocks import List, ListWriter
from tui_reader.index.document import Document
from tui_reader.index.model import Row
from tui_reader.index.storage import INDEX_NAME, Storage, Untyped

_ASK_EVERY = 100_000
_ASK_EVERY_DOCUMENTS = 500


class MergeStopped(Exception):  # noqa: N818  nothing went wrong
    """Somebody asked to stop while segments were being merged; the index is as it was."""


class SegmentMaker:
    """Makes one segment in a new folder, of new articles or of other segments; `size` counts the postings in memory.

    `stop` is asked while segments are poured and written.

    Raises:
        MergeStopped: while merging, because `stop` said so.
    """

    def __init__(self, folder: Path, stop: Callable[[], bool] = bool) -> None:
        folder.mkdir(mode=0o700)
        self.count = 0
        self.size = 0
        self._folder = folder
        self._stop = stop
        self._schema = schema.schema()
        self._storage = Storage(folder)
        codec = default_codec()
        self._segment = codec.new_segment(self._storage, INDEX_NAME)
        self._stored = codec.per_document_writer(self._storage, self._segment)
        self._terms = codec.field_writer(self._storage, self._segment)
        self._lists: dict[str, dict[bytes, List]] = {name: {} for name in schema.INDEXED}
        self._sources: list[tuple[Untyped, array[int]]] = []

    def add(self, row: Row, found: Document) -> None:
        """Add an article; the caller sees to it that it is in the index only once."""
        number = self.count
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
        writer = self._stored
        writer.start_doc(self.count)
        for name, value in stored.items():
            writer.add_field(name, None, value, 0)
        writer.finish_doc()
        self.count += 1

    def pour(self, storage: Storage, segment: Untyped) -> None:
        """Take over everything of a segment in `storage` but its deleted documents; it must stay until `finish`."""
        reader = SegmentReader(storage, self._schema, segment)
        numbers = array("q", [-1]) * reader.doc_count_all()
        self._sources.append((reader, numbers))
        for number, stored in reader.iter_docs():
            if number % _ASK_EVERY_DOCUMENTS == 0:
                self._ask()
            numbers[number] = self.count
            self._store(stored)

    def finish(self) -> Untyped:
        """Write all posting lists in the order that Whoosh's files have; returns Whoosh's description of the segment."""
        self._stored.close()
        lists = ListWriter(self._terms)
        for field in sorted(self._lists):
            lists.start_field(field, self._schema[field].format)
            for word, numbers, payloads in self._merged(field) if self._sources else self._own(field):
                lists.write(word, numbers, payloads)
        self._terms.close()
        self._segment.set_doc_count(self.count)
        self._close()
        return self._segment

    def cancel(self) -> None:
        """Give up, and remove the folder."""
        for writer in (self._stored, self._terms):
            if not writer.is_closed:
                with contextlib.suppress(Exception):
                    writer.close()
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _close(self) -> None:
        self._lists = {}
        for reader, _ in self._sources:
            with contextlib.suppress(Exception):
                reader.close()
        self._sources = []
        self._storage.close_files()

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
