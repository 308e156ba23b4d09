"""Marks follow their stories with the next command that looks into the library, or at once where a story is read."""

from pathlib import Path

from tests.cli.conftest import Run


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


def test_a_moved_library_keeps_them(run: Run, library: Path) -> None:
    run("index")
    mark(run, library / "ferry.txt")
    moved = library.rename(library.with_name("elsewhere"))
    assert [row["path"] for row in run("search", "tag:sea", "--library", moved, "--json").records] == [
        str(moved / "ferry.txt")
    ]
    found = run("search", "speaker:berg", "--library", moved, "--json").records
    assert [row["path"] for row in found] == [str(moved / "ferry.txt")]
