"""What a story says that somebody is: where it stands beside a name, and where it only seems to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.analysis.corrections import MergeCorrection, corrected
from tui_reader.analysis.pipeline import analyze
from tui_reader.paint.cast import roles


def roles_of(text: str, name: str) -> list[str]:
    """The roles of the entity with this name."""
    return next((roles(text, entity) for entity in analyze(text).entities if entity.name == name), [])


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Mayor Ann Lee said no.", "Ann Lee", ["Mayor"]),
        ("Lt. Gov. Ann Lee said no.", "Ann Lee", ["Lt. Gov."]),
        ("He met Deputy Prime Minister Ann Lee.", "Ann Lee", ["Deputy Prime Minister"]),
        ("He met Secretary of State Ann Lee.", "Ann Lee", ["Secretary of State"]),
        ("The retired actor and director Ann Lee said no.", "Ann Lee", ["retired actor and director"]),
        ("Ghana’s former president Ama Boateng said no.", "Ama Boateng", ["Ghana’s former president"]),
        ("The company's chief executive, Ann Lee, left.", "Ann Lee", ["The company's chief executive"]),
        ("Its founder, Ann Lee, left.", "Ann Lee", ["founder"]),
        ("The mayor of Oslo, Ann Lee, left.", "Ann Lee", ["The mayor of Oslo"]),
        ("Ann Lee, founder of the Harbour Trust, left.", "Ann Lee", ["founder of the Harbour Trust"]),
        ("Ann Lee, 49, a baker from Leeds, left.", "Ann Lee", ["49, a baker from Leeds"]),
        ("Ann Lee, 34, of Leeds, left.", "Ann Lee", ["34, of Leeds"]),
        ("Ann Lee, then the mayor, left.", "Ann Lee", ["then the mayor"]),
        ("Ann Lee, herself a former senator, left.", "Ann Lee", ["a former senator"]),
        ("Ann Lee, head of the union, left.", "Ann Lee", ["head of the union"]),
        ("Ann Lee, a mother of three, left.", "Ann Lee", ["a mother of three"]),
        ("The team’s head coach, Ann Lee, left.", "Ann Lee", ["The team’s head coach"]),
        ("Oslo head coach Ann Lee left.", "Ann Lee", ["Oslo head coach"]),
        ("Ann Lee, the sister of Tom Hall, left.", "Ann Lee", ["the sister of Tom Hall"]),
        ("Ann Lee, vice president of Acme Inc., left.", "Ann Lee", ["vice president of Acme Inc."]),
        ("Ann Lee, a lawyer representing the family, left.", "Ann Lee", ["a lawyer"]),
        ("“No,” said Ann Lee, a spokeswoman for the county.", "Ann Lee", ["a spokeswoman for the county"]),
        ("Ann Lee, who is the mayor of Oslo, left.", "Ann Lee", ["the mayor of Oslo"]),
        ("Ann Lee, who serves as treasurer of the club, left.", "Ann Lee", ["treasurer of the club"]),
        ("Ann Lee was a lawyer before that.", "Ann Lee", ["a lawyer"]),
    ],
)
def test_a_role_is_read_from_the_words_beside_a_name(text: str, name: str, found: list[str]) -> None:
    assert roles_of(text, name) == found


@pytest.mark.parametrize(
    "text",
    [
        "According to Ann Lee, the mayor said no.",
        "For Ann Lee, the president of the club announced a party.",
        "Ann Lee, the mayor and the police chief met.",
        "The mayor, Ann Lee and others met.",
        "Unlike the mayor, Ann Lee, who never smokes, left.",
        "His wife Ann Lee left.",
        "Ann Lee, her lawyer said, left.",
        "Ann Lee, whose brother is a lawyer, left.",
        "Ann Lee’s brother, a lawyer, left.",
        "Ann Lee is not the mayor.",
        "Ann Lee is the only lawyer here.",
        "He wondered whether Ann Lee is the mayor.",
        "Mrs. Ann Lee left.",
        "Tom Hall said: “I like Ann Lee, a lawyer, and Mayor Ann Lee.”",
        "The likely nominee Ann Lee left.",
        "Ann Lee, a friend, left.",
        "Ann Lee, formerly of Oslo, left.",
        "Council Finally Endorses Speaker Ann Lee",
        "Ann Lee, director of Oslo-based Acme, left.",
    ],
)
def test_no_role_is_read_where_it_is_not_certain_whose_it_is(text: str) -> None:
    assert roles_of(text, "Ann Lee") == []


def test_roles_stand_in_reading_order_and_each_says_something_of_its_own() -> None:
    text = (
        "Mayor Ann Lee left. Ann Lee, a former lawyer, left. Lee, the mayor of Oslo, left.\n\n"
        "Mayor Lee, a former lawyer, came back. Ann Lee, mayor of Oslo, left."
    )
    assert roles_of(text, "Ann Lee") == ["a former lawyer", "the mayor of Oslo"]


def test_two_names_for_one_bring_their_roles_together() -> None:
    text = "Ann Lee, a lawyer, left. The baker Nora Quist came. Quist, a lawyer, left."
    merged = corrected(text, analyze(text), [MergeCorrection("Nora Quist", "Ann Lee")])
    (entity,) = [each for each in merged.entities if each.name == "Ann Lee"]
    assert roles(text, entity) == ["a lawyer", "baker"]


_PIECES = st.sampled_from(
    ["Ann Lee", ", ", " the ", " a ", "mayor", " of ", "'s ", "president", " and ", "Oslo", ". ", " is ", "\n\n",
     "“", "”", "49", " who ", "former ", "Mayor ", "chief", "(", "—", " "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_roles_are_stretches_of_any_text_in_reading_order(text: str) -> None:
    for entity in analyze(text).entities:
        assert list(entity.roles) == sorted(entity.roles)
        assert all(0 <= start < end <= len(text) for start, end in entity.roles)
        assert entity.type == "person" or not entity.roles
