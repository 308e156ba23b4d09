"""Putting another file in the shelf's place, so that a program killed at any moment loses nothing.

The finished file, flushed to the disk, is first given a name beside the shelf. From then on it counts: whoever opens
the shelf next, and finds it there, goes on where the one that was killed has stopped.
"""

import contextlib
import os
import time
from pathlib import Path

from tui_reader.shelf.guard import Guard, InUseError

_LOOK_SECONDS = 0.2
SIDECARS = ("-wal", "-shm", "-journal")
"""What the names of the files that SQLite keeps beside a shelf go on with."""


def is_pending(shelf: Path) -> bool:
    """Whether a file waits to take the shelf's place."""
    return _waiting(shelf).exists()


def has_no_byte(shelf: Path) -> bool:
    """Whether the shelf is there, and empty."""
    try:
        return shelf.stat().st_size == 0
    except OSError:
        return False


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
        OSError: it cannot be finished now; the file goes on waiting.
    """
    deadline = time.monotonic() + seconds
    while is_pending(
        shelf
    ):  # no more, when another was quicker: who opens the shelf then keeps it from being held alone
        try:
            with Guard(shelf, alone=True, seconds=_LOOK_SECONDS):
                return finish_alone(shelf)
        except InUseError:
            if time.monotonic() > deadline:
                raise
    return False


def finish_alone(shelf: Path) -> bool:
    """The same for who holds the guard alone."""
    if not is_pending(shelf):
        return False
    flush(shelf.parent)
    for sidecar in SIDECARS:  # of the old file: SQLite would play them into the new one
        Path(f"{shelf}{sidecar}").unlink(missing_ok=True)
    flush(shelf.parent)
    _waiting(shelf).replace(shelf)
    flush(shelf.parent)
    return True


def replace(shelf: Path, new: Path) -> None:
    """Give the shelf's place to a finished file; the caller holds the guard alone.

    Raises:
        OSError: it cannot be done; the shelf stays as it is, unless the file waits to take its place.
    """
    waiting, beside = _waiting(shelf), _sidecars(shelf)
    flush(new)
    new.replace(waiting)
    try:
        finish_alone(shelf)
    except OSError:
        if _sidecars(shelf) == beside:  # nothing has been taken away yet
            waiting.unlink(missing_ok=True)
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


def _sidecars(shelf: Path) -> list[str]:
    return [name for name in SIDECARS if Path(f"{shelf}{name}").exists()]


def _waiting(shelf: Path) -> Path:
    return shelf.with_name(f".{shelf.name}.new")
