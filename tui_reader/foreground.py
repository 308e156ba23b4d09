"""Programs that have the terminal to themselves for a while: the user's editor, a browser that draws in the terminal."""

import contextlib
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence

_INTERRUPTS = (signal.SIGINT, signal.SIGQUIT)


def run(words: Sequence[str]) -> int:
    """Run a program, without a shell, until it ends, and return its exit code.

    Raises:
        OSError: it cannot be started.
        ValueError: a word holds what no program can be given.
    """
    with _interrupts_for_it():
        return subprocess.run([*words], check=False).returncode  # noqa: S603  the user's own program, without a shell


@contextlib.contextmanager
def _interrupts_for_it() -> Iterator[None]:
    """Interrupts from the keyboard reach whoever has the terminal: while the program runs they are its own, and end nobody else.

    A handler does nothing, and unlike an ignored signal it does not pass to the program.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(number, signal.signal(number, lambda *_: None)) for number in _INTERRUPTS]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler or signal.SIG_DFL)
