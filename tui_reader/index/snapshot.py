"""The list of articles, written beside the index after every commit, so that it can be had without Whoosh.

Two files in the index's sub-folder. `rows.jsonl`: a header, then one JSON list a row, newest first (date
descending, then key; articles without a date last). `rows.bin`: for each row of that order its document
number in the index, its day, its length in words, and where its line begins. A row's place in the order
is its rank. Both name the index's generation; where it differs from the index's own, they are stale.
"""

import datetime
import json
import struct
import sys
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from tui_reader.index import store
from tui_reader.index.model import Row

ROWS = "rows.jsonl"
TABLE = "rows.bin"
_MAGIC = b"tui-reader rows 1\n"
_AT_ONCE = 1 << 20
"""Bytes of rows that are decoded together: quicker than line by line, and little of them is in memory twice."""
DAMAGED = (OSError, ValueError, KeyError, TypeError)
"""What reading a list raises that is missing or damaged."""
_HEAD = struct.Struct("<18sQQ")
_MOST_WORDS = 2**32 - 1


class Table(NamedTuple):
    """What a search needs to know of every row, by rank.

    `documents` are the index's document numbers, `days` proleptic ordinals (0 without a date), `words` lengths,
    `lines` the offsets in bytes where a row's line begins, and one more for the end.
    """

    generation: int
    documents: "array[int]"
    days: "array[int]"
    words: "array[int]"
    lines: "array[int]"


def place(row: Row) -> tuple[int, str]:
    """What rows are ordered by: the newest day first, then the key."""
    return -ordinal(row.date), row.key


def ordinal(date: str) -> int:
    """The day's proleptic ordinal; 0 for none."""
    return datetime.date.fromisoformat(date).toordinal() if date else 0


def encode(row: Row) -> bytes:
    """A row as one line, without its end."""
    return json.dumps(
        (row.id, row.key, row.title, row.date, row.source, row.words, row.people, row.quotes, row.size,
         row.mtime_ns, row.content_hash),
        separators=(",", ":"),
    ).encode("ascii")  # fmt: skip


def decode(line: bytes) -> Row:
    """A row from its line.

    Raises:
        ValueError, TypeError: this is no row.
    """
    return Row(*json.loads(line))


class SnapshotWriter:
    """Keeps the encoded rows of an index, so that a snapshot costs little more than writing it."""

    def __init__(self, rows: Collection[Row], lines: Sequence[bytes] = ()) -> None:
        """Begin with these rows; `lines` are the same in the same order as encoded before, where they are had."""
        self._rows: dict[str, tuple[tuple[int, str], int, str, bytes]] = {}
        for row, line in zip(rows, lines or map(encode, rows), strict=True):
            self._put(row, line)

    def put(self, row: Row) -> None:
        """Add a row, or replace the one with its id."""
        self._put(row, encode(row))

    def _put(self, row: Row, line: bytes) -> None:
        self._rows[row.id] = place(row), min(row.words, _MOST_WORDS), row.id, line

    def drop(self, article: str) -> None:
        """Forget the row with this id."""
        self._rows.pop(article, None)

    def write(
        self, folder: Path, generation: int, documents: Mapping[str, int], sizes: Mapping[str, int]
    ) -> None:
        """Write both files. `documents` gives each id its document number, `sizes` the index's files."""
        ordered = sorted(self._rows.values(), key=itemgetter(0))
        head = {"format": store.FORMAT, "generation": generation, "rows": len(ordered), "files": sizes}
        lines = [json.dumps(head).encode("ascii"), *(line for _, _, _, line in ordered), b""]
        starts = array("Q")
        at = 0
        for line in lines:
            at += len(line) + 1
            starts.append(at)
        del starts[-1]
        columns = (
            array("I", (documents[article] for _, _, article, _ in ordered)),
            array("I", (-key[0] for key, _, _, _ in ordered)),
            array("I", (words for _, words, _, _ in ordered)),
            starts,
        )
        if sys.byteorder == "big":
            for column in columns:
                column.byteswap()
        table = _HEAD.pack(_MAGIC, generation, len(ordered)) + b"".join(map(array.tobytes, columns))
        store.write_atomically(folder / ROWS, b"\n".join(lines))
        store.write_atomically(folder / TABLE, table)


def read_head(file: BinaryIO) -> dict[str, Any]:
    """The header of a list that is open at its beginning.

    Raises:
        ValueError: this is no list that this version can read.
    """
    found = json.loads(file.readline())
    if not isinstance(found, dict) or found.get("format") != store.FORMAT:
        raise ValueError("another format")
    return found


def pieces(file: BinaryIO) -> Iterator[tuple[list[bytes], list[Row]]]:
    """The lines of a list behind its header, and their rows, some at a time.

    Raises:
        ValueError, TypeError: a line is damaged.
    """
    while lines := file.readlines(_AT_ONCE):
        yield lines, [Row(*fields) for fields in json.loads(b"[" + b",".join(lines) + b"]")]


def head(folder: Path) -> dict[str, Any] | None:
    """The header of `rows.jsonl`; None when there is none to be read."""
    try:
        with (folder / ROWS).open("rb") as file:
            return read_head(file)
    except (OSError, ValueError):
        return None


def generation(folder: Path) -> int:
    """The generation of `rows.bin`, which is written last; -1 when there is none."""
    try:
        with (folder / TABLE).open("rb") as file:
            magic, number, _ = _HEAD.unpack(file.read(_HEAD.size))
    except (OSError, struct.error):
        return -1
    return int(number) if magic == _MAGIC else -1


def table(folder: Path) -> Table | None:
    """The table of all rows; None when it is missing or damaged."""
    try:
        data = (folder / TABLE).read_bytes()
        magic, number, count = _HEAD.unpack_from(data)
    except (OSError, struct.error):
        return None
    if magic != _MAGIC or len(data) != _HEAD.size + count * 12 + (count + 1) * 8:
        return None
    columns = [array("I"), array("I"), array("I"), array("Q")]
    at = _HEAD.size
    for column, size in zip(columns, (count, count, count, count + 1), strict=True):
        column.frombytes(data[at : at + size * column.itemsize])
        at += size * column.itemsize
        if sys.byteorder == "big":
            column.byteswap()
    return Table(number, *columns)


def load(folder: Path, limit: int | None = None) -> list[Row]:
    """The rows, newest first, at most `limit` of them; none where the file is missing or damaged."""
    try:
        with (folder / ROWS).open("rb") as file:
            said = read_head(file)
            if limit is not None:
                return [decode(line) for line, _ in zip(file, range(limit))]  # noqa: B905  the shorter one ends it
            rows = [row for _, some in pieces(file) for row in some]
            return rows if len(rows) == said["rows"] else []
    except DAMAGED:
        return []


def lines(folder: Path, count: int) -> list[bytes]:
    """The rows as they are encoded, newest first; none unless there are `count` of them."""
    try:
        found = (folder / ROWS).read_bytes().split(b"\n")[1:-1]
    except OSError:
        return []
    return found if len(found) == count else []
