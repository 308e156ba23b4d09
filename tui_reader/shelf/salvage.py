"""What happens to a damaged shelf: it is kept as it is, what can be read of it is saved, and reading goes on with that.

What the newest good backup has of a damaged table, and what was read of it has not, comes back, too: a mark that
had been removed is better back than one that was not is lost.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.analysis.corrections import from_text
from tui_reader.shelf import backups, files, migrations, replacing, rescue
from tui_reader.shelf.backups import Backup
from tui_reader.shelf.files import itself
from tui_reader.shelf.guard import Guard, InUseError
from tui_reader.shelf.rescue import Rescued, Row, Table
from tui_reader.shelf.troubles import tells_of_damage

_PATIENCE_SECONDS = 3.0
_NAMES: Mapping[str, tuple[str, str]] = {
    "mark": ("bookmark", "bookmarks"),
    "progress": ("read mark or place", "read marks and places"),
    "correction": ("correction", "corrections"),
    "hidden": ("hidden story", "hidden stories"),
    "saved_search": ("saved search", "saved searches"),
}
"""The tables that are told of; the others hold what is remembered by the way."""
_EMPTIED = "the file is empty, and there are backups of it"
_KINDS = ("story", "passage", "quote")


class Saved(NamedTuple):
    """What was saved of a damaged shelf, by table; `returned` of it from the `backup`. `kept` is the damaged file's copy."""

    kept: Path
    rows: Mapping[str, int]
    returned: int = 0
    backup: str = ""

    @property
    def sentence(self) -> str:
        """All of it, for the user."""
        counts = [
            f"{n:,} {names[n != 1]}" for table, names in _NAMES.items() if (n := self.rows.get(table, 0))
        ]
        what = _listed(counts) if counts else "nothing in it could be read"
        saved = f"saved: {what}" if counts else what
        back = (
            f"; {self.returned:,} of that from the backup “{self.backup}”, also what you may have removed since"
            if self.returned
            else ""
        )
        return f"The shelf was damaged; {saved}{back}. The damaged file is kept as {self.kept}"


