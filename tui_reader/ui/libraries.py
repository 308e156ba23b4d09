"""The libraries that the reader may go to: those opened before, and the samples."""

import os
from collections.abc import Iterator
from pathlib import Path

from tui_reader import signs
from tui_reader.index.catalog import Catalog
from tui_reader.library import why_no_library
from tui_reader.paint.dates import count
from tui_reader.paths import Places, absolute, sample_library
from tui_reader.shelf import libraries
from tui_reader.shelf.database import Database
from tui_reader.ui.screens.chooser import Choice


def choices(shelf: Database, places: Places, here: Path | None) -> list[Choice[Path]]:
    """The libraries, the latest first, each with what is known of it; takes its time.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    roots = dict.fromkeys([*libraries.recent(shelf), absolute(sample_library())])
    return [
        Choice(name_of(root), root, signs.now().between.join(_facts(root, places, here))) for root in roots
    ]


def unfit(root: Path) -> str:
    """Why a library cannot be opened; empty when it can."""
    try:
        return why_no_library(root)
    except OSError as error:
        return f"{root} cannot be opened as a library: {(error.strerror or str(error)).lower()}"


def completed(text: str) -> str:
    """A path as far as there is only one way to go on with it: a folder's name ends with a slash."""
    stem, slash, beginning = text.rpartition("/")
    try:
        with os.scandir(absolute(Path(stem + slash))) as entries:
            names = [each.name for each in entries if each.name.startswith(beginning) and each.is_dir()]
    except OSError:
        return text
    seen = [name for name in names if beginning or not name.startswith(".")]
    return f"{stem}{slash}{os.path.commonprefix(seen) or beginning}" + "/" * (len(seen) == 1)  # noqa: RUF071  of letters, not of folders


def typed(text: str) -> Choice[Path]:
    """The folder whose path was typed."""
    return Choice(f"Open {text}", absolute(Path(text)), first=text.startswith(("/", "~", ".")))


def is_folder(path: Path) -> bool:
    """Whether there is a folder that may be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def name_of(root: Path) -> str:
    """What people call a library: its path, below `~` where it is in the user's home."""
    if root == absolute(sample_library()):
        return "Sample library"
    home = absolute(Path("~"))
    return f"~/{root.relative_to(home)}" if root.is_relative_to(home) else str(root)


def _facts(root: Path, places: Places, here: Path | None) -> Iterator[str]:
    if not is_folder(root):
        yield "gone"
        return
    stories = Catalog.count(places.index_of(root))
    if stories is not None:
        yield count(stories, "story", "stories")
    if root == here:
        yield "open now"
