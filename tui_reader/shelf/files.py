"""What stands at the shelf's place, and beside it, looked at before SQLite is asked."""

import sqlite3
import stat
from pathlib import Path

SIDECARS = ("-wal", "-shm", "-journal")
"""What the names of the files that SQLite keeps beside a shelf go on with."""
_MAGIC = b"SQLite format 3\0"
_WITH_LOG = 2
"""The latest form of a file that SQLite knows: with a write-ahead log."""


class StrangeFileError(Exception):
    """Something that is no file stands where the shelf, or one of the files beside it, belongs; says what."""


def itself(shelf: Path) -> Path:
    """The file of a shelf: where that is a link, what it leads to, since SQLite keeps its files beside that."""
    return shelf.resolve() if shelf.is_symlink() else shelf


def refuse_strange(shelf: Path) -> None:
    """Go on only where the shelf and the files beside it are files, or not there.

    Raises:
        StrangeFileError: one of them is a folder, a link to nowhere, or something else.
    """
    real = shelf if _is_strange(shelf) else itself(shelf)
    for path in (shelf, *(Path(f"{real}{sidecar}") for sidecar in SIDECARS), _lock_of(real)):
        if what := _is_strange(path):
            raise StrangeFileError(f"{'it' if path == shelf else path} is {what}")


def _is_strange(path: Path) -> str:
    """What stands at a path that is no file; empty for a file, for nothing, and where that cannot be seen."""
    try:
        mode = path.stat().st_mode
    except (OSError, RuntimeError):  # a link that leads in a circle
        return "a link that leads nowhere" if path.is_symlink() else ""
    return "" if stat.S_ISREG(mode) else "a folder" if stat.S_ISDIR(mode) else "no file"


def lock(shelf: Path) -> Path:
    """The file beside it that is locked by whoever has the shelf open."""
    return _lock_of(itself(shelf))


def _lock_of(real: Path) -> Path:
    return real.with_name(f".{real.name}.lock")


def has_no_byte(shelf: Path) -> bool:
    """Whether the shelf is there, and empty: SQLite takes a file of one byte for such a one, too, and fills it."""
    try:
        return shelf.stat().st_size <= 1
    except OSError:
        return False


def refuse_unwritable(shelf: Path) -> None:
    """Go on only with a file that SQLite writes into: one whose head has another form it reads, and no more.

    Raises:
        sqlite3.DatabaseError: it has another form.
        OSError: the file cannot be read.
    """
    with shelf.open("rb") as file:
        head = file.read(20)
    if head.startswith(_MAGIC) and any(version > _WITH_LOG for version in head[18:20]):
        raise sqlite3.DatabaseError("its head has a form that nobody writes")
