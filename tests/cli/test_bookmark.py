"""`bookmark` and `bookmarks`: marks that never wait for the index and outlive their story's file."""

from pathlib import Path

from tests.cli.conftest import Run
from tui_reader.article.folder import article_id


def test_a_story_is_bookmarked_by_id_without_an_index(run: Run, home: Path, library: Path) -> None:
    added = run("bookmark", "add", article_id("2022/mill.md"), "--json").record
    assert added["path"] == str(library / "2022" / "mill.md")
    assert added["date"] == "2022-11-03"
    assert not (home / "cache").exists()
    (listed,) = run("bookmarks", "--json").records
    assert listed == added
    assert listed["id"] == article_id("2022/mill.md")
    assert listed["bookmark"] != listed["id"]
    assert listed["title"] == "Mill to close after a century"


def test_adding_twice_keeps_one_bookmark(run: Run, library: Path) -> None:
    run("bookmark", "add", library / "ferry.txt")
    again = run("bookmark", "add", library / "ferry.txt")
    assert again.code == 0
    assert "already" in again.out
    assert len(run("bookmarks", "--json").records) == 1


def test_a_bookmark_is_removed_by_file_by_id_and_by_its_own_id(run: Run, library: Path) -> None:
    for story in (library / "ferry.txt", article_id("ferry.txt"), None):
        added = run("bookmark", "add", library / "ferry.txt", "--json").record
        removed = run("bookmark", "remove", story or added["bookmark"], "--json")
        assert (removed.code, removed.record) == (0, added)
        assert run("bookmarks").code == 1


def test_a_bookmark_of_a_story_that_has_gone_can_be_seen_and_removed(run: Run, library: Path) -> None:
    run("bookmark", "add", library / "ferry.txt")
    (library / "ferry.txt").unlink()
    assert "file gone" in run("bookmarks").out
    assert run("bookmark", "remove", library / "ferry.txt").code == 0
    assert run("bookmarks").code == 1


def test_removing_what_is_not_there_is_exit_code_1(run: Run, library: Path) -> None:
    for story in (library / "ferry.txt", article_id("ferry.txt")):
        answer = run("bookmark", "remove", story)
        assert (answer.code, answer.out) == (1, "")
        assert f"{story} has no bookmark; " in answer.err


def test_a_story_with_bookmarks_of_parts_of_it_alone_has_none_of_its_own(run: Run, library: Path) -> None:
    run("bookmark", "add", library / "ferry.txt", "--quote", 1)
    for story in (library / "ferry.txt", article_id("ferry.txt")):
        answer = run("bookmark", "remove", story)
        assert (answer.code, answer.out) == (1, "")
        assert f"{story} has no bookmark of its own; " in answer.err
    assert len(run("bookmarks", "--json").records) == 1


def test_removing_by_an_id_that_means_nothing_says_so(run: Run, library: Path) -> None:
    answer = run("bookmark", "remove", "00000000ffffffff")
    assert (answer.code, answer.out) == (1, "")
    assert f"no story of {library} and no bookmark has the id 00000000ffffffff" in answer.err


def test_an_id_that_no_story_has_is_exit_code_1(run: Run, library: Path) -> None:
    del library
    answer = run("bookmark", "add", "0" * 16)
    assert answer.code == 1
    assert "0" * 16 in answer.err


def test_bookmarks_are_of_all_libraries_and_lone_stories_unless_one_is_named(
    run: Run, library: Path, tmp_path: Path
) -> None:
    lone = tmp_path / "lone.txt"
    lone.write_text("date 2020-02-02 A story alone\n\nAlone.\n", "utf-8")
    run("bookmark", "add", library / "ferry.txt")
    alone = run("bookmark", "add", lone, "--json").record
    assert alone["library"] is None
    assert alone["id"] == article_id(lone.as_posix())
    assert [record["path"] for record in run("bookmarks", "--json").records] == [
        str(lone),
        str(library / "ferry.txt"),
    ]
    (inside,) = run("bookmarks", "--json", "--library", library).records
    assert inside["path"] == str(library / "ferry.txt")
    assert run("show", alone["id"], "--plain").out.startswith("A story alone\n")


def test_no_bookmarks_is_exit_code_1(run: Run, library: Path) -> None:
    del library
    assert run("bookmarks", "--json")[:2] == (1, "")
