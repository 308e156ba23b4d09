"""The real app in a terminal of its own, and its screen as a person would see it."""

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import material
from tests.bench.terminal import Terminal
from tests.torture.screen import Screen
from tests.torture.world import World

CTRL_Q = "\x11"
_PATIENCE_SECONDS = 60.0
_SIZE = (120, 120)
"""So high that fifty stories are seen at once."""
_LIST = 35
"""So many columns of that are the list's; beside it, the headline of a bookmarked story has a star before it."""
READER: Sequence[str] = ("-m", "tui_reader")


class Window(Terminal):
    """Runs the reader on the library of a world; `program` is what Python is started with.

    It never asks the system whether the app has ended, which would take a stop from whoever traces it.
    """

    def __init__(self, world: World, program: Sequence[str] = READER, size: tuple[int, int] = _SIZE) -> None:
        self._screen = Screen(size)
        self._shown = 0
        environment = material.environment(world.base / "home")
        super().__init__([sys.executable, *program, str(world.library)], environment, size)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether nothing holds the terminal any more."""
        return not self._reader.is_alive()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen now."""
        with self._changed:
            self._show_all()
        return self._screen.lines

    @property
    def output(self) -> bytes:
        """Everything that was written."""
        with self._changed:
            return b"".join(piece for _, piece in self._pieces)

    def change_size(self, size: tuple[int, int]) -> None:
        """Have another size, as when a person drags the window's corner, until the app has drawn for it.

        Raises:
            TimeoutError: it never did.
        """
        with self._changed:
            self._show_all()
            self._screen.resize(size)
        self.resize([size], 0)
        self.until(any)

    def until(self, seen: Callable[[list[str]], bool], patience: float = _PATIENCE_SECONDS) -> float:
        """The moment (of the monotonic clock) from which on the screen's lines are as they should be.

        Raises:
            TimeoutError: they never were; says what was there instead.
        """
        deadline = time.monotonic() + patience
        when = time.monotonic()
        with self._changed:
            while True:
                self._show_all()
                if seen(self._screen.lines):
                    return max(when, self._pieces[self._shown - 1][0] if self._shown else when)
                if time.monotonic() > deadline or self.ended:
                    shown = "\n".join(line for line in self._screen.lines if line)
                    raise TimeoutError(f"never seen, but:\n{shown}")
                self._changed.wait(0.05)

    def shows(self, text: str, patience: float = _PATIENCE_SECONDS) -> float:
        """When a text stands somewhere on the screen, as `until`."""
        return self.until(lambda lines: any(text in line for line in lines), patience)

    def leave(self, patience: float = 10.0) -> None:
        """Quit, from wherever the reader is, and see that it has ended well.

        Raises:
            RuntimeError: it did not end, or not well.
        """
        self.type(CTRL_Q)
        code = self._process.wait(patience)
        if code:
            raise RuntimeError(f"the reader ended with {code}: {self.output[-500:]!r}")

    def drain(self) -> None:
        """Take the last of what was written, once the app has been killed."""
        self._reader.join(5.0)

    def kill(self) -> None:
        """End it at once, as the system would, unless it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGKILL)

    def _show_all(self) -> None:
        """Bring the screen up to date; the caller holds the lock."""
        for _, piece in self._pieces[self._shown :]:
            self._screen.feed(piece)
        self._shown = len(self._pieces)


def headline(number: int) -> str:
    """The headline of a world's story, as a piece of text that no other headline holds."""
    return f"Pier {number} opens"


def starred(lines: Sequence[str], number: int) -> bool:
    """Whether a list on the screen shows a story as bookmarked."""
    marked = re.compile(rf"{re.escape(headline(number))} +★")
    return any(marked.search(line[:_LIST]) for line in lines)


def here() -> Path:
    """The folder of these programs."""
    return Path(__file__).parent
