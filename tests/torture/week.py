"""A week with the reader, replayed fast: what it holds in memory and open, and what a key costs, at the beginning and the end.

python -m tests.torture week                   10,000 stories opened, 5,000 searches, 2,000 changes on disk, 500 resizes
python -m tests.torture week --events 0.1      a tenth of that

The reader runs in a terminal on a library of the yardstick, all the time with the index open and the folder watched.
"""

import argparse
import contextlib
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import material
from tests.bench.awake import awake
from tests.torture.window import Window
from tests.torture.world import World
from tui_reader.index import merging, store

_STORIES = 1_000
_OPENED, _SEARCHES, _CHANGES, _RESIZES = 10_000, 5_000, 2_000, 500
_ROUNDS = 250
_WARM = 0.2
"""This share of the events comes before the first look: every story has been opened once by then."""
_LOOKS = 5
_KEYS = 200
_SIZE = (140, 40)
_SIZES = ((100, 30), (180, 50), (60, 24), (200, 60))
_QUIET_SECONDS = 0.03
_ESCAPE = "\x1b[27u"
"""Escape as terminals send it that tell keys apart: the bare one begins other keys, too, and so is waited for."""
_STEP_SECONDS, _END_SECONDS = 20.0, 3.0
_MARKED = 0.2
"""In so many rounds a bookmark is set, or taken."""
_REST_SECONDS = 14.0
"""The index is tidied when nothing has changed for ten seconds."""
_GROWTH, _SLOWER = 1.10, 1.25
_HANDLES_OF_A_SEGMENT = 3
"""Whoosh holds the terms, the postings and often the columns of a segment open."""
_ANSWERS = ("best first", "nothing found")

