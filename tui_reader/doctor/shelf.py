"""Checks of the shelf and of its backups."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tui_reader.doctor.model import Finding
from tui_reader.paths import Places
from tui_reader.shelf import backups, health, replacing
from tui_reader.shelf.troubles import DamagedShelfError, ShelfError

_DAMAGED = "damaged-"


def examine(places: Places) -> Iterator[Finding]:
    """Whether the shelf is whole, which version has written it, and whether its backups are."""
    shelf = places.shelf
    if shelf.parent.is_dir() and not os.access(shelf.parent, os.R_OK | os.X_OK):
        yield Finding("shelf", f"{shelf.parent} cannot be looked into", "let yourself look into it")
        return
    if replacing.is_pending(shelf):
        yield _finished(shelf)
    if not os.path.lexists(shelf):
        yield Finding("shelf", "there is none yet; it is made with the first mark")
    elif not replacing.is_pending(shelf):
        yield _shelf(shelf)
    try:
        yield from _backups(shelf)
    except OSError as error:
        folder = backups.folder_of(shelf)
        yield Finding(
            "backups",
            f"{folder} cannot be looked into ({(error.strerror or str(error)).lower()})",
            "let yourself look into it",
        )


def _finished(shelf: Path) -> Finding:
    """A replacement is finished by whoever sees it: what is in the file's place until then must not be written into."""
    try:
        return Finding("shelf", health.finish(shelf))
    except DamagedShelfError:
        return Finding(
            "shelf",
            f"what waits to take the place of {shelf} is damaged",
            "--fix keeps it among the backups, and the shelf where it is",
            lambda: health.save(shelf) or f"it is kept in {backups.folder_of(shelf)}",
        )
    except ShelfError as error:
        return Finding("shelf", str(error), "the next start tries it again")


def _shelf(shelf: Path) -> Finding:
    found = health.examine(shelf)
    if found.state == "damaged":
        return Finding(
            "shelf",
            f"{shelf} is damaged: {found.said}",
            "--fix keeps the file as it is and saves what can be read",
            lambda: _save(shelf),
        )
    if found.state == "well":
        return Finding("shelf", f"{found.said} in {shelf}")
    if found.state == "older":
        return Finding("shelf", f"{found.said}; opening it brings it up to date, after a copy was kept")
    return Finding("shelf", f"{shelf}: {found.said}", found.advice)


def _save(shelf: Path) -> str:
    return health.save(shelf) or "another program has saved it meanwhile"


def _backups(shelf: Path) -> Iterator[Finding]:
    kept = backups.backups(shelf)
    good = [backup for backup in kept if not backup.name.startswith(_DAMAGED)]
    bad = [backup for backup in good if not backups.is_whole(backup)]
    for backup in bad:
        yield Finding(
            "backups",
            f"{backup.path} is damaged, and cannot be restored",
            f"--fix puts “{_DAMAGED}” before its name, so that nobody counts on it",
            _renaming(backup.path),
        )
    aside = [backup for backup in kept if backup.name.startswith(_DAMAGED)]
    if aside:
        kept_are = "1 damaged shelf is" if len(aside) == 1 else f"{len(aside)} damaged shelves are"
        yield Finding("backups", f"{kept_are} kept, the last one as {aside[0].path}")
    whole = len(good) - len(bad)
    if whole or not shelf.exists():
        yield Finding("backups", f"{whole} in {backups.folder_of(shelf)}, each can be restored")
    elif not bad:
        yield Finding("backups", "none yet; the reader makes one a day")
    if left := backups.left_over(shelf):
        yield Finding(
            "leftovers",
            f"{len(left)} copies of the shelf were never finished",
            "--fix removes them",
            lambda: _sweep(shelf),
        )


def _renaming(path: Path) -> Callable[[], str]:
    def rename() -> str:
        path.rename(path.with_name(f"{_DAMAGED}{path.name}"))
        return "renamed"

    return rename


def _sweep(shelf: Path) -> str:
    backups.sweep(shelf)
    return "removed"
