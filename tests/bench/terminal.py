"""A program in a terminal of its own: what it writes and when, what it costs, and typing to it. For Linux."""

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=$]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")
_ALL_THREADS = 2
"""In the number of a clock of Linux: the time that a process has used, in nanoseconds."""
_PATIENCE = 60.0
WIDE = (140, 40)


class Terminal:
    """Starts a command; a thread takes what it writes, as a terminal would, and remembers when it came.

    Nothing that a program asks its terminal is answered.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = WIDE
    ) -> None:
        self._own, its_end = pty.openpty()
        self._pieces: list[tuple[float, bytes]] = []
        self._changed = threading.Condition()
        self._set_size(size)
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            command, stdin=its_end, stdout=its_end, stderr=its_end, env=environment, start_new_session=True
        )
        os.close(its_end)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program, with `q` where it listens."""
        self.type("qq")
        try:
            self._process.wait(5.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(5.0)
        os.close(self._own)

    @property
    def cpu(self) -> float:
        """The seconds of processor time that the program has used, all its threads together."""
        return time.clock_gettime((~self._process.pid << 3) | _ALL_THREADS)

    @property
    def memory(self) -> int:
        """The bytes that the program holds in memory."""
        with open(f"/proc/{self._process.pid}/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    @property
    def own_memory(self) -> int:
        """The same without the files that it has mapped, whose pages the system takes back when it wants."""
        for line in Path(f"/proc/{self._process.pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Anonymous:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError("the system does not say what memory is the program's own")

    @property
    def family_memory(self) -> int:
        """The same together with the processes that it has started; what they share is counted once."""
        lists = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        children = [number for each in lists for number in each.read_text("ascii").split()]
        total = 0
        for number in (self._process.pid, *children):
            for line in Path(f"/proc/{number}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        return total

    def type(self, keys: str) -> None:
        """Type keys, all at once."""
        with contextlib.suppress(OSError):
            os.write(self._own, keys.encode())

    def hold(self, key: str, times: int, rate: float) -> None:
        """Type a key again and again, `rate` times a second."""
        begun = time.monotonic()
        for number in range(times):
            self.type(key)
            time.sleep(max(begun + (number + 1) / rate - time.monotonic(), 0))

    def resize(self, sizes: Iterable[tuple[int, int]], pause: float) -> None:
        """Change the terminal's size again and again."""
        for size in sizes:
            self._set_size(size)
            os.kill(self._process.pid, signal.SIGWINCH)
            time.sleep(pause)

    def wait_for(self, pattern: str, after: int = 0) -> float:
        """When a regular expression was there to be seen, in seconds after the start; `after` is what `here` gave."""
        wanted = re.compile(pattern.encode())
        deadline = time.monotonic() + _PATIENCE
        with self._changed:
            while True:
                seen = b""
                for when, piece in self._pieces[after:]:
                    seen += piece
                    if wanted.search(_ESCAPES.sub(b"", seen)):
                        return when - self.started
                if time.monotonic() > deadline or self._process.poll() is not None:
                    shown = _ESCAPES.sub(b" ", seen).decode("utf-8", "replace")
                    raise TimeoutError(f"{pattern!r} was never seen, but: {shown[-2000:]}")
                self._changed.wait(1.0)

    @property
    def here(self) -> int:
        """A place in what was written so far, for `wait_for`."""
        with self._changed:
            return len(self._pieces)

    def settle(self, quiet: float = 0.5) -> float:
        """Wait until nothing has been written for `quiet` seconds; when the last of it came, as `wait_for`."""
        deadline = time.monotonic() + _PATIENCE
        begun = time.monotonic()
        while time.monotonic() < deadline:
            with self._changed:
                last = max(self._pieces[-1][0] if self._pieces else 0.0, begun)
            if time.monotonic() - last >= quiet:
                return last - self.started
            time.sleep(quiet / 10)
        return time.monotonic() - self.started

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, lines = size
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._own, 65536)
            except OSError:  # Linux says so when the program has ended
                piece = b""
            with self._changed:
                if piece:
                    self._pieces.append((time.monotonic(), piece))
                self._changed.notify_all()
            if not piece:
                return
