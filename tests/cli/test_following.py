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
