"""`python -m tests.torture`: every kind of write is killed in the middle, again and again; one table says what was lost.

`python -m tests.torture NAME …` is another torture: `app` kills the reader itself, `many` has everybody at work at once, `week` looks for what grows.
"""

import argparse
import importlib
import pkgutil
import sys

import tui_reader
from tests.torture import tracer
from tests.torture.kills import torture
from tests.torture.kinds import KINDS
from tests.torture.table import show, tallies

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
    tortured = tallies(chosen, lambda kind, base: torture(kind, options.kills, base, options.seed))
    return 0 if show(tortured) else 1


def _load_everything() -> None:
    """Import the program once, so that a forked process begins with its work."""
    for module in pkgutil.walk_packages(tui_reader.__path__, "tui_reader."):
        if not module.name.startswith("tui_reader.ui") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
