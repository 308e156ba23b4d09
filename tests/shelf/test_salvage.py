"""A damaged shelf is kept byte for byte, and what can be read of it is saved: whatever bytes were damaged."""

import contextlib
import datetime
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.shelf.conftest import make_story
from tui_reader.analysis.corrections import MuteCorrection
from tui_reader.article.anchor import anchor
from tui_reader.shelf import (
    backups,
    bookmarks,
    corrections,
    health,
    hidden,
    history,
    progress,
    replacing,
    salvage,
    searches,
)
from tui_reader.shelf.database import DamagedShelfError, Database, ShelfError
from tui_reader.shelf.guard import Guard
from tui_reader.shelf.migrations import NewerShelfError
from tui_reader.shelf.progress import Progress
from tui_reader.shelf.restoring import restore

LIBRARY = Path("/news")
TABLES = ("mark", "progress", "correction", "hidden", "saved_search", "asked", "state")
CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = 4096
TEXT = "The tide came in at the pier. " * 10

Rows = dict[str, list[tuple[object, ...]]]


def fill(shelf: Database, stories: range = range(300)) -> None:
    """Marks of every kind."""
    for number in stories:
        story = make_story(f"/news/{number:03}.txt", f"{number} {TEXT}")
        progress.save(shelf, story, LIBRARY, Progress(read=True, paragraph=number, share=0.5))
        bookmarks.add(
            shelf, story, LIBRARY, note="A long note. " * (400 if number % 50 == 0 else number % 20)
        )
        if number % 3 == 0:
            at = number % 40
            bookmarks.add(shelf, story, LIBRARY, anchor(story.text, at, at + 12), tags=("sea", f"t{number}"))
            corrections.add(shelf, story, LIBRARY, MuteCorrection(f"Nobody {number}"))
        if number % 10 == 0:
            hidden.set_hidden(shelf, story, LIBRARY, hidden=True)
            searches.save(shelf, f"search {number}", f"tide {number}")
            history.keep(shelf, f"pier {number}")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with hundreds of marks."""
    file = tmp_path_factory.mktemp("whole") / "shelf.sqlite3"
    shelf = Database(file)
    fill(shelf)
    shelf.close()
    return file


@pytest.fixture
def whole(original: Path) -> bytes:
    """Its bytes."""
    return original.read_bytes()


def rows_of(file: Path) -> Rows:
    """All rows of a whole shelf; damage can have left any bytes where a text was."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608  named above


def readable(damaged: Path) -> Rows:
    """Each row that SQLite gives when it is asked for it alone, by its number."""
    found: Rows = {table: [] for table in TABLES}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        for sidecar in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{damaged}{sidecar}", f"{copy}{sidecar}")
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for table in TABLES:
                for number in range(1, 700):
                    with contextlib.suppress(sqlite3.Error, OverflowError):
                        connection.execute("PRAGMA writable_schema = ON")
                        found[table] += connection.execute(
                            f"SELECT * FROM {table} NOT INDEXED WHERE rowid = ?",  # noqa: S608  the same
                            (number,),
                        ).fetchall()
    return found


def saved(file: Path) -> salvage.Saved:
    done = salvage.save(file)
    assert done is not None
    return done


