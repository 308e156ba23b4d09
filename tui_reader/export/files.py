"""Writing a file whole or not at all, and never over another by accident."""

import contextlib
import os
import re
from pathlib import Path

from tui_reader import leftovers

_UNFINISHED = re.compile(r"\..*\.(\d+)-[0-9a-f]{8}\.tui-reader")


class FileError(Exception):
    """A file that cannot be written; says which, why, and what to do."""


class FileThereError(FileError):
    """There is a file already, which was left as it is."""


def write(path: Path, text: str, *, replace: bool = False, private: bool = False) -> None:
    """Write `text` in UTF-8 as a new file; with `replace`, in place of an old one; a `private` one is the user's alone.

    It is written beside its place and then put there, so that nobody sees half of it, and what was
    there stays when anything fails. What a writer that was killed has left in the folder is removed.

    Raises:
        FileThereError: there is a file already.
        FileError: the file cannot be written.
    """
    place = Path(os.path.realpath(path))
    beside = place.with_name(f".{place.name[:100]}.{os.getpid()}-{os.urandom(4).hex()}.tui-reader")
    try:
        sweep(place.parent)
        if os.path.lexists(place) and not place.is_file():
            raise FileError(f"{path} is no file that can be replaced; give another name, or - for the screen")
        try:
            number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
            with os.fdopen(number, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                beside.replace(place)
            else:
                _put(beside, place)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
    except FileExistsError as error:
        raise FileThereError(
            f"{path} is there already, and was left as it is; --force replaces it"
        ) from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise FileError(f"{path} cannot be written ({str(cause).lower()}); choose another place") from error


def _put(beside: Path, place: Path) -> None:
    """Give a file its name, unless there is one of this name; file systems without links look first."""
    try:
        os.link(beside, place)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        beside.replace(place)


def unfinished(folder: Path) -> list[Path]:
    """Files that `write` never finished here, because its process was killed."""
    return leftovers.found(folder, _UNFINISHED)


def sweep(folder: Path) -> None:
    """Remove files that `write` never finished here, because its process was killed."""
    leftovers.sweep(folder, _UNFINISHED)
