"""The real program in a terminal of its own: keys go in, and every byte that it writes is kept."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_QUIET_SECONDS = 0.12
_PATIENCE_SECONDS = 20.0


class Terminal:
    """Runs a command in a pseudo-terminal; `output` is all that it wrote so far, `code` its exit code once it has ended.

    One that does not `control` the command sends it no signal when it goes away.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int],
        *,
        control: bool = True,
    ) -> None:
        self.output = b""
        self.ended = False
        self.code: int | None = None
        self._open = True
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            with contextlib.suppress(OSError):
                if not control:
                    signal.signal(signal.SIGHUP, signal.SIG_IGN)
                    fcntl.ioctl(0, termios.TIOCNOTTY)
                    signal.signal(signal.SIGHUP, signal.SIG_DFL)
                os.chdir(folder)
                os.execvpe(command[0], list(command), dict(environment))  # noqa: S606  our own command
            os._exit(127)
        columns, lines = size
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the command, if it has not ended by itself."""
        if not self.ended:
            with contextlib.suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        if self._open:
            os.close(self._terminal)

    def wait_for(self, word: bytes) -> None:
        """Read until the command has written `word`; fails when it does not."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while word not in self.output:
            assert time.monotonic() < deadline, f"{word!r} was never seen: {self.output[-2000:]!r}"
            assert not self.ended, self.output[-2000:]
            self._read(0.1)

    def type(self, keys: str) -> None:
        """Press keys, and read until nothing more is written."""
        if not self.ended:
            with contextlib.suppress(OSError):
                os.write(self._terminal, keys.encode())
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.ended and time.monotonic() < deadline and self._read(_QUIET_SECONDS):
            pass

    def rest(self, seconds: float) -> None:
        """Press nothing for a while, and read what is written all the same."""
        deadline = time.monotonic() + seconds
        while not self.ended and time.monotonic() < deadline:
            self._read(0.1)

    def wait_for_rest(self, seconds: float) -> None:
        """Wait until nothing has been written for so many seconds; fails when that never comes."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            assert time.monotonic() < deadline, f"it never rested: {self.output[-2000:]!r}"
            self.output = b""
            self.rest(seconds)
            if not self.output:
                return

    def end(self, keys: str) -> None:
        """Press the keys that end the command, and wait until it has ended."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        self.type(keys)
        while not self.ended:
            assert time.monotonic() < deadline, f"it did not end: {self.output[-2000:]!r}"
            self._read(0.1)

    def hang_up(self) -> None:
        """Take the terminal away, and wait until the command has ended."""
        os.close(self._terminal)
        self._open = False
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self.ended:
            assert time.monotonic() < deadline, "it goes on without a terminal"
            ended, status = os.waitpid(self._process, os.WNOHANG)
            if ended:
                self.ended, self.code = True, os.waitstatus_to_exitcode(status)
            time.sleep(0.02)

    def send(self, number: int) -> None:
        """Send the command a signal."""
        os.kill(self._process, number)

    @property
    def children(self) -> list[int]:
        """The processes that the command has started and that still run, by their ids; for Linux."""
        lists = Path(f"/proc/{self._process}/task").glob("*/children")
        return [int(number) for each in lists for number in each.read_text("ascii").split()]

    @property
    def threads(self) -> int:
        """How many threads the command has; for Linux."""
        return sum(1 for _ in Path(f"/proc/{self._process}/task").iterdir())

    @property
    def modes(self) -> list[object]:
        """What the terminal does with keys, lines and signals, as termios tells it."""
        return list(termios.tcgetattr(self._terminal))

    def be_for_a_shell(self) -> None:
        """Set the terminal up as a shell does: it shows what is typed, and hands on whole lines."""
        modes = termios.tcgetattr(self._terminal)
        modes[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(self._terminal, termios.TCSANOW, modes)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._terminal, 65536)
        except OSError:  # Linux says so when the command has ended
            piece = b""
        if not piece:
            self.ended = True
            self.code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        self.output += piece
        return bool(piece)
