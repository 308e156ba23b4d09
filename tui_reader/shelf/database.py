"""The shelf's database: opening it, writing to it in transactions, and taking a change back."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader.shelf import backups
from tui_reader.shelf.migrations import NewerShelfError, migrate

_WAIT_SECONDS = 10.0
_MEMORY = ":memory:"
_WAL = "WAL"
_WHEN_DAMAGED = (
    "it is left as it is: tui-reader restore puts a backup in its place and keeps it, "
    "or move the file away to begin a new one"
)
_NO_WAL = (
    "Marks are kept, but one program at a time writes them while others wait: "
    "SQLite can have no write-ahead log at {}, as on some network drives"
)
_KEYS = {
    "mark": "place",
    "progress": "path",
    "correction": "id",
    "saved_search": "name",
    "asked": "query",
    "hidden": "path",
}
"""The column that tells one row of a table from another."""


class ShelfError(Exception):
    """The shelf cannot be opened, read or written; says which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """One row as it was `before` a change and as it is `after`; None where there is none."""

    table: str
    key: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a change replaced, so that it can be undone; `label` says it in words ("Bookmarked “…”")."""

    label: str
    replaced: tuple[Replaced, ...]


@contextlib.contextmanager
def explained(path: Path, done: str, *, when_damaged: str = _WHEN_DAMAGED) -> Iterator[None]:
    """Say in a sentence which file could not be `done` ("opened"), why, and what to do.

    Raises:
        ShelfError: instead of what the block raised.
    """
    try:
        yield
    except NewerShelfError as error:
        raise ShelfError(f"{path} is left alone: {error}; install that version to use it") from error
    except UnicodeEncodeError as error:
        raise ShelfError(f"a name that is not valid text cannot be {done}; rename the file") from error
    except (sqlite3.Error, OSError) as error:
        # Exactly this class, and none below it, says that the file is damaged or is no database.
        damaged = type(error) is sqlite3.DatabaseError
        advice = when_damaged if damaged else "check that the folder can be written and the disk is not full"
        cause = getattr(error, "strerror", None) or error
        raise ShelfError(f"{path} cannot be {done} ({cause}); {advice}") from error


class Database:
    """One connection to the shelf, for use by any thread of this process, one at a time.

    Several processes may have the shelf open: SQLite's write-ahead log lets them read while one writes.
    Where there can be none, they wait for each other, and `notice` says so; else it is empty.

    Raises:
        ShelfError: the file cannot be opened or is not a shelf.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._explained("opened"):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(
                path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._connection.row_factory = sqlite3.Row
                journal = self._use_write_ahead_log()
                self.notice = _NO_WAL.format(path) if journal == "delete" else ""
                self._connection.execute("PRAGMA synchronous = FULL")
                if not backups.made_today(path):
                    backups.check(self._connection)
                migrate(self._connection, lambda steps: backups.keep_older(path, steps))
                self._version = self._data_version()
            except BaseException:
                self._connection.close()
                raise

    @classmethod
    def in_memory(cls) -> "Database":
        """A shelf that is forgotten at the end, for when the user's own cannot be opened."""
        return cls(Path(_MEMORY))

    def keep_daily(self) -> None:
        """Make the day's backup unless it is there; reading and writing go on meanwhile.

        Raises:
            ShelfError: it cannot be made.
        """
        if self.path.name != _MEMORY:
            with self._explained("backed up"):
                backups.keep_daily(self.path)

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """All rows that a query gives.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        with self._lock, self._explained("read"):
            return self._connection.execute(statement, tuple(values)).fetchall()

    @contextlib.contextmanager
    def writing(self) -> Iterator["Transaction"]:
        """A transaction: all of it is written when the block ends, none of it when the block raises.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        with self._lock, self._explained("written"):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield Transaction(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def undo(self, change: Change) -> None:
        """Put back what `change` replaced; what has been changed again since then stays as it is.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        with self.writing() as transaction:
            for replaced in reversed(change.replaced):
                transaction.put_back(replaced)

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was last asked.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        with self._lock, self._explained("read"):
            version = self._data_version()
            changed, self._version = version != self._version, version
            return changed

    def version(self) -> tuple[int, int]:
        """Differs whenever this process or another one has written.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        with self._lock, self._explained("read"):
            return self._data_version(), self._connection.total_changes

    def _use_write_ahead_log(self) -> str:
        """Switch a new shelf to the write-ahead log; while others do the same, SQLite says "locked" at once.

        Returns the journal in use: SQLite keeps its rollback journal where there can be no shared memory.
        """
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                (journal,) = self._connection.execute(f"PRAGMA journal_mode = {_WAL}").fetchone()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return str(journal)

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _explained(self, done: str) -> contextlib.AbstractContextManager[None]:
        return explained(self.path, done)


class Transaction:
    """What may be done inside `Database.writing`, with rows by their key: a path, an id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, table: str, key: str) -> dict[str, object] | None:
        """The row of `key`, or None."""
        row = self._connection.execute(f"SELECT * FROM {table} WHERE {_KEYS[table]} = ?", (key,)).fetchone()  # noqa: S608  tables are ours
        return dict(row) if row is not None else None

    def put(self, table: str, row: Mapping[str, object]) -> Replaced:
        """Insert the row, or replace the one with its key."""
        key = str(row[_KEYS[table]])
        before = self.get(table, key)
        columns, places = ", ".join(row), ", ".join("?" * len(row))
        statement = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  the same
        self._connection.execute(statement, tuple(row.values()))
        return Replaced(table, key, before, dict(row))

    def delete(self, table: str, key: str) -> Replaced:
        """Remove the row of `key`, if there is one."""
        before = self.get(table, key)
        self._connection.execute(f"DELETE FROM {table} WHERE {_KEYS[table]} = ?", (key,))  # noqa: S608  the same
        return Replaced(table, key, before, None)

    def put_back(self, replaced: Replaced) -> None:
        """Undo a change of one row, column by column: those that were changed again since then stay."""
        before, after, now = replaced.before, replaced.after, self.get(replaced.table, replaced.key)
        if now == after:
            if before is None:
                self.delete(replaced.table, replaced.key)
            else:
                self.put(replaced.table, before)
        elif before is not None and after is not None and now is not None:
            same = {name for name in now if now[name] == after[name]}
            self.put(replaced.table, {name: (before if name in same else now)[name] for name in now})

    def set_state(self, name: str, value: str) -> None:
        """Remember a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))
