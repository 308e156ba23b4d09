"""Who is in a story: groups, shares and colours that are the same everywhere."""

from typing import get_args

from tests.paint.stories import analysis, article
from tui_reader.analysis.model import Analysis, EntityType
from tui_reader.paint.cast import cast
from tui_reader.paint.story import Page
from tui_reader.paint.voices import COLOURS, assign

STORY = article(
    "“One two three,” Ana Ruiz said. “Four,” Bo Lind said. The Pier Trust said “five six”.",
    "Bo Lind and Cy Odd, Cy Odd and Cy Odd met Di Poe in Oster with the Harbour Board.",
)
NAMES: list[tuple[str, EntityType]] = [
    ("Ana Ruiz", "person"),
    ("Bo Lind", "person"),
    ("Pier Trust", "organization"),
    ("Cy Odd", "person"),
    ("Di Poe", "person"),
    ("Oster", "place"),
    ("Harbour Board", "organization"),
]
SAID = [("One two three,", "Ana Ruiz"), ("Four,", "Bo Lind"), ("five six", "Pier Trust")]
FOUND = analysis(STORY, NAMES, SAID)


def test_those_who_speak_come_first_by_how_much_they_say() -> None:
    groups = {group.title: [row.entity.name for row in group.rows] for group in cast(FOUND)}
    assert groups == {
        "Voices": ["Ana Ruiz", "Pier Trust", "Bo Lind"],
        "Mentioned": ["Cy Odd", "Di Poe"],
        "Organizations": ["Harbour Board"],
        "Places": ["Oster"],
    }


def test_shares_are_measured_by_the_one_who_says_most() -> None:
    voices = cast(FOUND)[0].rows
    assert [round(row.share, 2) for row in voices] == [1.0, 0.57, 0.36]
    assert [row.mentions for row in voices] == [1, 1, 2]


def test_colours_go_to_speakers_and_to_those_named_often() -> None:
    colours = {row.entity.name: row.voice for group in cast(FOUND) for row in group.rows}
    assert colours["Ana Ruiz"] == 0
    assert colours["Cy Odd"] == 3
    assert colours["Di Poe"] == colours["Oster"] == colours["Harbour Board"] == -1
    page = Page(STORY, FOUND, width=60, margin=12)
    assert {FOUND.by_id[key].name: voice for key, voice in page.voices.items()} == {
        name: voice for name, voice in colours.items() if voice >= 0
    }


def test_the_ninth_voice_has_no_colour_of_its_own() -> None:
    names = [f"Person{number}" for number in range(12)]
    story = article(" ".join(f"“Words{number},” said {name}." for number, name in enumerate(names)))
    said = [(f"Words{number},", name) for number, name in enumerate(names)]
    found = analysis(story, [(name, "person") for name in names], said)
    assert sorted(assign(found).values()) == list(range(COLOURS))
    assert [row.voice for row in cast(found)[0].rows].count(-1) == 4


def test_a_story_without_anybody_has_no_groups() -> None:
    assert cast(Analysis()) == []


def test_every_type_of_entity_has_a_place_in_the_cast() -> None:
    story = article("Ana Ruiz.")
    for kind in get_args(EntityType):
        assert [len(group.rows) for group in cast(analysis(story, [("Ana Ruiz", kind)]))] == [1]
