"""How quick the reader is in a terminal, each figure beside a bare Textual app or a plain piece of the same work.

python -m tests.bench app                  10,000 stories
python -m tests.bench app --stories 500    another number of stories
python -m tests.bench app --quick          fewer repetitions

Programs run in terminals of their own, and are measured from outside: Textual draws nothing in its test mode.
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench import bare, material
from tests.bench.table import Figure, milliseconds, show
from tests.bench.terminal import Terminal
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import read_article

KEYS_A_SECOND = 30.0
"""How fast a keyboard repeats a key that is held."""
_LIT = "VOICES|MENTIONED|ORGANIZATIONS|PLACES"
"""What the cast shows as soon as a story's names are lit."""
_SHORT, _LONG = 600, 10_000
_BARE = [sys.executable, str(Path(bare.__file__))]


@dataclass(frozen=True)
class Plan:
    """How many stories, and how often each thing is done."""

    stories: int
    starts: int = 21
    keys: int = 120
    openings: int = 10
    echoes: int = 80


class Bench:
    """Measures the reader on libraries that are thrown away at the end, but for the large one."""

    def __init__(self, plan: Plan, work: Path) -> None:
        self.plan = plan
        self.library = material.library(plan.stories)
        self.home = material.kept() / f"home-{plan.stories}"
        self._work = work
        shutil.rmtree(self.home / "data", ignore_errors=True)  # the place where the run before left the list
        material.index(self.library, self.home)

    def figures(self) -> Iterator[Figure]:
        """Everything, one after the other."""
        yield self.start()
        yield self.memory()
        yield self.key_in_list()
        yield from self.stories(_SHORT)
        yield from self.stories(_LONG)
        yield from self.echo()

    def start(self) -> Figure:
        """From the start of the program until the first headline is on the screen; the ratio is the median of pairs."""
        command = [*material.READER, "list", "--json", "--limit", "1", "--library", str(self.library)]
        listed = subprocess.run(command, env=material.environment(self.home), check=True, capture_output=True)
        title = " ".join(json.loads(listed.stdout)["title"].split()[:3])
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(self.plan.starts + 1):
            with self._reader(self.library, self.home) as terminal:
                ours.append(terminal.wait_for(re.escape(title)))
                terminal.settle()
            with self._bare() as terminal:
                theirs.append(terminal.wait_for(bare.TEXT))
        pairs = list(zip(ours, theirs, strict=True))[1:]
        what = f"first headlines on the screen, {self.plan.stories:,} stories"
        beside = f"bare app {milliseconds(statistics.median(theirs[1:]))}"
        ratio = statistics.median(mine / other for mine, other in pairs)
        return Figure(what, milliseconds(statistics.median(ours[1:])), beside, ratio)

    def memory(self) -> Figure:
        """What the program holds in memory with the whole list shown."""
        with self._reader(self.library, self.home) as terminal, self._bare() as other:
            terminal.wait_for(f"{self.plan.stories:,} stories")
            terminal.settle(2.0)
            ours, theirs = terminal.memory, other.memory
        what = f"memory with {self.plan.stories:,} stories listed"
        return Figure(what, f"{ours / 1e6:.0f} MB", f"bare app {theirs / 1e6:.0f} MB", ours / theirs)

    def memory_with_index(self, target: str) -> Iterator[Figure]:
        """The same with the index open, because something was searched; and with the process that watches."""
        with self._reader(self.library, self.home) as terminal:
            terminal.wait_for(f"{self.plan.stories:,} stories")
            terminal.settle(3.0)
            terminal.type("/president\r")
            terminal.settle(3.0)
            terminal.type("\x1b")
            terminal.settle(2.0)
            own, family = terminal.memory, terminal.family_memory
        yield Figure("memory, index open, list shown", f"{own / 1e6:.0f} MB", "", None, target)
        yield Figure("the same with the process that watches", f"{family / 1e6:.0f} MB")

    def key_in_list(self) -> Figure:
        """One key of many while `j` is held in the list, previews and all."""
        with self._reader(self.library, self.home) as terminal:
            terminal.wait_for(f"{self.plan.stories:,} stories")
            ours = _held(terminal, "j", self.plan.keys, KEYS_A_SECOND)
        return self._beside("a key held in the list, processor time", ours, self._bare_key)

    def stories(self, words: int) -> Iterator[Figure]:
        """Opening stories of about `words` words until their names are lit."""
        folder = material.long_stories(
            self._work / f"words-{words}", self.library, words, self.plan.openings + 1
        )
        home = self._work / "home"
        material.index(folder, home)
        with self._reader(folder, home) as terminal:
            terminal.settle(1.0)
            times: list[float] = []
            costs: list[float] = []
            for _ in range(self.plan.openings):
                here, before, typed = terminal.here, terminal.cpu, time.monotonic()
                terminal.type("j\r")
                times.append(terminal.wait_for(_LIT, here) + terminal.started - typed)
                costs.append(terminal.cpu - before)
                terminal.settle()
                terminal.type("q")
                terminal.settle()
            ours = statistics.mean(costs)
            what = f"opening a story of {words:,} words until its names are lit"
            alone = _analysis_alone(folder)
            yield Figure(
                f"{what}, processor time",
                milliseconds(ours),
                f"analysis alone {milliseconds(alone)}",
                ours / alone,
            )
            taken = statistics.median(times)
            yield Figure(what, milliseconds(taken), f"analysis alone {milliseconds(alone)}", taken / alone)

    def echo(self) -> Iterator[Figure]:
        """From a key to its effect in the list, with nothing else to do and while a first index is made."""
        found = []
        for home in (self.home, self._work / "new"):
            with self._reader(self.library, home) as terminal:
                terminal.wait_for("stories" if home == self.home else r"\d of")
                terminal.settle(1.0) if home == self.home else time.sleep(1.0)
                found.append(sorted(_echoes(terminal, self.plan.echoes)))
        for name, share in (("p50", 0.5), ("p95", 0.95)):
            idle, busy = (echoes[round(share * (len(echoes) - 1))] for echoes in found)
            what = f"a key's echo during the first indexing, {name}"
            yield Figure(what, milliseconds(busy), f"idle {milliseconds(idle)}", busy / idle)

    @staticmethod
    def _beside(what: str, ours: float, theirs: float) -> Figure:
        return Figure(what, milliseconds(ours), f"bare app {milliseconds(theirs)}", ours / theirs)

    @cached_property
    def _bare_key(self) -> float:
        with self._bare() as terminal:
            terminal.wait_for(bare.TEXT)
            return _held(terminal, "j", self.plan.keys, KEYS_A_SECOND)

    def _reader(self, folder: Path, home: Path) -> Terminal:
        return Terminal([*material.READER, str(folder)], material.environment(home))

    def _bare(self) -> Terminal:
        return Terminal(_BARE, material.environment(self._work))