def zeroed(data: bytes, start: int, end: int) -> bytes:
    return data[:start] + bytes(len(data[start:end])) + data[end:]


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Something that happens to a file: bytes, pages, or its end."""
    kind = draw(st.sampled_from(["bytes", "pages", "end", "swap"]))
    at = draw(st.floats(0, 1, exclude_max=True))
    more = draw(st.floats(0, 1, exclude_max=True))
    junk = draw(st.binary(min_size=1, max_size=40))
    many = draw(st.integers(1, 4))

    def harm(data: bytes) -> bytes:
        pages = len(data) // PAGE
        start, other = int(at * len(data)), int(more * pages) * PAGE
        page = int(at * pages) * PAGE
        if kind == "bytes":
            return data[:start] + junk[: len(data) - start] + data[start + len(junk) :]
        if kind == "pages":
            return zeroed(data, page, page + many * PAGE)
        if kind == "end":
            return data[:start]
        lower, upper = sorted((page, other))
        if lower == upper:
            return data
        one, two = data[lower : lower + PAGE], data[upper : upper + PAGE]
        return data[:lower] + two + data[lower + PAGE : upper] + one + data[upper + PAGE :]

    return harm


@settings(deadline=None, max_examples=25, phases=[Phase.generate])
@given(harm=damages(), twice=damages(), backed_up=st.booleans())
def test_whatever_was_damaged_it_is_kept_and_each_row_that_can_be_read_is_there_once(
    original: Path, harm: Callable[[bytes], bytes], twice: Callable[[bytes], bytes], *, backed_up: bool
) -> None:
    whole, wrote = original.read_bytes(), rows_of(original)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shelf.sqlite3"
        if backed_up:
            file.write_bytes(whole)
            backups.keep_daily(file)
        damaged = twice(harm(whole))
        file.write_bytes(damaged)
        try:
            trouble = salvage.trouble(file)
        except NewerShelfError:
            return  # it says that a newer version wrote it: left alone
        if not trouble:
            return
        expected = readable(file)
        assert file.read_bytes() == damaged
        done = saved(file)
        assert done.kept.read_bytes() == damaged
        found = rows_of(file)
        for table in TABLES:
            as_written = set(expected[table]) & set(
                wrote[table]
            )  # damage can leave any bytes where a value was
            assert as_written <= set(found[table])
            assert len({row[0] for row in found[table]}) == len(found[table])
            assert len(found[table]) <= 700
        shelf = Database(file)
        assert len(bookmarks.listed(shelf)) == done.rows["mark"] == len(found["mark"])
        corrections.corrections(shelf)
        shelf.close()
        assert salvage.save(file) is None


SAVER = """
import sys
from pathlib import Path
from tui_reader.shelf.database import Database
shelf, said = Database.saved(Path(sys.argv[1]))
print(said)
shelf.close()
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.shelf.test_salvage import fill
from tui_reader.shelf.database import Database
shelf = Database(Path(sys.argv[1]))
fill(shelf, range(300, 330))
os.kill(os.getpid(), signal.SIGKILL)
"""


def damage(file: Path, pages: range = range(60, 66)) -> bytes:
    """Zero some pages in the middle of a shelf; returns its bytes."""
    data = zeroed(file.read_bytes(), pages.start * PAGE, pages.stop * PAGE)
    file.write_bytes(data)
    return data


@pytest.fixture
def damaged(file: Path, whole: bytes) -> Path:
    """A shelf some pages of which are zero; it has no backup."""
    file.parent.mkdir()
    file.write_bytes(whole)
    damage(file)
    return file


@st.composite
def heads(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Another byte or more in the first page, which says what the file is and which tables it has."""
    others = draw(
        st.lists(st.tuples(st.integers(0, PAGE - 1) | st.integers(0, 99), st.integers(0, 255)), min_size=1)
    )

    def harm(data: bytes) -> bytes:
        changed = bytearray(data)
        for at, byte in others:
            changed[at] = byte
        return bytes(changed)

    return harm


