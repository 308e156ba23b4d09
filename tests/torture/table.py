"""What became of kills, as one table, of which each line is printed as soon as its kind is done."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from tests.torture.kills import Tally


class Named(Protocol):
    """A kind of write that is killed."""

    @property
    def name(self) -> str:
        """What the table calls it."""


Kind = TypeVar("Kind", bound=Named)

_KIND = 32
_NUMBERS = {
    "writes": "writes in it",
    "kills": "kills",
    "inside": "inside the write",
    "lost": "lost",
    "doubled": "doubled",
    "left": "left behind",
    "wrong": "else wrong",
}


def tallies(kinds: Sequence[Kind], torture: Callable[[Kind, Path], Tally]) -> Iterator[Tally]:
    """Torture each kind in a folder of its own; the first details, and how long it took, go to stderr."""
    for kind in kinds:
        begun = time.monotonic()
        tally = torture(kind, Path(tempfile.mkdtemp(prefix="torture-")))
        for detail in tally.details[:5]:
            print(f"{kind.name}: {detail}", file=sys.stderr)
        print(f"{kind.name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        yield tally


def show(tallies: Iterable[Tally]) -> bool:
    """Print a row a kind, each when it comes, and their sum; whether all is well."""
    print("kind".ljust(_KIND), *_NUMBERS.values(), sep="  ", flush=True)
    done = []
    for tally in tallies:
        print(_row(tally), flush=True)
        done.append(tally)
    total = Tally("all")
    for name in _NUMBERS:
        setattr(total, name, sum(getattr(tally, name) for tally in done))
    print(_row(total), flush=True)
    return all(tally.well for tally in done)


def _row(tally: Tally) -> str:
    numbers = (f"{getattr(tally, name):,}".ljust(len(title)) for name, title in _NUMBERS.items())
    return "  ".join((tally.name.ljust(_KIND), *numbers)).rstrip()
