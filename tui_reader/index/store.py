"""Where an index lies on the disk: a folder of its own, private to the user, with a pointer to the one in use.

    FOLDER/lock            held by the one who writes
    FOLDER/current         names the sub-folder that readers open
    FOLDER/next            names the sub-folder that a rebuild is filling, while there is one
    FOLDER/<name>/         Whoosh's files, the list of articles, and what could not be read

Whoosh unpickles what it opens, so what is not the user's own, and private, is never opened.
"""

import contextlib
import json
import os
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

FORMAT = 2
"""Raised whenever an older index cannot be read any more: other fields, other words, other files."""

LOCK = "lock"
REFUSED = ".refused-"
"""What the name of a folder that was set aside goes on with."""

_CURRENT = "current"
_NEXT = "next"


class IndexUnusable(Exception):  # noqa: N818  it names a state, and callers read it as one
    """An index that cannot be opened or read; the message is one sentence, and a rebuild repairs it."""


class IndexRefused(IndexUnusable):
    """An index that is not the user's alone, and is not opened for that."""


class Pointer(NamedTuple):
    """Which sub-folder holds an index, and the fingerprint of the analysis that filled it."""

    name: str
    made_by: str
    format: int = FORMAT


def check_owner(folder: Path) -> None:
    """Refuse a folder that is a link, no folder, another user's, or open to others.

    Raises:
        IndexRefused: `folder` must not be trusted.
        IndexUnusable: there is no such folder.
    """
    try:
        status = folder.lstat()
    except OSError as error:
        raise IndexUnusable(f"There is no index at {folder}.") from error
    if not stat.S_ISDIR(status.st_mode):
        raise IndexRefused(f"{folder} is not a folder of its own, and is not opened.")
    if hasattr(os, "getuid"):
        if status.st_uid != os.getuid():
            raise IndexRefused(f"{folder} belongs to another user, and is not opened.")
        if status.st_mode & 0o077:
            raise IndexRefused(f"{folder} is open to other users, and is not opened.")


def check_files(folder: Path) -> None:
    """Refuse the sub-folder of an index in which anything is a link, another user's, or open to others' writing.

    Raises:
        IndexRefused: what is in `folder` must not be trusted.
        IndexUnusable: it cannot be listed.
    """
    check_owner(folder)
    try:
        with os.scandir(folder) as entries:
            strange = [entry.name for entry in entries if _is_strange(entry)]
    except OSError as error:
        raise IndexUnusable(f"The index at {folder} cannot be listed.") from error
    if strange:
        raise IndexRefused(f"{folder / strange[0]} is not the user's alone, and the index is not opened.")


def _is_strange(entry: os.DirEntry[str]) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False  # a writer has just replaced it
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return True
    return hasattr(os, "getuid") and (status.st_uid != os.getuid() or bool(status.st_mode & 0o022))


def prepare(folder: Path) -> str:
    """Make the folder, private to the user. What stands there and must not be trusted is set aside, unopened.

    Returns the sentence that says so; empty when nothing was set aside.

    Raises:
        IndexRefused: it cannot be set aside.
    """
    said = ""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.path.lexists(folder):
        try:
            check_owner(folder)
        except IndexRefused as error:
            aside = folder.with_name(f"{folder.name}{REFUSED}{os.urandom(4).hex()}")
            try:
                folder.rename(aside)
            except OSError:
                raise error from None
            said = f"{error} It was set aside as {aside.name}, and the index is made anew."
    folder.mkdir(mode=0o700, exist_ok=True)
    check_owner(folder)
    return said


def distrust(folder: Path) -> str:
    """Why the index in use must not be trusted, as a sentence; empty when it may be, or there is none."""
    pointer = current(folder)
    if pointer is None:
        return ""
    try:
        check_files(folder / pointer.name)
    except IndexRefused as error:
        return f"{error} It is made anew."
    except IndexUnusable:
        return ""
    return ""


def current(folder: Path) -> Pointer | None:
    """The index in use; None when there is none, or one of another format."""
    return _read(folder / _CURRENT)


def exists(folder: Path) -> bool:
    """Whether there is an index in use, readable or not."""
    return (folder / _CURRENT).exists()


def pending(folder: Path) -> Pointer | None:
    """The index that an unfinished rebuild is filling."""
    return _read(folder / _NEXT)


def create(folder: Path, made_by: str) -> Pointer:
    """Make an empty sub-folder for a new index; nothing points to it yet."""
    pointer = Pointer(os.urandom(4).hex(), made_by)
    (folder / pointer.name).mkdir(mode=0o700)
    return pointer


def use(folder: Path, pointer: Pointer) -> None:
    """Let readers open this index from now on, and drop every other one."""
    _write(folder / _CURRENT, pointer)
    with contextlib.suppress(OSError):
        (folder / _NEXT).unlink()
    tidy(folder)


def plan(folder: Path, pointer: Pointer) -> None:
    """Remember the index that a rebuild fills, so that the next update can go on with it."""
    _write(folder / _NEXT, pointer)


def tidy(folder: Path) -> None:
    """Remove what no pointer names: the remains of killed rebuilds and of indexes that were replaced."""
    kept = {pointer.name for pointer in (current(folder), pending(folder)) if pointer}
    with os.scandir(folder) as entries:
        found = [
            entry.path for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name not in kept
        ]
    for path in found:
        shutil.rmtree(path, ignore_errors=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file as a whole, or not at all; it is on the disk when this returns. Mode 0600."""
    beside = path.with_name(f"{path.name}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123  it opens a descriptor
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _write(path: Path, pointer: Pointer) -> None:
    said = {"format": pointer.format, "name": pointer.name, "made_by": pointer.made_by}
    write_atomically(path, json.dumps(said).encode())


def _read(path: Path) -> Pointer | None:
    try:
        said = json.loads(path.read_bytes())
        pointer = Pointer(str(said["name"]), str(said["made_by"]), int(said["format"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    named_well = pointer.name.isalnum() and pointer.name.isascii()
    return pointer if named_well and pointer.format == FORMAT else None
