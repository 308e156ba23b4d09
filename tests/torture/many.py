"""Two readers, an index being brought up to date and a dozen commands on one library, all at the same moment.

python -m tests.torture many                 10 rounds
python -m tests.torture many --rounds 50
python -m tests.torture many --without-wal   where SQLite can have no write-ahead log
"""

import argparse
import contextlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import material
from tests.torture.tracer import apart
from tests.torture.window import READER, Window, headline, here, starred
from tests.torture.without_wal import have_none
from tests.torture.world import World

WITHOUT_WAL = (str(here() / "without_wal.py"),)
_STORIES = 50
_COMES_AND_GOES = 50
_ROWS = 8
"""So many rows of the list belong to each reader, from the top."""
_SEEN_SECONDS = 2.0
_COMMAND_SECONDS = 120.0
_WRONG = ("cannot", "could not", "not kept", "fault of the program", "locked", "ended before", "damaged")
"""Words of which one stands in whatever the reader says when something failed."""

_NO_WAL = "one program at a time writes them while others wait"

Lines = list[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """Which stories, by their numbers, the commands work on; none of them is in the rows of a reader."""

    tagged: int
    tagged_by_id: int
    noted: int
    on_and_off: int
    put_right: int
    edited: int
    calm: tuple[int, ...]
    brought: tuple[int, ...]

    @classmethod
    def of(cls, numbers: Sequence[int]) -> "Cast":
        tagged, by_id, noted, on_and_off, put_right, edited = numbers[:6]
        calm, brought = tuple(numbers[6:14]), tuple(numbers[14:18])
        return cls(tagged, by_id, noted, on_and_off, put_right, edited, calm, brought)


@dataclass(slots=True)
class Outcome:
    """What became of it: what a user was told that was wrong, what is not as it should be, and how soon marks were seen."""

    commands: int = 0
    marks: int = 0
    errors: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    crowded: list[float] = field(default_factory=list)
    calm: list[float] = field(default_factory=list)
    told_of_wal: int = 0

    @property
    def well(self) -> bool:
        return not self.errors and not self.wrong


class Sight:
    """The moment at which a window shows something, waited for while other things are done."""

    def __init__(self, window: Window, seen: Callable[[Lines], bool]) -> None:
        self._moment: float | None = None
        self._failure = ""
        self._thread = threading.Thread(target=self._look, args=(window, seen), daemon=True)
        self._thread.start()

    @property
    def moment(self) -> float:
        """The moment, once it is there.

        Raises:
            TimeoutError: it never came.
        """
        self._thread.join()
        if self._moment is None:
            raise TimeoutError(self._failure)
        return self._moment

    def _look(self, window: Window, seen: Callable[[Lines], bool]) -> None:
        try:
            self._moment = window.until(seen)
        except TimeoutError as error:
            self._failure = str(error)


class Crowd:
    """Everybody at once on the library of one world; `program` is what Python is started with."""

    def __init__(self, world: World, program: Sequence[str]) -> None:
        self.world = world
        self.outcome = Outcome()
        self._program = program
        self._cast = Cast.of(range(18))
        self._by_id = ""
        self._rounds_done = 0
        self._toggled: Counter[int] = Counter()
        self._read: set[int] = set()

    def run(self, rounds: int) -> Outcome:
        """Do all that, and look at what is left."""
        self._cast, self._by_id = apart(self._begin)
        with Window(self.world, self._program) as one, Window(self.world, self._program) as other:
            for window in (one, other):
                window.shows(f"{_STORIES} stories")
            other.type("j" * _ROWS)
            for number in range(rounds):
                self._rounds_done = number
                self._round(number, one, other)
                self._calm(number, one, other)
            for window in (one, other):
                window.leave()
                said = window.output.decode(errors="replace")
                self.outcome.told_of_wal += _NO_WAL in said
                self.outcome.errors += [f"a reader said “{word}”" for word in _WRONG if word in said]
        self._check(rounds)
        return self.outcome

    def _begin(self) -> tuple[Cast, str]:
        """Make the library, marks to start from, and a file of marks to bring in; in a process of its own.

        A shelf with a log would not do where there is none: of two that open it, none could leave the log.
        """
        if self._program is WITHOUT_WAL:
            have_none()
        do = self.world.command
        self.world.begin(_STORIES)
        do("index")
        listed = [json.loads(line)["path"] for line in do("list", "--json", "--limit", 100).splitlines()]
        cast = Cast.of([int(Path(path).stem) for path in listed[2 * _ROWS :]])
        for number in cast.brought:
            do("bookmark", "add", self._story(number), "--tag", "brought")
        do("bookmarks", "--export", self.world.exported)
        for path in self.world.places.data.iterdir():
            path.unlink()
        for number in (cast.tagged_by_id, cast.on_and_off):
            do("bookmark", "add", self._story(number))
        known = [json.loads(line) for line in do("bookmarks", "--json").splitlines()]
        by_id = next(mark["bookmark"] for mark in known if mark["title"] == headline(cast.tagged_by_id))
        return cast, by_id

    def _round(self, number: int, one: Window, other: Window) -> None:
        """Both readers set marks and read, while all commands run and a story comes or goes."""
        comes = number % 2 == 0
        extra = self.world.library / f"{_COMES_AND_GOES:03}.txt"
        listed = [
            Sight(window, lambda lines: any(headline(_COMES_AND_GOES) in line for line in lines) == comes)
            for window in (one, other)
        ]
        cast = self._cast
        stars = [
            Sight(window, lambda lines: starred(lines, cast.on_and_off) != comes) for window in (one, other)
        ]
        running = [self._start(*words) for words in self._commands(number)]
        if comes:
            self.world.write(_COMES_AND_GOES)
        else:
            extra.unlink()
        self.world.write(cast.edited, f"Another ferry, number {number}.")
        for mine, its in ((one, other), (other, one)):
            self.outcome.crowded.append(self._mark(mine, its))
            self._read_one(mine)
        ended = [self._end(process, words) for process, words in running]
        mark = ended[5]
        self.outcome.crowded += [max(star.moment - mark, 0.0) for star in stars]
        for sight in listed:
            sight.moment  # noqa: B018  it raises where the story is never listed

    def _commands(self, number: int) -> Iterator[tuple[object, ...]]:
        yield ("bookmark", "add", self._story(self._cast.tagged), "--tag", f"a{number}")
        yield ("bookmark", "add", self._story(self._cast.tagged), "--tag", f"b{number}")
        yield ("bookmark", "add", self._by_id, "--tag", f"c{number}")
        yield ("bookmark", "add", self._by_id, "--tag", f"d{number}")
        yield ("bookmark", "add", self._story(self._cast.noted), "--quote", 1, "--note", f"Note {number}.")
        yield ("bookmark", "remove" if number % 2 == 0 else "add", self._story(self._cast.on_and_off))
        yield ("correct", self._story(self._cast.put_right), "--quote", 1, "--speaker", f"Someone {number}")
        yield ("correct", self._story(self._cast.put_right), "--quote", 1, "--speaker", f"Another {number}")
        yield ("bookmarks", "--import", self.world.exported)
        yield ("searches", "add", f"gate {number}", "--name", f"s{number}")
        yield ("bookmarks", "--export", self._exported(number))
        yield ("search", "tide", "--json", "--limit", 500)
        yield ("index",)

    def _calm(self, number: int, one: Window, other: Window) -> None:
        """The same once more with nobody else at work: how soon a mark is seen."""
        story = self._cast.calm[number % len(self._cast.calm)]
        self._toggled[story] += 1
        wanted = self._toggled[story] % 2 == 1
        sights = [Sight(window, lambda lines: starred(lines, story) == wanted) for window in (one, other)]
        self._do("bookmark", "add" if wanted else "remove", self._story(story))
        done = time.monotonic()
        self.outcome.calm += [max(sight.moment - done, 0.0) for sight in sights]
        self.outcome.calm += [self._mark(one, other), self._mark(other, one)]

    def _mark(self, mine: Window, its: Window) -> float:
        """One reader sets or takes the bookmark under its cursor; after how many seconds the other shows it."""
        story = _chosen(mine)
        self._toggled[story] += 1
        self.outcome.marks += 1
        wanted = self._toggled[story] % 2 == 1
        seen = Sight(its, lambda lines: starred(lines, story) == wanted)
        mine.type("b")
        confirmed = mine.until(
            lambda lines: starred(lines, story) == wanted and f"“{headline(story)}”" in lines[-1]
        )
        return max(seen.moment - confirmed, 0.0)

    def _read_one(self, window: Window) -> None:
        """Open the story under the cursor, go back, and go on to the next; from the last of its rows, to the first."""
        story = _chosen(window)
        window.type("\r")
        window.until(lambda lines: "¶" in lines[-1])
        window.type("\x1b")
        window.until(lambda lines: "¶" not in lines[-1] and _chosen(window) == story)
        self._read.add(story)
        window.type("j" if self._rounds_done % _ROWS < _ROWS - 1 else "k" * (_ROWS - 1))
        window.until(lambda _: _chosen(window) not in (story, -1))

    # Commands

    def _story(self, number: int) -> Path:
        return self.world.library / f"{number:03}.txt"

    def _exported(self, number: int) -> Path:
        return self.world.exported.with_name(f"all-{number}.jsonl")

    def _start(self, *words: object) -> tuple[subprocess.Popen[str], tuple[object, ...]]:
        command = [sys.executable, *self._program, *map(str, words), "--library", str(self.world.library)]
        self.outcome.commands += 1
        environment = material.environment(self.world.base / "home")
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ), words

    def _end(self, process: "subprocess.Popen[str]", words: tuple[object, ...]) -> float:
        """When a command was seen to have ended; what it said that was wrong is kept."""
        out, err = process.communicate(timeout=_COMMAND_SECONDS)
        if process.returncode or err:
            what = " ".join(map(str, words[:2]))
            self.outcome.errors.append(f"{what}: {process.returncode}, {(err or out)[-300:]}")
        return time.monotonic()

    def _do(self, *words: object) -> str:
        process, _ = self._start(*words)
        out, err = process.communicate(timeout=_COMMAND_SECONDS)
        if process.returncode or err:
            self.outcome.errors.append(f"{words[0]}: {process.returncode}, {err[-300:]}")
        return out

    # What is left

    def _check(self, rounds: int) -> None:
        def troubles() -> list[str]:
            return self.world.index_troubles() + self.world.left_behind()

        with contextlib.closing(sqlite3.connect(self.world.places.shelf)) as shelf:
            shelf.row_factory = sqlite3.Row
            marks = shelf.execute("SELECT title, kind, tags, note FROM mark").fetchall()
            right = shelf.execute("SELECT said FROM correction").fetchall()
            saved = {row["name"] for row in shelf.execute("SELECT name FROM saved_search")}
            read = {row["path"][-7:-4] for row in shelf.execute("SELECT path FROM progress WHERE read")}
        tags: dict[str, set[str]] = {row["title"]: set(row["tags"].split()) for row in marks}
        wrong = [
            f"{title}, {kind}: {number} times"
            for (title, kind), number in Counter((row["title"], row["kind"]) for row in marks).items()
            if number > 1
        ]
        for story, letters in ((self._cast.tagged, "ab"), (self._cast.tagged_by_id, "cd")):
            lost = {f"{letter}{n}" for letter in letters for n in range(rounds)} - tags[headline(story)]
            wrong += [f"story {story}: lost the tags {sorted(lost)}"] if lost else []
        here_now = {row["title"] for row in marks if row["kind"] == "story"}
        wanted = {number for number, times in self._toggled.items() if times % 2}
        cast = self._cast
        wanted |= {*cast.brought, cast.tagged, cast.tagged_by_id}
        wanted |= {cast.on_and_off} if rounds % 2 == 0 else set()
        wanted_titles = {headline(number) for number in wanted}
        wrong += [f"lost: {title}" for title in sorted(wanted_titles - here_now)]
        wrong += [f"not asked for: {title}" for title in sorted(here_now - wanted_titles)]
        if [row["note"] for row in marks if row["kind"] == "quote"] != [f"Note {rounds - 1}."]:
            wrong.append("the note is not the last one")
        if len(right) != 1 or f" {rounds - 1}" not in right[0]["said"]:
            wrong.append(f"{len(right)} corrections of one quote")
        wrong += [f"lost the search s{n}" for n in range(rounds) if f"s{n}" not in saved]
        wrong += [f"unread again: {number}" for number in sorted(self._read) if f"{number:03}" not in read]
        for number in range(rounds):
            lines = [json.loads(line) for line in self._exported(number).read_text("utf-8").splitlines()]
            if len({line["bookmark"] for line in lines}) != len(lines) or len(lines) < 2:
                wrong.append(f"export {number} has {len(lines)} bookmarks, some twice")
        self.outcome.wrong += wrong + apart(troubles)


