"""One commit of an index, open for reading: posting lists, and rows by rank."""

import json
import mmap
import re
import time
from array import array
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from whoosh.index import FileIndex

from tui_reader.article.folder import article_id
from tui_reader.index import lock, schema, snapshot, store
from tui_reader.index.model import Row
from tui_reader.index.postings import Lists
from tui_reader.index.segments import check_sizes
from tui_reader.index.storage import Storage
from tui_reader.index.store import IndexUnusable

_KEY = re.compile(rb'\n\["[^"]*",("[^"\\]*(?:\\.[^"\\]*)*")')
_DAMAGED = "The index's list of articles is damaged."
_ROWS_KEPT, _SETS_KEPT = 4_096, 16
_FEW = 256
"""Fewer articles than one in so many are looked up one by one, more by going through all keys."""
_PAUSE = 0.025
_MOST_SECONDS = 3.0


class Stale(Exception):  # noqa: N818  it passes
    """The list of articles is not of the index's last commit; usually it will be in a moment."""


class View:
    """What readers see until somebody commits. `generation` names the commit."""

    def __init__(self, folder: Path, name: str, *, accept_stale: bool) -> None:
        """Open the index in one sub-folder.

        Raises:
            Stale: the list of articles is older than the index, and `accept_stale` is False.
            Exception: whatever Whoosh makes of damaged files.
        """
        self._storage = Storage(folder, readonly=True)
        self._lines: mmap.mmap | bytes = b""
        self._rows: dict[int, Row] = {}
        self._sets: dict[object, int] = {}
        try:
            index = FileIndex(self._storage, schema=schema.schema())
            toc = index._read_toc()  # noqa: SLF001  index.reader() would try ten times where a file is missing
            self._reader = FileIndex._reader(  # noqa: SLF001
                self._storage, toc.schema, toc.segments, toc.generation
            )
            self.generation = f"{name}.{toc.generation}"
            self.table = self._open_rows(folder, toc.generation, accept_stale=accept_stale)
            self.size = len(self.table.documents)
            self.lists = Lists(self._reader, self.table.documents)
        except BaseException:
            self.close()
            raise

    def _open_rows(self, folder: Path, generation: int, *, accept_stale: bool) -> snapshot.Table:
        """The rows as the snapshot has them, or else from the stored fields."""
        check_sizes(folder, generation)
        found = snapshot.table(folder)
        head = snapshot.head(folder)
        if (
            found is not None
            and head is not None
            and head.get("generation") == found.generation == generation
        ):
            with (folder / snapshot.ROWS).open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if len(self._lines) == found.lines[-1]:
                return found
        if not accept_stale:
            raise Stale
        return self._stored_rows(generation)

    def _stored_rows(self, generation: int) -> snapshot.Table:
        """The rows from the stored fields, as a snapshot would have them."""
        found = []
        for number, fields in self._reader.iter_docs():
            row = schema.row(fields)
            found.append((snapshot.place(row), number, row.words, b"\n" + snapshot.encode(row)))
        found.sort()
        self._lines = b"".join(line for *_, line in found)
        return snapshot.Table(
            generation,
            array("I", (number for _, number, _, _ in found)),
            array("I", (-place[0] for place, _, _, _ in found)),
            array("I", (words for _, _, words, _ in found)),
            array("Q", accumulate((len(line) for *_, line in found), initial=0)),
        )

    def row(self, rank: int) -> Row:
        """The article at this rank, 0 being the newest.

        Raises:
            IndexUnusable: its line is damaged.
        """
        found = self._rows.get(rank)
        if found is None:
            if len(self._rows) >= _ROWS_KEPT:
                self._rows.clear()
            lines = self.table.lines
            try:
                found = self._rows[rank] = snapshot.decode(self._lines[lines[rank] : lines[rank + 1]])
            except (ValueError, TypeError) as error:
                raise IndexUnusable(_DAMAGED) from error
        return found

    def keys(self) -> list[str]:
        """The key of every article, newest first.

        Raises:
            IndexUnusable: a line is damaged.
        """
        try:
            return [json.loads(key) if b"\\" in key else key[1:-1].decode() for key in self._written_keys()]
        except ValueError as error:
            raise IndexUnusable(_DAMAGED) from error

    def _written_keys(self) -> list[bytes]:
        """The same as they stand in the lines."""
        found = _KEY.findall(self._lines)
        if len(found) != self.size:
            raise IndexUnusable(_DAMAGED)
        return found

    def having(self, keys: frozenset[str]) -> int:
        """The articles with these keys, as a set of ranks: a number with one byte an article."""
        name = len(keys), hash(keys)  # the keys themselves may be many, and would be kept
        return self._kept(name, lambda: self._having(keys))

    def _having(self, keys: frozenset[str]) -> bytes | bytearray:
        if len(keys) * _FEW > self.size:
            wanted = {json.dumps(key).encode("ascii") for key in keys}
            return bytes(map(wanted.__contains__, self._written_keys()))
        found = bytearray(self.size + 1)
        for rank in self.lists.ranks(map(article_id, keys)):
            found[rank] = 1
        return found[:-1]

    def below(self, folder: str) -> int:
        """The articles below a folder of the library, as a set of ranks; case does not matter."""
        beginning = f"{folder.casefold()}/" if folder else ""
        return self._kept(
            beginning, lambda: bytes(key.casefold().startswith(beginning) for key in self.keys())
        )

    def _kept(self, name: object, make: Callable[[], bytes | bytearray]) -> int:
        found = self._sets.pop(name, None)
        if found is None:
            found = int.from_bytes(make(), "little")
        self._sets[name] = found
        if len(self._sets) > _SETS_KEPT:
            del self._sets[next(iter(self._sets))]
        return found

    def close(self) -> None:
        """Close the files."""
        self._storage.close_files()
        if isinstance(self._lines, mmap.mmap):
            self._lines.close()


def latest(folder: Path) -> str:
    """What `generation` would be if the index were opened now; empty without one."""
    pointer = store.current(folder)
    return f"{pointer.name}.{snapshot.generation(folder / pointer.name)}" if pointer else ""


def open_view(folder: Path, *, patient: bool = True) -> View:
    """Open the last commit. One that is just being written or swapped in is waited for.

    Raises:
        Stale: it is just being written, and is not waited for unless `patient`.
        IndexUnusable: there is no index, it must not be trusted, or it is damaged.
    """
    store.check_owner(folder)
    deadline = time.monotonic() + _MOST_SECONDS
    failed_at = ""
    while True:
        state = _state(folder)
        pointer = store.current(folder)
        if pointer is None:
            raise IndexUnusable(f"There is no index at {folder} that this version can read.")
        late = time.monotonic() > deadline
        accept_stale = late or not lock.is_held(folder / store.LOCK)
        try:
            store.check_files(folder / pointer.name)
            return View(folder / pointer.name, pointer.name, accept_stale=accept_stale)
        except Stale:
            if not patient:
                raise
            failed_at = ""
        except Exception as error:
            if late or failed_at == state == _state(folder):
                if isinstance(error, IndexUnusable):
                    raise
                reason = f"The index at {folder} cannot be opened ({type(error).__name__})."
                raise IndexUnusable(reason) from error
            failed_at = state
        time.sleep(_PAUSE)


def _state(folder: Path) -> str:
    """Changes whenever a writer commits or swaps."""
    pointer = store.current(folder)
    if pointer is None:
        return ""
    tables = sorted(path.name for path in (folder / pointer.name).glob("_*.toc"))
    return f"{pointer.name} {' '.join(tables)}"
