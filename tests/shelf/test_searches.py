"""Saved searches and the history of queries."""

from pathlib import Path

import pytest

from tui_reader.shelf import history, searches
from tui_reader.shelf.database import Database


def names(shelf: Database) -> list[tuple[str, str]]:
    return [(saved.name, saved.query) for saved in searches.searches(shelf)]


def test_saved_searches_stand_in_the_order_in_which_they_were_saved(shelf: Database) -> None:
    for name in ("walrus", "Auks", "[b]"):
        change = searches.save(shelf, name, f"{name.lower()} -fog")
        assert change is not None
        assert change.label == f"Saved the search “{name}”"
    assert names(shelf) == [("walrus", "walrus -fog"), ("Auks", "auks -fog"), ("[b]", "[b] -fog")]


def test_a_name_holds_one_query_and_saving_another_can_be_undone(shelf: Database) -> None:
    searches.save(shelf, "seals", "seal")
    searches.save(shelf, "auks", "auk")
    assert searches.save(shelf, "seals", "seal") is None
    change = searches.save(shelf, "seals", "seal OR walrus")
    assert change is not None
    assert change.label == "Changed the search “seals”"
    assert names(shelf) == [("seals", "seal OR walrus"), ("auks", "auk")]
    shelf.undo(change)
    assert names(shelf) == [("seals", "seal"), ("auks", "auk")]


def test_a_renamed_search_keeps_its_place_and_gets_its_name_back(shelf: Database) -> None:
    searches.save(shelf, "seals", "seal")
    searches.save(shelf, "auks", "auk")
    change = searches.rename(shelf, "seals", "Seals again")
    assert change is not None
    assert names(shelf) == [("Seals again", "seal"), ("auks", "auk")]
    shelf.undo(change)
    assert names(shelf) == [("seals", "seal"), ("auks", "auk")]


def test_a_name_that_is_taken_is_refused_and_nothing_changes(shelf: Database) -> None:
    searches.save(shelf, "seals", "seal")
    searches.save(shelf, "auks", "auk")
    with pytest.raises(ValueError, match="another saved search is called “auks”"):
        searches.rename(shelf, "seals", "auks")
    assert names(shelf) == [("seals", "seal"), ("auks", "auk")]
    assert searches.rename(shelf, "nothing", "something") is None
    assert searches.rename(shelf, "auks", "auks") is None


def test_a_removed_search_comes_back(shelf: Database) -> None:
    searches.save(shelf, "seals", "seal")
    change = searches.remove(shelf, "seals")
    assert change is not None
    assert names(shelf) == []
    shelf.undo(change)
    assert names(shelf) == [("seals", "seal")]
    assert searches.remove(shelf, "auks") is None


def test_the_history_begins_with_the_last_query_and_holds_each_once(shelf: Database) -> None:
    for query in ("seal", "auk", "seal", "[/b] 🙂"):
        history.keep(shelf, query)
    assert history.asked(shelf) == ["[/b] 🙂", "seal", "auk"]


def test_the_history_keeps_the_last_hundred_across_sessions(file: Path, shelf: Database) -> None:
    for number in range(history.MOST + 5):
        history.keep(shelf, f"query {number}")
    shelf.close()
    again = Database(file)
    kept = history.asked(again)
    assert (len(kept), kept[0], kept[-1]) == (history.MOST, f"query {history.MOST + 4}", "query 5")
    again.close()
