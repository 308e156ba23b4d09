"""Which mentions name the same."""

import pytest

from tests.analysis.names.reading import read_names


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "The letter came from Ama Boateng. The answer is no, Boateng said.",
            "Ama Boateng",
            ["Ama Boateng", "Boateng"],
        ),
        (
            "Ama Boateng sang. Later Ama danced, and Ms. Boateng slept.",
            "Ama Boateng",
            ["Ama Boateng", "Ama", "Boateng"],
        ),
        ("It was José Peña who won. Pena was glad, they said.", "José Peña", ["José Peña", "Pena"]),
        (
            "They asked Robert Mensah. Then Robert Kofi Mensah and R. Mensah answered.",
            "Robert Kofi Mensah",
            ["Robert Mensah", "Robert Kofi Mensah", "R. Mensah"],
        ),
        (
            "The judge asked Omar al-Hadid. The answer of Hadid was short.",
            "Omar al-Hadid",
            ["Omar al-Hadid", "Hadid"],
        ),
        (
            "They played for Ama Boateng, better known as Mary Quist. The crowd cheered for Boateng.",
            "Ama Boateng",
            ["Ama Boateng", "Mary Quist", "Boateng"],
        ),
        (
            "Michael Osei was late. The boat had gone, Michel wrote.",
            "Michael Osei",
            ["Michael Osei", "Michel"],
        ),
        ("They asked Robert Mensah. Then Bob Mensah sang.", "Robert Mensah", ["Robert Mensah", "Bob Mensah"]),
        (
            "They asked Lawrence Osei. It was a poem that Larry wrote.",
            "Lawrence Osei",
            ["Lawrence Osei", "Larry"],
        ),
        (
            "They met Peter deMarco. It was late, and deMarco said so.",
            "Peter deMarco",
            ["Peter deMarco", "deMarco"],
        ),
        (
            'They mourn Eleanor "Nell" Quist. Born Eleanor Agnes Lund in Oslo, she sang. They loved Nell.',
            'Eleanor "Nell" Quist',
            ['Eleanor "Nell" Quist', "Eleanor Agnes Lund", "Nell"],
        ),
        (
            "They sang for Tanaka Keiko. The mother of Keiko Tanaka smiled.",
            "Tanaka Keiko",
            ["Tanaka Keiko", "Keiko Tanaka"],
        ),
    ],
)
def test_one_person(text: str, name: str, mentions: list[str]) -> None:
    assert read_names(text).mentions(name) == mentions


def test_coordinated_first_names_share_the_surname() -> None:
    found = read_names("The boats belong to Ama and Kofi Boateng, and to Lena, Otto and Karl D’Amico.")
    assert found.of("person") == [
        "Ama Boateng",
        "Kofi Boateng",
        "Lena D’Amico",
        "Otto D’Amico",
        "Karl D’Amico",
    ]


def test_a_surname_before_and_shares_nothing() -> None:
    found = read_names("Robert Mensah came late. The plan was made by Mensah and Kofi Boateng.")
    assert found.of("person") == ["Robert Mensah", "Kofi Boateng"]


def test_the_title_tells_which_of_two_is_meant() -> None:
    found = read_names(
        "They asked Peter Lund and Maria Lund. The answer was no, Mrs. Lund said. The plan of Mr. Lund was new."
    )
    assert found.mentions("Maria Lund") == ["Maria Lund", "Lund"]
    assert found.mentions("Peter Lund") == ["Peter Lund", "Lund"]


def test_a_sister_is_not_the_middle_name() -> None:
    found = read_names("They mourn Ama Agnes Boateng. She leaves a sister, Agnes, and a parrot.")
    assert found.of("person") == ["Ama Agnes Boateng", "Agnes"]


def test_two_who_may_be_called_bill_leave_bill_alone() -> None:
    found = read_names("They asked William Osei and William Lund. The boat had gone, Bill wrote.")
    assert found.mentions("Bill") == ["Bill"]


def test_two_michaels_leave_a_misspelt_one_alone() -> None:
    found = read_names("Michael Osei and Michael Lund were late. The boat had gone, Michel wrote.")
    assert found.mentions("Michel") == ["Michel"]


def test_letters_and_first_words_mean_their_organization() -> None:
    found = read_names(
        "The Tidal Energy Forum (TEF) met. The TEF was glad. A guest of the Norwick Council sang, and Norwick Council clapped."
    )
    assert found.mentions("Tidal Energy Forum") == ["Tidal Energy Forum", "TEF", "TEF"]
    assert found.mentions("Norwick Council") == ["Norwick Council", "Norwick Council"]


def test_a_speaker_in_capitals_is_the_person() -> None:
    found = read_names(
        "Ama Boateng was asked about the harbour.\n\nBOATENG: It is old, and that is the trouble with it."
    )
    assert found.mentions("Ama Boateng") == ["Ama Boateng", "BOATENG"]


def test_the_person_most_named_keeps_the_surname() -> None:
    found = read_names(
        "Ama Boateng came to the harbour. The boat of Boateng is old. The mother, Abena Boateng, was there. "
        "The crowd waited for Boateng.",
    )
    assert found.mentions("Ama Boateng") == ["Ama Boateng", "Boateng", "Boateng"]


def test_the_united_states_have_one_entity() -> None:
    found = read_names("The boats of the United States left. The U.S. sent more, and the US paid.")
    assert found.mentions("United States") == ["United States", "U.S.", "US"]


@pytest.mark.parametrize(
    ("text", "name", "called"),
    [
        (
            "President Bill Lund met his wife, Hilda Lund. Hilda Lund sang. “Order,” said President Lund.",
            "Bill Lund",
            ["Bill Lund", "Lund"],
        ),
        (
            "Captain Kofi Quill steered. Gwen Quill has the shop. Gwen was glad. “It held,” Captain Quill said.",
            "Kofi Quill",
            ["Kofi Quill", "Quill"],
        ),
        (
            "Dr Ann Hale met her brother, Tom Hale. Tom Hale waved. “Tea,” said Dr Hale.",
            "Ann Hale",
            ["Ann Hale", "Hale"],
        ),
    ],
)
def test_a_title_means_the_one_of_a_family_who_was_named_with_it(
    text: str, name: str, called: list[str]
) -> None:
    assert read_names(text).mentions(name) == called