@settings(deadline=None, max_examples=25, phases=[Phase.generate])
@given(harm=damages() | heads(), backed_up=st.booleans())
def test_whatever_was_damaged_nothing_but_a_sentence_comes_of_it_and_a_shelf_that_can_be_used(
    original: Path, harm: Callable[[bytes], bytes], *, backed_up: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shelf.sqlite3"
        file.write_bytes(harm(original.read_bytes()))
        if backed_up:
            kept = backups.folder_of(file) / "daily-2020-01-01.sqlite3"
            kept.parent.mkdir()
            shutil.copy(original, kept)
        health.examine(file)
        with contextlib.closing(Database.saved(file)[0]) as shelf:
            uses: list[Callable[[Database], object]] = [
                Database.keep_daily,
                bookmarks.listed,
                corrections.corrections,
                progress.all_progress,
                lambda shelf: bookmarks.add(shelf, make_story("/news/new.txt"), LIBRARY),
            ]
            for use in uses:
                try:
                    use(shelf)
                except DamagedShelfError:
                    assert shelf.save()
                    use(shelf)
        assert any(row[3] == "/news/new.txt" for row in rows_of(file)["mark"])
        assert salvage.trouble(file) == ""


def test_what_was_saved_is_said_in_one_sentence(damaged: Path) -> None:
    expected = readable(damaged)
    shelf, said = Database.saved(damaged)
    assert said == ""  # nothing has asked for the damaged rows yet
    with pytest.raises(DamagedShelfError, match="doctor --fix saves what can be read"):
        history.keep(shelf, "the first write of a day looks for damage")
    said = shelf.save()
    counts = ", ".join(
        f"{len(expected[table])} {name}"
        for table, name in (("mark", "bookmarks"), ("progress", "read marks and places"))
    )
    (kept,) = backups.backups(damaged)
    assert said.startswith(f"The shelf was damaged; saved: {counts}")
    assert said.endswith(f"The damaged file is kept as {kept.path}")
    assert said.count("\n") == 0
    assert shelf.changed_elsewhere()
    history.keep(shelf, "it goes on")
    assert len(bookmarks.listed(shelf)) == len(expected["mark"])
    shelf.close()


def test_what_the_newest_good_backup_has_besides_comes_back_and_is_counted(
    file: Path, shelf: Database
) -> None:
    fill(shelf)
    shelf.keep_daily()
    (daily,) = backups.backups(file)
    (daily.path.parent / "daily-2999-01-01.sqlite3").write_bytes(b"a damaged backup " * 400)
    removed = make_story("/news/001.txt")
    bookmarks.remove(shelf, removed.path)
    progress.save(shelf, make_story("/news/002.txt"), LIBRARY, Progress(read=True, paragraph=77, share=0.7))
    shelf.close()
    damage(file)
    lost = 400 - len(readable(file)["mark"])
    assert lost > 1
    done = saved(file)
    assert (done.rows["mark"], done.backup) == (400, daily.name)
    assert done.returned >= lost
    assert "also what you may have removed since" in done.sentence
    shelf = Database(file)
    assert progress.progress_of(shelf, Path("/news/002.txt")).paragraph == 77
    shelf.close()


def test_a_table_without_damage_gets_nothing_back_from_a_backup(file: Path, shelf: Database) -> None:
    fill(shelf)
    shelf.keep_daily()
    hidden.set_hidden(shelf, make_story("/news/000.txt"), LIBRARY, hidden=False)
    shelf.close()
    damage(file)
    assert saved(file).rows["hidden"] == 29


def test_a_long_note_that_is_damaged_costs_the_note_alone(file: Path, shelf: Database) -> None:
    bookmarks.add(shelf, make_story("/news/a.txt"), LIBRARY, note="Long. " * 3000)
    bookmarks.add(shelf, make_story("/news/b.txt"), LIBRARY, note="Short.")
    shelf.close()
    data = file.read_bytes()
    long = [at for at in range(0, len(data), PAGE) if b"g. Long. Long. L" in data[at + 4 : at + 30]]
    file.write_bytes(data[: long[0]] + b"\xff\xff\xff\xff" + data[long[0] + 4 :])  # where the note goes on
    saved(file)
    shelf = Database(file)
    assert {mark.path: mark.note for mark in bookmarks.listed(shelf)} == {
        "/news/a.txt": "",
        "/news/b.txt": "Short.",
    }
    shelf.close()


def test_a_log_that_a_killed_process_left_is_kept_and_read(file: Path, whole: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(whole)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file)], cwd=CHECKOUT, check=False)
    assert killed.returncode == -signal.SIGKILL
    data, log = damage(file), Path(f"{file}-wal").read_bytes()
    assert log
    shelf = Database(file)
    with pytest.raises(DamagedShelfError):
        history.keep(shelf, "a word")
    said = shelf.save()
    (kept,) = backups.backups(file)
    assert kept.path.read_bytes() == data
    assert Path(f"{kept.path}-wal").read_bytes() == log
    assert {f"/news/{number}.txt" for number in range(300, 330)} <= {
        mark.path for mark in bookmarks.listed(shelf)
    }
    assert "bookmarks" in said
    shelf.close()


def test_two_that_start_at_once_save_once(file: Path, whole: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(os.urandom(PAGE) + whole[PAGE:])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, str(file)], stdout=subprocess.PIPE, text=True, cwd=CHECKOUT
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(map(bool, said)) == [False, False, True]
    assert len(backups.backups(file)) == 1
    assert len(rows_of(file)["mark"]) == 400


