"""The targets of searching a large library, each beside something measured in the same run.

python -m tests.bench search                     10,000 stories
python -m tests.bench search 100000              another number of stories
python -m tests.bench search --only keys build   some of the figures: start, build, change, keys
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import building, fts, material, typed
from tests.bench.app import Bench, Plan
from tests.bench.table import Figure, show
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.database import Database

PARTS = ("build", "start", "change", "keys")


class Targets(NamedTuple):
    """Where we aim."""

    start: str
    keys: tuple[str, str, str]
    ranked: str
    said: str
    build: str
    change: str
    memory: str
    opened: str


SMALL = Targets(
    "≤ 1.5", ("≤ 8 ms", "≤ 40 ms", "≤ 1.5"), "≤ 40 ms", "≤ 20 ms", "≤ 1.0", "≤ 2 s", "≤ 120 MB", "0"
)
LARGE = Targets(
    "≤ 1.8", ("≤ 12 ms", "≤ 80 ms", "≤ 0.5"), "≤ 300 ms", "≤ 100 ms", "≤ 1.0", "≤ 2 s", "≤ 200 MB", "0"
)
_LARGE = 50_000


def figures(stories: int, parts: tuple[str, ...] = PARTS) -> Iterator[Figure]:
    """Everything, or some parts of it."""
    targets = LARGE if stories >= _LARGE else SMALL
    root, home = material.library(stories), material.kept() / f"home-{stories}"
    places = Places(home / "data", home / "config", home / "cache", home / "state")
    folder = places.index_of(root)
    if "build" in parts:
        shutil.rmtree(home, ignore_errors=True)
        with tempfile.TemporaryDirectory() as scratch:
            yield from building.first_build(root, folder, Path(scratch) / "bare", targets.build)
    material.index(root, home)
    if "build" in parts:
        yield building.opening(root, folder, targets.opened)
    if "start" in parts:
        bench = Bench(Plan(stories), Path())
        yield bench.start()._replace(target=targets.start)
        yield from bench.memory_with_index(targets.memory)
    if "change" in parts or "keys" in parts:
        yield from _searching(root, places, targets, parts)


def _searching(root: Path, places: Places, targets: Targets, parts: tuple[str, ...]) -> Iterator[Figure]:
    library = Library(root, places, Database.in_memory())
    try:
        if "keys" in parts:
            beside = fts.database(root, material.kept())
            yield from typed.typing(library, beside, targets=targets.keys)
            yield typed.ranked(library, beside, target=targets.ranked)
            yield typed.said(library, beside, target=targets.said)
            beside.close()
        if "change" in parts:
            yield from building.following(library, targets.change)
    finally:
        library.close()


def main(argv: list[str]) -> int:
    """Measure and print, or say why that cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench search", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("stories", nargs="?", type=int, default=10_000, metavar="N")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args(argv)
    reason = material.missing()
    if reason:
        print(reason)
        return 0
    show(list(figures(options.stories, tuple(options.only))))
    return 0
