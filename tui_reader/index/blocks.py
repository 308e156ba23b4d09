"""Whoosh's posting lists, written and read list by list instead of posting by posting.

The files are Whoosh's own (its W3 codec): a file of terms, each with a record, and a file of postings in blocks
of 128, to which the records of longer lists point; the shortest lists stand in their record. Whoosh's writer and
matchers do the same at several times the cost, because they look at every posting by itself.
"""

import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pickle import dumps, loads

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3LeafMatcher
from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.util.numlists import GrowableArray

from tui_reader.index.storage import Untyped

_BLOCK = 128
_INLINE = 3
_WORTH_COMPRESSING = 96
_RECORD = struct.Struct("!BfIBBfII")
_FREQUENCY = struct.Struct("!5xI")
"""The number of documents in a record."""
_EXTENT = struct.Struct("!qi")
_LENGTHS = struct.Struct("!ii")
_POINTER = struct.Struct("!Iq")
_INT = struct.Struct("!i")
_FIELD = struct.Struct("!H")
_CRC = 1
_FLUSH_BYTES = 1 << 16
_PICKLE = 3  # the first protocol that knows bytes; Whoosh's 2 spells them out as text

List = tuple[list[int], list[bytes]]
"""A posting list: document numbers, ascending, and their payloads."""


