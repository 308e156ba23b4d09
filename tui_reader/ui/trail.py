"""Where the reader has been: places to go back to and forward again, as in a browser."""

from pathlib import Path
from typing import NamedTuple

_MOST = 200


class Place(NamedTuple):
    """A code point `offset` of the story at `path`, when its text had this content hash."""

    path: Path
    offset: int
    content_hash: str = ""


class Trail:
    """Places in the order in which they were left; going somewhere new forgets the way forward."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    def leave(self, place: Place | None) -> None:
        """Remember a place that is left for another one."""
        if place is not None and self._before[-1:] != [place]:
            self._before = [*self._before, place][-_MOST:]
        self._after = []

    def back(self, here: Place | None) -> Place | None:
        """The place before `here`, which can be gone on to again; None when there is none."""
        return self._step(self._before, self._after, here)

    def on(self, here: Place | None) -> Place | None:
        """The place that was left by going back; None when there is none."""
        return self._step(self._after, self._before, here)

    def leads_back(self, here: Place | None) -> bool:
        """Whether there is a place to go back to."""
        return any(place != here for place in self._before)

    def leads_on(self, here: Place | None) -> bool:
        """Whether there is a place to go on to."""
        return any(place != here for place in self._after)

    @staticmethod
    def _step(of: list[Place], to: list[Place], here: Place | None) -> Place | None:
        while of and of[-1] == here:
            of.pop()
        if not of:
            return None
        if here is not None:
            to.append(here)
        return of.pop()
