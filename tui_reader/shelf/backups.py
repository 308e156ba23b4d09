"""Copies of the shelf in a folder beside it: one a day, one before every migration, and restoring them."""

import contextlib
import datetime
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui_reader import leftovers
from tui_reader.shelf.migrations import applied_steps, refuse_newer

KEPT_DAYS = 7
_DAILY = "daily"
_SUFFIX = ".sqlite3"
_SIDECARS = ("", "-wal", "-shm", "-journal")
_WAIT_SECONDS = 10.0
_UNFINISHED = re.compile(rf"\.(\d+)-.*\{_SUFFIX}.*")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the shelf; `name` says why and when it was made."""

    name: str
    path: Path
    made: datetime.datetime
    size: int


def folder_of(shelf: Path) -> Path:
    """Where the copies of a shelf lie."""
    return shelf.parent / "backups"


def backups(shelf: Path) -> list[Backup]:
    """All copies that are kept, the latest first."""
    found = []
    for path in folder_of(shelf).glob(f"[!.]*{_SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):  # another process takes old ones away
            known = path.stat()
            made = datetime.datetime.fromtimestamp(known.st_mtime, datetime.UTC)
            found.append(Backup(path.name.removesuffix(_SUFFIX), path, made, known.st_size))
    return sorted(found, key=lambda each: (each.made, each.name), reverse=True)


def made_today(shelf: Path) -> bool:
    """Whether the day's copy is there, before which the shelf was checked."""
    return _daily_path(shelf).exists()


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
    with _opened(shelf) as connection:
        applied = applied_steps(connection)
    if not applied or applied == known:
        return None
    return _keep(shelf, _path(shelf, f"version-{applied[-1].split()[0]}-{_now()}"))


def restore(shelf: Path, backup: Backup) -> Path | None:
    """Put a copy in the shelf's place, also beneath programs that have the shelf open.

    Returns:
        Where the shelf that was there until now is kept; None when there was none.

    Raises:
        NewerShelfError: the copy was written by a newer version.
        sqlite3.Error, OSError: the copy is damaged, or the shelf cannot be written.
    """
    with _opened(backup.path) as source:
        check(source)
        refuse_newer(applied_steps(source))
        kept = _put_by(shelf)
        shelf.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.closing(sqlite3.connect(shelf, timeout=_WAIT_SECONDS)) as target:
            source.backup(target)
    return kept


def set_aside(shelf: Path) -> Path:
    """Move a shelf that cannot be used to its copies, as it is, with the files that SQLite keeps beside it.

    Raises:
        OSError: it cannot be moved.
    """
    _make_folder(shelf)
    path = _path(shelf, f"damaged-{_now()}")
    for sidecar in _SIDECARS:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{shelf}{sidecar}").rename(f"{path}{sidecar}")
    path.chmod(0o600)
    return path


def check(connection: sqlite3.Connection) -> None:
    """Look through the whole file.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said.splitlines()[-1])


def _put_by(shelf: Path) -> Path | None:
    """Keep the present shelf: a copy where it is whole, else the very file."""
    if not shelf.exists():
        return None
    try:
        return _keep(shelf, _path(shelf, f"replaced-{_now()}"))
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        return set_aside(shelf)


def _keep(shelf: Path, path: Path) -> Path:
    """Copy the shelf to `path`, checked, on the disk, and under its name only when it is whole."""
    _make_folder(shelf)
    leftovers.sweep(path.parent, _UNFINISHED)
    handle, name = tempfile.mkstemp(_SUFFIX, f".{os.getpid()}-", path.parent)  # mode 0600
    os.close(handle)
    try:
        with _opened(shelf) as source, contextlib.closing(sqlite3.connect(name)) as target:
            check(source)
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        with Path(name).open("rb") as written:
            os.fsync(written.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return path


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=rw"  # never makes a file
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as connection:
        yield connection


def _make_folder(shelf: Path) -> None:
    folder_of(shelf).mkdir(parents=True, exist_ok=True, mode=0o700)


def _daily_path(shelf: Path) -> Path:
    return _path(shelf, f"{_DAILY}-{datetime.datetime.now(datetime.UTC):%Y-%m-%d}")


def _path(shelf: Path, name: str) -> Path:
    return folder_of(shelf) / f"{name}{_SUFFIX}"


def _now() -> str:
    return f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H%M%S.%f}"
