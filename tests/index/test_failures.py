import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.index.conftest import Library
from tui_reader.index import build
from tui_reader.index.model import Ended, Progress, Report
from tui_reader.index.process import UpdateProcess
from tui_reader.index.query import parse
from tui_reader.index.search import Index, IndexUnusable

SLOW_UPDATE = """
import sys, time
from pathlib import Path
from tui_reader.index import build, filling, intake
filling._FIRST_BATCH = filling._LARGEST_BATCH = 5
real = intake.read_article
def slowly(*asked):
    time.sleep(0.02)
    return real(*asked)
intake.read_article = slowly
print("ready", flush=True)
report = build.update(Path(sys.argv[1]), Path(sys.argv[2]))
print(report.added, flush=True)
"""


def fill(library: Library, count: int) -> None:
    for number in range(count):
        library.story(
            f"{number:03}.txt",
            f"Story {number}",
            f"Common words number{number}.",
            f"2020-01-{number % 28 + 1:02}",
        )


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve stories and their index, made once."""
    made = Library(tmp_path_factory.mktemp("twelve"))
    fill(made, 12)
    made.update()
    return made.root.parent


@pytest.fixture
def indexed(library: Library, twelve: Path) -> Library:
    """A copy of them."""
    for name in ("library", "cache"):
        shutil.copytree(twelve / name, library.root.parent / name, dirs_exist_ok=True)
    return library


def slow_update(library: Library) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_UPDATE, library.root, library.folder], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def searching_everything(folder: Path) -> list[str]:
    index = Index.open(folder)
    try:
        index.search(parse('"common words" number1* speaker:x'))
        return [hit.row.key for hit in index.search(parse("common words"), limit=None).hits]
    finally:
        index.close()


@pytest.mark.parametrize("suffix", [".pst", ".trm", ".col", ".toc", ".bin", ".jsonl", "current"])
@pytest.mark.parametrize("harm", ["truncated", "zeroed", "garbage", "removed"])
def test_a_damaged_index_is_said_to_be_unusable_or_works_and_a_rebuild_repairs_it(
    indexed: Library, suffix: str, harm: str
) -> None:
    library = indexed
    library.damaged = True
    for path in [path for path in library.folder.rglob("*") if path.name.endswith(suffix)]:
        data = path.read_bytes()
        if harm == "removed":
            path.unlink()
        elif harm == "truncated":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "zeroed":
            path.write_bytes(bytes(len(data)))
        else:
            path.write_bytes(random.Random(7).randbytes(len(data)))  # noqa: S311
    with contextlib.suppress(IndexUnusable):
        assert len(searching_everything(library.folder)) <= 12
    library.catalog()
    assert library.update().finished
    report = library.update(rebuild=True)
    assert report.rebuilt
    assert report.added == 12
    assert len(searching_everything(library.folder)) == 12
    assert len(library.keys()) == 12


@pytest.mark.parametrize("seed", range(6))
def test_single_bytes_that_change_never_do_more_than_make_it_unusable(indexed: Library, seed: int) -> None:
    library = indexed
    chance = random.Random(seed)  # noqa: S311
    for path in library.folder.glob("*/MAIN_*.*"):
        data = bytearray(path.read_bytes())
        for _ in range(8):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
    with contextlib.suppress(IndexUnusable):
        searching_everything(library.folder)
    library.update(rebuild=True)
    assert len(searching_everything(library.folder)) == 12


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("after", [0.15, 0.4, 0.7])
def test_a_killed_update_goes_on_and_has_nothing_twice(library: Library, after: float) -> None:
    fill(library, 60)
    process = slow_update(library)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = len(library.keys())
    assert kept < 60
    report = library.update()
    assert report.added + report.unchanged == 60
    assert report.unchanged >= kept
    assert sorted(library.keys()) == [f"{number:03}.txt" for number in range(60)]
    assert len(searching_everything(library.folder)) == 60
    assert library.update().unchanged == 60
    assert not list(library.folder.glob("*/*.tmp"))


def test_two_updates_at_once_take_turns(library: Library) -> None:
    fill(library, 30)
    process = slow_update(library)
    time.sleep(0.1)
    told: list[Progress] = []
    report = build.update(library.root, library.folder, on_progress=told.append)
    out, _ = process.communicate()
    assert Progress("waiting") in told
    assert int(out) == 30
    assert report.unchanged == 30
    assert len(library.keys()) == 30


def test_waiting_for_another_writer_can_be_stopped(library: Library) -> None:
    fill(library, 30)
    process = slow_update(library)
    time.sleep(0.1)
    assert not library.update(stop=lambda: True).finished
    process.communicate()


def test_reading_while_it_is_written(library: Library) -> None:
    fill(library, 60)
    process = slow_update(library)
    counts = []
    while process.poll() is None:
        with contextlib.suppress(IndexUnusable):
            counts.append(len(searching_everything(library.folder)))
        time.sleep(0.01)
    process.communicate()
    assert counts == sorted(counts)
    assert counts[-1] >= 50
    assert len(set(counts)) > 2


def test_the_update_process_tells_and_reports(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the current folder')")
    monkeypatch.chdir(tmp_path)
    fill(library, 5)
    library.write("bad.txt", b"\0")
    *progress, report = UpdateProcess(library.root, library.folder).events()
    assert all(isinstance(event, Progress) for event in progress)
    assert isinstance(report, Report)
    assert report.added == 5
    assert [problem.path for problem in report.problems] == [library.root / "bad.txt"]
    again = list(UpdateProcess(library.root, library.folder, rebuild=True).events())[-1]
    assert isinstance(again, Report)
    assert again.rebuilt


def test_the_update_process_says_why_it_failed(library: Library) -> None:
    (failure,) = UpdateProcess(library.root / "nowhere", library.folder).events()
    assert isinstance(failure, str)
    assert "nowhere" in failure
    assert "Traceback" not in failure


def test_the_update_process_stops_when_asked(library: Library) -> None:
    fill(library, 200)
    process = UpdateProcess(library.root, library.folder)
    events: list[Progress | Report | str | Ended] = []
    reader = threading.Thread(target=lambda: events.extend(process.events()))
    reader.start()
    process.stop()
    reader.join(10)
    assert not reader.is_alive()
    assert library.update().finished
    assert len(library.keys()) == 200


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_update_process_ends_with_its_parent(library: Library) -> None:
    fill(library, 1000)
    code = (
        "import sys, time; from pathlib import Path; from tui_reader.index.process import UpdateProcess; "
        "p = UpdateProcess(Path(sys.argv[1]), Path(sys.argv[2])); print(p.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, library.root, library.folder], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _runs(child):
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] not in "ZX"
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return not Path("/proc").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended in another way there")
def test_a_process_that_is_ended_while_it_follows_the_folder_is_told_of_once(library: Library) -> None:
    library.story("a.txt", "One", "a word")
    process = UpdateProcess(library.root, library.folder, watch=True)
    events = process.events()
    assert isinstance(next(event for event in events if not isinstance(event, Progress)), Report)
    os.kill(process.pid, signal.SIGKILL)
    (ended,) = events
    assert isinstance(ended, Ended)
    assert "no longer follows the folder" in ended.said


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended in another way there")
def test_a_process_that_is_ended_before_its_update_is_done_is_told_of_too(library: Library) -> None:
    fill(library, 200)
    process = UpdateProcess(library.root, library.folder, watch=True)
    os.kill(process.pid, signal.SIGKILL)
    *_, ended = process.events()
    assert isinstance(ended, Ended)
    assert "ended before it was done" in ended.said


def test_a_process_that_is_asked_to_stop_says_nothing_more(library: Library) -> None:
    library.story("a.txt", "One", "a word")
    process = UpdateProcess(library.root, library.folder, watch=True)
    events = process.events()
    assert isinstance(next(event for event in events if not isinstance(event, Progress)), Report)
    process.stop()
    assert list(events) == []
