"""The list of articles in little memory: keys, ids and how wide headlines are, everything else when it is asked for.

The lines stay in their file, which is mapped; of a hundred thousand rows some ten megabytes are held. The
functions take any sequence of rows, and are quick for these.
"""

import mmap
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import overload

from tui_reader.index import snapshot
from tui_reader.index.model import Row

_PARTED = b"\xff"
"""A byte that no text has in UTF-8."""
_WIDEST = 2**16 - 1
Measure = Callable[[str], int]
"""How wide a headline is."""


class Texts:
    """Many short texts in one piece of memory."""

    def __init__(self) -> None:
        self._whole = _PARTED

    def extend(self, texts: Iterable[str]) -> None:
        """Add some at the end."""
        self._whole += b"".join(text.encode("utf-8", "surrogatepass") + _PARTED for text in texts)

    def all(self) -> list[str]:
        """Each of them."""
        return [text.decode("utf-8", "surrogatepass") for text in self._whole.split(_PARTED)[1:-1]]

    def find(self, text: str) -> int:
        """The number of the first one that is `text`; -1 for none."""
        at = self._whole.find(_PARTED + text.encode("utf-8", "surrogatepass") + _PARTED)
        return self._whole.count(_PARTED, 0, at) if at >= 0 else -1


class _List:
    """All rows of a snapshot, by rank."""

    def __init__(self, lines: mmap.mmap | bytes = b"") -> None:
        self.lines = lines
        self.starts = array("Q", [0])
        self.widths = array("H")
        self.keys = Texts()
        self.ids = Texts()

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, rank: int) -> Row:
        return snapshot.decode(self.lines[self.starts[rank] : self.starts[rank + 1]])

    @classmethod
    def read(cls, folder: Path, measure: Measure) -> "_List":
        """The list of the snapshot in `folder`; an empty one where it is missing or damaged."""
        try:
            with (folder / snapshot.ROWS).open("rb") as file:
                found = cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
                said = snapshot.read_head(file)
                found.starts[0] = at = file.tell()
                for lines, decoded in snapshot.pieces(file):
                    found.widths.extend(min(measure(row.title), _WIDEST) for row in decoded)
                    found.keys.extend(row.key for row in decoded)
                    found.ids.extend(row.id for row in decoded)
                    for line in lines:
                        at += len(line)
                        found.starts.append(at)
            if len(found) == said["rows"]:
                return found
        except (*snapshot.DAMAGED, AttributeError, OverflowError):
            pass
        return cls()


class Rows(Sequence[Row]):
    """Rows of a snapshot; `order` says which ones, by rank."""

    def __init__(self, listed: _List, order: Sequence[int]) -> None:
        self._list = listed
        self._order = order

    @classmethod
    def load(cls, folder: Path, measure: Measure = len) -> "Rows":
        """All rows, newest first; none where the file is missing or damaged."""
        listed = _List.read(folder, measure)
        return cls(listed, range(len(listed)))

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Row | Rows":
        if isinstance(at, slice):
            return Rows(self._list, self._order[at])
        return self._list.row(self._order[at])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # a list is not hashed

    def widths(self) -> Iterator[int]:
        """How wide each row's headline is, as it was measured when they were loaded."""
        return map(self._list.widths.__getitem__, self._order)

    def with_keys(self, wanted: Callable[[str], bool]) -> "Rows":
        """The rows whose key is wanted."""
        keys = self._list.keys.all()
        return Rows(self._list, array("I", (rank for rank in self._order if wanted(keys[rank]))))

    def find(self, article: str) -> int:
        """Where the row with this id is; -1 for nowhere."""
        rank = self._list.ids.find(article)
        try:
            return self._order.index(rank) if rank >= 0 else -1
        except ValueError:
            return -1


def widths(rows: Sequence[Row], measure: Measure) -> Iterator[int]:
    """How wide each row's headline is."""
    return rows.widths() if isinstance(rows, Rows) else (measure(row.title) for row in rows)


def with_keys(rows: Sequence[Row], wanted: Callable[[str], bool]) -> Sequence[Row]:
    """The rows whose key is wanted."""
    return rows.with_keys(wanted) if isinstance(rows, Rows) else [row for row in rows if wanted(row.key)]


def find(rows: Sequence[Row], article: str) -> int:
    """Where the row with this id is; -1 for nowhere."""
    if isinstance(rows, Rows):
        return rows.find(article)
    return next((number for number, row in enumerate(rows) if row.id == article), -1)
