"""Bookmarks of quotes and passages, tags and notes; exporting and importing; on the command line."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORDS = "The landing is safe again,"


@pytest.fixture
def ferry(library: Path) -> Path:
    return library / "ferry.txt"


def test_a_quote_is_bookmarked_by_its_number_with_its_speaker_tags_and_a_note(run: Run, ferry: Path) -> None:
    assert "  1 Ada Quill  cue “said”" in run("analyze", ferry).out
    added = run(
        "bookmark", "add", ferry, "--quote", 1, "--tag", "Harbour, safety", "--tag", "ferry",
        "--note", "Check the date.", "--json",
    ).record  # fmt: skip
    assert (added["kind"], added["words"], added["speaker"]) == ("quote", WORDS, "Ada Quill")
    assert (added["tags"], added["note"]) == (["ferry", "harbour", "safety"], "Check the date.")
    assert added["title"] == "Council votes to reopen the ferry landing"
    text = run("show", ferry, "--json").record["text"]
    assert text[slice(*added["now"])] == WORDS
    assert run("bookmarks", "--json").records == [added]


def test_a_passage_is_bookmarked_by_its_words_whatever_their_case_and_marks(run: Run, ferry: Path) -> None:
    added = run("bookmark", "add", ferry, "--passage", "tomas berg who RUNS the ferry", "--json").record
    assert (added["kind"], added["words"]) == ("passage", "Tomas Berg, who runs the ferry")
    assert (added["speaker"], added["tags"], added["note"]) == (None, [], None)
    again = run("bookmark", "add", ferry, "--passage", "Tomas Berg, who runs the ferry")
    assert "is bookmarked already" in again.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--passage", "the ferry landing."), 0, ""),
        (("--passage", "ferry"), 2, "“ferry” stands 2 times in"),
        (("--passage", "a submarine"), 1, "“a submarine” does not stand in"),
        (("--passage", " "), 1, "does not stand in"),
        (("--quote", "3"), 1, "has 2 quotes, and no number 3"),
        (("--quote", "0"), 2, "a whole number from 1 on"),
        (("--quote", "1", "--passage", "x"), 2, "not allowed with"),
        (("--tag", "#"), 2, "“#” is no tag"),
    ],
)
def test_what_is_not_in_the_story_is_not_bookmarked(
    run: Run, ferry: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = run("bookmark", "add", ferry, *words)
    assert answer.code == code
    assert said in answer.err
    assert run("bookmarks").code == (0 if code == 0 else 1)


def test_a_bookmark_gets_tags_and_a_note_later_and_loses_them(run: Run, ferry: Path) -> None:
    mark = run("bookmark", "add", ferry, "--quote", 1, "--json").record["bookmark"]
    changed = run("bookmark", "add", mark, "--tag", "a,b", "--note", "why")
    assert changed.out.endswith(": tagged a, b; with a note\n")
    less = run("bookmark", "remove", mark, "--tag", "a", "--json").record
    assert (less["tags"], less["note"]) == (["b"], "why")
    assert run("bookmark", "remove", mark, "--tag", "a").code == 1
    assert run("bookmark", "add", ferry, "--quote", 1, "--note", "", "--json").record["note"] is None
    assert run("bookmark", "remove", mark, "--note", "x").code == 2
    assert len(run("bookmarks", "--json").records) == 1


def test_a_part_is_removed_by_what_it_is_and_by_its_id_and_the_story_stays(run: Run, ferry: Path) -> None:
    run("bookmark", "add", ferry)
    run("bookmark", "add", ferry, "--passage", "was not there")
    for which in (("--quote", 1), ("--passage", "was not there")):
        run("bookmark", "add", ferry, *which)
        assert run("bookmark", "remove", ferry, *which).code == 0
        assert "has no such bookmark" in run("bookmark", "remove", ferry, *which).err
    mark = run("bookmark", "add", ferry, "--quote", 1, "--json").record["bookmark"]
    assert run("bookmark", "remove", mark).out.startswith("Removed the bookmark of a quote of “Council votes")
    assert [record["kind"] for record in run("bookmarks", "--json").records] == ["story"]


def test_a_list_says_when_the_words_have_gone_and_where_they_went(run: Run, ferry: Path) -> None:
    added = run("bookmark", "add", ferry, "--quote", 1, "--json").record
    text = ferry.read_text("utf-8")
    ferry.write_text(text.replace("The council of", "Last week the council of"), "utf-8")
    (moved,) = run("bookmarks", "--json").records
    assert (moved["state"], moved["now"]) == ("here", [place + 10 for place in added["now"]])
    ferry.write_text(text.replace(WORDS, "We shall see,"), "utf-8")
    assert "words gone" in run("bookmarks").out
    ferry.unlink()
    assert "file gone" in run("bookmarks").out
    (gone,) = run("bookmarks", "--json").records
    assert (gone["state"], gone["now"], gone["words"]) == ("file gone", None, WORDS)


def test_bookmarks_are_listed_by_kind_tag_person_and_words(run: Run, library: Path, ferry: Path) -> None:
    run("bookmark", "add", ferry, "--tag", "coast")
    run("bookmark", "add", ferry, "--quote", 1, "--tag", "coast", "--note", "Ask")
    run("bookmark", "add", library / "2022" / "mill.md", "--passage", "paper mill at Orrin")

    def kinds(*words: str) -> list[str]:
        return [record["kind"] for record in run("bookmarks", *words, "--json").records]

    assert kinds() == ["passage", "quote", "story"]
    assert kinds("--kind", "story", "--kind", "passage") == ["passage", "story"]
    assert kinds("--kind", "note") == kinds("--person", "quill") == ["quote"]
    assert kinds("--tag", "coast") == ["quote", "story"]
    assert kinds("--tag", "coast", "ask") == ["quote"]
    assert kinds("ORRIN", "paper") == ["passage"]
    assert run("bookmarks", "--tag", "none").err == "tui-reader: there are no such bookmarks\n"
    table = run("bookmarks").out
    assert f"Ada Quill: “{WORDS}”" in table
    assert "“paper mill at Orrin”" in table


def test_bookmarks_are_listed_in_groups(run: Run, library: Path, ferry: Path) -> None:
    run("bookmark", "add", ferry, "--tag", "coast, ferry")
    run("bookmark", "add", library / "2022" / "mill.md", "--quote", 1, "--tag", "coast")
    run("bookmark", "add", ferry, "--passage", "was not there")

    def kinds(by: str) -> list[str]:
        return [record["kind"] for record in run("bookmarks", "--by", by, "--json").records]

    assert kinds("story") == ["story", "passage", "quote"]
    assert kinds("date") == ["passage", "story", "quote"]
    assert kinds("person") == ["quote", "passage", "story"]
    assert kinds("tag") == ["quote", "story", "story", "passage"]
    first = [line.split("  ")[0] for line in run("bookmarks", "--by", "tag").out.splitlines()]
    assert first == ["coast", "", "ferry", "no tag"]
    assert "\n## no tag" not in run("bookmarks", "--by", "tag", "--export", "-").out


def test_a_note_is_written_in_the_editor(
    run: Run, ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\ncp "$1" "$0.before"; echo "$1" > "$0.name"; printf "%s\\n" "my note" "" "more" > "$1"\n',
        "utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    run("bookmark", "add", ferry, "--note", "old")
    done = run("bookmark", "add", ferry, "--edit-note", "--json").record
    assert done["note"] == "my note\n\nmore"
    assert (tmp_path / "editor.before").read_text("utf-8") == "old"
    assert not Path((tmp_path / "editor.name").read_text("utf-8").strip()).exists()
    monkeypatch.setenv("VISUAL", "false")
    failed = run("bookmark", "add", ferry, "--edit-note")
    assert failed.code == 2
    assert "the editor false ended with code 1; nothing was taken from it" in failed.err
    assert run("bookmarks", "--json").record["note"] == done["note"]


def test_stories_are_found_by_the_tags_of_their_bookmarks(run: Run, ferry: Path, library: Path) -> None:
    run("bookmark", "add", ferry, "--quote", 1, "--tag", "Café, sea wall")
    run("bookmark", "add", library / "note.txt")
    for query in (
        "tag:cafe",
        "tag:CAFÉ",
        'tag:"sea-wall"',
        'tag:"Sea wall"',
        "council tag:sea-wall",
        "tag:none OR tag:#cafe",
    ):
        assert [hit["path"] for hit in run("search", query, "--json").records] == [str(ferry)]
    assert run("search", "tag:wall").code == 1
    found = run("search", "--json", "--", "-tag:cafe").records
    assert {Path(hit["path"]).name for hit in found} == {"mill.md", "note.txt"}


def test_a_quote_can_be_shown_by_the_id_of_its_bookmark(run: Run, ferry: Path) -> None:
    mark = run("bookmark", "add", ferry, "--quote", 1, "--json").record["bookmark"]
    assert run("show", mark, "--plain").out.startswith("Council votes")


def test_an_export_is_a_file_of_what_is_listed(run: Run, ferry: Path, tmp_path: Path) -> None:
    run("bookmark", "add", ferry)
    run("bookmark", "add", ferry, "--quote", 1)
    target = tmp_path / "out.csv"
    done = run("bookmarks", "--kind", "quote", "--export", target)
    assert done.out == f"Wrote 1 bookmark to {target}\n"
    assert target.read_text("utf-8").splitlines()[1].startswith("quote,Council votes")
    refused = run("bookmarks", "--export", target)
    assert (refused.code, refused.out) == (2, "")
    assert "--force replaces it" in refused.err
    forced = run(
        "bookmarks", "--export", target, "--force", "--format", "md", "--by", "person", "--json"
    ).record
    assert forced == {"path": str(target), "format": "md", "bookmarks": 2}
    assert "## Ada Quill" in target.read_text("utf-8")
    assert run("bookmarks", "--export", "-", "--format", "jsonl").out.count("\n") == 2
    assert run("bookmarks", "--export", "-").out.startswith("# Bookmarks\n")


def test_an_export_of_nothing_writes_no_file(run: Run, library: Path, tmp_path: Path) -> None:
    del library
    assert run("bookmarks", "--export", tmp_path / "out.md").code == 1
    assert not (tmp_path / "out.md").exists()


def test_an_export_brings_everything_back_after_a_wipe(
    run: Run, library: Path, home: Path, tmp_path: Path
) -> None:
    run("bookmark", "add", library / "ferry.txt", "--tag", "a")
    run("bookmark", "add", library / "ferry.txt", "--quote", 1, "--note", "n")
    run("bookmark", "add", library / "note.txt", "--passage", "Nobody knows")
    before = run("bookmarks", "--json").out
    run("bookmarks", "--export", tmp_path / "b.jsonl")
    for file in (home / "data").iterdir():
        file.unlink()
    assert run("bookmarks").code == 1
    assert (
        run("bookmarks", "--import", tmp_path / "b.jsonl").out
        == "3 bookmarks added, 0 completed, 0 known already\n"
    )
    assert run("bookmarks", "--json").out == before
    assert run("bookmarks", "--import", tmp_path / "b.jsonl", "--json").record["known"] == 3
    assert run("bookmarks", "--json").out == before


def test_what_remove_printed_brings_the_bookmark_back(
    run: Run, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("bookmark", "add", ferry, "--quote", 1, "--tag", "a")
    before = run("bookmarks", "--json").out
    removed = run("bookmark", "remove", ferry, "--quote", 1, "--json").out
    assert run("bookmarks").code == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(removed.encode())))
    assert run("bookmarks", "--import", "-").code == 0
    assert run("bookmarks", "--json").out == before


def test_a_bad_line_is_named_and_the_others_go_in(run: Run, ferry: Path, tmp_path: Path) -> None:
    run("bookmark", "add", ferry)
    line = run("bookmarks", "--export", "-", "--format", "jsonl").out
    run("bookmark", "remove", ferry)
    bad = json.dumps({**json.loads(line), "date": "soon\x1b"})
    (tmp_path / "b.jsonl").write_text(f"{bad}\n{line}nonsense\n", "utf-8")
    answer = run("bookmarks", "--import", tmp_path / "b.jsonl", "--json")
    assert answer.code == 2
    assert [problem["line"] for problem in answer.record["problems"]] == [1, 3]
    assert "b.jsonl, line 1: its date is no date; it was left out\n" in answer.err
    assert len(run("bookmarks", "--json").records) == 1


@pytest.mark.parametrize("command", ["bookmarks", "shelf"])
def test_a_file_of_another_form_is_refused_in_one_sentence(
    run: Run, ferry: Path, tmp_path: Path, command: str
) -> None:
    run("bookmark", "add", ferry, "--quote", 1, "--note", "Really?")
    run("bookmarks", "--export", tmp_path / "b.csv")
    answer = run(command, "--import", tmp_path / "b.csv")
    assert answer.code == 2
    assert answer.err.count("\n") == 1
    assert (
        f"b.csv holds no JSON lines; give a file that {command} --export FILE.jsonl has written" in answer.err
    )


def test_bookmarks_of_a_library_that_is_elsewhere_now_find_their_stories(
    run: Run, library: Path, ferry: Path, tmp_path: Path
) -> None:
    run("bookmark", "add", ferry, "--quote", 1)
    run("bookmarks", "--export", tmp_path / "b.jsonl")
    run("bookmark", "remove", ferry, "--quote", 1)
    library.rename(tmp_path / "moved")
    run("bookmarks", "--import", tmp_path / "b.jsonl", "--library", tmp_path / "moved")
    (found,) = run("bookmarks", "--json").records
    assert (found["path"], found["state"]) == (str(tmp_path / "moved" / "ferry.txt"), "here")
    assert found["library"] == str(tmp_path / "moved")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "md"), "belong to --export"),
        (("--force",), "belong to --export"),
        (("--export", "a.csv", "--by", "story"), "csv has no groups; leave --by out"),
        (("--export", "-", "--json"), "leave --json out"),
        (("--export", "a", "--import", "b"), "give one of them"),
        (("--import", "a", "--tag", "b"), "give it alone"),
        (("--import", "a", "--by", "tag"), "give it alone"),
        (("--import", "no-such-file"), "no-such-file: No such file"),
        (("--import", "."), "Is a directory"),
        (("--export", "."), "no file that can be replaced"),
        (("--kind", "fish"), "invalid choice"),
    ],
)
def test_misuse_gets_one_sentence(run: Run, ferry: Path, words: tuple[str, ...], said: str) -> None:
    run("bookmark", "add", ferry)
    answer = run("bookmarks", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1
