"""How long it will still take, told from how fast it went."""

import time
from collections import deque

_WINDOW_SECONDS = 20.0
_FIRST_SECONDS = 1.5


class Estimate:
    """Seconds left for `total` pieces of work; it looks at the last seconds only, for the machine may have more to do.

    Nor does it look at what comes before the first piece: processes are started then, and word lists read.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._seen: deque[tuple[float, int]] = deque()

    def seconds(self, done: int) -> float | None:
        """How long the rest takes; None as long as nothing can be said."""
        if not done:
            return None
        now = time.monotonic()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > _WINDOW_SECONDS:
            self._seen.popleft()
        since, before = self._seen[0]
        if done <= before or now - since < _FIRST_SECONDS:
            return None
        return (self._total - done) * (now - since) / (done - before)
