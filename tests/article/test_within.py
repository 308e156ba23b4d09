import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.article.within import occurrences


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The ferry, a Ferry.", "ferry", ["ferry", "Ferry"]),
        ("The ferryman", "erry", ["erry"]),
        ("Café, cafe, CAFÉ", "cafe", ["Café", "cafe", "CAFÉ"]),
        ("Café, cafe", "café", ["Café", "cafe"]),
        ("He said ‘it’s “late”’", 'it\'s "late"', ["it’s “late”"]),
        ("a pilot\n boat", "pilot  boat", ["pilot\n boat"]),
        ("1 (one) [two] *.*", "[two] *", ["[two] *"]),
        ("Straße STRASSE", "straße", ["Straße"]),
        ("🙂 and 🙂", "🙂", ["🙂", "🙂"]),
        ("anything", "   ", []),
        ("", "word", []),
    ],
)
def test_words_are_found_as_people_type_them(text: str, wanted: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, wanted)] == found


@given(st.text(max_size=60), st.text(max_size=8))
def test_whatever_is_found_lies_in_the_text_in_order(text: str, wanted: str) -> None:
    at = 0
    for start, end in occurrences(text, wanted):
        assert at <= start < end <= len(text)
        at = end


@given(st.text(max_size=20), st.text(alphabet="abcé Ü'", min_size=1, max_size=8), st.text(max_size=20))
def test_what_stands_in_a_text_is_found_there(before: str, wanted: str, after: str) -> None:
    text = f"{before} {wanted} {after}"
    assert bool(occurrences(text, wanted)) == bool(wanted.strip())
