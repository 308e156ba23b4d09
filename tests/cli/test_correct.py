"""`correct` and `corrections`: what is put right is seen by every other command."""

from pathlib import Path

from tests.cli.conftest import Run


def speakers(run: Run, story: Path) -> list[str | None]:
    """The speakers of a story as `show` gives them."""
    return [quote["speaker_name"] for quote in run("show", story, "--json").record["quotes"]]


def test_a_speaker_is_put_right_listed_and_taken_back(run: Run, library: Path) -> None:
    ferry = library / "ferry.txt"
    assert speakers(run, ferry) == ["Ada Quill", "Ada Quill"]
    made = run("correct", ferry, "--quote", 2, "--speaker", "Tomas Berg", "--json").record
    assert (made["kind"], made["speaker"], made["path"]) == ("speaker", "Tomas Berg", str(ferry))
    assert speakers(run, ferry) == ["Tomas Berg", "Tomas Berg"]
    assert run("analyze", ferry, "--json").record["quotes"][0]["rule"] == "corrected"
    assert run("corrections", "--json").records == [made]
    assert run("corrections", "--json", "--library", library / "2022").code == 1
    assert run("correct", ferry, "--take-back", made["id"]).code == 0
    assert speakers(run, ferry) == ["Ada Quill", "Ada Quill"]
    assert run("corrections").code == 1


def test_nobody_speaks_and_the_plain_story_says_so(run: Run, library: Path) -> None:
    said = run("correct", library / "ferry.txt", "--quote", 1, "--nobody")
    assert said.out == "Put right: “The landing is safe again,” is said by nobody\n"
    assert "[nobody]" in run("show", library / "ferry.txt", "--plain").out


def test_names_are_merged_and_muted(run: Run, library: Path) -> None:
    ferry = library / "ferry.txt"
    run("correct", ferry, "--name", "Berg", "--same-as", "Quill")
    entities = run("show", ferry, "--json").record["entities"]
    assert [each["aliases"] for each in entities if each["name"] == "Ada Quill"] == [["Tomas Berg"]]
    run("correct", ferry, "--name", "Saltmere", "--no-name")
    assert "Saltmere" not in {each["name"] for each in run("show", ferry, "--json").record["entities"]}


def test_what_the_story_does_not_have_is_named(run: Run, library: Path) -> None:
    ferry = library / "ferry.txt"
    for words, sentence in (
        (("--quote", 9, "--nobody"), "has 2 quotes"),
        (("--quote", 1), "say who speaks"),
        (("--name", "Nemo", "--no-name"), "names no “Nemo”"),
        (("--name", "Quill"), "say whom the name means"),
        ((), "required"),
    ):
        answer = run("correct", ferry, *words)
        assert (answer.code, answer.out) == (2, "")
        assert sentence in answer.err
    assert run("correct", ferry, "--take-back", "nothing").code == 1


def test_without_a_usable_shelf_a_story_is_shown_as_the_rules_found_it(
    run: Run, home: Path, library: Path
) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "shelf.sqlite3").write_bytes(b"not a database, and long enough to be looked at" * 30)
    answer = run("show", library / "ferry.txt", "--json")
    assert answer.code == 0
    assert [quote["speaker_name"] for quote in answer.record["quotes"]] == ["Ada Quill", "Ada Quill"]
    assert "what you put right is left out" in answer.err


def test_an_index_keeps_what_was_put_right_and_says_so_while_the_shelf_cannot_be_read(
    run: Run, home: Path, library: Path
) -> None:
    ferry, shelf = library / "ferry.txt", home / "data" / "shelf.sqlite3"
    run("correct", ferry, "--quote", 2, "--speaker", "Tomas Berg")
    assert run("index").err == ""
    shelf.rename(home / "kept")
    for beside in home.glob("data/shelf.sqlite3*"):
        beside.unlink()
    shelf.mkdir()
    answer = run("index")
    assert answer.code == 0
    assert "what you put right cannot be read" in answer.err
    shelf.rmdir()
    (home / "kept").rename(shelf)
    found = [hit["path"] for hit in run("search", "speaker:berg", "--json").records]
    assert found == [str(ferry)]
