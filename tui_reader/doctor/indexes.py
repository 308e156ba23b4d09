"""Checks of the indexes: of each library that is known, and what was set aside."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.doctor.model import Finding
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf import libraries
from tui_reader.shelf.database import Database, ShelfError

_ADVICE = {
    "refused": "--fix sets it aside unopened and makes it anew",
    "damaged": "--fix makes it anew",
    "outdated": "--fix makes it anew, as opening the library does",
    "behind": "--fix brings it up to date, as opening the library does",
}


def examine(places: Places, library: Path, limits: Limits) -> Iterator[Finding]:
    """The index of each library that is known, and what lies beside them."""
    known = dict.fromkeys([library, *_opened_before(places)])
    for root in known:
        if root.is_dir():
            yield _index(root, places, limits)
        else:
            yield Finding(
                "index", f"{root} is gone or cannot be looked into; its index stays until it is back"
            )
    yield from _others(places, {places.index_of(root).name for root in known})


def _opened_before(places: Places) -> list[Path]:
    """The libraries that the shelf knows; none where it cannot be read."""
    if not os.path.lexists(places.shelf):
        return []
    try:
        shelf = Database(places.shelf)
    except ShelfError:
        return []
    try:
        return libraries.recent(shelf)
    except ShelfError:
        return []
    finally:
        shelf.close()


def _index(root: Path, places: Places, limits: Limits) -> Finding:
    from tui_reader.index import health  # noqa: PLC0415  Whoosh is imported when it is needed

    try:
        found = health.examine(root, places.index_of(root), limits)
    except ArticleError as error:
        return Finding("index", str(error), "let the folder be read")
    advice = _ADVICE.get(found.state, "")
    anew = found.state in ("damaged", "refused")
    return Finding(
        "index", f"{root}: {found.said}", advice, _update(root, places, limits, anew=anew) if advice else None
    )


def _update(root: Path, places: Places, limits: Limits, *, anew: bool) -> Callable[[], str]:
    def update() -> str:
        try:
            shelf = Database(places.shelf) if os.path.lexists(places.shelf) else Database.in_memory()
        except ShelfError:
            shelf = Database.in_memory()
        library = Library(root, places, shelf, limits)
        try:
            report = library.update(rebuild=anew)
        finally:
            library.close()
            shelf.close()
        return f"{report.added + report.changed + report.unchanged:,} stories in it"

    return update


def _others(places: Places, known: set[str]) -> Iterator[Finding]:
    """What was set aside because it was not the user's alone, and indexes of libraries that nobody remembers."""
    folder = places.cache / "indexes"
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.X_OK):
        return
    aside = sorted(path for path in folder.iterdir() if ".refused-" in path.name)
    for path in aside:
        yield Finding(
            "index",
            f"{path} was set aside, because it was not yours alone",
            "--fix removes it",
            _removal(path),
        )
    others = [path for path in folder.iterdir() if path.name not in known and path not in aside]
    if others:
        yield Finding("index", f"{len(others)} more in {folder}, of libraries that the reader has not opened")


def _removal(path: Path) -> Callable[[], str]:
    def remove() -> str:
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        else:
            shutil.rmtree(path)
        return "removed"

    return remove
