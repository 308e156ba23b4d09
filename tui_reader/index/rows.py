"""The list of articles in little memory: headlines and keys at hand, everything else decoded when it is asked for.

A hundred thousand rows take half as much so as they would as objects. The functions take any sequence of rows,
and are quick for these.
"""

import io
import json
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

from tui_reader.index import snapshot
from tui_reader.index.model import Row


class Rows(Sequence[Row]):
    """Rows of a snapshot; `order` says which ones, by rank."""

    def __init__(
        self,
        lines: bytes,
        starts: "array[int]",
        titles: Sequence[str],
        keys: Sequence[str],
        order: Sequence[int],
    ) -> None:
        """`starts` has where in `lines` each row begins, and one more for the end."""
        self._lines = lines
        self._starts = starts
        self._titles = titles
        self._keys = keys
        self._order = order

    @classmethod
    def load(cls, folder: Path) -> "Rows":
        """All rows, newest first; none where the file is missing or damaged."""
        titles: list[str] = []
        keys: list[str] = []
        try:
            data = (folder / snapshot.ROWS).read_bytes()
            file = io.BytesIO(data)
            said = snapshot.read_head(file)
            at = file.tell()
            starts = array("Q", [at])
            for lines, decoded in snapshot.pieces(file):
                titles += [row.title for row in decoded]
                keys += [row.key for row in decoded]
                for line in lines:
                    at += len(line)
                    starts.append(at)
            if len(titles) == said["rows"]:
                return cls(data, starts, titles, keys, range(len(titles)))
        except snapshot.DAMAGED:
            pass
        return cls(b"", array("Q"), (), (), ())

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return self._some(self._order[at])
        rank = self._order[at]
        return snapshot.decode(self._lines[self._starts[rank] : self._starts[rank + 1]])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # a list is not hashed

    def titles(self) -> Iterator[str]:
        """The headline of each row."""
        return map(self._titles.__getitem__, self._order)

    def with_keys(self, wanted: Callable[[str], bool]) -> "Rows":
        """The rows whose key is wanted."""
        keys = self._keys
        return self._some(array("I", (rank for rank in self._order if wanted(keys[rank]))))

    def find(self, article: str) -> int:
        """Where the row with this id is; -1 for nowhere."""
        at = self._lines.find(b"\n[" + json.dumps(article).encode("ascii") + b",")
        try:
            return self._order.index(bisect_right(self._starts, at + 1) - 1) if at >= 0 else -1
        except ValueError:
            return -1

    def _some(self, order: Sequence[int]) -> "Rows":
        return Rows(self._lines, self._starts, self._titles, self._keys, order)


def titles(rows: Sequence[Row]) -> Iterable[str]:
    """The headline of each row."""
    return rows.titles() if isinstance(rows, Rows) else (row.title for row in rows)


def with_keys(rows: Sequence[Row], wanted: Callable[[str], bool]) -> Sequence[Row]:
    """The rows whose key is wanted."""
    return rows.with_keys(wanted) if isinstance(rows, Rows) else [row for row in rows if wanted(row.key)]


def find(rows: Sequence[Row], article: str) -> int:
    """Where the row with this id is; -1 for nowhere."""
    if isinstance(rows, Rows):
        return rows.find(article)
    return next((number for number, row in enumerate(rows) if row.id == article), -1)
