"""Bringing the index up to date before a command looks into it."""

from tui_reader.cli import output
from tui_reader.index.model import Report
from tui_reader.library import Library
from tui_reader.paint.dates import count


def update(library: Library, *, rebuild: bool = False) -> Report:
    """Bring the index up to date, with progress on stderr.

    Raises:
        LibraryError: the folder cannot be listed, or the index cannot be written.
    """
    with output.progress() as on_progress:
        return library.update(rebuild=rebuild, on_progress=on_progress)


def update_quietly(library: Library) -> None:
    """The same, and one sentence on stderr about what could not be read.

    Raises:
        LibraryError: the folder cannot be listed, or the index cannot be written.
    """
    problems = len(update(library).problems)
    if problems:
        output.say(
            f"tui-reader: {count(problems, 'file', 'files')} could not be read; tui-reader index says why"
        )
