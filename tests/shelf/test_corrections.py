"""Corrections on the shelf: kept in order, replaced, taken back, undone."""

from pathlib import Path

import pytest

from tests.shelf.conftest import make_story
from tui_reader.analysis.corrections import Correction, MergeCorrection, MuteCorrection, SpeakerCorrection
from tui_reader.article.anchor import Anchor
from tui_reader.shelf.corrections import add, corrections, corrections_in, remove
from tui_reader.shelf.database import Database

STORY = make_story("/news/a.txt")
OTHER = make_story("/elsewhere/b.txt")
QUOTE = Anchor("It was never locked,", "", " she said.", 0)


def kept(shelf: Database) -> list[Correction]:
    """The corrections of the story."""
    return [each.correction for each in corrections(shelf, STORY.path)]


def test_corrections_of_a_story_come_back_in_the_order_in_which_they_were_made(shelf: Database) -> None:
    made: list[Correction] = [
        SpeakerCorrection(QUOTE, "Ada Lund"),
        MergeCorrection("Kim", "Kim West"),
        MuteCorrection("Friday"),
    ]
    for each in made:
        add(shelf, STORY, Path("/news"), each)
    add(shelf, OTHER, None, MuteCorrection("Monday"))
    assert kept(shelf) == made
    assert corrections_in(shelf, Path("/news")) == {"/news/a.txt": tuple(made)}
    assert set(corrections_in(shelf, Path("/"))) == {"/news/a.txt", "/elsewhere/b.txt"}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (SpeakerCorrection(QUOTE, "Ada Lund"), SpeakerCorrection(QUOTE, None)),
        (MergeCorrection("Kim", "Kim West"), MuteCorrection("kim")),
    ],
)
def test_the_later_of_two_corrections_takes_the_place_of_the_earlier(
    shelf: Database, earlier: Correction, later: Correction
) -> None:
    add(shelf, STORY, Path("/news"), earlier)
    change = add(shelf, STORY, Path("/news"), later)
    assert kept(shelf) == [later]
    shelf.undo(change)
    assert kept(shelf) == [earlier]


def test_a_correction_can_be_taken_back_and_that_can_be_undone(shelf: Database) -> None:
    add(shelf, STORY, Path("/news"), MuteCorrection("Friday"))
    change = remove(shelf, [each.id for each in corrections(shelf)])
    assert change is not None
    assert change.label == "Took back: Friday is no name"
    assert kept(shelf) == []
    shelf.undo(change)
    assert kept(shelf) == [MuteCorrection("Friday")]


def test_taking_back_what_is_not_there_changes_nothing(shelf: Database) -> None:
    assert remove(shelf, ["nothing"]) is None


def test_corrections_are_there_after_a_restart(file: Path, shelf: Database) -> None:
    add(shelf, STORY, Path("/news"), SpeakerCorrection(QUOTE, None))
    shelf.close()
    again = Database(file)
    assert kept(again) == [SpeakerCorrection(QUOTE, None)]
    again.close()
