"""Checks of the program's own folders: whose they are, who may look into them, and what killed writers left there."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tui_reader import faults
from tui_reader.doctor.model import Finding
from tui_reader.export import files
from tui_reader.paths import Places

_PRIVATE, _OTHERS_WRITE = 0o077, 0o022


def examine(places: Places) -> Iterator[Finding]:
    """Each folder that is not as it should be, or that all of them are."""
    private = (places.data, places.data / "backups", places.cache / "indexes", places.state)
    well = True
    for folder, forbidden in (
        *((folder, _PRIVATE) for folder in private),
        *((folder, _OTHERS_WRITE) for folder in (places.config, places.cache)),
    ):
        for finding in _looked_at(folder, forbidden):
            well = False
            yield finding
    for path in _files(places):
        for finding in _file(path):
            well = False
            yield finding
    if well:
        yield Finding("folders", "yours alone")
    yield from _state(places.state)


def _files(places: Places) -> Iterator[Path]:
    """The files of the user's that the program writes, but for the indexes."""
    for folder in (places.data, places.data / "backups", places.state, places.config):
        if os.access(folder, os.R_OK | os.X_OK) and folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def _looked_at(folder: Path, forbidden: int) -> Iterator[Finding]:
    try:
        status = folder.stat()
    except OSError:
        if os.path.islink(folder):  # noqa: PTH114  the other one raises where it cannot be seen
            yield Finding(
                "folders",
                f"{folder} is a link that leads nowhere",
                "move it away; the folder is made when it is needed",
            )
        return
    if not stat.S_ISDIR(status.st_mode):
        yield Finding(
            "folders", f"{folder} is no folder", "move it away; the folder is made when it is needed"
        )
    elif _is_anothers(status):
        yield Finding(
            "folders", f"{folder} belongs to another user", "have it given to you, or set TUI_READER_HOME"
        )
    elif status.st_mode & forbidden and os.name == "posix":
        yield Finding(
            "folders",
            f"{folder} is open to other users",
            "--fix closes it to them",
            lambda: _close(folder, forbidden),
        )
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(
            "folders",
            f"{folder} cannot be written",
            "--fix lets you write it",
            lambda: _let(folder, stat.S_IRWXU),
        )


def _file(path: Path) -> Iterator[Finding]:
    status = path.stat()
    if _is_anothers(status):
        yield Finding("files", f"{path} belongs to another user", "have it given to you, or move it away")
    elif status.st_mode & _OTHERS_WRITE and os.name == "posix":
        yield Finding(
            "files",
            f"other users may write {path}",
            "--fix takes that from them",
            lambda: _close(path, _OTHERS_WRITE),
        )
    elif not os.access(path, os.R_OK | os.W_OK):
        yield Finding(
            "files",
            f"{path} cannot be read and written",
            "--fix lets you",
            lambda: _let(path, stat.S_IRUSR | stat.S_IWUSR),
        )


def _state(state: Path) -> Iterator[Finding]:
    reports = faults.reports(state)
    if reports:
        yield Finding("faults", f"{len(reports)} kept, the last one is {reports[-1]}")
    else:
        yield Finding("faults", "none are known")
    if state.is_dir() and (left := files.unfinished(state)):
        yield Finding(
            "leftovers",
            f"{len(left)} files in {state} were never finished",
            "--fix removes them",
            lambda: _sweep(state),
        )


def _sweep(state: Path) -> str:
    files.sweep(state)
    return "removed"


def _is_anothers(status: os.stat_result) -> bool:
    return hasattr(os, "getuid") and status.st_uid != os.getuid()


def _close(path: Path, forbidden: int) -> str:
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~forbidden)
    return "closed to other users"


def _let(path: Path, allowed: int) -> str:
    path.chmod(stat.S_IMODE(path.stat().st_mode) | allowed)
    return "you may write it"
