"""Looking again and again whether something has changed, without a moment of the screen's thread."""

import threading
from collections.abc import Callable
from contextlib import suppress

_SECONDS = 1.0


class Watch:
    """Looks once a second, in a thread of its own, and tells when it sees something else than the time before.

    With `at_once` the first look is told of, too. `look` and `tell` are called in that thread, until it is stopped.
    """

    def __init__(
        self, look: Callable[[], object], tell: Callable[[], object], *, at_once: bool = False
    ) -> None:
        self._look = look
        self._tell = tell
        self._at_once = at_once
        self._stopped = threading.Event()
        self.has_looked = False

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _watch(self) -> None:
        before = None if self._at_once else self._look()
        self.has_looked = True
        while not self._stopped.wait(_SECONDS):
            now = self._look()
            if now != before:
                before = now
                with suppress(RuntimeError):  # the screen has gone
                    self._tell()