def _chosen(window: Window) -> int:
    """The number of the story under the cursor in a window's list; -1 while it is being drawn."""
    line = next((line for line in window.lines if "▌ Pier" in line), None)
    return int(line.split("Pier ", 1)[1].split(" ", 1)[0]) if line else -1


def main(argv: list[str]) -> int:
    """Let everybody loose, and print what became of it; 1 when anything went wrong, or was seen too late with nobody else at work."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture many", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--without-wal", action="store_true", help="where SQLite can have no write-ahead log")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="torture-") as base:
        world = World(Path(base) / "world")
        outcome = Crowd(world, WITHOUT_WAL if options.without_wal else READER).run(options.rounds)
    for what in (*outcome.errors, *outcome.wrong):
        print(what, file=sys.stderr)
    if options.without_wal:
        print(f"{outcome.told_of_wal} of 2 readers said that there is no write-ahead log")
    _show(outcome)
    told = outcome.told_of_wal == (2 if options.without_wal else 0)
    return 0 if outcome.well and told and max(outcome.calm) <= _SEEN_SECONDS else 1


def _show(outcome: Outcome) -> None:
    names = "commands|marks in the readers|errors told|lost or doubled|seen by the other|seen in the crowd"
    table = Table(*names.split("|"), box=None, pad_edge=False, header_style="bold")
    table.add_row(
        *map(str, (outcome.commands, outcome.marks, len(outcome.errors), len(outcome.wrong))),
        *(
            f"{sorted(each)[len(each) // 2]:.1f} s, at most {max(each):.1f} s"
            for each in (outcome.calm, outcome.crowded)
        ),
    )
    console = Console()
    console.width = max(console.width, 110)
    console.print(table)
