"""`python -m tests.torture`: every kind of write is killed in the middle, again and again; one table says what was lost.

`python -m tests.torture NAME …` is another torture: `app` kills the reader itself, `many` has everybody at work at once, `week` looks for what grows.
"""

import argparse
import importlib
import pkgutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import tui_reader
from tests.torture import tracer
from tests.torture.kills import Tally, torture
from tests.torture.kinds import KINDS, Kind
from tests.torture.table import show

_KILLS = 44
_OTHERS = {"app": "tests.torture.app_kills", "many": "tests.torture.many", "week": "tests.torture.week"}


def main(argv: list[str]) -> int:
    """Kill, and print what became of it; 1 when anything was lost, doubled or left behind."""
    if argv and argv[0] in _OTHERS:
        return int(importlib.import_module(_OTHERS[argv[0]]).main(argv[1:]))
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=_KILLS, help="how many of each kind")
    parser.add_argument("--only", nargs="+", metavar="KIND", help=", ".join(kind.name for kind in KINDS))
    parser.add_argument("--seed", type=int, default=1, help="other moments")
    options = parser.parse_args(argv)
    if reason := tracer.missing():
        print(f"skipped: {reason}")
        return 0
    _load_everything()
    chosen = [kind for kind in KINDS if not options.only or kind.name in options.only]
    return 0 if show(_tallies(chosen, options.kills, options.seed)) else 1


def _tallies(kinds: Sequence[Kind], kills: int, seed: int) -> Iterator[Tally]:
    for kind in kinds:
        begun = time.monotonic()
        tally = torture(kind, kills, Path(tempfile.mkdtemp(prefix="torture-")), seed)
        for detail in tally.details[:5]:
            print(f"{kind.name}: {detail}", file=sys.stderr)
        print(f"{kind.name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        yield tally


def _load_everything() -> None:
    """Import the program once, so that a forked process begins with its work."""
    for module in pkgutil.walk_packages(tui_reader.__path__, "tui_reader."):
        if not module.name.startswith("tui_reader.ui") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
