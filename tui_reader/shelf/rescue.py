"""Reading a damaged shelf row by row, as far as SQLite can.

A scan stops at the first damaged page. So each table is read from both ends towards the damage; what lies between
is asked for row by row, and a row that cannot be read as a whole column by column. Where the first page is damaged,
which says where the tables begin, that of a backup stands in.
"""

import contextlib
import itertools
import shutil
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.shelf import migrations
from tui_reader.shelf.files import SIDECARS

_TABLE_SECONDS = 20.0
_BEYOND = 2_000
"""So many rows are looked for behind the last one that a scan has met."""
_INSTRUCTIONS = 100_000
_LEFT_EMPTY: Mapping[str, object] = {
    "note": "",
    "tags": "",
    "speaker": "",
    "confidence": "",
    "title": "",
    "date": "",
    "after": "",
    "created": "1970-01-01T00:00:00+00:00",
}
"""Columns without which a row is still worth having."""
_PYTHON = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}
_DAMAGED_LETTER = "\ufffd"

Row = tuple[object, ...]


class Column(NamedTuple):
    """A column of a table: its name and the type that SQLite was told."""

    name: str
    type: str

    def fits(self, value: object) -> bool:
        """Whether a value can be the column's."""
        return isinstance(value, _PYTHON[self.type])


@dataclass(slots=True)
class Table:
    """What was read of one table: `rows` in their order, `partial` ones that lack something; `whole` when nothing is missing."""

    rows: list[Row] = field(default_factory=list)
    partial: list[Row] = field(default_factory=list)
    whole: bool = False


@dataclass(slots=True)
class Rescued:
    """What was read of a shelf whose schema had these `steps`, by table."""

    steps: list[str]
    tables: dict[str, Table]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(table.rows) + len(table.partial) for table in self.tables.values())


def columns(connection: sqlite3.Connection) -> dict[str, list[Column]]:
    """The tables of a shelf and their columns, but for the record of its steps."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'migration' ORDER BY rowid"
    )
    return {
        name: [Column(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({name})")]
        for (name,) in tables.fetchall()
    }


def read(path: Path, heads: Iterable[bytes]) -> Rescued:
    """All that can be read of the damaged shelf at `path`, a copy that is written into.

    `heads` are first pages of shelves like it, which are tried in place of its own where that is damaged.

    Raises:
        NewerShelfError: a newer version has written it.
        OSError: the copy cannot be written.
    """
    alone, with_log = (path.with_name(f"{path.name}-{name}") for name in ("alone", "log"))
    try:
        shutil.copyfile(path, alone)
        best = _attempt(path)
        if best is not None and all(table.rows or table.whole for table in best.tables.values()):
            return best
        for sidecar in SIDECARS:
            Path(f"{path}{sidecar}").unlink(missing_ok=True)
        shutil.copyfile(
            path, with_log
        )  # SQLite has written the log into it, which may be that of another file
        for before, head in itertools.product((with_log, alone), (b"", *heads)):
            shutil.copyfile(before, path)
            _graft(path, head)
            found = _attempt(path)
            if found is not None and (best is None or found.count > best.count):
                best = found
    finally:
        for copy in (alone, with_log):
            copy.unlink(missing_ok=True)
    return best or Rescued(migrations.names(), {})


def head_of(shelf: Path, scratch: Path) -> bytes:
    """A first page that says where the tables of a whole shelf begin, and no more: so all of it is on that page.

    `scratch` is a file without a byte, which is written into.

    Raises:
        sqlite3.Error, OSError: the shelf cannot be read, or the other file not be written.
    """
    with contextlib.closing(sqlite3.connect(f"{shelf.absolute().as_uri()}?mode=ro", uri=True)) as source:
        (size,) = source.execute("PRAGMA page_size").fetchone()
        tables = source.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = [
            ("table", name, name, root, _bare_table(name, source.execute(f"PRAGMA table_info({name})")))
            for name, root in tables
        ]
    with contextlib.closing(sqlite3.connect(scratch, isolation_level=None)) as bare:
        bare.execute(f"PRAGMA page_size = {size}")
        bare.execute("PRAGMA writable_schema = ON")
        bare.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", rows)
    with scratch.open("rb") as file:
        return file.read(size)


def _bare_table(name: str, columns: Iterable[Sequence[Any]]) -> str:
    """A table as it is read: without what its rows have to be, which would need indexes."""
    parts = []
    for _, column, type_, _, default, _ in columns:
        parts.append(f"{column} {type_}" if default is None else f"{column} {type_} DEFAULT {default}")
    return f"CREATE TABLE {name} ({', '.join(parts)})"


def _graft(path: Path, head: bytes) -> None:
    """Put a first page in place of the file's own, made to fit the file."""
    if not head:
        return
    pages = path.stat().st_size // len(head)
    mine = bytearray(head)
    mine[18:20] = b"\x01\x01"  # without a write-ahead log
    mine[28:32] = pages.to_bytes(4, "big")
    mine[92:96] = mine[24:28]
    with path.open("r+b") as file:
        file.write(mine)


