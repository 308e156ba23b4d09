"""Putting another file in the shelf's place, so that a program killed at any moment loses nothing.

The finished file, flushed to the disk, is first given a name beside the shelf. From then on it counts: whoever opens
the shelf next, and finds it there, goes on where the one that was killed has stopped.
"""

import contextlib
import errno
import os
import sqlite3
import time
from pathlib import Path

from tui_reader.shelf.files import SIDECARS, itself
from tui_reader.shelf.guard import Guard, InUseError

_LOOK_SECONDS = 0.2


def is_pending(shelf: Path) -> bool:
    """Whether a file waits to take the shelf's place."""
    return waiting(shelf).is_file()


def open_guarded(shelf: Path, seconds: float) -> tuple[Guard, bool]:
    """A guard held with others, and whether a replacement that another had begun was finished before.

    Raises:
        InUseError: it could not be had in that time.
        OSError: the folder cannot be written.
    """
    finished = False
    while True:
        guard = Guard(shelf, alone=False, seconds=seconds)
        if not is_pending(shelf):
            return guard, finished
        guard.close()
        finished = finish(shelf, seconds) or finished


def finish(shelf: Path, seconds: float) -> bool:
    """Finish a replacement that another had begun; whether there was one to finish.

    Raises:
        InUseError: another program has the shelf open, or was at it for all this time.
        sqlite3.DatabaseError: the file that waits was damaged meanwhile.
        OSError: it cannot be finished now; the file goes on waiting.
    """
    deadline = time.monotonic() + seconds
    while is_pending(shelf):  # no more, when another was quicker, who then keeps it from being held alone
        try:
            with Guard(shelf, alone=True, seconds=_LOOK_SECONDS):
                return finish_alone(shelf)
        except InUseError:
            if time.monotonic() > deadline:
                raise
    return False


def finish_alone(shelf: Path) -> bool:
    """The same for who holds the guard alone.

    Raises:
        sqlite3.DatabaseError: the file that waits was damaged meanwhile; it goes on waiting.
    """
    if not is_pending(shelf):
        return False
    _refuse_damaged(waiting(shelf))
    real = itself(shelf)
    flush(real.parent)
    for sidecar in SIDECARS:  # of the old file: SQLite would play them into the new one
        Path(f"{real}{sidecar}").unlink(missing_ok=True)
    flush(real.parent)
    waiting(shelf).replace(real)
    flush(real.parent)
    return True


def replace(shelf: Path, new: Path) -> None:
    """Give the shelf's place to a finished file; the caller holds the guard alone.

    Raises:
        OSError: it cannot be done; the shelf stays as it is, unless the file waits to take its place.
    """
    place, beside = waiting(shelf), _sidecars(shelf)
    flush(new)
    _rename(new, place)
    try:
        finish_alone(shelf)
    except OSError:
        if _sidecars(shelf) == beside:  # nothing has been taken away yet
            place.unlink(missing_ok=True)
        raise


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk; a folder only where the system can do that.

    Raises:
        OSError: the file cannot be written.
    """
    with contextlib.suppress(OSError) if path.is_dir() else contextlib.nullcontext():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _rename(new: Path, place: Path) -> None:
    """Give a finished file a name beside the shelf, also where that is on another disk."""
    try:
        new.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        import shutil  # noqa: PLC0415  few starts need it

        near = place.with_name(f"{place.name}-unfinished")
        shutil.copyfile(new, near)
        near.chmod(0o600)
        flush(near)
        near.replace(place)


def _sidecars(shelf: Path) -> list[str]:
    return [name for name in SIDECARS if Path(f"{itself(shelf)}{name}").exists()]


def _refuse_damaged(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok" or not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise sqlite3.DatabaseError(f"what waits in {path} to take its place is damaged")


def waiting(shelf: Path) -> Path:
    """The file that waits to take the shelf's place, when there is one."""
    real = itself(shelf)
    return real.with_name(f".{real.name}.new")
