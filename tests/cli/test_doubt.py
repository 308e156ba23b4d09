"""A speaker who is a guess: in doubt wherever a command prints, keeps or exports the quote."""

import contextlib
import csv
import io
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TALK = """date 2020-01-01 Talk

"We go," said Ada Quill.

"Not now."
"""


@pytest.fixture
def talk(library: Path) -> Path:
    """A story of two quotes, the second of which is a guess."""
    story = library / "talk.txt"
    story.write_text(TALK, "utf-8")
    return story


def test_a_bookmark_keeps_how_sure_its_speaker_is(run: Run, talk: Path) -> None:
    first = run("bookmark", "add", talk, "--quote", 1, "--json").record
    second = run("bookmark", "add", talk, "--quote", 2, "--json").record
    assert (first["speaker"], first["confidence"]) == ("Ada Quill", "certain")
    assert (second["speaker"], second["confidence"]) == ("Ada Quill", "guess")
    assert run("bookmark", "add", talk, "--json").record["confidence"] is None
    table = run("bookmarks").out
    assert "Ada Quill: “We go,”" in table
    assert "Ada Quill?: “Not now.”" in table
    assert len(run("bookmarks", "--person", "ada quill", "--json").records) == 2


def test_every_export_keeps_it(run: Run, talk: Path) -> None:
    run("bookmark", "add", talk, "--quote", 2)
    for by in ("story", "person", "tag", "date"):
        assert "> — Ada Quill?" in run("bookmarks", "--export", "-", "--by", by).out
    (row,) = csv.DictReader(io.StringIO(run("bookmarks", "--export", "-", "--format", "csv").out))
    assert (row["speaker"], row["confidence"]) == ("Ada Quill", "guess")
    record = run("bookmarks", "--export", "-", "--format", "jsonl").record
    assert (record["speaker"], record["confidence"]) == ("Ada Quill", "guess")


@pytest.mark.parametrize("command", ["bookmarks", "shelf"])
def test_an_export_brings_it_back(run: Run, talk: Path, home: Path, tmp_path: Path, command: str) -> None:
    run("bookmark", "add", talk, "--quote", 2)
    before = run("bookmarks", "--json").out
    run(command, "--export", tmp_path / "all.jsonl")
    shutil.rmtree(home / "data")
    assert run(command, "--import", tmp_path / "all.jsonl", "--json").record["added"] == 1
    assert run(command, "--import", tmp_path / "all.jsonl", "--json").record["added"] == 0
    assert run("bookmarks", "--json").out == before


def test_a_bookmark_of_a_later_version_comes_back_without_how_sure_its_speaker_is(
    run: Run, talk: Path, home: Path, tmp_path: Path
) -> None:
    run("bookmark", "add", talk, "--quote", 2, "--tag", "now")
    with contextlib.closing(sqlite3.connect(home / "data" / "shelf.sqlite3")) as shelf, shelf:
        shelf.execute("UPDATE mark SET confidence = 'sure'")
    before = run("bookmarks", "--json").record
    assert (before["speaker"], before["confidence"]) == ("Ada Quill", None)
    run("bookmarks", "--export", tmp_path / "all.jsonl")
    shutil.rmtree(home / "data")
    assert run("bookmarks", "--import", tmp_path / "all.jsonl").code == 0
    assert run("bookmarks", "--json").record == before


def test_what_the_user_has_put_right_is_certain(run: Run, talk: Path) -> None:
    run("correct", talk, "--quote", 2, "--speaker", "Tomas Berg")
    added = run("bookmark", "add", talk, "--quote", 2, "--json").record
    assert (added["speaker"], added["confidence"]) == ("Tomas Berg", "certain")
    assert "Tomas Berg: “Not now.”" in run("bookmarks").out
    assert run("search", "--quotes", "said:now").out.startswith("Tomas Berg  ")


def test_a_found_quote_has_a_question_mark_which_no_long_name_cuts_off(run: Run, talk: Path) -> None:
    long = "Bartholomew Featherstonehaugh"
    talk.with_name("long.txt").write_text(TALK.replace("Ada Quill", long).replace("now", "then"), "utf-8")
    assert run("search", "--quotes", "said:go", "speaker:quill").out.startswith("Ada Quill  ")
    assert run("search", "--quotes", "said:now").out.startswith("Ada Quill?  ")
    name = run("search", "--quotes", "said:then").out.split("  ")[0]
    assert name.startswith("Bartholomew")
    assert name.endswith("…?")
    assert len(name) == 20
