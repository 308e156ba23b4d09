"""What reading costs in a terminal: opening, paging, lighting, resizing, doing nothing, and many bookmarks.

Each figure stands beside that of a bare Textual app; paging beside a page of plain lines drawn by Textual itself.

python -m tests.bench reading
python -m tests.bench reading --quick    fewer repetitions

All figures are processor time of the whole program, its threads included, so that a busy machine does not
change them much; the processors are kept awake meanwhile. A key's figure is all that it sets off, until nothing more is drawn.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench import bare, marked, material
from tests.bench.awake import awake
from tests.bench.table import Figure, milliseconds, show
from tests.bench.terminal import WIDE, Terminal
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import read_article

_SHORT, _LONG, _LONGEST = 600, 10_000, 50_000
_SOURCE = 500
"""Stories in the library from whose paragraphs the long ones are made."""
_SIZES = (WIDE, (120, 36))
_HELD = 20.0
"""Keys a second, as from a key that is held down; each is done with before the next."""
_BEGINNING = 3
"""So many first words tell one story from another."""


@dataclass(frozen=True)
class Plan:
    """How often each thing is done, and for how many seconds nothing is."""

    openings: int = 12
    openings_of_longest: int = 4
    pages: int = 24
    lights: int = 24
    sizes: int = 16
    idle: float = 10.0


class Bench:
    """Measures the reader on stories that are thrown away at the end."""

    def __init__(self, plan: Plan, work: Path) -> None:
        self.plan = plan
        self._work = work
        self._source = material.library(_SOURCE)

    def figures(self) -> Iterator[Figure]:
        """Everything, one after the other."""
        yield self.opening(_SHORT, self.plan.openings, 0.030, "first line")
        yield self.opening(_LONGEST, self.plan.openings_of_longest, 0.060, "visible page")
        yield from self.in_long_story()
        yield from self.bookmarks()

    def opening(self, words: int, times: int, target: float, seen: str) -> Figure:
        """From the key that opens the next story until its text is on the screen."""
        folder, home = self._stories(words, times + 2)
        texts = [
            read_article(file, folder).text.split()[:_BEGINNING] for file in sorted(folder.glob("*.txt"))
        ]
        costs = []
        with self._reader(folder, home) as terminal:
            terminal.wait_for("Story 0")
            terminal.settle(1.0)
            terminal.type("\r")
            terminal.settle(1.0)
            for text in texts[1 : times + 1]:
                here, before = terminal.here, terminal.cpu
                terminal.type("J")
                terminal.wait_for(r"\s+".join(map(re.escape, text)), here)
                costs.append(terminal.cpu - before)
                terminal.settle(1.0)
        what = f"opening {words:,} words, {seen}"
        return self._beside(what, statistics.median(costs), self._bare_key, target)

    def in_long_story(self) -> Iterator[Figure]:
        """Paging, lighting one person, resizing and idling in a long story whose names are lit."""
        folder, home = self._stories(_LONG, 2)
        found = analyze(read_article(folder / "000.txt", folder).text)
        spans = len(list(found.names())) + len(found.quotes)
        where = f"{_LONG:,} words with {spans:,} spans"
        with self._reader(folder, home) as terminal:
            terminal.wait_for("Story 0")
            terminal.settle(1.0)
            terminal.type("\r")
            terminal.settle(2.0)
            page = _each(terminal, " ", self.plan.pages)
            yield self._beside(f"page down, {where}", page, self._bare_page, 0.008, "bare lines")
            terminal.type("\t")
            light = _each(terminal, "\r", self.plan.lights)
            yield self._beside(f"lighting a person's words, {where}", light, self._bare_key, 0.015)
            yield self._resizing(terminal, where)
            yield self._idle(terminal)

    def bookmarks(self) -> Iterator[Figure]:
        """The screen of very many bookmarks."""
        home = self._work / "home-bookmarks"
        material.index(self._source, home)
        marked.fill(marked.places(home), self._source)
        with marked.reader(self._source, home) as terminal:
            terminal.wait_for("stories")
            terminal.settle(2.0)
            yield from marked.figures(terminal, self._bare_key)

    def _resizing(self, terminal: Terminal, where: str) -> Figure:
        costs = []
        with self._bare() as other:
            other.wait_for(bare.TEXT)
            for each in (terminal, other):
                each.settle()
                before = each.cpu
                each.resize((_SIZES[number % 2] for number in range(self.plan.sizes)), 0.3)
                each.settle()
                costs.append((each.cpu - before) / self.plan.sizes)
        return self._beside(f"resize, {where}", costs[0], costs[1], 0.060)

    def _idle(self, terminal: Terminal) -> Figure:
        shares = []
        drawn = 0
        with self._bare() as other:
            other.wait_for(bare.TEXT)
            for each in (terminal, other):
                each.settle(5.0)
                before, here = each.cpu, each.here
                time.sleep(self.plan.idle)
                shares.append((each.cpu - before) / self.plan.idle)
                drawn += (each.here - here) * (each is terminal)
        what = f"idle, a story open; drawn meanwhile: {drawn or 'nothing'}"
        ratio = shares[0] / shares[1] if shares[1] else None
        return Figure(what, f"{shares[0]:.2%}", f"bare app {shares[1]:.2%}", ratio, "< 1 %")

    @staticmethod
    def _beside(what: str, ours: float, theirs: float, target: float, other: str = "bare app") -> Figure:
        aim = f"≤ {target * 1000:.0f} ms"
        return Figure(what, milliseconds(ours), f"{other} {milliseconds(theirs)}", ours / theirs, aim)

    @cached_property
    def _bare_key(self) -> float:
        with self._bare() as terminal:
            terminal.wait_for(bare.TEXT)
            return _each(terminal, "j", self.plan.pages)

    @cached_property
    def _bare_page(self) -> float:
        with self._bare(bare.LINES) as terminal:
            terminal.wait_for(bare.TEXT)
            return _each(terminal, " ", self.plan.pages)

    def _stories(self, words: int, count: int) -> tuple[Path, Path]:
        """A library of stories of so many words, and a home in which it is indexed."""
        folder = material.long_stories(self._work / f"words-{words}", self._source, words, count)
        home = self._work / f"home-{words}"
        material.index(folder, home)
        return folder, home

    @staticmethod
    def _reader(folder: Path, home: Path) -> Terminal:
        return Terminal([*material.READER, str(folder)], material.environment(home))

    def _bare(self, *words: str) -> Terminal:
        return Terminal([sys.executable, str(Path(bare.__file__)), *words], material.environment(self._work))


def _each(terminal: Terminal, key: str, times: int) -> float:
    """The processor time of one key of some; the first one warms up."""
    terminal.type(key)
    terminal.settle(1.0)
    before = terminal.cpu
    terminal.hold(key, times, _HELD)
    terminal.settle()
    return (terminal.cpu - before) / times


def figures(*, quick: bool) -> list[Figure]:
    """Measure."""
    plan = Plan(openings=3, openings_of_longest=1, pages=8, lights=8, sizes=6, idle=3.0) if quick else Plan()
    with tempfile.TemporaryDirectory() as work, awake():
        return list(Bench(plan, Path(work)).figures())


def main(argv: list[str]) -> int:
    """Measure and print, or say why that cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench reading", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    options = parser.parse_args(argv)
    reason = material.missing()
    if reason:
        print(reason)
        return 0
    show(figures(quick=options.quick))
    return 0
