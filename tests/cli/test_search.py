"""`search`: words that are ANDed, fields, snippets, and what happens when nothing matches."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import CHECKOUT
from tests.terminal import Terminal


def test_search_needs_no_index_first_and_gives_scores_and_snippets(run: Run, library: Path) -> None:
    (hit,) = run("search", "ferry", "landing", "--json").records
    assert hit["path"] == str(library / "ferry.txt")
    assert hit["date"] == "2023-04-18"
    assert isinstance(hit["score"], float)
    assert "ferry" in hit["snippet"]


def test_several_words_are_anded_and_or_widens(run: Run, library: Path) -> None:
    del library
    assert len(run("search", "ferry", "--json").records) == 2
    assert len(run("search", "ferry", "nobody", "--json").records) == 1
    assert len(run("search", "mill", "OR", "nobody", "--json").records) == 2
    assert len(run("search", "--json", "--", "ferry", "-nobody").records) == 1


def test_a_person_reads_headline_date_and_sentence(run: Run, library: Path) -> None:
    del library
    out = run("search", "orders").out
    assert "Mill to close after a century" in out
    assert "3 Nov 2022" in out
    assert "We have run out of orders" in out


def test_nothing_found_is_exit_code_1(run: Run, library: Path) -> None:
    answer = run("search", "zeppelin")
    assert (answer.code, answer.out) == (1, "")
    assert "zeppelin" in answer.err
    assert str(library) in answer.err


def test_a_query_that_asks_for_nothing_is_exit_code_2(run: Run, library: Path) -> None:
    del library
    assert run("search", "").code == 2
    answer = run("search", "after:soon")
    assert answer.code == 2
    assert "after: takes a date" in answer.err


def test_what_cannot_be_understood_is_named_and_the_rest_still_finds(run: Run, library: Path) -> None:
    del library
    answer = run("search", "--json", "orders", "before:soon")
    assert (answer.code, len(answer.records)) == (0, 1)
    assert "before: takes a date" in answer.err


def test_the_limit_is_said_when_it_cuts_something_off(run: Run, library: Path) -> None:
    del library
    answer = run("search", "ferry", "--limit", "1", "--json")
    assert len(answer.records) == 1
    assert "1 of 2 stories" in answer.err


def test_flags_are_answered_from_the_shelf(run: Run, library: Path) -> None:
    run("bookmark", "add", library / "note.txt")
    (hit,) = run("search", "ferry", "is:bookmarked", "--json").records
    assert hit["path"] == str(library / "note.txt")


def test_a_damaged_index_is_built_anew_without_a_word(run: Run, home: Path, library: Path) -> None:
    del library
    run("index")
    for file in (home / "cache").rglob("*"):
        if file.is_file() and file.stat().st_size:
            file.write_bytes(b"\xff" * 40)
    answer = run("search", "ferry", "--json")
    assert answer.code == 0
    assert len(answer.records) == 2


def test_brackets_and_control_characters_of_a_headline_are_only_text(run: Run, library: Path) -> None:
    (library / "odd.txt").write_text(
        "date 2024-01-01 [red]Odd[/] \x1b[31mnews[/b]\n\nOddity [link=x]here[/link].\n"
    )
    out = run("search", "oddity").out
    assert "[red]Odd[/] [31mnews[/b]" in out
    assert "[link=x]here[/link]" in out
    assert "\x1b" not in out


def test_quotes_come_one_an_object_with_speaker_words_offsets_and_story(run: Run, library: Path) -> None:
    text = run("show", library / "ferry.txt", "--json").record["text"]
    records = run("search", "--quotes", "--json", "speaker:quill").records
    assert {record["text"] for record in records} == {
        "The landing is safe again,",
        "Boats will call from Friday.",
        "We have run out of orders,",
    }
    (record,) = run("search", "--quotes", "--json", "speaker:quill", "said:boats").records
    assert text[record["start"] : record["end"]] == record["text"] == "Boats will call from Friday."
    assert (record["speaker"], record["confidence"]) == ("Ada Quill", "certain")
    assert (record["path"], record["date"]) == (str(library / "ferry.txt"), "2023-04-18")
    assert record["id"] == run("show", library / "ferry.txt", "--json").record["id"]


def test_a_person_reads_one_quote_a_line(run: Run, library: Path) -> None:
    del library
    lines = run("search", "--quotes", "said:orders").out.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Ada Quill ")
    assert "“We have run out of orders,”" in lines[0]
    assert "3 Nov 2022" in lines[0]
    assert "Mill to close after a century" in lines[0]


def test_stories_that_match_without_a_quote_are_counted(run: Run, library: Path) -> None:
    del library
    answer = run("search", "--quotes", "reopen")
    assert (answer.code, answer.out) == (1, "")
    assert "no quotes in" in answer.err
    assert "1 story does" in answer.err


def test_sorting_by_date_gives_the_newest_first(run: Run, library: Path) -> None:
    (library / "new.txt").write_text("date 2025-01-01 Nothing new\n\nThe ferry landing.\n", "utf-8")
    dates = [record["date"] for record in run("search", "ferry", "--sort", "date", "--json").records]
    assert dates == ["2025-01-01", "2023-04-18", None]
    quotes = run("search", "speaker:quill", "--quotes", "--sort", "date", "--json").records
    assert [record["date"] for record in quotes] == ["2023-04-18", "2023-04-18", "2022-11-03"]


def test_counts(run: Run, library: Path) -> None:
    del library
    assert run("search", "ferry", "--count").out == "2\n"
    assert run("search", "speaker:quill", "--count", "--quotes").out == "3\n"
    assert run("search", "ferry", "--count", "--json", "--limit", "1").record == {"stories": 2}
    answer = run("search", "zeppelin", "--count")
    assert (answer.code, answer.out) == (1, "0\n")


def test_the_limit_of_quotes_is_said_when_it_cuts_something_off(run: Run, library: Path) -> None:
    del library
    answer = run("search", "speaker:quill", "--quotes", "--limit", "2")
    assert len(answer.out.splitlines()) == 2
    assert "2 of 3 quotes" in answer.err


def test_what_may_have_been_meant_is_said(run: Run, library: Path) -> None:
    del library
    answer = run("search", "speaker:quilll")
    assert (answer.code, answer.out) == (1, "")
    assert "did you mean “speaker:quill”?" in answer.err
    assert "did you mean" not in run("search", "qqqqqqqqq").err


def test_a_story_that_changed_since_it_was_indexed_gives_no_wrong_quotes(run: Run, library: Path) -> None:
    run("index")
    (library / "ferry.txt").write_text('date 2023-04-18 Other\n\nLonger. "No," said Ada Quill.\n', "utf-8")
    assert [record["text"] for record in run("search", "--quotes", "--json", "speaker:quill").records] == [
        "We have run out of orders,",
        "No,",
    ] or len(run("search", "--quotes", "--json", "speaker:quill").records) == 2


def test_quotes_are_printed_as_they_are_found(home: Path, library: Path) -> None:
    del home
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tui_reader",
            "search",
            "--quotes",
            "--json",
            "--sort",
            "date",
            "ferry OR quill",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )
    with process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert first["path"] == str(library / "ferry.txt")
        process.stdout.close()
        assert process.wait(20) == 0


HEADLINE = "The harbour office is shut until the tide has turned and the bell is rung"
SENTENCE = "Whoever comes before the bell is rung waits on the quay in the rain with everybody else."


def lines_in_terminal(library: Path, home: Path, width: int, *words: str) -> list[str]:
    """What the command prints into a terminal of this width."""
    command = [sys.executable, "-m", "tui_reader", "search", *words]
    own = {"TUI_READER_HOME": str(home), "TUI_READER_LIBRARY": str(library), "COLUMNS": str(width)}
    environment = os.environ | own | {"TERM": "xterm"}
    with Terminal(command, environment, CHECKOUT, (width, 30)) as terminal:
        terminal.end("")
    return re.sub(r"\x1b\[[0-9;]*m", "", terminal.output.decode()).splitlines()


def test_what_is_found_is_fitted_to_a_terminal_between_words_and_whole_in_a_pipe(
    run: Run, library: Path, home: Path
) -> None:
    (library / "tide.txt").write_text(f"date 2024-02-03 {HEADLINE}\n\n{SENTENCE}\n", "utf-8")
    assert HEADLINE in run("search", "quay").out.splitlines()
    lines = lines_in_terminal(library, home, 50, "quay")
    assert [line for line in lines if len(line) > 50] == []
    words = " ".join(lines).split()
    assert words[: len(HEADLINE.split())] == HEADLINE.split()
    sentence = " ".join(line.strip() for line in lines if line.startswith("  "))
    assert sentence.strip("…") in SENTENCE
    assert "quay" in sentence


def test_quotes_that_are_found_are_fitted_to_a_terminal(run: Run, library: Path, home: Path) -> None:
    assert run("search", "--quotes", "said:orders").code == 0
    for width in (60, 80, 200):
        lines = lines_in_terminal(library, home, width, "--quotes", "said:orders")
        assert any("orders" in line for line in lines)
        assert [line for line in lines if len(line) > width] == []


def test_a_query_for_speech_is_answered_with_the_quote_that_matches_and_its_speaker(
    run: Run, library: Path
) -> None:
    (library / "cod.txt").write_text(
        "date 2024-01-01 Fish\n\nAda Quill said the boats had come in.\n\n"
        "“We shall not speak of herring,” said Ada Quill. Then Ada Quill said: “Boats bring cod as well.”\n"
    )
    (hit,) = run("search", "speaker:quill", "said:cod", "--json").records
    assert (hit["snippet"], hit["speaker"]) == ("Boats bring cod as well.", "Ada Quill")
    out = run("search", "speaker:quill", "said:cod").out
    assert out.splitlines()[2] == "  Ada Quill: “Boats bring cod as well.”"
    (hit,) = run("search", "herring", "boats", "--json").records
    assert (hit["speaker"], hit["confidence"]) == (None, None)
