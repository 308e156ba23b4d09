"""The terminal that the reader is drawn on. When it goes away, or the system asks the reader to end, it ends in order."""

import contextlib
import errno
import os
import select
import signal
import termios
import tty
from collections.abc import Callable, Iterator
from threading import Lock, Thread
from typing import TextIO

from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui_reader.ui.key_parser import KeyParser

_ASKED_TO_END = (signal.SIGHUP, signal.SIGTERM)
_STREAMS = (0, 1, 2)


class Ended(Message):
    """The reader is to end: a signal asks for it, or the terminal has gone, which counts as a hangup."""

    def __init__(self, signal_number: int) -> None:
        super().__init__()
        self.signal_number = signal_number


class TerminalDriver(LinuxDriver):
    """Textual's own driver reads an empty input over and over when its terminal has gone without a signal.

    This one notices, and has the reader end; what is still written goes nowhere.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if self._file is not None:
            self._file = _Output(self._file, self._lose)  # type: ignore[assignment]
        self._losing = Lock()
        self._lost = False
        self._watching = False
        self._has_caret = False
        self._in_use = False

    def start_application_mode(self) -> None:
        """Take the terminal, and from the first time on listen for its end."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._in_use = self._key_thread is not None and self._key_thread.is_alive()
        if self._has_caret:
            self.show_caret(shown=True)
        if self._watching:
            return
        self._watching = True
        for number in _ASKED_TO_END:
            self._loop.add_signal_handler(number, self._end, number)
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._in_use = False
        super().stop_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again that was given back at a stop, or that the shell has set up for itself meanwhile.

        A terminal that goes away sends this signal, too: Textual would take it a second time, and read from it for ever.
        """
        if not self._in_use:
            if self._auto_restart and self._must_signal_resume:
                self.resume_application_mode()
        elif self._echoes():
            self._must_signal_resume = True
            self.suspend_application_mode()
            self.resume_application_mode()

    def _echoes(self) -> bool:
        """Whether the terminal shows what is typed, which it does for a shell."""
        try:
            return bool(termios.tcgetattr(self.fileno)[tty.LFLAG] & termios.ECHO)
        except termios.error:
            return False

    def run_input_thread(self) -> None:
        """Read keys with our own parser."""
        linux_driver.XTermParser = KeyParser  # type: ignore[attr-defined]
        super().run_input_thread()

    def show_caret(self, *, shown: bool) -> None:
        """Show the terminal's own cursor from now on, also when the reader comes back from the shell; or hide it."""
        self._has_caret = shown
        self.write("\x1b[?25h" if shown else "\x1b[?25l")
        self.flush()

    def _watch(self) -> None:
        """Wait, without doing anything, until the terminal has gone."""
        if _has_gone(self.fileno, None):
            self._lose()

    def _lose(self) -> None:
        """Let go of a terminal that has gone, so that nothing waits for it, and have the reader end."""
        with self._losing:
            if self._lost:
                return
            self._lost = True
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in filter(_has_gone, _STREAMS):
                os.dup2(nowhere, stream)
            os.close(nowhere)
        self._end(signal.SIGHUP)

    def _end(self, number: int) -> None:
        with contextlib.suppress(RuntimeError):  # it has ended by itself meanwhile
            self.send_message(Ended(number))


class _Output:
    """A file that may lose its other end: then it says so, and takes what is written to it all the same."""

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        self._file = file
        self._lost = lost

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Write."""
        with self._bearing_loss():
            self._file.write(text)

    def flush(self) -> None:
        """Send what was written."""
        with self._bearing_loss():
            self._file.flush()

    @contextlib.contextmanager
    def _bearing_loss(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            self._lost()


def _has_gone(stream: int, milliseconds: int | None = 0) -> bool:
    """Whether the other end of a stream has gone; waits for that for some time, or with None for ever."""
    poll = select.poll()
    poll.register(stream, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(milliseconds))
