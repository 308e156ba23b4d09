"""What holds for any text at all."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.names.reading import read_names
from tui_reader.analysis.names import wordlists

PIECES = st.sampled_from(
    [
        *(
            "Ama",
            "Boateng",
            "Kofi",
            "said",
            "she",
            "He",
            "her",
            "him",
            ".",
            ",",
            '"',
            "“",
            "”",
            "'",
            "’s",
            "and",
            "of",
        ),
        *(
            "the",
            "for",
            "Ministry",
            "Health",
            "President",
            "Mr.",
            "Dr",
            "U.S.",
            "UN",
            "(AU)",
            "al-Hadid",
            "van",
            "der",
        ),
        *(
            "in",
            "Accra",
            "Ghana",
            "New",
            "York",
            ";",
            ":",
            "-",
            "—",
            "45",
            "\n",
            "\n\n",
            "U",
            "MacLeod",
            "Jr.",
        ),
        *(
            "D’Amico",
            "Österreich",
            "東京",
            "é",
            "&",
            "King",
            "May",
            "June",
            "says",
            "was",
            "born",
            "who",
            "Council",
        ),
        *("Bank", "People", "US$", "Lake", "San", "known", "as", "sub-Saharan", "Korean", "peninsula"),
    ],
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
)


def check(text: str) -> None:
    found = read_names(text)
    document, names = found.document, found.names
    end = 0
    for mention in names.mentions:
        assert end <= mention.first < mention.last <= len(document.words)
        assert 0 <= mention.entity < len(names.entities)
        assert mention.rule
        end = mention.last
    assert len(names.at) == len(document.words)
    covered = [-1] * len(document.words)
    for index, mention in enumerate(names.mentions):
        covered[mention.first : mention.last] = [index] * (mention.last - mention.first)
    assert names.at == covered
    assert all(entity.name.strip() == entity.name != "" for entity in names.entities)
    mentioned = {mention.entity for mention in names.mentions if mention.kind == "name"}
    assert mentioned == set(range(len(names.entities)))


@given(TEXTS)
def test_mentions_are_sorted_and_do_not_overlap(text: str) -> None:
    check(text)
    check(f"The ferry was late, and it is the rain that they blame for it. {text}")


@pytest.mark.parametrize(
    "piece", ["Aa ", '"', "(", "A.", "Mr. ", "Ama Boateng, ", "President ", "He ", "of ", "'", "-"]
)
def test_long_rows_of_one_thing_are_read(piece: str) -> None:
    check("It is the rain that they blame for it. " + piece * 3000)


def test_every_list_says_where_its_facts_come_from() -> None:

    lists = [
        entry
        for entry in files("tui_reader.analysis").joinpath("words").iterdir()
        if entry.name.endswith(".txt")
    ]
    assert lists
    for entry in lists:
        assert entry.read_text("utf-8").startswith("# "), entry.name


def test_lists_are_read_once() -> None:
    assert wordlists.words() is wordlists.words()
    assert wordlists.words().first_names["Ama"] == "female"
