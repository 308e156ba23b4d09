"""The shelf's database: opening it, writing to it in transactions, and taking a change back."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tui_reader.shelf import files, replacing
from tui_reader.shelf.guard import Guard
from tui_reader.shelf.migrations import migrate
from tui_reader.shelf.troubles import DamagedShelfError, ShelfError, explained, tells_of_damage
from tui_reader.shelf.waiting import T, patiently

__all__ = ["Change", "DamagedShelfError", "Database", "Replaced", "ShelfError", "Transaction"]

_WAIT_SECONDS = 10.0
_MEMORY = ":memory:"
_WAL = "WAL"
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
    "state": "name",
}
"""The column that tells one row of a table from another."""


class Replaced(NamedTuple):
    """One row as it was `before` a change and as it is `after`; None where there is none."""

    table: str
    key: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


class Change(NamedTuple):
    """What a change replaced, so that it can be undone; `label` says it in words ("Bookmarked “…”")."""

    label: str
    replaced: tuple[Replaced, ...]


class Database:
    """One connection to the shelf, for use by any thread of this process, one at a time.

    Several processes may have the shelf open: SQLite's write-ahead log lets them read while one writes.
    Where there can be none, they wait for each other, and `notice` says so; else it is empty. `finished` says
    that the file was replaced when it was opened, as a program that was killed had begun to; else it is empty.

    Raises:
        DamagedShelfError: the file is damaged, or is no shelf.
        ShelfError: the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice = ""
        self.finished = ""
        self._lock = threading.RLock()
        self._guard: Guard | None = None
        self._connection = sqlite3.connect(_MEMORY)
        with self.explained("opened"):
            self._open()

    def _open(self) -> None:
        self._connection.close()
        if not self.is_in_memory:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._hold()
        try:
            if self.path.exists():
                files.refuse_unwritable(self.path)
            self._connection = sqlite3.connect(
                self.path, timeout=0, isolation_level=None, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            (journal,) = self._one(f"PRAGMA journal_mode = {_WAL}")  # stays "delete" without shared memory
            self.notice = _NO_WAL.format(self.path) if journal == "delete" else ""
            self._one(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000:.0f}")
            self._connection.execute("PRAGMA synchronous = FULL")
            migrate(self._connection, self._keep_older)
            self._one("PRAGMA busy_timeout = 0")  # from here on `_patiently` waits
            self._version = self._data_version()
            self._looked_through = self.is_in_memory
        except BaseException as error:
            self._close(as_it_is=tells_of_damage(error))
            raise

    def _hold(self) -> None:
        """Hold the file with others, when it has been replaced for good, and was not emptied."""
        self._guard, done = replacing.open_guarded(self.path, _WAIT_SECONDS)
        if done or files.has_no_byte(self.path):
            from tui_reader.shelf import salvage  # noqa: PLC0415  few starts need it

            self.finished = salvage.finished(self.path) if done else self.finished
            self._guard.close()
            salvage.refuse_emptied(self.path)
            self._guard, _ = replacing.open_guarded(self.path, _WAIT_SECONDS)

    @property
    def is_in_memory(self) -> bool:
        """Whether this is no file of the user's, and forgotten at the end."""
        return self.path.name == _MEMORY

    @classmethod
    def in_memory(cls) -> "Database":
        """A shelf that is forgotten at the end, for when the user's own cannot be opened."""
        return cls(Path(_MEMORY))

    @classmethod
    def saved(cls, path: Path) -> tuple["Database", str]:
        """The shelf at `path`; one whose damage shows at once is saved first, and a sentence says what that did.

        Raises:
            ShelfError: the file cannot be opened, or not be saved now.
        """
        try:
            shelf = cls(path)
        except DamagedShelfError:
            from tui_reader.shelf import salvage  # noqa: PLC0415  few starts need it

            with explained(path, "saved"):
                saved = salvage.save(path)
            return cls(path), saved.sentence if saved else ""
        try:
            shelf.rows("SELECT * FROM state")
        except DamagedShelfError:
            return shelf, shelf.save()
        return shelf, ""

    def keep_daily(self) -> None:
        """Make the day's backup unless it is there; reading and writing go on meanwhile.

        Raises:
            ShelfError: it cannot be made.
        """
        from tui_reader.shelf import backups  # noqa: PLC0415  not needed for the first frame

        if not self.is_in_memory:
            with self.explained("backed up"):
                backups.keep_daily(self.path)

    def save(self) -> str:
        """Save what can be read of the shelf, which is damaged, and go on with that; says what was saved, if anything was.

        Raises:
            ShelfError: it cannot be done now.
        """
        from tui_reader.shelf import salvage  # noqa: PLC0415  the same

        with self._lock, self.explained("saved"):
            self._close(as_it_is=True)
            try:
                saved = salvage.save(self.path)
            finally:
                self._open()
            self._version = -1  # so that all of it is read anew
            return saved.sentence if saved else ""

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._lock:
            self._close()

    def _close(self, *, as_it_is: bool = False) -> None:
        """Close the connection, and the file behind it; one that stays `as_it_is` gets nothing of its log."""
        if as_it_is and not self.is_in_memory:
            from tui_reader.shelf import backups  # noqa: PLC0415  the same

            with contextlib.suppress(sqlite3.Error), backups.opened(self.path, "ro") as other:
                with contextlib.suppress(sqlite3.Error):
                    other.execute("PRAGMA schema_version").fetchone()
                self._connection.close()  # not the last one, which would write the log into the file
        self._connection.close()
        if self._guard is not None:
            self._guard.close()

    def rows(self, statement: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """All rows that a query gives.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        with self.explained("read"):
            return self._patiently(lambda: self._connection.execute(statement, tuple(values)).fetchall())

    @contextlib.contextmanager
    def writing(self) -> Iterator["Transaction"]:
        """A transaction: all of it is written when the block ends, none of it when the block raises.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        with self.explained("written"):
            self._patiently(self._begin)
            try:
                yield Transaction(self._connection)
                self._patiently(lambda: self._connection.execute("COMMIT"))
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._lock.release()

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
        with self.explained("read"):
            version = self._data_version()
            changed, self._version = version != self._version, version
            return changed

    def version(self) -> tuple[int, int]:
        """Differs whenever this process or another one has written.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        with self.explained("read"):
            return self._data_version(), self._connection.total_changes

    def _look_through(self) -> None:
        """Look for damage before the first write, until the day's backup shows that there is none."""
        if not self._looked_through:
            from tui_reader.shelf import backups  # noqa: PLC0415  the same

            if not backups.made_today(self.path):
                backups.check(self._connection, quickly=True)
            self._looked_through = True

    def _keep_older(self, steps: list[str]) -> None:
        from tui_reader.shelf import backups  # noqa: PLC0415  the same

        backups.keep_older(self.path, steps)

    def _begin(self) -> None:
        """Begin a transaction, during which this thread alone has the connection: it is to release the lock."""
        self._look_through()
        self._connection.execute("BEGIN IMMEDIATE")
        self._lock.acquire()

    def _patiently(self, do: Callable[[], T]) -> T:
        return patiently(do, self._lock, _WAIT_SECONDS)

    def _one(self, statement: str) -> sqlite3.Row:
        row: sqlite3.Row = self._patiently(lambda: self._connection.execute(statement).fetchone())
        return row

    def _data_version(self) -> int:
        return int(self._one("PRAGMA data_version")[0])

    def explained(self, done: str) -> contextlib.AbstractContextManager[None]:
        """Have what is raised say in a sentence that the shelf could not be `done` ("read"), why, and what to do."""
        return explained(self.path, done)


def _says(row: Mapping[str, object] | None) -> Mapping[str, object] | None:
    """What a row says, without what it learns by itself when its story is edited."""
    return row and {name: value for name, value in row.items() if name != "content_hash"}


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

    def add(self, table: str, row: Mapping[str, object]) -> bool:
        """Insert the row unless there is one with its key; whether it was inserted."""
        if self.get(table, str(row[_KEYS[table]])) is not None:
            return False
        self.put(table, row)
        return True

    def delete(self, table: str, key: str) -> Replaced:
        """Remove the row of `key`, if there is one."""
        before = self.get(table, key)
        self._connection.execute(f"DELETE FROM {table} WHERE {_KEYS[table]} = ?", (key,))  # noqa: S608  the same
        return Replaced(table, key, before, None)

    def refresh(self, table: str, path: str, content_hash: str) -> None:
        """Have the rows of a story know the content that it has now."""
        self._connection.execute(
            f"UPDATE {table} SET content_hash = ? WHERE path = ?",  # noqa: S608  the same
            (content_hash, path),
        )

    def relocate(self, table: str, old: str, path: str, library: str, article: str) -> None:
        """Give the rows of a path to another one; where a key is the path, one that has a row keeps it."""
        self._connection.execute(
            f"UPDATE OR IGNORE {table} SET path = ?, library = ?, article = ? WHERE path = ?",  # noqa: S608  the same
            (path, library, article, old),
        )

    def move(self, table: str, before: Mapping[str, object], after: Mapping[str, object]) -> None:
        """Put a row in place of another one of the same table, unless its new key is taken."""
        key = _KEYS[table]
        if before[key] != after[key] and self.get(table, str(after[key])) is not None:
            return
        self.delete(table, str(before[key]))
        self.put(table, after)

    def put_back(self, replaced: Replaced) -> None:
        """Undo a change of one row, column by column: those that were changed again since then stay."""
        before, after, now = replaced.before, replaced.after, self.get(replaced.table, replaced.key)
        if _says(now) == _says(after):
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
