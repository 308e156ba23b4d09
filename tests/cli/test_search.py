"""`search`: words that are ANDed, fields, snippets, and what happens when nothing matches."""

from pathlib import Path

from tests.cli.conftest import Run


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
