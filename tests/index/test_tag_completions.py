"""`tag:` goes on with the user's own tags, which the index does not know."""

import pytest

from tui_reader.index.complete import tag_completions
from tui_reader.index.model import Completion

TAGS = {"coast": 3, "council": 7, "sea-wall": 1}


@pytest.mark.parametrize(
    ("text", "inserted"),
    [
        ("tag:", ["tag:council", "tag:coast", "tag:sea-wall"]),
        ("ferry -tag:CO", ["tag:council", "tag:coast"]),
        ("TAG:sea", ["tag:sea-wall"]),
        ("tag:x", []),
    ],
)
def test_tags_that_begin_so_are_offered_the_most_used_first(text: str, inserted: list[str]) -> None:
    found = tag_completions(text, len(text), lambda: TAGS)
    assert found is not None
    assert [each.insert for each in found] == inserted
    assert all(text[each.start : each.end].lower().startswith("tag:") for each in found)


def test_the_whole_word_at_the_cursor_is_replaced() -> None:
    assert tag_completions("tag:coast fog", 6, lambda: {"coast": 1}) == (
        Completion(0, 9, "tag:coast", "coast", 1),
    )


@pytest.mark.parametrize("text", ["", "ta", "person:tag", "ferry ", "tag:coast ", '"tag'])
def test_other_words_are_left_to_the_index_and_the_shelf_is_not_asked(text: str) -> None:
    def asked() -> dict[str, int]:
        raise AssertionError

    assert tag_completions(text, len(text), asked) is None
