"""A shelf that cannot be used: reading goes on without marks, and what hinders is named with what to do about it."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.together import call_each
from tui_reader.shelf.database import Database

CHECKOUT = Path(__file__).resolve().parents[2]


def _without_marks(shelf: Path) -> None:
    with contextlib.closing(sqlite3.connect(shelf)) as connection:
        connection.execute("DROP TABLE mark")


def _no_text(shelf: Path) -> None:
    with contextlib.closing(sqlite3.connect(shelf, isolation_level=None)) as connection:
        connection.execute("UPDATE mark SET path = CAST(x'2fff' AS TEXT)")
        connection.execute("UPDATE hidden SET path = CAST(x'2fff' AS TEXT)")


def _folder(shelf: Path) -> None:
    shelf.unlink()
    shelf.mkdir()


def _link_to_nowhere(shelf: Path) -> None:
    shelf.unlink()
    shelf.symlink_to(shelf.parent / "nowhere" / "x")


@pytest.fixture
def shelf(run: Run, home: Path, library: Path) -> Path:
    """The file of a shelf with a bookmark, of which there is a backup."""
    run("index")
    run("bookmark", "add", library / "ferry.txt")
    path = home / "data" / "shelf.sqlite3"
    with contextlib.closing(Database(path)) as opened:
        opened.keep_daily()
    return path


@pytest.mark.parametrize("harm", [_without_marks, _no_text, _folder, _link_to_nowhere])
def test_stories_are_listed_and_found_without_marks_and_one_sentence_says_why(
    run: Run, shelf: Path, harm: Callable[[Path], None]
) -> None:
    titles = {record["title"] for record in run("list", "--json").records}
    harm(shelf)
    listed = run("list", "--json")
    assert {record["title"] for record in listed.records} == titles
    found = run("search", "--json", "ferry")
    for answer in (listed, found):
        assert answer.code == 0
        assert answer.err.count("\n") == 1
        assert "your marks are left out" in answer.err
        assert str(shelf) in answer.err
    assert run("bookmarks").code == 2


@pytest.mark.parametrize("harm", [_folder, _link_to_nowhere])
def test_what_is_no_shelf_is_named_by_restore_and_doctor_with_what_to_do_and_stays(
    run: Run, home: Path, shelf: Path, harm: Callable[[Path], None]
) -> None:
    (name,) = (record["name"] for record in run("restore", "--json").records)
    harm(shelf)
    before = shelf.lstat().st_ino
    said = call_each([["restore", name]], {**os.environ, "TUI_READER_HOME": str(home)}, CHECKOUT).err.decode()
    assert said.startswith(f"tui-reader: {shelf} cannot be replaced: it is")
    assert said.endswith("; move it away\n")
    found = [record for record in run("doctor", "--fix", "--json").records if record["check"] == "shelf"]
    assert [(record["state"], record["advice"]) for record in found] == [("problem", "move it away")]
    assert shelf.lstat().st_ino == before