def _held(terminal: Terminal, key: str, times: int, rate: float) -> float:
    """The processor time of one key of many."""
    terminal.settle()
    before = terminal.cpu
    terminal.hold(key, times, rate)
    terminal.settle()
    return (terminal.cpu - before) / times


def _echoes(terminal: Terminal, times: int) -> Iterator[float]:
    """How long the bar of the list's cursor takes to move, each time."""
    for _ in range(times):
        here, typed = terminal.here, time.monotonic()
        terminal.type("j")
        yield terminal.wait_for("▌", here) + terminal.started - typed
        time.sleep(0.15)


def _analysis_alone(folder: Path) -> float:
    """The processor time of the analysis of one story, of those in a folder."""
    texts = [read_article(file, folder).text for file in sorted(folder.glob("*.txt"))]
    analyze(texts[0])
    before = time.process_time()
    for text in texts:
        analyze(text)
    return (time.process_time() - before) / len(texts)


def figures(*, quick: bool, stories: int = 10_000) -> list[Figure]:
    """Measure; nothing where there is no shared folder to make a library from."""
    plan = Plan(stories, starts=3, keys=30, openings=2, echoes=20) if quick else Plan(stories)
    with tempfile.TemporaryDirectory() as work:
        return list(Bench(plan, Path(work)).figures())


def main(argv: list[str]) -> int:
    """Measure and print, or say why that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench app", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--stories", type=int, default=10_000, metavar="N")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    options = parser.parse_args(argv)
    reason = material.missing()
    if reason:
        print(reason)
        return 0
    show(figures(quick=options.quick, stories=options.stories))
    return 0
