"""Whom "he" and "she" mean, and by which rule."""

import pytest

from tests.analysis.names.reading import read_names


@pytest.mark.parametrize(
    ("text", "name", "pronouns"),
    [
        ("Ama Boateng came early. She had her boat with her.", "Ama Boateng", ["She", "her", "her"]),
        (
            "Kofi Boateng met Maria Lund. He gave her a book, and she thanked him.",
            "Maria Lund",
            ["her", "she"],
        ),
        (
            "Kofi Boateng met Maria Lund. He gave her a book, and she thanked him.",
            "Kofi Boateng",
            ["He", "him"],
        ),
        (
            "Peter Lund told Kofi Boateng on Monday that he himself would pay.",
            "Peter Lund",
            ["he", "himself"],
        ),
        ("When she came back, Ama Boateng opened the shop.", "Ama Boateng", ["she"]),
        ("Vrenelle Quist, a nurse, came early. She sang.", "Vrenelle Quist", ["She"]),
        ("His wife Vrenelle Quist came early. She sang.", "Vrenelle Quist", ["She"]),
    ],
)
def test_pronouns(text: str, name: str, pronouns: list[str]) -> None:
    assert read_names(text).mentions(name, "pronoun") == pronouns


def test_a_pronoun_in_a_quotation_does_not_mean_its_speaker() -> None:
    found = read_names('Peter Lund praised Kofi Boateng. "He built the harbour," Lund said.')
    assert found.mentions("Kofi Boateng", "pronoun") == ["He"]


def test_a_pronoun_may_mean_somebody_without_a_name() -> None:
    found = read_names(
        "Peter Lund left the court. One juror stopped to unlock a bicycle. He said that he was tired."
    )
    assert found.mentions("Peter Lund", "pronoun") == []
    found = read_names(
        "Peter Lund left the court. He stopped to unlock a bicycle. A juror said that he was tired."
    )
    assert found.mentions("Peter Lund", "pronoun") == ["He"]


def test_an_object_is_not_its_own_subject() -> None:
    found = read_names("Kofi Boateng sang for an hour. Peter Lund, who has known him for years, was there.")
    assert found.mentions("Kofi Boateng", "pronoun") == ["him"]
    found = read_names("Kofi Boateng sang for an hour. In the evening Peter Lund praised him.")
    assert found.mentions("Kofi Boateng", "pronoun") == ["him"]


def test_who_is_said_to_be_something_is_no_speaker() -> None:
    found = read_names('Maria Lund also said Kofi Boateng was late. "He sang for hours," she said.')
    assert found.mentions("Kofi Boateng", "pronoun") == ["He"]


@pytest.mark.parametrize(
    "opening",
    [
        "Asked by Kofi Boateng whether it had rained",
        "Pressed on Monday by Kofi Boateng",
        "Told by Mr. Boateng to sing",
        "Speaking to Kofi Boateng on the quay",
    ],
)
def test_the_other_side_of_a_talk_is_not_its_subject(opening: str) -> None:
    found = read_names(f"Kofi Boateng was there. Peter Lund sang. {opening}, he paused.")
    assert found.mentions("Peter Lund", "pronoun") == ["he"]
    assert found.mentions("Kofi Boateng", "pronoun") == []


@pytest.mark.parametrize(
    "opening",
    [
        "According to Boateng",
        "Asked at Boateng’s home in Oslo",
        "Asked why Boateng had sung",
        "Asked how the song by Boateng was received",
        "Speaking after Boateng was there",
        "Speaking to Boateng’s students",
        "Given what Boateng had sung",
        "Nothing scares Boateng",
        "Asked by the mayor, Boateng said",
    ],
)
def test_who_is_named_otherwise_as_a_sentence_opens_may_be_its_subject(opening: str) -> None:
    found = read_names(f"Kofi Boateng sang. {opening}, he was alone.")
    assert found.mentions("Kofi Boateng", "pronoun") == ["he"]


def test_a_participle_at_the_start_leads_to_its_subject() -> None:
    found = read_names(
        "Maria Lund sang. Asked in an interview what she had learned, Ms. Quist paused. She smiled."
    )
    assert found.mentions("Quist", "pronoun") == ["she", "She"]
    found = read_names("Maria Lund sang. During her years in Oslo, Ama Boateng wrote.")
    assert found.mentions("Ama Boateng", "pronoun") == ["her"]
    found = read_names("Maria Lund sang. When she had gone, the rain stopped.")
    assert found.mentions("Maria Lund", "pronoun") == ["she"]


def test_the_owner_is_not_the_subject() -> None:
    found = read_names("Peter Lund's successor, Karl Mensah, has resigned. He said that it was the rain.")
    assert found.mentions("Karl Mensah", "pronoun") == ["He"]


def test_the_speaker_of_a_second_quotation_is_sought_before_it() -> None:
    found = read_names('Maria Lund praised Abena Boateng. "I came," said Lund. "She came as well."')
    assert found.mentions("Abena Boateng", "pronoun") == ["She"]


def test_nobody_is_guessed_where_nobody_fits() -> None:
    found = read_names("Maria Lund opened the shop in the morning. He was the first guest of the day.")
    assert found.mentions("Maria Lund", "pronoun") == []


def test_each_pronoun_tells_its_rule() -> None:
    found = read_names("Ama Boateng came early. She had her boat.")
    assert found.rules("Ama Boateng")[1:] == ["subject before", "same person as the pronoun before"]
