"""What became of kills, as one table, of which each line is printed as soon as its kind is done."""

from collections.abc import Iterable

from tests.torture.kills import Tally

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
