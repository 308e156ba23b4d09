"""Persons' names inside the names of other things."""

import pytest

from tests.analysis.names.reading import read_names
from tui_reader.analysis.pipeline import analyze

HEAD = "Ama Boateng built the harbour. "


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The letter came from the Ama Boateng Foundation.", ["Ama Boateng"]),
        ("The bank paid for the Boateng Memorial Prize.", ["Boateng"]),
        ("In the evening they met at Boateng Tower.", ["Boateng"]),
        ("They hung the Boateng Polaroids on a wall.", ["Boateng"]),
        ("They listened to the Ama Boateng Show.", ["Ama Boateng"]),
        ("The letter came from the Harbour Foundation.", []),
        ("The letter came from the Kofi Boateng Foundation.", []),
        ("They paid Boateng & Sons for the boat.", []),
    ],
)
def test_the_person_is_known_inside_another_name(text: str, inside: list[str]) -> None:
    found = read_names(HEAD + text)
    assert [found.text(mention.first, mention.last) for mention in found.names.inside] == inside


def test_nobody_is_known_who_is_not_named_in_full() -> None:
    assert read_names("The letter came from the Boateng Foundation.").names.inside == []


def test_the_inner_name_is_a_mention_of_the_person_but_no_name_of_its_own() -> None:
    text = HEAD + "The letter came from the Ama Boateng Foundation. She smiled."
    person, thing = analyze(text).entities
    assert [(text[m.start : m.end], m.kind) for m in person.mentions] == [
        ("Ama Boateng", "name"),
        ("Ama Boateng", "eponym"),
        ("She", "pronoun"),
    ]
    assert thing.name == "Ama Boateng Foundation"
    assert [text[name.start : name.end] for name, _ in analyze(text).names()] == [
        "Ama Boateng",
        "Ama Boateng Foundation",
    ]
