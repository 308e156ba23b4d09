"""How large stories may be, as the settings say it to every command."""

from pathlib import Path

import pytest

from tests.cli.conftest import FERRY, Run
from tui_reader.article.limits import MEGABYTE


@pytest.fixture
def long(library: Path, home: Path) -> Path:
    """A story of more than one megabyte, in a library where such ones have no names."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("names_up_to = 1\nlargest = 2\n", "utf-8")
    path = library / "long.txt"
    path.write_text(FERRY.replace("landing", "walrus") + "\nWords and words.\n" * (MEGABYTE // 15), "utf-8")
    return path


def test_a_long_story_is_shown_and_found_without_names(long: Path, run: Run) -> None:
    assert "walrus" in run("show", long, "--plain").out
    record = run("show", long, "--json").record
    assert (record["entities"], record["quotes"]) == ([], [])
    assert "no names: too large" in run("analyze", long).out
    assert [hit["path"] for hit in run("search", "walrus", "--json").records] == [str(long)]


def test_it_is_named_by_index_as_read_without_names(long: Path, run: Run) -> None:
    told = run("index").out
    assert "Could not be read" not in told
    assert (
        "\n\nRead without names and quotes\n  long.txt  it is larger than 1 MB; the setting names_up_to"
        in told
    )
    (problem,) = run("index", "--json").record["problems"]
    assert (problem["path"], problem["read"]) == (str(long), True)


def test_what_was_read_is_not_counted_with_what_could_not_be(long: Path, run: Run) -> None:
    assert run("list").err == ""
    (long.parent / "bad.txt").write_bytes(b"\0")
    assert "1 file could not be read; tui-reader index says why" in run("list").err
    told = run("index").out
    assert (
        told.index("Could not be read") < told.index("bad.txt") < told.index("Read without names and quotes")
    )


def test_a_huge_file_is_refused_by_every_command(long: Path, run: Run) -> None:
    with long.open("ab") as file:
        file.truncate(2 * MEGABYTE + 1)
    for command in ("show", "analyze"):
        answer = run(command, long)
        assert (answer.code, answer.out) == (2, "")
        assert "larger than 2 MB; the setting largest allows more" in answer.err
    (problem,) = run("index", "--json").record["problems"]
    assert "larger than 2 MB" in problem["reason"]


def test_a_passage_of_a_story_that_is_too_large_by_the_settings_is_not_readable(long: Path, run: Run) -> None:
    assert run("bookmark", "add", long, "--passage", "ferry walrus").err == ""
    assert run("bookmarks", "--json").record["state"] == "here"
    with long.open("ab") as file:
        file.truncate(2 * MEGABYTE + 1)
    assert run("bookmarks", "--json").record["state"] == "not readable"
