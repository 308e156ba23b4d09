"""What is wrong with the shelf's file, in a sentence that says which file, why, and what to do."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tui_reader.shelf.files import StrangeFileError
from tui_reader.shelf.guard import InUseError
from tui_reader.shelf.migrations import NewerShelfError

_WHEN_DAMAGED = (
    "it is left as it is: tui-reader doctor --fix saves what can be read of it, "
    "tui-reader restore puts a backup in its place, and both keep it"
)
_LEAST_BYTES = 64 * 1024
_OF_DAMAGE = ("no such table", "no such column", "Could not decode to UTF-8", "unsupported file format")
"""How what SQLite says of a damaged file begins, where it does not say that it is one."""


class ShelfError(Exception):
    """The shelf cannot be opened, read or written; says which file, why, and what to do."""


class DamagedShelfError(ShelfError):
    """The shelf's file is damaged, or is no shelf; `Database.save` saves what can be read of it."""


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
    except InUseError as error:
        raise ShelfError(f"{path} cannot be {done}: {error}") from error
    except StrangeFileError as error:
        raise ShelfError(f"{path} cannot be {done}: {error}; move it away") from error
    except UnicodeEncodeError as error:
        raise ShelfError(f"a name that is not valid text cannot be {done}; rename the file") from error
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        if tells_of_damage(error):
            raise DamagedShelfError(f"{path} cannot be {done} ({_cause(error)}); {when_damaged}") from error
        cause, advice = hindrance(error, path)
        raise ShelfError(f"{path} cannot be {done} ({cause}); {advice}") from error


def tells_of_damage(error: BaseException) -> bool:
    """Whether an error says that the file is damaged or is no shelf: exactly this class, or what is there has gone."""
    return (
        type(error) is sqlite3.DatabaseError
        or isinstance(error, UnicodeDecodeError)  # a name in it that SQLite repeats is no text
        or (type(error) is sqlite3.OperationalError and str(error).startswith(_OF_DAMAGE))
    )


def _cause(error: Exception) -> str:
    return "what it says of its form is no text" if isinstance(error, UnicodeDecodeError) else str(error)


def hindrance(error: Exception, path: Path) -> tuple[str, str]:
    """What hinders that does not come from damage, and what to do about it, each in half a sentence."""
    folder, cause = path.parent, str(error)
    if os.path.lexists(folder) and not folder.is_dir():
        return f"{folder} is no folder", "move it away"
    if isinstance(error, OSError):
        about = f": {error.filename}" if error.filename and str(error.filename) != str(path) else ""
        cause = f"{error.strerror or error}{about}"
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another program has been writing into it all the time", "try it again"
    if getattr(error, "errno", None) == errno.ENOSPC or _is_full(folder):
        return cause, "the disk is full: make room on it"
    for place, needed in ((folder, os.R_OK | os.W_OK | os.X_OK), (path, os.R_OK | os.W_OK)):
        if os.path.lexists(place) and not os.access(place, needed):
            return (
                f"you may not read and write {place}",
                "tui-reader doctor --fix changes that where it is yours",
            )
    return cause, "check that the folder can be written and the disk is not full"


def _is_full(folder: Path) -> bool:
    """Whether there is no room even for what SQLite keeps beside a shelf that is open."""
    import shutil  # noqa: PLC0415  nothing is wrong at most starts

    try:
        return shutil.disk_usage(folder).free < _LEAST_BYTES
    except OSError:
        return False
