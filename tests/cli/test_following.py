"""Marks follow their stories with the next command that looks into the library, or at once where a story is read."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import FERRY, Run
from tui_reader.article.folder import article_id


def mark(run: Run, story: Path) -> None:
    assert run("bookmark", "add", story, "--quote", 1, "--tag", "sea").code == 0
    assert run("correct", story, "--quote", 1, "--speaker", "Tomas Berg").code == 0


def test_a_renamed_story_keeps_bookmark_and_correction_and_is_found_by_them(run: Run, library: Path) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    new = (library / "ferry.txt").rename(library / "2022" / "boats.txt")
    assert run("analyze", new, "--json").record["quotes"][0]["speaker_name"] == "Tomas Berg"
    assert [row["path"] for row in run("search", "tag:sea", "--json").records] == [str(new)]
    assert [row["path"] for row in run("search", "speaker:berg", "--json").records] == [str(new)]
    assert [(row["path"], row["state"]) for row in run("bookmarks", "--json").records] == [(str(new), "here")]
    assert [row["path"] for row in run("corrections", "--json").records] == [str(new)]


def test_an_edited_then_renamed_story_keeps_them(run: Run, library: Path) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    with (library / "ferry.txt").open("a") as file:
        file.write("\nIt was late.\n")
    run("index")
    new = (library / "ferry.txt").rename(library / "boats.txt")
    run("index")
    assert [row["path"] for row in run("bookmarks", "--json").records] == [str(new)]
    assert run("analyze", new, "--json").record["quotes"][0]["speaker_name"] == "Tomas Berg"


def places(run: Run, command: str, *words: object) -> list[str]:
    """The paths of what a command lists."""
    return [row["path"] for row in run(command, "--json", *words).records]


def test_what_is_listed_and_exported_right_after_a_renaming_has_the_new_name(
    run: Run, library: Path, tmp_path: Path
) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    (library / "ferry.txt").rename(library / "2022" / "boats.txt")
    run("bookmarks", "--export", tmp_path / "b.md")
    new = str(library / "2022" / "boats.txt")
    assert f"`{new}`" in (tmp_path / "b.md").read_text("utf-8")
    again = str((library / "2022" / "boats.txt").rename(library / "ships.txt"))
    assert "gone" not in run("bookmarks").out
    assert places(run, "bookmarks") == [again]


@pytest.mark.parametrize("command", ["bookmarks", "corrections"])
def test_a_renamed_story_and_a_moved_library_are_listed_where_they_are_now(
    run: Run, library: Path, command: str
) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    (library / "ferry.txt").rename(library / "boats.txt")
    assert places(run, command, "--library", library) == [str(library / "boats.txt")]
    moved = library.rename(library.with_name("elsewhere"))
    assert places(run, command, "--library", moved) == [str(moved / "boats.txt")]
    assert places(run, command) == [str(moved / "boats.txt")]


def test_stories_of_other_libraries_are_looked_for_unless_one_is_named(
    run: Run, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    old, new = other / "a.txt", other / "b.txt"
    old.write_text(FERRY.replace("Saltmere", "Orrin"), "utf-8")
    run("bookmark", "add", old, "--library", other)
    run("index", "--library", other)
    old.rename(new)
    assert run("bookmarks", "--library", library).code == 1
    assert places(run, "bookmarks") == [str(new)]


def test_a_bookmark_is_meant_by_its_id_and_by_the_new_one_of_its_story(run: Run, library: Path) -> None:
    run("index")
    one = run("bookmark", "add", library / "ferry.txt", "--json").record["bookmark"]
    (library / "ferry.txt").rename(library / "boats.txt")
    assert run("show", one, "--plain").out.startswith("Council votes")
    (library / "boats.txt").rename(library / "ships.txt")
    changed = run("bookmark", "add", one, "--tag", "sea", "--json").record
    assert (changed["state"], changed["path"]) == ("here", str(library / "ships.txt"))
    (library / "ships.txt").rename(library / "ferries.txt")
    assert run("bookmark", "remove", article_id("ferries.txt")).code == 0
    assert run("bookmarks").code == 1


def test_a_shelf_is_exported_with_the_names_that_stories_have_now(run: Run, library: Path) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    (library / "ferry.txt").rename(library / "boats.txt")
    rows = run("shelf", "--export", "-").records
    assert [row["path"] for row in rows if "path" in row] == [str(library / "boats.txt")] * 2


def test_where_the_index_cannot_be_written_the_bookmarks_are_listed_as_they_are(
    run: Run, home: Path, library: Path
) -> None:
    run("index")
    run("bookmark", "add", library / "ferry.txt")
    (library / "ferry.txt").rename(library / "boats.txt")
    (lock,) = (home / "cache").rglob("lock")
    lock.unlink()
    lock.mkdir()
    answer = run("bookmarks")
    assert answer.code == 0
    assert "file gone" in answer.out
    assert "cache" in answer.err
    assert answer.err.count("\n") == 1


def test_no_library_gets_an_index_by_a_command_that_tells_of_marks(
    run: Run, home: Path, library: Path
) -> None:
    mark(run, library / "ferry.txt")
    (library / "ferry.txt").rename(library / "boats.txt")
    answer = run("bookmarks")
    assert "file gone" in answer.out
    assert answer.err == ""
    for words in (("bookmarks", "--library", library), ("corrections",), ("shelf", "--export", "-")):
        assert run(*words).err == ""
    assert not (home / "cache").exists()


@pytest.mark.parametrize("command", ["bookmarks", "corrections"])
def test_the_marks_of_a_moved_library_follow_it_without_an_index(
    run: Run, home: Path, library: Path, command: str
) -> None:
    mark(run, library / "ferry.txt")
    moved = library.rename(library.with_name("elsewhere"))
    assert places(run, command, "--library", moved) == [str(moved / "ferry.txt")]
    assert not (home / "cache").exists()


def test_only_the_bookmarks_that_are_asked_for_are_followed(run: Run, home: Path, library: Path) -> None:
    def written() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in (home / "cache").rglob("*") if path.is_file()}

    run("index")
    mark(run, library / "ferry.txt")
    (library / "ferry.txt").rename(library / "boats.txt")
    before = written()
    for words in (("--kind", "story"), ("--tag", "land"), ("--person", "Berg"), ("mill",)):
        assert run("bookmarks", *words).err == "tui-reader: there are no such bookmarks\n"
    assert written() == before
    assert places(run, "bookmarks", "--kind", "quote") == [str(library / "boats.txt")]
    assert written() != before


@pytest.fixture
def locked(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the shelf, to hold it with; nobody waits long for it."""
    monkeypatch.setattr("tui_reader.shelf.database._WAIT_SECONDS", 0.1)
    (home / "data").mkdir(parents=True, mode=0o700)
    with contextlib.closing(sqlite3.connect(home / "data" / "shelf.sqlite3", isolation_level=None)) as other:
        yield other