def test_a_shelf_that_another_has_open_is_not_exchanged_beneath_it(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.salvage._PATIENCE_SECONDS", 0.1)
    before = damaged.read_bytes()
    mine, other = Database(damaged), Database(damaged)
    with pytest.raises(ShelfError, match="cannot be saved: another program has it open"):
        mine.save()
    assert damaged.read_bytes() == before
    other.close()
    assert mine.save()
    mine.close()


def test_a_newer_shelf_is_not_damaged(damaged: Path) -> None:
    with contextlib.closing(sqlite3.connect(damaged)) as connection:
        connection.execute("INSERT INTO migration (name) VALUES ('900 later')")
        connection.commit()
    before = damaged.read_bytes()
    with pytest.raises(ShelfError, match="left alone: a newer version"):
        Database.saved(damaged)
    with pytest.raises(NewerShelfError):
        salvage.save(damaged)
    assert damaged.read_bytes() == before
    assert backups.backups(damaged) == []


@pytest.mark.parametrize(
    ("at", "byte"),
    [
        pytest.param(47, 9, id="a form that SQLite does not know"),
        pytest.param(59, 2, id="another encoding of all text"),
        pytest.param(18, 3, id="a form that SQLite reads and does not write"),
    ],
)
def test_a_head_with_another_byte_is_damage_and_all_is_saved(
    file: Path, whole: bytes, at: int, byte: int
) -> None:
    file.parent.mkdir(parents=True)
    before = _rows_of_bytes(whole, file.parent)
    file.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
    with pytest.raises(DamagedShelfError, match="doctor --fix"):
        Database(file)
    saved(file)
    assert rows_of(file) == before


@pytest.mark.parametrize("step", ["003", "006"])
def test_a_step_that_no_version_has_is_damage(file: Path, shelf: Database, step: str) -> None:
    fill(shelf, range(4))
    with shelf.writing():
        shelf._connection.execute(f"UPDATE migration SET name = '{step} zzz' WHERE name LIKE '{step}%'")  # noqa: S608  one of two
    shelf.close()
    with pytest.raises(DamagedShelfError, match="a form that no version has"):
        Database(file)
    saved(file)
    assert len(rows_of(file)["progress"]) == 4


def test_a_table_that_has_lost_a_column_is_damage_and_its_rows_are_saved(file: Path, shelf: Database) -> None:
    fill(shelf, range(30))
    shelf.close()
    before = rows_of(file)
    data = file.read_bytes()
    file.write_bytes(data.replace(b"speaker TEXT NOT NULL", b"spea\xc3\xa9r TEXT NOT NULL"))
    assert "the table mark has a form" in salvage.trouble(file)
    saved(file)
    assert rows_of(file) == before


def test_an_emptied_file_with_backups_is_no_new_shelf(file: Path, shelf: Database) -> None:
    fill(shelf, range(5))
    shelf.keep_daily()
    shelf.close()
    file.write_bytes(b"")
    with pytest.raises(DamagedShelfError, match="the file is empty, and there are backups"):
        Database(file)
    shelf, said = Database.saved(file)
    assert "saved: 7 bookmarks" in said
    assert len(bookmarks.listed(shelf)) == 7
    shelf.close()
    file.unlink()
    Database(file).close()


@pytest.mark.parametrize("size", [0, 1])
def test_what_is_left_of_a_file_that_was_cut_off_is_no_new_shelf(
    file: Path, shelf: Database, size: int
) -> None:
    fill(shelf, range(3))
    shelf.keep_daily()
    shelf.close()
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(DamagedShelfError, match="doctor --fix"):
        Database(file)
    assert file.stat().st_size == size
    saved(file)
    assert len(rows_of(file)["progress"]) == 3


def test_the_log_of_another_file_hides_nothing(file: Path, whole: bytes) -> None:
    file.parent.mkdir(parents=True)
    other = file.with_name("other.sqlite3")
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.executemany("INSERT INTO person VALUES (?)", [("x" * 400,)] * 300)
        shutil.copy(f"{other}-wal", f"{file}-wal")
    file.write_bytes(whole)
    before = _rows_of_bytes(whole, file.parent)
    with pytest.raises(DamagedShelfError):
        Database(file)
    saved(file)
    assert rows_of(file) == before


def _rows_of_bytes(data: bytes, folder: Path) -> Rows:
    copy = folder / "copy.sqlite3"
    copy.write_bytes(data)
    return rows_of(copy)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("mark", "note", b"caf\xe9"),
        ("mark", "kind", "stury"),
        ("correction", "said", "{"),
        ("correction", "said", '{"merge": 3}'),
    ],
)
def test_a_row_that_says_nothing_is_damage_and_costs_no_other(
    file: Path, shelf: Database, table: str, column: str, value: str | bytes
) -> None:
    fill(shelf, range(10))
    statement = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = 2"  # noqa: S608  named above
    with shelf.writing():
        shelf._connection.execute(statement, (value,))
    assert salvage.trouble(file)
    if column != "kind":
        with pytest.raises(DamagedShelfError):
            (bookmarks.listed if table == "mark" else corrections.corrections)(shelf)
    assert "The shelf was damaged" in shelf.save()
    left = len(shelf.rows("SELECT * FROM mark")), len(shelf.rows("SELECT * FROM correction"))
    assert left in ((14, 4), (13, 4), (14, 3))
    assert not salvage.trouble(file)
    bookmarks.listed(shelf)
    corrections.corrections(shelf)


