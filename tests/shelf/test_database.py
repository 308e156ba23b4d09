"""The shelf's file: steps of its schema, several processes at once, and files that cannot be used."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shelf.conftest import make_story
from tui_reader.shelf import backups, bookmarks, progress, state
from tui_reader.shelf.database import Database, ShelfError
from tui_reader.shelf.migrations import MIGRATIONS
from tui_reader.shelf.progress import Progress

LIBRARY = Path("/news")

WRITER = """
import sys
from pathlib import Path
from tests.shelf.conftest import make_story
from tui_reader.shelf import bookmarks
from tui_reader.shelf.database import Database
shelf = Database(Path(sys.argv[1]))
for number in range(25):
    bookmarks.add(shelf, make_story(f"/news/{sys.argv[2]}-{number}.txt"), Path("/news"))
    bookmarks.add(shelf, make_story(f"/news/{number}.txt"), Path("/news"))
"""


def test_a_new_shelf_is_private_and_records_its_steps(file: Path, shelf: Database) -> None:
    assert [row["name"] for row in shelf.rows("SELECT name FROM migration")] == [
        name for name, _ in MIGRATIONS
    ]
    assert file.parent.stat().st_mode & 0o077 == 0


def test_names_of_steps_are_in_order_and_unique() -> None:
    names = [name for name, _ in MIGRATIONS]
    assert names == sorted(set(names))


def test_opening_again_changes_nothing(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    shelf.close()
    before = file.read_bytes()
    Database(file).close()
    assert file.read_bytes() == before


def test_an_older_shelf_gets_the_steps_it_lacks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Database(file)
    bookmarks.add(first, make_story("/news/a.txt"), LIBRARY)
    first.close()
    step = ("999 notes", ("CREATE TABLE note (path TEXT PRIMARY KEY, words TEXT)",))
    monkeypatch.setattr("tui_reader.shelf.migrations.MIGRATIONS", (*MIGRATIONS, step))
    second = Database(file)
    assert second.rows("SELECT * FROM note") == []
    assert len(bookmarks.bookmarks(second)) == 1
    second.close()


def test_a_step_that_fails_leaves_the_shelf_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database(file).close()
    step = ("999 broken", ("CREATE TABLE note (path TEXT)", "CREATE NONSENSE"))
    monkeypatch.setattr("tui_reader.shelf.migrations.MIGRATIONS", (*MIGRATIONS, step))
    with pytest.raises(ShelfError, match="cannot be opened"):
        Database(file)
    monkeypatch.undo()
    shelf = Database(file)
    assert shelf.rows("SELECT name FROM sqlite_master WHERE name = 'note'") == []
    shelf.close()


def test_a_newer_shelf_is_left_alone(file: Path) -> None:
    Database(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO migration (name) VALUES ('900 later')")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(ShelfError, match=r"left alone: a newer version.*900 later"):
        Database(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["no database", "torn", "overwritten"])
def test_a_damaged_shelf_is_named_and_left_as_it_is(file: Path, shelf: Database, damage: str) -> None:
    for number in range(200):
        bookmarks.add(shelf, make_story(f"/news/{number}.txt"), LIBRARY)
    shelf.close()
    whole = file.read_bytes()
    data = {
        "no database": b"This is a letter to my aunt. " * 200,
        "torn": whole[: len(whole) // 2],
        "overwritten": whole[:4096] + b"\xa5" * (len(whole) - 4096),
    }[damage]
    file.write_bytes(data)
    with pytest.raises(ShelfError, match="doctor --fix saves"), contextlib.closing(Database(file)) as damaged:
        bookmarks.bookmarks(damaged)
    assert file.read_bytes() == data


def _folder(path: Path) -> None:
    path.mkdir()


def _link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere" / "x")


def _link_in_a_circle(path: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name != "posix", reason="has no pipes, and links only for some")
@pytest.mark.parametrize("name", ["{}", "{}-wal", "{}-shm", "{}-journal", ".{}.lock"])
@pytest.mark.parametrize("obstacle", [_folder, _link_to_nowhere, _link_in_a_circle, _pipe])
def test_what_is_no_file_where_one_belongs_is_named_and_left_alone(
    file: Path, shelf: Database, obstacle: Callable[[Path], None], name: str
) -> None:
    shelf.close()
    path = file.with_name(name.format(file.name))
    path.unlink(missing_ok=True)
    obstacle(path)
    before = path.lstat().st_mode, path.lstat().st_ino
    with pytest.raises(ShelfError, match="move it away") as raised:
        Database(file)
    assert str(path) in str(raised.value)
    assert (path.lstat().st_mode, path.lstat().st_ino) == before


def test_a_file_where_the_folder_belongs_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(ShelfError, match=r"data is no folder\); move it away"):
        Database(tmp_path / "data" / "shelf.sqlite3")


def test_a_shelf_that_is_a_link_keeps_its_log_beside_the_file_and_is_saved_there(
    file: Path, shelf: Database, tmp_path: Path
) -> None:
    state.remember(shelf, {"before": "x"})
    shelf.close()
    real = tmp_path / "elsewhere" / "mine.sqlite3"
    real.parent.mkdir()
    file.replace(real)
    file.symlink_to(real)
    with contextlib.closing(Database(file)) as linked:
        linked.keep_daily()
        state.remember(linked, {"since": "y"})
        log = Path(f"{real}-wal").read_bytes()
        whole = real.read_bytes()
    real.write_bytes(b"damaged!" + whole[8:])
    Path(f"{real}-wal").write_bytes(log)
    with contextlib.closing(Database.saved(file)[0]) as saved:
        assert state.recall(saved) == {"before": "x", "since": "y"}
    assert file.is_symlink()
    assert file.samefile(real)
    kept = next(each for each in backups.backups(file) if each.name.startswith("damaged-"))
    assert Path(f"{kept.path}-wal").read_bytes() == log


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ShelfError, match="check that the folder can be written"):
        Database(tmp_path / "shelf.sqlite3")


def test_a_closed_shelf_and_names_that_are_no_text_raise_its_own_error(shelf: Database) -> None:
    with pytest.raises(ShelfError, match="not valid text"):
        progress.progress_of(shelf, Path("/news/\udcff.txt"))
    shelf.close()
    with pytest.raises(ShelfError, match="cannot be read") as raised:
        bookmarks.bookmarks(shelf)
    assert "doctor --fix" not in str(raised.value)


def test_a_block_that_raises_writes_nothing(shelf: Database) -> None:
    def half() -> None:
        with shelf.writing() as transaction:
            transaction.set_state("a", "1")
            raise KeyError("a")

    with pytest.raises(KeyError):
        half()
    assert shelf.rows("SELECT * FROM state") == []
    with shelf.writing() as transaction:
        transaction.set_state("a", "2")
    assert len(shelf.rows("SELECT * FROM state")) == 1


def test_changes_of_others_are_noticed_once_and_own_ones_never(file: Path, shelf: Database) -> None:
    other = Database(file)
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    assert not shelf.changed_elsewhere()
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()
    bookmarks.remove(other, Path("/news/a.txt"))
    assert shelf.changed_elsewhere()
    assert bookmarks.bookmarks(shelf) == []
    other.close()


def test_several_processes_open_and_write_a_new_shelf_at_once(file: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(file)]
    root = Path(__file__).resolve().parents[2]
    running = [
        subprocess.Popen([*command, name], stderr=subprocess.PIPE, text=True, cwd=root) for name in "abcd"
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    shelf = Database(file)
    assert len(bookmarks.bookmarks(shelf)) == 4 * 25 + 25
    assert shelf.rows("PRAGMA integrity_check")[0][0] == "ok"
    shelf.close()


def test_a_reader_goes_on_while_another_writes(file: Path, shelf: Database) -> None:
    other = Database(file)
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    with shelf.writing() as transaction:
        transaction.delete("mark", "/news/a.txt")
        assert len(bookmarks.bookmarks(other)) == 1
    assert bookmarks.bookmarks(other) == []
    other.close()


def test_who_waits_in_vain_for_another_writer_is_told_to_try_again(
    file: Path, shelf: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.database._WAIT_SECONDS", 0.0)
    with (
        contextlib.closing(Database(file)) as other,
        shelf.writing(),
        pytest.raises(ShelfError, match=r"another program has been writing .*; try it again"),
    ):
        state.remember(other, {"a": "b"})


def test_a_thread_reads_while_another_one_waits_to_write(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = threading.Thread(target=bookmarks.add, args=(shelf, make_story("/news/b.txt"), LIBRARY))
    writing.start()
    time.sleep(0.1)
    begun = time.monotonic()
    assert len(bookmarks.bookmarks(shelf)) == 1
    assert not shelf.changed_elsewhere()
    assert time.monotonic() - begun < 2.0
    assert writing.is_alive()
    other.execute("COMMIT")
    other.close()
    writing.join()
    assert len(bookmarks.bookmarks(shelf)) == 2


def test_without_a_write_ahead_log_writers_wait_for_each_other_and_it_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.database._WAL", "DELETE")  # what SQLite answers there
    shelves = [Database(file) for _ in range(3)]
    assert all("one program at a time" in shelf.notice for shelf in shelves)
    assert shelves[0].rows("PRAGMA journal_mode")[0][0] == "delete"

    def work(number: int) -> None:
        for each in range(10):
            bookmarks.add(shelves[number], make_story(f"/news/{number}-{each}.txt"), LIBRARY)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelves[0].changed_elsewhere()
    assert len(bookmarks.bookmarks(shelves[0])) == 30
    for shelf in shelves:
        shelf.close()


def test_with_a_write_ahead_log_nothing_is_said(shelf: Database) -> None:
    assert shelf.notice == ""


def test_threads_share_one_connection(shelf: Database) -> None:
    def work(name: int) -> None:
        for number in range(20):
            progress.save(shelf, make_story(f"/news/{name}-{number}.txt"), LIBRARY, Progress(read=True))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(progress.all_progress(shelf, LIBRARY)) == 80


def test_a_shelf_in_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = Database.in_memory()
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY)
    assert len(bookmarks.bookmarks(shelf)) == 1
    shelf.close()
    assert list(tmp_path.iterdir()) == []