Seen = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader held at one moment, its child included; at the first and the last a key's processor time in the list, in seconds.

    `own` is its memory without the files that it has mapped: how much of the index is in memory is the system's affair.
    `of_index` are the handles of the index's files, which has so many `segments`; `handles` all others.
    """

    events: int
    own: int
    memory: int
    family: int
    handles: int
    of_index: int
    segments: int
    threads: int
    key: float
    key_p99: float


@dataclass(slots=True)
class Week:
    """The looks of a week, and what did not come about in time."""

    looks: list[Look] = field(default_factory=list)
    late: int = 0

    @property
    def well(self) -> bool:
        first, last = self.looks[0], self.looks[-1]
        return (
            last.own < first.own * _GROWTH
            and last.handles <= first.handles
            and last.of_index <= last.segments * _HANDLES_OF_A_SEGMENT
            and last.threads <= self.looks[len(self.looks) // 2].threads  # a pool begins them one by one
            and last.segments <= merging.MOST_SEGMENTS
            and last.key_p99 < first.key_p99 * _SLOWER
        )


class Reading:
    """Does the events of a week in one window, `share` of them."""

    def __init__(self, window: Window, world: World, share: float, seed: int) -> None:
        self._window = window
        self._world = world
        self._share = share
        self._chance = random.Random(seed)  # noqa: S311
        self._files = sorted(world.library.rglob("*.txt"))
        self._words = _words_of(self._files[:200])
        self._extra: list[Path] = []
        self._events = 0
        self.week = Week()

    def run(self) -> Week:
        """All of it, with a look now and then."""
        rounds = max(round(_ROUNDS * self._share), _LOOKS)
        due = {round(rounds * (_WARM + (1 - _WARM) * number / (_LOOKS - 1))) for number in range(_LOOKS)}
        done = [0, 0, 0, 0]
        totals = [round(number * self._share) for number in (_OPENED, _SEARCHES, _CHANGES, _RESIZES)]
        acts = (self._open, self._search, self._change, self._resize)
        for number in range(1, rounds + 1):
            for kind, act in enumerate(acts):
                many = (totals[kind] * number // rounds - done[kind]) // 2 * 2
                done[kind] += many
                self._events += many
                act(many)
            if number in due:
                self._look()
        return self.week

    def _open(self, many: int) -> None:
        """Open stories, one after the other down the list, from its top again at its end."""
        self._to_list()
        for number in range(many):
            if number == 0 or not self._next(self._row()):
                self._to_list()
                self._window.type("\r" if number == 0 else "g\r")
                self._until(lambda lines: "¶" in lines[-1])
        self._to_list()
        self._window.type("jb" if self._chance.random() < _MARKED else "j")

    def _next(self, here: str) -> bool:
        """Open the next story; False at the end of the list."""
        self._window.type("J")
        return self._until(lambda lines: _row(lines) not in ("", here) and "¶" in lines[-1], _END_SECONDS)

    def _search(self, many: int) -> None:
        for _ in range(many):
            query = self._chance.choice(
                (
                    self._word(),
                    f"{self._word()} {self._word()}",
                    f"speaker:{self._word()}",
                    f'"{self._word()}"',
                    f"{self._word()[:3]}",
                    f"said:{self._word()} after:2012",
                )
            )
            self._window.type(f"/{query}\r")
            self._until(
                lambda lines: (
                    f"/ {query} " in lines[0] and any(answer in lines[0] for answer in _ANSWERS)  # noqa: B023
                )
            )
            self._to_list()

    def _change(self, many: int) -> None:
        """Edit stories, write new ones, and remove those again."""
        for _ in range(many):
            way = self._chance.randrange(3)
            if way == 0 and len(self._extra) > 5:
                self._extra.pop(0).unlink()
            elif way == 1 and len(self._extra) < 20:
                path = self._world.library / f"new-{self._events}-{self._chance.randrange(1 << 30)}.txt"
                path.write_text(self._chance.choice(self._files).read_text("utf-8"), "utf-8")
                self._extra.append(path)
            else:
                path = self._chance.choice(self._files)
                text = path.read_text("utf-8").rsplit("\n\nAdded:", 1)[0].rstrip("\n")
                path.write_text(f"{text}\n\nAdded: {self._word()} {self._word()}.\n", "utf-8")

    def _resize(self, many: int) -> None:
        """Change the window's size and back, a pair at a time."""
        for _ in range(many // 2):
            for size in (self._chance.choice(_SIZES), _SIZE):
                self._window.change_size(size)
                self._window.settle(_QUIET_SECONDS)

    def _look(self) -> None:
        """Rest until the index is tidy, measure keys in the list, and see what the reader holds."""
        self._to_list()
        self._window.settle(_REST_SECONDS / 2)
        time.sleep(_REST_SECONDS / 2)
        self._search(1)  # which opens the index as it is now
        self._window.type("g")
        self._window.settle(0.5)
        costs = [0.0]
        for number in range(_KEYS if len(self.week.looks) in (0, _LOOKS - 1) else 0):
            before = self._window.cpu
            self._window.type("j" if number % 100 < 50 else "k")
            self._window.settle(0.15)
            costs.append(self._window.cpu - before)
        costs.sort()
        handles = _handles(self._window.pid)
        of_index = sum(handle.startswith(str(self._world.index)) for handle in handles)
        look = Look(
            self._events,
            self._window.own_memory,
            self._window.memory,
            self._window.family_memory,
            len(handles) - of_index,
            of_index,
            _segments(self._world),
            len(os.listdir(f"/proc/{self._window.pid}/task")),  # noqa: PTH208
            costs[len(costs) // 2],
            costs[round((len(costs) - 1) * 0.99)],
        )
        self.week.looks.append(look)
        print(f"{look}, {self.week.late} late", file=sys.stderr, flush=True)

    def _to_list(self) -> None:
        """Go back to the list; where it is shown already, Escape does nothing."""
        for _ in range(6):
            self._window.type(_ESCAPE)
            if self._until(_is_list, _END_SECONDS):
                return
        self.week.late += 1

    def _row(self) -> str:
        return _row(self._window.lines)

    def _until(self, seen: Seen, patience: float = _STEP_SECONDS) -> bool:
        try:
            self._window.until(seen, patience)
        except TimeoutError as error:
            if self._window.ended:
                raise
            if patience == _STEP_SECONDS:
                self.week.late += 1
                print(f"after {self._events:,} events, {error}", file=sys.stderr, flush=True)
            return False
        return True

    def _word(self) -> str:
        return self._chance.choice(self._words)


def _row(lines: Sequence[str]) -> str:
    """What the row under the list's cursor says; empty while there is none."""
    found = (re.match(r" ?▌ (.+?)(  |$)", line) for line in lines)
    return " ".join(match[1] for match in found if match)


def _is_list(lines: Sequence[str]) -> bool:
    """Whether the list of all stories has the keys. A notice may hide which keys there are, but never these signs."""
    return "/ " not in lines[0] and "¶" not in lines[-1]


def _words_of(files: Sequence[Path]) -> list[str]:
    words = {word.lower() for file in files for word in re.findall(r"[A-Za-z]{4,}", file.read_text("utf-8"))}
    return sorted(words)


def _handles(pid: int) -> list[str]:
    """What a process has open, by its paths."""
    found = []
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it is closed again
            found.append(str(handle.readlink()))
    return found


def _segments(world: World) -> int:
    pointer = store.current(world.index)
    return len(list((world.index / pointer.name).glob("*.trm"))) if pointer else 0


def run(share: float, stories: int, base: Path, seed: int = 1) -> Week:
    """A week, or a `share` of one, in a home and on a copy of a library below `base`."""
    world = World(base / "world")
    world.base.mkdir()
    shutil.copytree(material.library(stories), world.library)
    material.index(world.library, world.base / "home")
    with Window(world, size=_SIZE) as window, awake():
        window.shows(f"{stories:,} stories")
        window.settle(1.0)
        week = Reading(window, world, share, seed).run()
        window.leave()
    return week


def main(argv: list[str]) -> int:
    """Live through the week, and print what it left; 1 when something grew."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture week", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--events", type=float, default=1.0, metavar="SHARE", help="of a week's events")
    parser.add_argument("--stories", type=int, default=_STORIES)
    parser.add_argument("--seed", type=int, default=1, help="other events")
    options = parser.parse_args(argv)
    if reason := material.missing():
        print(f"skipped: {reason}")
        return 0
    with tempfile.TemporaryDirectory(prefix="torture-") as base:
        week = run(options.events, options.stories, Path(base), options.seed)
    _show(week)
    return 0 if week.well else 1


def _show(week: Week) -> None:
    names = "events|memory|with mapped files|with its child|file handles|of the index|its segments|threads|a key|its p99"
    table = Table(*names.split("|"), box=None, pad_edge=False, header_style="bold")
    for look in week.looks:
        table.add_row(
            f"{look.events:,}",
            f"{look.own / 1e6:.1f} MB",
            f"{look.memory / 1e6:.1f} MB",
            f"{look.family / 1e6:.1f} MB",
            *map(str, (look.handles, look.of_index, look.segments, look.threads)),
            f"{look.key * 1000:.1f} ms" if look.key else "",
            f"{look.key_p99 * 1000:.1f} ms" if look.key else "",
        )
    first, last = week.looks[0], week.looks[-1]
    console = Console()
    console.width = max(console.width, 110)
    console.print(table)
    console.print(
        f"memory ×{last.own / first.own:.3f}, p99 of a key ×{last.key_p99 / first.key_p99:.2f}, "
        f"{last.segments} segments, {week.late} steps not seen in time"
    )