class TermFile(OrderedHashWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's file of terms, with the quicker of its hashes, written in large pieces."""

    def __init__(self, file: Untyped) -> None:
        file.seek(0)  # Whoosh has begun the file with its other hash
        HashWriter.__init__(self, file, hashtype=_CRC)
        self.index = GrowableArray("I")
        self._at = file.tell()
        self._pending: list[bytes] = []
        self._size = 0

    def add(self, key: bytes, value: bytes) -> None:
        """Add a term and its record; terms must come in ascending order."""
        at = self._at
        digest = zlib.crc32(key)
        self.index.append(at)
        self.buckets[digest & 255].append((digest, at))
        self._pending += (_LENGTHS.pack(len(key), len(value)), key, value)
        self._at = at + _LENGTHS.size + len(key) + len(value)
        self._size += len(value)
        if self._size > _FLUSH_BYTES:
            self._flush()

    def _flush(self) -> None:
        self.dbfile.write(b"".join(self._pending))
        self._pending = []
        self._size = 0

    def _write_hashes(self) -> None:
        """The tables that find a term by its digest: open addressing, twice as many slots as terms."""
        self._flush()
        at = self.dbfile.tell()
        for entries in self.buckets:
            slots = 2 * len(entries)
            self.directory.append((at, slots))
            table = [b""] * slots
            for digest, position in entries:
                slot = (digest >> 8) % slots
                while table[slot]:
                    slot = (slot + 1) % slots
                table[slot] = _POINTER.pack(digest, position)
            self.dbfile.write(b"".join(entry or bytes(_POINTER.size) for entry in table))
            at += slots * _POINTER.size


class ListWriter:
    """Writes posting lists, field by field, terms in ascending order; every weight is 1."""

    def __init__(self, writer: Untyped) -> None:
        """`writer` is Whoosh's writer of fields, whose files are used."""
        self._file = writer._postfile  # noqa: SLF001  Whoosh has no door here
        self._terms = TermFile(writer._tindex.dbfile)  # noqa: SLF001
        self._fields: dict[str, int] = {}
        self._terms.extras["fieldmap"] = self._fields
        writer._tindex = self._terms  # noqa: SLF001
        self._at = self._file.tell()
        self._key = b""
        self._fixed: int | None = None

    def start_field(self, name: str, form: Untyped) -> None:
        """Begin with the lists of a field, whose Whoosh format is `form`."""
        number = self._fields[name] = len(self._fields)
        self._key = _FIELD.pack(number)
        self._fixed = form.fixed_value_size()

    def write(self, word: bytes, numbers: list[int], payloads: list[bytes]) -> None:
        """Write one list."""
        count = len(numbers)
        short = count <= _INLINE
        record = _RECORD.pack(short, count, count, 0, 0, 1.0, numbers[0], numbers[-1])
        if short:
            record += dumps((tuple(numbers), (1.0,) * count, tuple(payloads)), _PICKLE)
        else:
            data = self._blocks(numbers, payloads)
            self._file.write(data)
            record += _EXTENT.pack(self._at, len(data))
            self._at += len(data)
        self._terms.add(self._key + word, record)

    def _blocks(self, numbers: list[int], payloads: list[bytes]) -> bytes:
        parts = [WHOOSH3_HEADER_MAGIC]
        count = len(numbers)
        for start in range(0, count, _BLOCK):
            ids = numbers[start : start + _BLOCK]
            values: object = None
            if self._fixed is None:
                values = tuple(payloads[start : start + _BLOCK])
            elif self._fixed:
                values = b"".join(payloads[start : start + _BLOCK])
            deltas = (ids[0], *[after - before for before, after in pairwise(ids)])
            data = dumps((deltas, None, values), _PICKLE)
            packed = len(data) > _WORTH_COMPRESSING
            if packed:
                data = zlib.compress(data, 1)
            head = dumps((len(ids), ids[-1], 1.0, int(packed), 0, 0), _PICKLE)
            length = len(head) + len(data)
            parts += (_INT.pack(-length if start + _BLOCK >= count else length), head, data)
        return b"".join(parts)


def vocabulary(leaf: Untyped, field: str, beginning: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
    """The words of a field in one segment that begin so, in order, each with its record."""
    terms = leaf._terms  # noqa: SLF001  Whoosh would decode every record
    number = terms._fieldmap.get(field)  # noqa: SLF001
    if number is None:
        return
    start = _FIELD.pack(number) + beginning
    index = terms._tindex  # noqa: SLF001
    at = index.closest_key_pos(start)
    data = index.dbfile.file
    while at is not None and at < index.endofdata:
        key_length, length = _LENGTHS.unpack_from(data, at)
        at += _LENGTHS.size + key_length
        key = data[at - key_length : at]
        if not key.startswith(start):
            return
        yield key[2:], data[at : at + length]
        at += length


def frequencies(leaf: Untyped, field: str, beginning: bytes, counts: dict[bytes, int]) -> None:
    """Add to `counts` how many documents each word of a field has in one segment, for those that begin so.

    Deleted documents are counted.
    """
    terms = leaf._terms  # noqa: SLF001
    number = terms._fieldmap.get(field)  # noqa: SLF001
    if number is None:
        return
    start = _FIELD.pack(number) + beginning
    index = terms._tindex  # noqa: SLF001
    at = index.closest_key_pos(start)
    data, end = index.dbfile.file, index.endofdata
    while at is not None and at < end:
        key_length, length = _LENGTHS.unpack_from(data, at)
        at += _LENGTHS.size + key_length
        key = data[at - key_length : at]
        if not key.startswith(start):
            return
        word = key[2:]
        counts[word] = counts.get(word, 0) + _FREQUENCY.unpack_from(data, at)[0]
        at += length


def record(leaf: Untyped, field: str, word: bytes) -> bytes | None:
    """The record of a word; None where the segment does not have it."""
    terms = leaf._terms  # noqa: SLF001
    number = terms._fieldmap.get(field)  # noqa: SLF001
    found = None if number is None else terms._tindex.get(_FIELD.pack(number) + word)  # noqa: SLF001
    return found if found is None else bytes(found)


def frequency(found: bytes) -> int:
    """How many documents the list of a record has, deleted ones included."""
    return int(_RECORD.unpack_from(found)[2])


def blocks(leaf: Untyped, field: str, found: bytes) -> Iterator[tuple[Sequence[int], Untyped]]:
    """The document numbers and payloads of each block of a list.

    Payloads of a fixed size are joined, those of no size are None.
    """
    if found[0]:
        numbers, _, payloads = loads(found[_RECORD.size :])  # noqa: S301  Whoosh's own format; only the user's files
        fixed = leaf.schema[field].format.fixed_value_size()
        yield numbers, payloads if fixed is None else b"".join(payloads) if fixed else None
        return
    matcher = _matcher(leaf, field, found)
    while matcher.is_active():
        matcher._read_data()  # noqa: SLF001  Whoosh offers postings only one by one
        deltas, _, payloads = matcher._data  # noqa: SLF001
        yield list(accumulate(deltas)), payloads
        matcher._next_block()  # noqa: SLF001


def _matcher(leaf: Untyped, field: str, found: bytes) -> Untyped:
    offset, length = _EXTENT.unpack_from(found, _RECORD.size)
    return W3LeafMatcher(leaf._terms._postfile, offset, length, leaf.schema[field].format)  # noqa: SLF001


def surviving(leaf: Untyped, field: str, found: bytes, renumbered: "array[int]") -> List:
    """A list under new document numbers, without the documents whose new number is below zero."""
    fixed = leaf.schema[field].format.fixed_value_size()
    ids: list[int] = []
    values: list[bytes] = []
    for numbers, payloads in blocks(leaf, field, found):
        new = [renumbered[number] for number in numbers]
        each = _split(payloads, fixed, len(new))
        if min(new) < 0:
            kept = [pair for pair in zip(new, each, strict=True) if pair[0] >= 0]
            new = [number for number, _ in kept]
            each = [value for _, value in kept]
        ids += new
        values += each
    return ids, values


def _split(payloads: Untyped, fixed: int | None, count: int) -> Sequence[bytes]:
    """The payloads of a block one by one."""
    if fixed is None:
        return tuple(payloads)
    if not fixed:
        return (b"",) * count
    return [payloads[start : start + fixed] for start in range(0, fixed * count, fixed)]


def payloads(leaf: Untyped, field: str, found: bytes, wanted: Sequence[int]) -> dict[int, bytes]:
    """The payloads of those of the `wanted` documents, ascending, that the list of a record has.

    Blocks without any of them are not read.
    """
    if found[0]:
        numbers, _, each = loads(found[_RECORD.size :])  # noqa: S301  as in `blocks`
        listed = dict(zip(numbers, each, strict=True))
        return {number: listed[number] for number in wanted if number in listed}
    kept: dict[int, bytes] = {}
    matcher = _matcher(leaf, field, found)
    at = 0
    while at < len(wanted) and matcher.is_active():
        end = bisect_right(wanted, matcher.block_max_id(), at)
        if end > at:
            matcher._read_data()  # noqa: SLF001
            deltas, _, each = matcher._data  # noqa: SLF001
            listed = dict(zip(accumulate(deltas), each, strict=True))
            kept.update({number: listed[number] for number in wanted[at:end] if number in listed})
            at = end
        matcher._next_block()  # noqa: SLF001
    return kept
