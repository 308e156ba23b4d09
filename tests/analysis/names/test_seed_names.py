"""The names of the first seed story, all of them."""

from pathlib import Path

import pytest

from tests.analysis.names.reading import Found, read_names


@pytest.fixture
def story(seed: Path) -> Found:
    return read_names(seed.read_text("utf-8").partition("\n\n")[2])


def test_all_fourteen_persons_and_nobody_else(story: Found) -> None:
    assert story.of("person") == [
        "Kim Kardashian",
        "Khloe Kardashian",
        "Michael Rubin",
        "Lil Baby",
        "Dixie D’Amelio",
        "Heidi D’Amelio",
        "Marc D’Amelio",
        "Hannah Jackson",
        "Rondo Bonilla",
        "Sophia Kianni",
        "Zander Moricz",
        "Jack Wright",
        "Jessica Jackson",
        "Matt Haney",
    ]


def test_short_and_misspelt_forms_are_linked(story: Found) -> None:
    assert story.mentions("Kim Kardashian") == ["Kim Kardashian", "Kim", "Kim"]
    assert story.mentions("Michael Rubin") == ["Michael Rubin", "Michael", "Michael", "Michel"]
    assert story.mentions("REFORM Alliance")[-1] == "REFORM"
    assert len(story.mentions("Future Shapers Advisory Council")) == 3


def test_places(story: Found) -> None:
    assert {"Los Angeles County", "Lancaster", "California"} <= set(story.of("place"))


def test_she_is_kim_and_he_is_michael(story: Found) -> None:
    assert story.mentions("Kim Kardashian", "pronoun") == ["her", "she", "She"]
    assert story.mentions("Michael Rubin", "pronoun") == ["his", "he"]
