"""Checks of everything that the program uses, each with what to do; only what is the program's own is ever mended.

`checkup` asks in an order in which what was mended helps the checks behind it: the shelf knows the libraries.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tui_reader.doctor import folders, indexes, preferences, shelf, surroundings
from tui_reader.doctor.model import Finding
from tui_reader.paths import Places
from tui_reader.preferences import Preferences

__all__ = ["Finding", "checkup"]


def checkup(
    places: Places, chosen: Preferences, library: Path, environment: Mapping[str, str], encoding: str | None
) -> Iterator[Finding]:
    """Every check, one after the other; what the caller mends between two of them is seen by the next.

    `library` is the one in use; `encoding` that of the terminal, None without one.
    """
    yield from surroundings.versions()
    yield from surroundings.terminal(environment, encoding)
    yield from preferences.examine(places, chosen)
    yield from folders.examine(places)
    yield from shelf.examine(places)
    yield from indexes.examine(places, library, chosen.settings.limits)
    yield from surroundings.space(places)