def _attempt(path: Path) -> Rescued | None:
    """What can be read with the file as it is; None when not even the list of its tables can be."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            connection.execute("PRAGMA writable_schema = ON")  # opens a file that lacks its end, too
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        except (sqlite3.Error, UnicodeDecodeError):
            return None
        steps = _steps(connection)
        with contextlib.closing(sqlite3.connect(":memory:")) as model:
            migrations.bring_up(model, steps[-1])
            wanted = columns(model)
        tables = {
            name: _TableReader(connection, name, of_it).read() if name in there else Table()
            for name, of_it in wanted.items()
        }
        return Rescued(steps, tables)


def _steps(connection: sqlite3.Connection) -> list[str]:
    """The steps that the shelf's schema had; where that cannot be read, all of them.

    Raises:
        NewerShelfError: one of them is not known.
    """
    names = migrations.names()
    found: list[str] = []
    with contextlib.suppress(sqlite3.Error):
        found = migrations.applied_steps(connection)
        migrations.refuse_newer(found)
    known = [name for name in names if name in found]
    return names[: names.index(known[-1]) + 1] if known else names


class _TableReader:
    """Reads one table."""

    def __init__(self, connection: sqlite3.Connection, table: str, of_it: Sequence[Column]) -> None:
        self._connection = connection
        self._table = table
        self._columns = of_it
        names = ", ".join(column.name for column in of_it)
        self._rows = f"SELECT rowid, {names} FROM {table} NOT INDEXED"  # noqa: S608  our own names
        self._found: dict[int, Row] = {}
        self._strange = False
        self._deadline = time.monotonic() + _TABLE_SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > self._deadline, _INSTRUCTIONS)

    def read(self) -> Table:
        """The rows that have what their columns may hold, in the order of their ids."""
        found = Table(whole=self._scan("ASC") and self._is_well())
        broken: list[int] = []
        if not found.whole:
            self._scan("DESC")
            broken = self._fill_gaps()
        found.whole = found.whole and not self._strange
        for _, kept in sorted(self._found.items()):
            damaged = any(isinstance(value, str) and _DAMAGED_LETTER in value for value in kept)
            (found.partial if damaged else found.rows).append(kept)
        found.partial += [row for rowid in broken if (row := self._in_part(rowid)) is not None]
        return found

    def _scan(self, order: str) -> bool:
        """Rows one after the other from one end; whether the other end was reached."""
        last: int | None = None
        try:
            for rowid, *values in self._connection.execute(f"{self._rows} ORDER BY rowid {order}"):
                if last is not None and (rowid <= last) == (order == "ASC"):
                    return False
                last = rowid
                self._keep(rowid, values)
        except (sqlite3.Error, OverflowError):
            return False
        return True

    def _is_well(self) -> bool:
        """Whether SQLite finds nothing wrong with the table and its indexes."""
        try:
            (said,) = self._connection.execute(f"PRAGMA integrity_check({self._table})").fetchone()
        except sqlite3.Error:
            return False
        return bool(said == "ok")

    def _fill_gaps(self) -> list[int]:
        """Ask for each row that no scan has met; the ids of those that cannot be read."""
        broken = []
        for rowid in range(1, max(self._found, default=0) + _BEYOND):
            if rowid in self._found:
                continue
            if time.monotonic() > self._deadline:
                break
            try:
                row = self._connection.execute(f"{self._rows} WHERE rowid = ?", (rowid,)).fetchone()
            except (sqlite3.Error, OverflowError):
                broken.append(rowid)
            else:
                if row is not None:
                    self._keep(rowid, row[1:])
        return broken

    def _keep(self, rowid: int, row: Sequence[object]) -> None:
        """Keep a row that has what its columns may hold; another may come from a page of another table."""
        if all(column.fits(value) for column, value in zip(self._columns, row, strict=True)):
            self._found.setdefault(rowid, tuple(row))
        else:
            self._strange = True

    def _in_part(self, rowid: int) -> Row | None:
        """A row that cannot be read as a whole, without what it can do without; None when too little is left."""
        row: list[object] = []
        for column in self._columns:
            value = self._value(rowid, column)
            if value is None:
                value = _LEFT_EMPTY.get(column.name)
            if value is None:
                return None
            row.append(value)
        return tuple(row)

    def _value(self, rowid: int, column: Column) -> object:
        try:
            found = self._connection.execute(
                f"SELECT {column.name} FROM {self._table} NOT INDEXED WHERE rowid = ?",  # noqa: S608  the same
                (rowid,),
            ).fetchone()
        except (sqlite3.Error, OverflowError):
            return None
        return found[0] if found is not None and column.fits(found[0]) else None
