"""The first starts, in which the reader offers its tour: counted in the user's state folder, until the tour was taken."""

import contextlib
from pathlib import Path

_FILE = "tour"
_TAKEN = "taken"
_STARTS = 3


def offer_tour(state: Path, *, new: bool) -> bool:
    """Whether this start offers the tour, which counts as one more; `new` says that nothing is known of earlier starts.

    Where the folder cannot be written nothing is offered: it would be at every start.
    """
    try:
        said = (state / _FILE).read_text("ascii").strip()
    except FileNotFoundError:
        said = "0" if new else _TAKEN
    except (OSError, ValueError):
        return False
    starts = int(said) if said.isdecimal() else _STARTS
    if starts >= _STARTS:
        return False
    try:
        _write(state, str(starts + 1))
    except OSError:
        return False
    return True


def tour_taken(state: Path) -> None:
    """Offer the tour no more."""
    with contextlib.suppress(OSError):
        _write(state, _TAKEN)


def _write(state: Path, text: str) -> None:
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    (state / _FILE).write_text(text, "ascii")
