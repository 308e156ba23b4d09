"""Passages that are found again after an edit, and those that have gone."""

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.article.anchor import anchor, find, same_words

TEXT = (
    "The council met on Monday. The harbour wall will be raised by a metre before the winter storms.\n\n"
    "Nobody objected. The harbour wall is older than the town, said the engineer who measured it."
)
SENTENCE = "The harbour wall will be raised by a metre before the winter storms."


def marked(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where the nth `words` stand in `text`."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def test_unchanged_words_are_found_where_they_moved_to() -> None:
    passage = anchor(TEXT, *marked(TEXT, SENTENCE))
    edited = "A new first paragraph.\n\n" + TEXT
    assert find(edited, passage) == marked(edited, SENTENCE)


def test_of_the_same_words_twice_the_ones_in_the_same_surroundings_are_meant() -> None:
    second = marked(TEXT, "The harbour wall", 1)
    passage = anchor(TEXT, *second)
    assert find(TEXT.removeprefix("The council met on Monday. "), passage) == (second[0] - 27, second[1] - 27)


def test_an_edited_passage_is_found_by_the_words_it_kept() -> None:
    passage = anchor(TEXT, *marked(TEXT, SENTENCE))
    now = "The old harbour wall will be raised by two metres before the storms."
    edited = TEXT.replace(SENTENCE, now)
    found = find(edited, passage)
    assert found is not None
    assert edited[found[0] : found[1]] == now.removesuffix(".")


def test_the_very_words_are_found_where_they_moved_to_and_not_where_one_was_edited() -> None:
    passage = anchor(TEXT, *marked(TEXT, SENTENCE))
    moved = "A new first paragraph.\n\n" + TEXT
    assert same_words(moved, passage) == marked(moved, SENTENCE)
    assert same_words(TEXT.replace("a metre", "two metres"), passage) is None


def test_a_passage_that_was_cut_is_not_found_in_its_neighbours() -> None:
    passage = anchor(TEXT, *marked(TEXT, SENTENCE))
    assert find(TEXT.replace(SENTENCE, "All went home at nine."), passage) is None


def test_one_word_that_was_changed_is_gone() -> None:
    passage = anchor(TEXT, *marked(TEXT, "Monday"))
    assert find(TEXT.replace("Monday", "Friday"), passage) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 50))
def test_every_passage_is_found_in_its_own_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = find(text, anchor(text, start, end))
    assert found == ((start, end) if text[start:end].strip() else None)


@given(st.text(max_size=200), st.text(max_size=200), st.integers(0, 200), st.integers(1, 50))
def test_what_is_found_lies_inside_the_text(text: str, other: str, start: int, length: int) -> None:
    found = find(other, anchor(text, start, start + length))
    assert found is None or 0 <= found[0] < found[1] <= len(other)
