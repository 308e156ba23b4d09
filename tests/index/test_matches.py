import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.index.folding import words
from tui_reader.index.matches import find_matches, snippet
from tui_reader.index.query import parse, while_typing

TEXT = (
    "The council met on Monday. Ada Okafor's plan for the ferry was praised.\n\n"
    "Nobody spoke of the bridge; the ferry came first."
)


def lit(query: str, text: str = TEXT, field: str | None = None) -> list[str]:
    return [text[start:end] for start, end in find_matches(parse(query), text, field)]


def test_words_are_found_without_case() -> None:
    assert lit("FERRY council") == ["council", "ferry", "ferry"]


def test_a_phrase_is_found_as_a_whole_and_within_a_paragraph() -> None:
    assert lit('"okafor s plan"') == ["Okafor's plan"]
    assert lit('"praised nobody"') == []


def test_excluded_words_dates_and_other_fields_are_not_lit() -> None:
    assert lit("-ferry date:2023 is:unread") == []
    assert lit("title:ferry council", field="text") == ["council"]
    assert lit("speaker:okafor said:ferry", field="said") == ["ferry", "ferry"]
    assert lit("title:ferry person:ada said:plan", field="title") == ["Ada", "ferry", "ferry"]


def test_words_of_names_are_lit_where_they_are_written_as_names() -> None:
    text = "The kindergartens of Kiel, said Kim Kiernan; a king of the council came. The Council sat."
    assert lit("person:ki*", text) == ["Kiel", "Kim", "Kiernan"]
    assert lit("ki*", text) == ["kindergartens", "Kiel", "Kim", "Kiernan", "king"]
    assert lit("org:council", text) == ["council", "Council"]
    assert lit("person:kings", "kings come") == ["kings"]


def test_beginnings() -> None:
    assert lit("coun*") == ["council"]
    query = while_typing(parse('"ada oka'))
    assert [TEXT[start:end] for start, end in find_matches(query, TEXT)] == ["Ada Okafor"]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("strasse", "Die Straße, nass", "Straße"),
        ("istanbul", "In İstanbul heute", "İstanbul"),
        ("office", "The oﬃce is closed", "oﬃce"),
        ("cafe", "Le café\u0301 et le cafe\u0301.", "café\u0301"),
        ("naive", "A naïve plan", "naïve"),
        ("STRAẞE", "Die Strasse", "Strasse"),
    ],
)
def test_offsets_hold_where_folding_changes_lengths(query: str, text: str, expected: str) -> None:
    assert lit(query, text)[0] == expected


def test_overlapping_matches_become_one() -> None:
    assert lit('"the ferry" ferry') == ["the ferry", "the ferry"]


@given(st.text(max_size=60), st.text(max_size=120))
def test_matches_are_in_order_apart_and_within_the_text(query: str, text: str) -> None:
    last = 0
    for start, end in find_matches(while_typing(parse(query)), text):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(min_size=1, max_size=80))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    for word in set(text.split()):
        if words(word) and not set(word) & set('()"“”„‟«»:*-') and word not in ("OR", "AND", "NOT"):
            assert find_matches(parse(word), text)


def test_a_snippet_is_the_sentence_with_the_most_words() -> None:
    found = snippet(parse("ferry bridge"), TEXT, 80)
    assert found.text == "Nobody spoke of the bridge; the ferry came first."
    assert [found.text[start:end] for start, end in found.spans] == ["bridge", "ferry"]


def test_a_snippet_is_cut_at_words() -> None:
    found = snippet(parse("praised"), TEXT, 24)
    assert found.text.startswith("…")
    assert len(found.text) <= 26
    assert [found.text[start:end] for start, end in found.spans] == ["praised"]
    assert all(piece in TEXT.split() for piece in found.text.strip("…").split())


def test_without_a_match_the_snippet_is_the_opening() -> None:
    assert snippet(parse("nothing"), TEXT, 80).text == "The council met on Monday."
    assert snippet(parse("nothing"), "", 80).text == ""


@given(st.text(max_size=40), st.text(max_size=400), st.integers(0, 120))
def test_snippets_are_one_line_with_spans_inside(query: str, text: str, width: int) -> None:
    found = snippet(parse(query), text, width)
    assert "\n" not in found.text
    last = 0
    for start, end in found.spans:
        assert last <= start < end <= len(found.text)
        last = end
