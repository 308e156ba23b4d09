"""Copies of the shelf in a folder beside it: one a day, one before every migration, and of what was replaced."""

import contextlib
import datetime
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tui_reader import leftovers
from tui_reader.shelf.files import SIDECARS, itself
from tui_reader.shelf.migrations import NewerShelfError, applied_steps, known_steps
from tui_reader.shelf.replacing import flush

KEPT_DAYS = 7
_DAILY = "daily"
_SUFFIX = ".sqlite3"
WAIT_SECONDS = 10.0
_UNFINISHED = re.compile(rf"\.(\d+)-.*\{_SUFFIX}.*")


class Backup(NamedTuple):
    """One copy of the shelf; `name` says why and when it was made."""

    name: str
    path: Path
    made: datetime.datetime
    size: int


def folder_of(shelf: Path) -> Path:
    """Where the copies of a shelf lie."""
    return shelf.parent / "backups"


def backups(shelf: Path) -> list[Backup]:
    """All copies that are kept, the latest first.

    Raises:
        OSError: their folder cannot be looked into.
    """
    folder, found, names = folder_of(shelf), [], []
    with contextlib.suppress(FileNotFoundError):
        names = os.listdir(folder)  # noqa: PTH208  they are enough
    for name in names:
        if name.endswith(_SUFFIX) and not name.startswith("."):
            with contextlib.suppress(FileNotFoundError):  # another process takes old ones away
                known = (folder / name).stat()
                made = datetime.datetime.fromtimestamp(known.st_mtime, datetime.UTC)
                found.append(Backup(name.removesuffix(_SUFFIX), folder / name, made, known.st_size))
    return sorted(found, key=lambda each: (each.made, each.name), reverse=True)


def is_whole(backup: Backup) -> bool:
    """Whether a copy can be read from end to end."""
    try:
        with opened(backup.path, "ro") as connection:
            check_backup(connection)
    except NewerShelfError:
        return True
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def check_backup(connection: sqlite3.Connection) -> None:
    """Look through a copy, which is never empty.

    Raises:
        NewerShelfError: it was written by a newer version.
        sqlite3.DatabaseError: it is damaged, or no copy of a shelf.
    """
    check(connection)
    if not known_steps(connection):
        raise sqlite3.DatabaseError("there is nothing in it")


def left_over(shelf: Path) -> list[Path]:
    """Copies that were never finished, because the process that made them was killed."""
    return leftovers.found(folder_of(shelf), _UNFINISHED)


def sweep(shelf: Path) -> None:
    """Remove them."""
    leftovers.sweep(folder_of(shelf), _UNFINISHED)


def made_today(shelf: Path) -> bool:
    """Whether the day's copy is there, before which the shelf was checked, as far as that can be seen."""
    return os.path.exists(_daily_path(shelf))  # noqa: PTH110  the other one raises where it cannot be seen


def keep_daily(shelf: Path) -> Path | None:
    """Make the day's copy unless it is there, and take away all daily ones but the last seven.

    Raises:
        sqlite3.Error, OSError: it cannot be made; the older ones stay.
    """
    if made_today(shelf):
        return None
    path = _keep(shelf, _daily_path(shelf))
    daily = sorted(folder_of(shelf).glob(f"{_DAILY}-*{_SUFFIX}"), reverse=True)
    for old in daily[KEPT_DAYS:]:
        old.unlink(missing_ok=True)
    return path


def keep_older(shelf: Path, known: list[str]) -> Path | None:
    """Copy a shelf that is about to be migrated; None when another process has migrated it meanwhile.

    Raises:
        sqlite3.Error, OSError: it cannot be made.
    """
    with opened(shelf) as connection:
        applied = applied_steps(connection)
    if not applied or applied == known:
        return None
    return _keep(shelf, _path(shelf, f"version-{applied[-1].split()[0]}-{_now()}"))


def keep_replaced(shelf: Path) -> Path:
    """Copy a shelf that another one is about to replace.

    Raises:
        sqlite3.Error, OSError: it cannot be made; exactly `sqlite3.DatabaseError` says that the shelf is damaged.
    """
    return _keep(shelf, _path(shelf, f"replaced-{_now()}"))


def keep_damaged(shelf: Path) -> Path:
    """Copy a damaged shelf byte for byte, with the files that SQLite keeps beside it; nobody has it open meanwhile.

    Raises:
        OSError: it cannot be copied.
    """
    kept, real = place_of_damaged(shelf), itself(shelf)
    with unfinished(shelf) as beside:
        for sidecar in (*SIDECARS, ""):  # the shelf itself last: a copy with this name is whole
            if Path(f"{real}{sidecar}").exists():
                shutil.copyfile(f"{real}{sidecar}", beside)
                beside.chmod(0o600)
                flush(beside)
                beside.replace(f"{kept}{sidecar}")
    flush(kept.parent)
    return kept


def place_of_damaged(shelf: Path) -> Path:
    """Where a damaged shelf is kept from now on."""
    return _path(shelf, f"damaged-{_now()}")


@contextlib.contextmanager
def unfinished(shelf: Path) -> Iterator[Path]:
    """A new private file beside the copies, gone at the end unless it was given another name.

    Raises:
        OSError: it cannot be made.
    """
    folder = folder_of(shelf)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep(shelf)
    handle, name = tempfile.mkstemp(_SUFFIX, f".{os.getpid()}-", folder)  # mode 0600
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for sidecar in ("", *SIDECARS):
            Path(f"{name}{sidecar}").unlink(missing_ok=True)


def check(connection: sqlite3.Connection, *, quickly: bool = False) -> None:
    """Look through the whole file; not `quickly` also whether its indexes have each row, and texts are texts.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    (said,) = connection.execute(f"PRAGMA {'quick' if quickly else 'integrity'}_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said.splitlines()[-1])
    if not quickly:
        tables = connection.execute(
            "SELECT replace(name, '\"', '\"\"') FROM sqlite_master WHERE type = 'table'"
        )
        for (table,) in tables.fetchall():
            for _ in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  quoted
                pass


def _keep(shelf: Path, path: Path) -> Path:
    """Copy the shelf to `path`, checked, on the disk, and under its name only when it is whole."""
    with unfinished(shelf) as beside:
        with opened(shelf) as source, contextlib.closing(sqlite3.connect(beside)) as target:
            check(source)
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        flush(beside)
        beside.replace(path)
    flush(path.parent)
    return path


@contextlib.contextmanager
def opened(path: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """A connection to a shelf that is there already.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)) as connection:
        yield connection


def _daily_path(shelf: Path) -> Path:
    return _path(shelf, f"{_DAILY}-{datetime.datetime.now(datetime.UTC):%Y-%m-%d}")


def _path(shelf: Path, name: str) -> Path:
    return folder_of(shelf) / f"{name}{_SUFFIX}"


def _now() -> str:
    return f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H%M%S.%f}"