def test_what_waits_to_take_the_shelfs_place_is_kept_when_it_was_damaged_and_the_shelf_stays(
    file: Path, shelf: Database
) -> None:
    fill(shelf, range(5))
    shelf.close()
    before, junk = rows_of(file), os.urandom(5000)
    replacing.waiting(file).write_bytes(junk)
    with pytest.raises(DamagedShelfError, match="doctor --fix"):
        Database(file)
    Database.saved(file)[0].close()
    assert rows_of(file) == before
    (kept,) = backups.backups(file)
    assert kept.path.read_bytes() == junk


def test_what_a_killed_program_left_to_be_taken_back_is_taken_back_by_whoever_looks(
    file: Path, shelf: Database
) -> None:
    fill(shelf, range(5))
    shelf.keep_daily()
    shelf.close()
    before = rows_of(file)
    left = """
import os, sqlite3, sys
shelf = sqlite3.connect(sys.argv[1], isolation_level=None)
shelf.execute("PRAGMA journal_mode = DELETE")
shelf.execute("PRAGMA cache_size = 1")
shelf.execute("BEGIN")
shelf.execute("UPDATE mark SET note = hex(randomblob(4000))")
shelf.execute("UPDATE progress SET share = 0.9")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", left, str(file)], check=True)
    assert Path(f"{file}-journal").stat().st_size
    assert salvage.trouble(file) == ""
    assert rows_of(file) == before
    subprocess.run([sys.executable, "-c", left, str(file)], check=True)
    restore(file, next(each for each in backups.backups(file) if each.name.startswith("daily")))
    assert rows_of(file) == before


def test_a_first_page_that_says_nothing_is_no_new_shelf(file: Path, whole: bytes) -> None:
    file.parent.mkdir()
    blank = bytearray(whole)
    blank[100:PAGE] = b"\x0d\0\0\0\0\x10\0\0".ljust(PAGE - 100, b"\0")  # a list without a table
    file.write_bytes(blank)
    with pytest.raises(DamagedShelfError, match="says nothing of the form"):
        Database(file)
    assert saved(file).rows["mark"] == 400


@pytest.mark.parametrize("backed_up", [False, True])
def test_nothing_is_lost_where_a_page_of_the_list_of_tables_is(
    file: Path, whole: bytes, *, backed_up: bool
) -> None:
    assert whole[100] == 5, "the list has pages below the first one"
    cells = [
        int.from_bytes(whole[at : at + 2]) for at in range(112, 112 + 2 * int.from_bytes(whole[103:105]), 2)
    ]
    below = [int.from_bytes(whole[at : at + 4]) for at in (108, *cells)]
    assert len(below) > 1
    for page in below:
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir()
        file.write_bytes(whole)
        before = rows_of(file)
        if backed_up:
            backups.keep_daily(file)
        file.write_bytes(zeroed(whole, (page - 1) * PAGE, page * PAGE))
        saved(file)
        assert rows_of(file) == before


def test_a_text_that_is_none_is_found_before_a_backup_is_made_of_it(file: Path, whole: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(whole.replace(b"A long note. ", b"A l\xff\xfeg note. ", 1))
    with contextlib.closing(Database(file)) as shelf, pytest.raises(DamagedShelfError):
        shelf.keep_daily()
    assert backups.backups(file) == []


def test_an_older_damaged_shelf_is_saved_and_brought_up_to_date(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui_reader.shelf import migrations

    monkeypatch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
    old = Database(file)
    for number in range(400):
        row = (f"/old/{number}.txt", f"id{number}", "/old", "a", "hash", "Title " * 20, "", "2020")
        with old.writing() as transaction:
            transaction._connection.execute("INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    old.close()
    monkeypatch.undo()
    damage(file, range(10, 14))
    done = saved(file)
    assert 200 < done.rows["mark"] < 400
    assert len(rows_of(file)["mark"]) == done.rows["mark"]


def test_an_own_copy_of_a_copy_waits_for_whoever_saves(file: Path, shelf: Database) -> None:
    """While one saves, others that open the shelf wait, and then have what was saved."""
    shelf.close()
    guard = Guard(file, alone=True, seconds=0)
    opened: list[Database] = []
    thread = threading.Thread(target=lambda: opened.append(Database(file)))
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    guard.close()
    thread.join(5)
    opened[0].close()


def test_the_name_of_what_is_kept_tells_when(damaged: Path) -> None:
    today = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    assert saved(damaged).kept.name.startswith(f"damaged-{today}T")