def trouble(path: Path) -> str:
    """What is wrong with the file of a shelf, in SQLite's words; empty when it is whole. The file is only read.

    Raises:
        NewerShelfError: a newer version has written it.
        sqlite3.OperationalError, OSError: it cannot be looked at.
    """
    if _is_emptied(path):
        return _EMPTIED
    # What a killed program left to be taken back is taken back first, which a connection that only reads cannot do.
    mode = "rw" if Path(f"{itself(path)}-journal").exists() else "ro"
    try:
        files.refuse_unwritable(path)
        with backups.opened(path, mode) as connection:
            return _found_in(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not tells_of_damage(error):
            raise
        return "what it says of its form is no text" if isinstance(error, UnicodeDecodeError) else str(error)


def _found_in(shelf: sqlite3.Connection) -> str:
    """What is wrong: in the tables, in their pages, or in what their rows say."""
    steps = migrations.known_steps(shelf)
    columns = rescue.columns(shelf)
    for table, of_it in _model(steps[-1]).items() if steps else ():
        if table not in columns:
            return f"no such table: {table}"
        if columns[table] != of_it:
            return f"the table {table} has a form that no version has"
    (said,) = shelf.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        return str(said.splitlines()[-1])
    for table, of_it in columns.items():
        for row in shelf.execute(f"SELECT * FROM {table}"):  # noqa: S608  our own names
            if not _is_usable(table, {column.name: value for column, value in zip(of_it, row, strict=True)}):
                return f"a row of {table} says nothing"
    return ""


def finished(path: Path) -> str:
    """What to tell when a replacement of the shelf has been finished that a program that was killed had begun."""
    return (
        "The shelf was being replaced when a program was killed; that is finished now, "
        f"and what was there before is kept in {backups.folder_of(path)}"
    )


def refuse_emptied(path: Path) -> None:
    """Do not take a file without a byte for a new shelf where there has been one, as its backups show.

    Raises:
        sqlite3.DatabaseError: there has been one, and nobody is just making another.
        OSError: whether there has been one cannot be seen.
    """
    if _is_emptied(path):
        with contextlib.suppress(InUseError), Guard(path, alone=True, seconds=0):
            if _is_emptied(path):
                raise sqlite3.DatabaseError(_EMPTIED)


def _is_emptied(path: Path) -> bool:
    return (
        files.has_no_byte(path) and not Path(f"{itself(path)}-wal").exists() and bool(backups.backups(path))
    )


def save(path: Path) -> Saved | None:
    """Save what can be read of the damaged shelf at `path`, and put that in its place; None when it is whole already.

    One process at a time does that, and none that has the shelf open is left with the old file.

    Raises:
        InUseError: another program has it open.
        NewerShelfError: a newer version has written it.
        sqlite3.Error, OSError: it cannot be saved; it stays as it is.
    """
    with Guard(path, alone=True, seconds=_PATIENCE_SECONDS):
        _finish(path)
        if not trouble(path):
            return None
        kept = backups.keep_damaged(path)
        good = _newest_good(path)
        found = _read(path, kept, good[0] if good else None)
        with backups.unfinished(path) as new:
            saved = _write(new, found, good)
            replacing.replace(path, new)
        return Saved(kept, *saved)


def put_backup_in_place(path: Path, backup: Path) -> Path:
    """Put a backup in the place of a shelf that is too damaged to be written into; returns where that is kept.

    Raises:
        InUseError: another program has the shelf open.
        sqlite3.Error, OSError: it cannot be done; the shelf stays as it is.
    """
    with Guard(path, alone=True, seconds=_PATIENCE_SECONDS):
        _finish(path)
        kept = backups.keep_damaged(path)
        with backups.unfinished(path) as new:
            with backups.opened(backup, "ro") as source, contextlib.closing(sqlite3.connect(new)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
            replacing.replace(path, new)
    return kept


def _finish(path: Path) -> None:
    """Finish a replacement that another had begun; what was damaged while it waited is kept, and not put in place."""
    try:
        replacing.finish_alone(path)
    except sqlite3.DatabaseError:
        backups.folder_of(path).mkdir(exist_ok=True, mode=0o700)
        shutil.move(replacing.waiting(path), backups.place_of_damaged(path))


def _model(last: str = "") -> dict[str, list[rescue.Column]]:
    """The tables of a shelf with all steps, or with those up to the `last`."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        migrations.bring_up(connection, last)
        return rescue.columns(connection)


def _newest_good(path: Path) -> tuple[Backup, dict[str, list[Row]]] | None:
    """The newest backup of the shelf itself that is whole, with its rows; not one that the user had replaced."""
    for backup in backups.backups(path):
        if backup.name.startswith(("daily-", "version-")):
            with (
                contextlib.suppress(sqlite3.Error, OSError, UnicodeDecodeError, migrations.NewerShelfError),
                backups.opened(backup.path, "ro") as source,
                contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
            ):
                backups.check_backup(source)
                source.backup(copy)
                migrations.bring_up(copy)
                return backup, _rows(copy)
    return None


def _read(path: Path, kept: Path, backup: Backup | None) -> Rescued:
    """Read a further copy of the damaged file, since SQLite writes into what it opens."""
    with backups.unfinished(path) as copy, backups.unfinished(path) as fresh:
        for sidecar in ("", "-wal", "-journal"):
            if Path(f"{kept}{sidecar}").exists():
                shutil.copyfile(f"{kept}{sidecar}", f"{copy}{sidecar}")
        with contextlib.closing(sqlite3.connect(fresh)) as connection:
            migrations.bring_up(connection)
            connection.commit()
        return rescue.read(copy, [_head(path, each) for each in ([backup.path] if backup else []) + [fresh]])


def _head(path: Path, shelf: Path) -> bytes:
    """A first page like that of a whole shelf, for the shelf at `path`."""
    with backups.unfinished(path) as scratch:
        return rescue.head_of(shelf, scratch)


def _write(
    new: Path, found: Rescued, good: tuple[Backup, dict[str, list[Row]]] | None
) -> tuple[dict[str, int], int, str]:
    """Write a new shelf; the rows of each table, how many of them only the backup had, and that backup's name."""
    full = _brought_up(found, lambda table: table.rows)
    partial = _brought_up(found, lambda table: table.partial)
    current = found.steps == migrations.names()
    all_whole = bool(found.tables) and all(table.whole for table in found.tables.values())
    returned = 0
    counts: dict[str, int] = {}
    with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as shelf:
        shelf.execute("BEGIN")
        migrations.bring_up(shelf)
        for table, of_it in rescue.columns(shelf).items():
            whole = found.tables[table].whole if current and table in found.tables else all_whole
            from_backup = good[1][table] if good and not whole else []
            _put(shelf, table, len(of_it), partial[table])
            _put(shelf, table, len(of_it), from_backup)
            _put(shelf, table, len(of_it), full[table])
            rows = set(shelf.execute(f"SELECT * FROM {table}"))  # noqa: S608  our own names
            counts[table] = len(rows)
            if table in _NAMES:
                returned += len(rows & set(from_backup) - set(full[table]))
        shelf.execute("COMMIT")
    return counts, returned, good[0].name if good and returned else ""


def _brought_up(found: Rescued, chosen: Callable[[Table], Iterable[Row]]) -> dict[str, list[Row]]:
    """Rows as the present schema has them."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as shelf:
        migrations.bring_up(shelf, found.steps[-1])
        for table, of_it in rescue.columns(shelf).items():
            if table in found.tables:
                _put(shelf, table, len(of_it), chosen(found.tables[table]))
        migrations.bring_up(shelf)
        return _rows(shelf)


def _rows(shelf: sqlite3.Connection) -> dict[str, list[Row]]:
    """All rows of a shelf, by table, in the order in which they were written, but for those of no use."""
    return {
        table: [
            row
            for row in shelf.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608  the same
            if _is_usable(table, {column.name: value for column, value in zip(of_it, row, strict=True)})
        ]
        for table, of_it in rescue.columns(shelf).items()
    }


def _put(shelf: sqlite3.Connection, table: str, width: int, rows: Iterable[Row]) -> None:
    """Write rows, each in place of those that have its keys."""
    shelf.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * width)})", rows)  # noqa: S608  the same


def _is_usable(table: str, row: Mapping[str, object]) -> bool:
    """Whether a row says something that the program understands."""
    if table == "mark":
        return row["kind"] in _KINDS
    if table == "correction":
        try:
            from_text(str(row["said"]))
        except ValueError:
            return False
    return True


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
