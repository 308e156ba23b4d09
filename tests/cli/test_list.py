"""`list`, `index` and `where`: what is in a library, and where things are kept."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui_reader.article.folder import article_id, read_article
from tui_reader.shelf.database import Database
from tui_reader.shelf.hidden import set_hidden


def test_list_needs_no_index_first_and_is_newest_first_with_undated_stories_last(
    run: Run, library: Path
) -> None:
    ferry, mill, note = run("list", "--json").records
    assert ferry["title"] == "Council votes to reopen the ferry landing"
    assert ferry["date"] == "2023-04-18"
    assert ferry["path"] == str(library / "ferry.txt")
    assert ferry["id"] == article_id("ferry.txt")
    assert (mill["date"], mill["source"]) == ("2022-11-03", "Saltmere Post")
    assert (note["date"], note["source"]) == (None, None)


def test_list_sees_what_was_added_changed_and_removed_since(run: Run, library: Path) -> None:
    run("list")
    (library / "new.txt").write_text("date 2024-01-01 New bell for the chapel\n\nIt rings.\n", "utf-8")
    (library / "note.txt").unlink()
    (library / "ferry.txt").write_text("date 2023-04-18 Ferry landing opens\n\nIt is open.\n", "utf-8")
    titles = [record["title"] for record in run("list", "--json").records]
    assert titles == ["New bell for the chapel", "Ferry landing opens", "Mill to close after a century"]


def test_list_prints_one_whole_line_a_story_in_a_pipe(run: Run, library: Path) -> None:
    long = "word " * 60
    (library / "long.txt").write_text(f"date 2021-01-01 {long}\n\nText.\n", "utf-8")
    lines = run("list").out.splitlines()
    assert len(lines) == 4
    assert "18 Apr 2023" in lines[0]
    assert article_id("ferry.txt") in lines[0]
    assert long.strip() in lines[2]


def test_limit_and_views(run: Run, library: Path) -> None:
    assert len(run("list", "--limit", "2", "--json").records) == 2
    assert run("bookmark", "add", library / "note.txt").code == 0
    (marked,) = run("list", "--view", "bookmarked", "--json").records
    assert marked["title"] == "A note without a date"
    assert marked["bookmarked"] is True
    assert len(run("list", "--view", "unread", "--json").records) == 3


def test_a_story_of_which_a_quote_or_a_passage_is_bookmarked_is_among_the_bookmarked(
    run: Run, library: Path
) -> None:
    run("bookmark", "add", library / "ferry.txt", "--quote", 1)
    run("bookmark", "add", library / "note.txt", "--passage", "Nobody knows")
    both = {str(library / "ferry.txt"), str(library / "note.txt")}
    assert {row["path"] for row in run("list", "--view", "bookmarked", "--json").records} == both
    assert {row["path"] for row in run("search", "is:bookmarked", "--json").records} == both
    assert {row["path"] for row in run("list", "--json").records if row["bookmarked"]} == both
    assert sum(line.startswith("★") for line in run("list").out.splitlines()) == 2
    refused = run("bookmark", "remove", library / "ferry.txt")
    assert refused.code == 1
    assert "ferry.txt has no bookmark of its own; tui-reader bookmarks lists them" in refused.err
    run("bookmark", "remove", library / "ferry.txt", "--quote", 1)
    assert run("search", "is:bookmarked", "--count").out == "1\n"


def test_nothing_to_list_is_exit_code_1(run: Run, library: Path, tmp_path: Path) -> None:
    answer = run("list", "--view", "bookmarked")
    assert (answer.code, answer.out) == (1, "")
    assert str(library) in answer.err
    (tmp_path / "empty").mkdir()
    assert run("list", "--json", "--library", tmp_path / "empty").code == 1


def test_a_library_that_is_not_there_is_exit_code_2_and_is_named(run: Run, tmp_path: Path) -> None:
    answer = run("list", "--library", tmp_path / "gone")
    assert (answer.code, answer.out) == (2, "")
    assert str(tmp_path / "gone") in answer.err
    file = tmp_path / "file.txt"
    file.write_text("date 2020-01-01 A story\n\nText.\n")
    assert run("list", "--library", file).code == 2


def test_bad_files_are_counted_by_list_and_named_with_their_reason_by_index(run: Run, library: Path) -> None:
    (library / "bad\x1b[31m.txt").write_bytes(b"\0\0")
    (library / "empty.txt").write_bytes(b"")
    listed = run("list", "--json")
    assert (listed.code, len(listed.records)) == (0, 3)
    assert "2 files could not be read" in listed.err
    told = run("index")
    assert told.code == 0
    assert "0 added, 0 changed, 0 gone, 3 unchanged" in told.out
    assert "bad[31m.txt  this is not a text file" in told.out
    assert "the file is empty" in told.out
    assert "\x1b" not in told.out
    problems = run("index", "--json").record["problems"]
    assert {problem["path"] for problem in problems} == {
        str(library / "bad\x1b[31m.txt"),
        str(library / "empty.txt"),
    }


def test_index_says_what_was_added_changed_and_gone(run: Run, library: Path) -> None:
    first = run("index", "--json").record
    assert (first["added"], first["changed"], first["gone"], first["unchanged"]) == (3, 0, 0, 0)
    (library / "note.txt").unlink()
    (library / "ferry.txt").write_text("date 2023-04-18 Ferry landing opens\n\nIt is open.\n", "utf-8")
    second = run("index", "--json").record
    assert (second["added"], second["changed"], second["gone"], second["unchanged"]) == (0, 1, 1, 1)
    assert "0 added, 0 changed, 0 gone, 2 unchanged" in run("index").out


def test_rebuild_reads_everything_again(run: Run, library: Path) -> None:
    del library
    run("index")
    record = run("index", "--rebuild", "--json").record
    assert record["rebuilt"] is True
    assert record["added"] + record["unchanged"] == 3
    assert len(run("list", "--json").records) == 3


def test_nothing_is_written_into_the_articles_folder(run: Run, library: Path) -> None:
    before = sorted(library.rglob("*"))
    for words in (("list",), ("search", "ferry"), ("index",), ("bookmark", "add", library / "ferry.txt")):
        assert run(*words).code == 0
    assert sorted(library.rglob("*")) == before


def test_an_index_that_cannot_be_written_is_exit_code_2(run: Run, home: Path, library: Path) -> None:
    del library
    home.mkdir()
    (home / "cache").write_text("a file where a folder should be")
    answer = run("list")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "cache" in answer.err


def test_an_index_folder_that_leads_elsewhere_is_set_aside_and_not_used(
    run: Run, library: Path, tmp_path: Path
) -> None:
    del library
    (tmp_path / "elsewhere").mkdir()
    index = Path(run("where", "--json").record["index"])
    index.parent.mkdir(parents=True)
    index.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    answer = run("list")
    assert (answer.code, answer.err.count("\n")) == (0, 1)
    assert "is not a folder of its own, and is not opened" in answer.err
    assert "Council votes to reopen the ferry landing" in answer.out
    assert not index.is_symlink()
    assert not any((tmp_path / "elsewhere").iterdir())


def test_a_shelf_that_is_no_shelf_is_named_and_left_as_it_is(run: Run, home: Path, library: Path) -> None:
    del library
    shelf = home / "data" / "shelf.sqlite3"
    shelf.parent.mkdir(parents=True)
    shelf.write_bytes(b"not a database, " * 64)
    answer = run("bookmarks")
    assert (answer.code, answer.out) == (2, "")
    assert str(shelf) in answer.err
    assert shelf.read_bytes() == b"not a database, " * 64
    assert run("where").code == 0


def test_where_names_every_folder_and_creates_none(run: Run, home: Path, library: Path) -> None:
    record = run("where", "--json").record
    assert record["library"] == str(library)
    assert record["settings"] == str(home / "config" / "settings.toml")
    assert record["shelf"] == str(home / "data" / "shelf.sqlite3")
    assert set(record) == {"data", "config", "cache", "state", "shelf", "settings", "library", "index"}
    told = run("where").out
    assert all(path in told for path in record.values())
    assert not home.exists()


def test_the_library_is_the_given_one_else_the_environments_the_settings_the_last_or_the_samples(
    run: Run, home: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(*words: object) -> str:
        return str(run("where", "--json", *words).record["library"])

    given, named, last = tmp_path / "given", tmp_path / "named", tmp_path / "last"
    last.mkdir()
    assert chosen("--library", given) == str(given)
    assert chosen() == str(library)
    monkeypatch.delenv("TUI_READER_LIBRARY")
    assert Path(chosen()).name == "articles"

    from tui_reader.shelf import state
    from tui_reader.shelf.database import Database

    shelf = Database(home / "data" / "shelf.sqlite3")
    state.remember(shelf, {"library": str(last)})
    shelf.close()
    assert chosen() == str(last)
    last.rmdir()
    assert Path(chosen()).name == "articles"
    last.mkdir()
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text(f'library = "{named}"\n', "utf-8")
    assert chosen() == str(named)


def test_a_hidden_story_is_neither_listed_nor_found_unless_it_is_asked_for(
    run: Run, library: Path, home: Path
) -> None:
    shelf = Database(home / "data" / "shelf.sqlite3")
    set_hidden(shelf, read_article(library / "ferry.txt", library), library, hidden=True)
    shelf.close()
    assert len(run("list", "--json").records) == 2
    (hidden,) = run("list", "--view", "hidden", "--json").records
    assert (hidden["title"], hidden["hidden"]) == ("Council votes to reopen the ferry landing", True)
    assert run("search", "title:ferry", "--count").out.strip() == "0"
    assert run("search", "title:ferry is:hidden", "--count").out.strip() == "1"
