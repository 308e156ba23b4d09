"""Bringing the index up to date before a command looks into it."""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from tui_reader.cli import output
from tui_reader.index.model import Report
from tui_reader.library import Library, LibraryError
from tui_reader.paint.dates import count
from tui_reader.shelf.database import ShelfError


def say_unfollowed(error: ShelfError) -> None:
    """Say on stderr why marks could not follow their stories."""
    output.say(f"tui-reader: your marks could not follow their stories: {error}")


def update(
    library: Library,
    *,
    rebuild: bool = False,
    on_unfollowed: Callable[[ShelfError], None] = say_unfollowed,
) -> Report:
    """Bring the index up to date, with progress on stderr; Ctrl+C keeps what is done so far.

    A sentence on stderr says of an index that was not the user's alone that it was not opened; what hinders marks from
    following their stories is said, too, unless `on_unfollowed` takes it.

    Raises:
        KeyboardInterrupt: it was stopped.
        LibraryError: the folder cannot be listed, or the index cannot be written.
    """
    with output.progress() as on_progress, _stopped_by_interrupt() as stop:
        report = library.update(
            rebuild=rebuild, on_progress=on_progress, stop=stop, on_unfollowed=on_unfollowed
        )
    if report.refused:
        output.say(f"tui-reader: {report.refused}")
    if not report.finished:
        raise KeyboardInterrupt
    return report


@contextlib.contextmanager
def _stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """The first Ctrl+C asks to stop, a second one stops at once."""
    stopped = threading.Event()
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or threading.current_thread() is not threading.main_thread():
        yield stopped.is_set
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield stopped.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def update_quietly(library: Library, on_unfollowed: Callable[[ShelfError], None] = say_unfollowed) -> None:
    """The same, and one sentence on stderr about what could not be read, or why the index stays as it was.

    Raises:
        LibraryError: the folder cannot be listed, or the index cannot be written, and there is none to go on with.
    """
    try:
        unread = len(update(library, on_unfollowed=on_unfollowed).unread)
    except LibraryError as error:
        if not library.newest(1):
            raise
        output.say(f"tui-reader: {error}")
        return
    if unread:
        output.say(
            f"tui-reader: {count(unread, 'file', 'files')} could not be read; tui-reader index says why"
        )
