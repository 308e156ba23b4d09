"""What is kept when a fault of the program ends the reader: a report for whoever mends it, without a word of a story.

The reports lie in the user's state folder, the latest few of them; the next start asks once whether there is a new one.
"""

import contextlib
import datetime
import os
import platform
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

import tui_reader

_FOLDER = "faults"
_NEW = "new"
_KEPT = 5
_LIBRARIES = ("textual", "rich", "Whoosh-Reloaded", "platformdirs")
_PARTS = 4
"""How many parts of a source file's path are shown: the rest is where the user installed it."""


def write(state: Path, error: BaseException, actions: Iterable[str]) -> Path:
    """Write a report of `error`, of what was done last (`actions`, ids of commands), and of the versions in use.

    It names types, files, lines and functions, and no values: messages and variables may hold what is being read.

    Raises:
        OSError: it cannot be written.
    """
    folder = state / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    path = folder / f"{now:%Y-%m-%d-%H%M%S-%f}.txt"
    text = "\n".join((f"{now:%Y-%m-%d %H:%M:%S} UTC", *_versions(), *_done(actions), "", *_trace(error), ""))
    _write(path, text)
    for old in reports(state)[:-_KEPT]:
        old.unlink(missing_ok=True)
    _write(folder / _NEW, path.name)
    return path


def reports(state: Path) -> list[Path]:
    """The reports that are kept, the latest last; none where they cannot be seen."""
    try:
        return sorted((state / _FOLDER).glob("*.txt"))
    except OSError:
        return []


def take_new(state: Path) -> Path | None:
    """The report of the fault that ended the reader last, if nobody has asked for it yet."""
    folder = state / _FOLDER
    with contextlib.suppress(OSError, ValueError):
        name = (folder / _NEW).read_text("utf-8")
        (folder / _NEW).unlink()
        path = folder / Path(name).name
        return path if path.is_file() else None
    return None


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)


def _versions() -> Iterator[str]:
    from importlib import metadata  # noqa: PLC0415  it loads much, and few readers end by a fault

    yield f"tui-reader {tui_reader.__version__}"
    yield f"Python {platform.python_version()} on {sys.platform} {platform.machine()}"
    for name in _LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            yield f"{name} {metadata.version(name)}"


def _done(actions: Iterable[str]) -> Iterator[str]:
    yield f"done last: {', '.join(actions) or 'nothing'}"


def _trace(error: BaseException) -> Iterator[str]:
    """The error and those that led to it, the last one first."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield f"{type(found).__module__}.{type(found).__qualname__}"
        for frame, line in traceback.walk_tb(found.__traceback__):
            file = "/".join(Path(frame.f_code.co_filename).parts[-_PARTS:])
            yield f"  {file}:{line} {frame.f_code.co_qualname}"
        inner = getattr(found, "error", None)  # of a worker that failed
        found = inner if isinstance(inner, BaseException) else found.__cause__ or found.__context__
