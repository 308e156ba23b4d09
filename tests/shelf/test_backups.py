"""Copies of the shelf: one a day, the last seven; one before a migration; restoring one keeps what was there."""

import datetime
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shelf.conftest import make_story
from tui_reader.shelf import backups, bookmarks, hidden, progress
from tui_reader.shelf.database import DamagedShelfError, Database, ShelfError
from tui_reader.shelf.migrations import MIGRATIONS
from tui_reader.shelf.progress import Progress, read_paths
from tui_reader.shelf.restoring import restore

LIBRARY = Path("/news")
WRITER = """
import sys
from pathlib import Path
from tests.shelf.conftest import make_story
from tui_reader.shelf import bookmarks
from tui_reader.shelf.database import Database
shelf = Database(Path(sys.argv[1]))
number = 0
while True:
    bookmarks.add(shelf, make_story(f"/news/{number}.txt"), Path("/news"))
    print(number, flush=True)
    number += 1
"""


def titles(file: Path) -> set[str]:
    """The titles of all bookmarked stories of a shelf."""
    shelf = Database(file)
    found = {mark.title for mark in bookmarks.bookmarks(shelf)}
    shelf.close()
    return found


def test_one_copy_a_day_is_made_private_and_holds_what_was_written_until_then(
    file: Path, shelf: Database
) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.keep_daily()
    (only,) = backups.backups(file)
    bookmarks.add(shelf, make_story("/news/b.txt"), LIBRARY)
    shelf.keep_daily()
    assert backups.backups(file) == [only]
    assert only.path.stat().st_mode & 0o777 == 0o600
    assert only.path.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in only.path.parent.iterdir()] == [only.path.name]
    assert titles(only.path) == {"Story a"}


def test_the_last_seven_days_are_kept_and_other_copies_stay(file: Path, shelf: Database) -> None:
    folder = backups.folder_of(file)
    folder.mkdir()
    today = datetime.datetime.now(datetime.UTC).date()
    for days in range(1, 11):
        (folder / f"daily-{today - datetime.timedelta(days)}.sqlite3").touch()
    (folder / "version-001-2020-01-01.sqlite3").touch()
    shelf.keep_daily()
    names = {backup.name for backup in backups.backups(file)}
    assert names == {f"daily-{today - datetime.timedelta(days)}" for days in range(7)} | {
        "version-001-2020-01-01"
    }


def test_an_older_shelf_is_copied_before_it_is_migrated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Database(file)
    bookmarks.add(first, make_story("/news/a.txt"), LIBRARY)
    first.close()
    assert backups.backups(file) == []
    step = ("999 notes", ("DELETE FROM mark",))
    monkeypatch.setattr("tui_reader.shelf.migrations.MIGRATIONS", (*MIGRATIONS, step))
    assert titles(file) == set()
    monkeypatch.undo()
    (kept,) = backups.backups(file)
    assert kept.name.startswith(f"version-{MIGRATIONS[-1][0].split()[0]}-")
    assert titles(kept.path) == {"Story a"}


def test_a_copy_is_restored_beneath_an_open_shelf_and_what_was_there_is_kept(
    file: Path, shelf: Database
) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.keep_daily()
    (daily,) = backups.backups(file)
    bookmarks.remove(shelf, Path("/news/a.txt"))
    bookmarks.add(shelf, make_story("/news/b.txt"), LIBRARY)
    kept = restore(file, daily)
    assert shelf.changed_elsewhere()
    assert {mark.title for mark in bookmarks.bookmarks(shelf)} == {"Story a"}
    bookmarks.add(shelf, make_story("/news/c.txt"), LIBRARY)
    assert titles(file) == {"Story a", "Story c"}
    assert kept is not None
    assert titles(kept) == {"Story b"}


def test_a_damaged_shelf_gives_way_to_a_copy_and_is_kept_as_it_was(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.keep_daily()
    shelf.close()
    damaged = b"This is a letter to my aunt. " * 200
    file.write_bytes(damaged)
    with pytest.raises(ShelfError):
        Database(file)
    kept = restore(file, backups.backups(file)[0])
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert titles(file) == {"Story a"}


def test_a_damaged_shelf_is_not_copied_over_good_copies(file: Path, shelf: Database) -> None:
    for number in range(200):
        bookmarks.add(shelf, make_story(f"/news/{number}.txt"), LIBRARY)
    shelf.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(sqlite3.DatabaseError):
        backups.keep_daily(file)
    assert list(backups.folder_of(file).iterdir()) == []


def test_a_damaged_or_newer_copy_is_refused_and_the_shelf_stays(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.keep_daily()
    (daily,) = backups.backups(file)
    with sqlite3.connect(daily.path) as connection:
        connection.execute("INSERT INTO migration (name) VALUES ('900 later')")
    connection.close()
    with pytest.raises(ShelfError, match="install that version"):
        restore(file, daily)
    whole = daily.path.read_bytes()
    for data in (whole[:5000], b"", b"S", bytes(len(whole)), b"no shelf " * 1000):
        daily.path.write_bytes(data)
        assert not backups.is_whole(daily)
        with pytest.raises(DamagedShelfError, match="choose another") as raised:
            restore(file, daily)
        assert str(daily.path) in str(raised.value)
        assert daily.path.read_bytes() == data
    assert backups.backups(file) == [backups.backups(file)[0]]
    assert {mark.title for mark in bookmarks.bookmarks(shelf)} == {"Story a"}


def test_nothing_that_another_process_writes_meanwhile_is_lost(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.keep_daily()
    shelf.close()
    (daily,) = backups.backups(file)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert writer.stdout is not None
    confirmed = [int(writer.stdout.readline()) for _ in range(5)]
    kept = []
    for _ in range(6):
        kept.append(restore(file, daily))
        confirmed += [int(writer.stdout.readline()) for _ in range(5)]
    writer.kill()
    confirmed += [int(line) for line in writer.communicate()[0].splitlines() if line.isdigit()]
    shelves = [titles(path) for path in (*kept, file) if path]
    found = set().union(*shelves)
    assert {f"Story {number}" for number in confirmed} <= found
    assert all("Story a" in each for each in shelves)
    assert sum(map(len, shelves)) == len(found) + 6  # the restored one is in each


def test_a_copy_of_an_older_form_is_brought_up_to_date_beneath_an_open_shelf(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.migrations.MIGRATIONS", MIGRATIONS[:4])
    old = Database(file)
    progress.save(old, make_story("/news/old.txt"), LIBRARY, Progress(read=True))
    old.close()
    monkeypatch.undo()
    shelf = Database(file)
    (older,) = backups.backups(file)
    progress.set_read(shelf, make_story("/news/old.txt"), LIBRARY, read=False)
    restore(file, older)
    assert read_paths(shelf) == {"/news/old.txt"}
    bookmarks.add(shelf, make_story("/news/b.txt"), LIBRARY)
    assert {mark.title for mark in bookmarks.bookmarks(shelf)} == {"Story b"}
    hidden.set_hidden(shelf, make_story("/news/b.txt"), LIBRARY, hidden=True)
    assert hidden.paths(shelf) == {"/news/b.txt"}
    shelf.close()