@pytest.mark.parametrize("command", ["bookmarks", "list"])
def test_it_is_said_when_another_program_keeps_marks_from_following(
    run: Run, library: Path, locked: sqlite3.Connection, command: str
) -> None:
    other = library.with_name("other")
    other.mkdir()
    (other / "a.txt").write_text(FERRY.replace("Saltmere", "Orrin"), "utf-8")
    for root, name in ((library, "ferry.txt"), (other, "a.txt")):
        run("index", "--library", root)
        run("bookmark", "add", root / name, "--library", root)
        (root / name).rename(root / "boats.txt")
    locked.execute("BEGIN IMMEDIATE")
    answer = run(command)
    locked.execute("ROLLBACK")
    assert answer.code == 0
    assert answer.err.count("\n") == 1
    assert "your marks could not follow their stories: " in answer.err
    assert "another program" in answer.err
    assert sorted(places(run, "bookmarks")) == [str(other / "boats.txt"), str(library / "boats.txt")]


def test_it_is_said_when_another_program_keeps_the_marks_of_a_moved_library_from_following(
    run: Run, library: Path, locked: sqlite3.Connection
) -> None:
    run("bookmark", "add", library / "ferry.txt")
    moved = library.rename(library.with_name("elsewhere"))
    locked.execute("BEGIN IMMEDIATE")
    answer = run("bookmarks", "--library", moved)
    locked.execute("ROLLBACK")
    assert answer.code == 1
    assert "your marks could not follow their stories: " in answer.err
    assert "another program" in answer.err


def test_a_moved_library_keeps_them(run: Run, library: Path) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    moved = library.rename(library.with_name("elsewhere"))
    assert [row["path"] for row in run("search", "tag:sea", "--library", moved, "--json").records] == [
        str(moved / "ferry.txt")
    ]
    found = run("search", "speaker:berg", "--library", moved, "--json").records
    assert [row["path"] for row in found] == [str(moved / "ferry.txt")]


def test_a_mark_on_a_renamed_story_joins_those_that_it_has_already(run: Run, library: Path) -> None:
    """Also while the index does not know of the new name yet."""
    run("index")
    old = library / "ferry.txt"
    mark(run, old)
    run("bookmark", "add", old, "--note", "Long ago.")
    new = old.rename(library / "boats.txt")
    assert run("bookmark", "add", new, "--tag", "again").code == 0
    assert run("correct", new, "--quote", 1, "--nobody").code == 0
    found = run("bookmarks", "--json").records
    assert {(row["path"], row["state"]) for row in found} == {(str(new), "here")}
    assert {(row["kind"], row["note"], *row["tags"]) for row in found} == {
        ("story", "Long ago.", "again"),
        ("quote", None, "sea"),
    }
    assert [row["path"] for row in run("corrections", "--json").records] == [str(new)]


def test_the_bookmark_of_a_renamed_story_is_removed_by_its_new_name(run: Run, library: Path) -> None:
    run("bookmark", "add", library / "ferry.txt")
    run("bookmark", "add", library / "ferry.txt", "--quote", 1)
    new = (library / "ferry.txt").rename(library / "boats.txt")
    assert run("bookmark", "remove", new).code == 0
    newer = new.rename(library / "ships.txt")
    assert run("bookmark", "remove", newer, "--quote", 1).code == 0
    assert run("bookmarks").code == 1


def test_a_mark_in_a_library_that_was_moved_joins_those_that_the_story_has_already(
    run: Run, library: Path
) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    moved = library.rename(library.with_name("elsewhere"))
    run("bookmark", "add", moved / "ferry.txt", "--quote", 1, "--tag", "land", "--library", moved)
    assert [(row["path"], row["library"], row["tags"]) for row in run("bookmarks", "--json").records] == [
        (str(moved / "ferry.txt"), str(moved), ["land", "sea"])
    ]
