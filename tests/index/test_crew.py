import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.conftest import Library
from tui_reader.index import build, crew, filling, member, merging
from tui_reader.index.model import Progress

linux = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked at through /proc"
)

DEADLY = """
import os, sys
sys.path.insert(0, {package!r})
from tui_reader.index import intake, member
real = intake.analyze
def analyze(text):
    if "cursed" in text:
        os._exit(3)
    return real(text)
intake.analyze = analyze
member.serve()
"""
SLOW = """
import sys, time
sys.path.insert(0, {package!r})
from tui_reader.index import intake, member
real = intake.read_article
def slowly(*asked):
    time.sleep(0.02)
    return real(*asked)
intake.read_article = slowly
member.serve()
"""
UPDATE = """
import sys
from pathlib import Path
from tui_reader.index import build, crew, filling, member
filling.ALONE = 0
crew.size = lambda: 2
member.COMMAND = (sys.executable, "-c", sys.argv[3])
build.update(Path(sys.argv[1]), Path(sys.argv[2]), on_progress=lambda p: print(p.phase, p.done, flush=True))
"""


def member_code(code: str) -> str:
    return code.format(package=str(Path(member.__file__).parents[2]))


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes work, however few files there are."""
    monkeypatch.setattr(filling, "ALONE", 0)
    monkeypatch.setattr(crew, "size", lambda: 2)
    monkeypatch.setattr(filling, "_FIRST_BATCH", 4)
    monkeypatch.setattr(filling, "_LARGEST_BATCH", 10)


def fill(library: Library, count: int) -> None:
    for number in range(count):
        library.story(
            f"{number:03}.txt",
            f"Story {number}",
            f'Common words, number{number}. "We agree," said Ada Okafor{number}.',
            f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )


def members(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(member, "COMMAND", (sys.executable, "-c", member_code(code)))


@pytest.mark.usefixtures("together")
def test_two_processes_make_the_same_index_as_one(library: Library, tmp_path: Path) -> None:
    fill(library, 60)
    library.write("bad.txt", b"\0")
    report = library.update()
    assert (report.added, report.finished) == (60, True)
    assert [problem.path.name for problem in report.problems] == ["bad.txt"]
    alone = tmp_path / "alone"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "ALONE", 1000)
        build.update(library.root, alone)
    rows = library.catalog().rows
    assert library.results('"common words" speaker:okafor7 said:agree').total == 1
    assert library.found("common", order="date", limit=None) == [row.key for row in rows]
    library.folder = alone
    assert library.catalog().rows == rows
    assert library.found("common", order="date", limit=None) == [row.key for row in rows]


@pytest.mark.usefixtures("together")
def test_changes_are_read_by_two_processes_and_leave_nothing_twice(library: Library) -> None:
    fill(library, 40)
    library.update()
    for number in range(0, 40, 2):
        library.story(f"{number:03}.txt", f"Story {number}", f"Other talk, new{number}.", "2021-01-01")
    library.touch("001.txt")
    library.remove("003.txt")
    library.write("005.txt", b"\0")
    report = library.update()
    assert (report.changed, report.gone, report.unchanged) == (20, 2, 18)
    assert library.results("other talk").total == 20
    assert library.results("common").total == 18
    assert library.found("new4") == ["004.txt"]
    assert library.found("number4") == []
    assert library.update().unchanged == 38


@pytest.mark.usefixtures("together")
def test_segments_are_few_after_many_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_LARGEST_BATCH", 4)
    fill(library, 150)
    library.update()
    assert len(list(library.folder.glob("*/*.trm"))) <= merging.MOST_SEGMENTS
    assert len(library.keys()) == 150
    assert library.results("common").total == 150
    assert not list(library.folder.glob("*/part-*"))


@pytest.mark.usefixtures("together")
def test_a_story_that_ends_the_process_is_indexed_without_names_and_named(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    members(monkeypatch, DEADLY)
    fill(library, 30)
    library.story("cursed.txt", "One", "A cursed story, common too.", "2020-02-02")
    report = library.update()
    assert report.added == 31
    assert [problem.path.name for problem in report.nameless] == ["cursed.txt"]
    assert library.found("cursed") == ["cursed.txt"]
    assert library.results("common").total == 31
    assert library.update().problems == report.problems


@pytest.mark.usefixtures("together")
@pytest.mark.parametrize("command", [(sys.executable, "-c", "pass"), ("/nowhere/python",)])
def test_where_no_process_can_be_started_one_does_all(
    library: Library, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(member, "COMMAND", command)
    fill(library, 30)
    assert library.update().added == 30
    assert len(library.keys()) == 30


@pytest.mark.usefixtures("together")
def test_stopping_two_processes_keeps_what_they_have_done(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    members(monkeypatch, SLOW)
    monkeypatch.setattr(filling, "_FIRST_BATCH", 500)
    fill(library, 100)
    told: list[Progress] = []
    report = build.update(
        library.root,
        library.folder,
        on_progress=told.append,
        stop=lambda: bool(told) and told[-1].done > 10,
    )
    assert not report.finished
    assert 10 <= report.added < 100
    assert len(library.keys()) == report.added
    assert library.results("common").total == report.added
    rest = library.update()
    assert rest.finished
    assert rest.added + report.added == 100


@linux
@pytest.mark.parametrize("kind", [SLOW, DEADLY])
def test_a_kill_ends_everybody_and_leaves_nothing_behind(library: Library, kind: str) -> None:
    fill(library, 400)
    parent = subprocess.Popen(
        [sys.executable, "-c", UPDATE, library.root, library.folder, member_code(kind)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    while not (line := parent.stdout.readline()).startswith("reading") or int(line.split()[1]) < 20:
        assert line
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    assert len(children) == 2
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    _until(lambda: not any(map(_runs, children)))
    report = library.update()
    assert report.finished
    assert len(library.keys()) == 400
    assert library.results("common").total == 400
    assert not list(library.folder.glob("*/part-*"))


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(pid: str) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] not in "ZX"
    with contextlib.suppress(OSError):
        os.kill(int(pid), 0)
        return True
    return False
