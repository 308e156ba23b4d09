"""`searches`: saved ones are listed with what is unread in them, and changed without the index."""

from pathlib import Path

from tests.cli.conftest import Run


def test_saved_searches_are_listed_with_their_unread_stories(run: Run, library: Path) -> None:
    del library
    assert run("searches").code == 1
    assert run("searches", "add", "ferry -mill", "--name", "Boats").code == 0
    assert run("searches", "add", "speaker:quill").code == 0
    boats, quill = run("searches", "--json").records
    assert (boats["name"], boats["query"], boats["unread"]) == ("Boats", "ferry -mill", 2)
    assert (quill["name"], quill["query"], quill["unread"]) == ("speaker:quill", "speaker:quill", 2)
    table = run("searches").out.splitlines()
    assert "2 unread" in table[0]
    assert "Boats" in table[0]
    assert "ferry -mill" in table[0]


def test_a_search_is_saved_without_an_index_and_the_query_is_its_name(
    run: Run, home: Path, library: Path
) -> None:
    del library
    saved = run("searches", "add", "ferry", "OR", "boat", "--json").record
    assert (saved["name"], saved["query"]) == ("ferry OR boat", "ferry OR boat")
    assert not (home / "cache").exists()
    assert "already" in run("searches", "add", "ferry", "OR", "boat").out


def test_a_search_is_renamed_and_removed_by_its_name(run: Run, library: Path) -> None:
    del library
    run("searches", "add", "ferry")
    run("searches", "add", "mill")
    assert "Renamed" in run("searches", "rename", "ferry", "On the water").out
    assert run("searches", "rename", "mill", "On the water").code == 2
    assert run("searches", "remove", "On", "the", "water", "--json").record["query"] == "ferry"
    assert [each["name"] for each in run("searches", "--json").records] == ["mill"]


def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, library: Path) -> None:
    del library
    for words, code, said in (
        (("remove", "nothing"), 1, "there is no saved search “nothing”"),
        (("rename", "nothing"), 2, "give two names"),
        (("rename", "nothing", "new"), 1, "there is no saved search “nothing”"),
        (("add", "()"), 2, "asks for nothing"),
        (("add",), 2, "asks for nothing"),
        (("remove", "x", "--name", "y"), 2, "--name goes with add only"),
        (("frob",), 2, "invalid choice"),
    ):
        answer = run("searches", *words)
        assert answer.code == code
        assert said in answer.err


def test_a_mistake_in_the_query_is_named_and_the_rest_is_saved(run: Run, library: Path) -> None:
    del library
    answer = run("searches", "add", "is:strange", "ferry")
    assert answer.code == 0
    assert "is:strange" in answer.err
