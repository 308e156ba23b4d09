"""A program killed while it puts another file in the shelf's place loses nothing: the next one goes on from there."""

import contextlib
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.shelf.conftest import make_story
from tui_reader.shelf import backups, bookmarks, replacing, salvage
from tui_reader.shelf.database import DamagedShelfError, Database, ShelfError
from tui_reader.shelf.guard import Guard
from tui_reader.shelf.restoring import restore

LIBRARY = Path("/news")
IN_THE_FILE, IN_THE_LOG = ("a", "b"), ("c", "d")
PAGE = 4096
CHECKOUT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from tui_reader.shelf import backups, replacing, restoring, salvage

shelf, doing, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
calls = 0

def dying(do):
    def call(*given, **named):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*given, **named)
    return call

def replace(*given, do=replacing.replace):
    for name in ("fsync", "unlink", "replace"):
        setattr(os, name, dying(getattr(os, name)))
    do(*given)

replacing.replace = replace
if doing == "save":
    salvage.save(shelf)
else:
    restoring.restore(shelf, backups.backups(shelf)[0])
"""


@pytest.fixture
def damaged(file: Path) -> Path:
    """A shelf with a backup and with marks in its log alone; an index of another table is damaged."""
    with contextlib.closing(Database(file)) as shelf:
        for name in IN_THE_FILE:
            bookmarks.add(shelf, make_story(f"/news/{name}.txt"), LIBRARY)
        bookmarks.add(shelf, make_story("/news/old.txt"), LIBRARY)
        shelf.keep_daily()
        bookmarks.remove(shelf, Path("/news/old.txt"))
    with contextlib.closing(sqlite3.connect(file)) as shelf:
        (root,) = shelf.execute("SELECT rootpage FROM sqlite_master WHERE name = 'hidden_content'").fetchone()
    with contextlib.closing(Database(file)) as shelf:
        for name in IN_THE_LOG:
            bookmarks.add(shelf, make_story(f"/news/{name}.txt"), LIBRARY)
        data, log = file.read_bytes(), Path(f"{file}-wal").read_bytes()
    start = (root - 1) * PAGE
    file.write_bytes(data[:start] + b"\xa5" * 64 + data[start + 64 :])
    Path(f"{file}-wal").write_bytes(log)
    return file


def marked(shelf: Database) -> set[str]:
    return {Path(mark.path).stem for mark in bookmarks.listed(shelf)}


def wait_for_its_place(shelf: Path, name: str = "new") -> None:
    """Leave a file with one mark as a program does that was killed before it could put it in the shelf's place."""
    other = shelf.with_name("other.sqlite3")
    with contextlib.closing(Database(other)) as new:
        bookmarks.add(new, make_story(f"/news/{name}.txt"), LIBRARY)
    other.rename(shelf.with_name(f".{shelf.name}.new"))


@pytest.mark.parametrize("step", range(1, 11))
@pytest.mark.parametrize("doing", ["save", "restore"])
def test_a_kill_at_any_step_leaves_all_marks_or_those_of_the_backup(
    damaged: Path, doing: str, step: int
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(damaged), doing, str(step)], cwd=CHECKOUT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    everything, before = {*IN_THE_FILE, *IN_THE_LOG}, {*IN_THE_FILE, "old"}
    pending, replaced = replacing.is_pending(damaged), not salvage.trouble(damaged)
    shelf, said = Database.saved(damaged)
    if pending:
        assert "that is finished now" in shelf.finished
    elif not replaced:
        with contextlib.suppress(DamagedShelfError):
            shelf.keep_daily()
        said = said or shelf.save()
        assert "The shelf was damaged; saved: 4 bookmarks" in said
    assert marked(shelf) == (before if doing == "restore" and (pending or replaced) else everything)
    shelf.close()
    assert not salvage.trouble(damaged)
    assert not [path for path in damaged.parent.rglob(".*") if path.name != f".{damaged.name}.lock"]
    assert any(backup.name.startswith("damaged-") for backup in backups.backups(damaged))


def test_who_comes_to_finish_a_replacement_waits_no_more_when_another_has_finished_it(damaged: Path) -> None:
    wait_for_its_place(damaged)
    with Guard(damaged, alone=False, seconds=0):  # of one that opens the shelf
        opened: list[Database] = []
        opening = threading.Thread(target=lambda: opened.append(Database(damaged)))
        opening.start()
        time.sleep(0.3)
        assert not opened
        replacing.finish_alone(damaged)
        opening.join(3.0)
        assert [marked(shelf) for shelf in opened] == [{"new"}]
    opened[0].close()


def test_many_that_open_a_shelf_whose_replacement_waits_all_have_the_new_one(damaged: Path) -> None:
    wait_for_its_place(damaged)
    opened: list[Database] = []
    threads = [threading.Thread(target=lambda: opened.append(Database(damaged))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [marked(shelf) for shelf in opened] == [{"new"}] * 4
    assert sum(bool(shelf.finished) for shelf in opened) >= 1
    for shelf in opened:
        shelf.close()


def test_saving_and_restoring_finish_a_replacement_that_waits_before_they_begin(damaged: Path) -> None:
    backup = backups.backups(damaged)[0]
    wait_for_its_place(damaged)
    assert salvage.save(damaged) is None
    wait_for_its_place(damaged, "newer")
    kept = restore(damaged, backup)
    assert kept is not None
    for path, names in ((damaged, {*IN_THE_FILE, "old"}), (kept, {"newer"})):
        with contextlib.closing(Database(path)) as shelf:
            assert marked(shelf) == names


def test_while_another_holds_the_shelf_the_replacement_goes_on_waiting_and_that_is_said(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_its_place(damaged)
    monkeypatch.setattr("tui_reader.shelf.database._WAIT_SECONDS", 0.1)
    with (
        Guard(damaged, alone=False, seconds=0),
        pytest.raises(ShelfError, match="cannot be opened: another program has it open"),
    ):
        Database(damaged)
    assert replacing.is_pending(damaged)
    with contextlib.closing(Database(damaged)) as shelf:
        assert marked(shelf) == {"new"}


def test_a_replacement_that_fails_before_anything_was_taken_away_is_given_up(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = damaged.read_bytes(), Path(f"{damaged}-wal").read_bytes()
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name.endswith("-wal") and path.parent == damaged.parent:
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(PermissionError):
        salvage.save(damaged)
    monkeypatch.undo()
    assert not replacing.is_pending(damaged)
    assert (damaged.read_bytes(), Path(f"{damaged}-wal").read_bytes()) == before
    assert salvage.save(damaged) is not None
