"""Putting a backup in the shelf's place, beneath whoever has it open, so that nothing written meanwhile is lost."""

import contextlib
import sqlite3
from pathlib import Path

from tui_reader.shelf import backups, migrations, replacing, salvage
from tui_reader.shelf.backups import Backup
from tui_reader.shelf.files import refuse_strange
from tui_reader.shelf.troubles import explained

_TABLES = r"type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"


def restore(shelf: Path, backup: Backup) -> Path | None:
    """Put a backup in the shelf's place, also beneath programs that have the shelf open.

    Writers wait from before the present shelf is kept until the other one is there: what they wrote before is in
    the copy that is kept, what they write then is added to the shelf that was restored.

    Returns:
        Where the shelf that was there until now is kept; None when there was none.

    Raises:
        DamagedShelfError: the backup is damaged, or is none.
        ShelfError: a newer version has written the backup, or the shelf cannot be written; nothing has changed.
    """
    with (
        explained(backup.path, "restored", when_damaged="choose another; the shelf is as it was"),
        backups.opened(backup.path) as source,
    ):
        backups.check_backup(source)
    with explained(shelf, "replaced"):
        shelf.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if _is_damaged(shelf):
            return salvage.put_backup_in_place(shelf, backup.path)
        guard, _ = replacing.open_guarded(shelf, backups.WAIT_SECONDS)
        with guard:
            return _exchange(shelf, backup.path, keep=shelf.exists())


def _is_damaged(shelf: Path) -> bool:
    refuse_strange(shelf)
    try:
        replacing.finish(shelf, backups.WAIT_SECONDS)
        if not shelf.exists():
            return False
    except sqlite3.DatabaseError:
        return True  # what waits to take its place is
    try:
        return bool(salvage.trouble(shelf))
    except migrations.NewerShelfError:
        return False


def _exchange(shelf: Path, backup: Path, *, keep: bool) -> Path | None:
    """Exchange all that is in a whole shelf, in one transaction."""
    kept = None
    with contextlib.closing(
        sqlite3.connect(shelf, timeout=backups.WAIT_SECONDS, isolation_level=None)
    ) as connection:
        connection.execute("ATTACH ? AS given", (str(backup),))
        connection.execute("BEGIN IMMEDIATE")
        try:
            if keep:
                kept = backups.keep_replaced(shelf)
            _empty(connection)
            _fill(connection)
            migrations.bring_up(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if kept is not None:
                kept.unlink(missing_ok=True)
            raise
    return kept


def _empty(connection: sqlite3.Connection) -> None:
    for (table,) in connection.execute(f"SELECT name FROM main.sqlite_master WHERE {_TABLES}").fetchall():  # noqa: S608  ours
        connection.execute(f'DROP TABLE main."{table}"')


def _fill(connection: sqlite3.Connection) -> None:
    """Make the tables of the backup, with their rows in the order in which they were written, and its indexes."""
    made = connection.execute(
        "SELECT type, name, sql FROM given.sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, rowid"
    ).fetchall()
    for kind, name, statement in made:  # tables come before indexes
        connection.execute(statement)
        if kind == "table":
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM given."{name}" ORDER BY rowid')  # noqa: S608  a name of ours
