import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.analysis.tokens import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Ofori's cat didn't move.", ["Mr", ".", "Ofori", "'s", "cat", "didn't", "move", "."]),
        ("Marc D’Amelio’s ferry", ["Marc", "D’Amelio", "’s", "ferry"]),
        ("U.S. troops, J. Mensah", ["U.S.", "troops", ",", "J.", "Mensah"]),
        (
            "a Lagos-based, US-led well-known firm",
            ["a", "Lagos", "-", "based", ",", "US", "-", "led", "well-known", "firm"],
        ),
        ("the ex-UNESCO co-founder", ["the", "ex", "-", "UNESCO", "co-founder"]),
        ("Jean-Pierre and al-Bashir", ["Jean-Pierre", "and", "al-Bashir"]),
        ("It ended.Then rain fell", ["It", "ended", ".", "Then", "rain", "fell"]),
        ("3.5 per cent of AT&T...", ["3.5", "per", "cent", "of", "AT&T", "..."]),
        ("@ferry_news #harbour", ["@ferry_news", "#harbour"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert read(text).words == words


def sentences(text: str) -> list[str]:
    document = read(text)
    return [text[document.starts[a] : document.end(b - 1)] for a, b in document.sentences]


def test_a_point_after_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("Dr. Osei met Gov. Lindqvist. They spoke.") == [
        "Dr. Osei met Gov. Lindqvist.",
        "They spoke.",
    ]


def test_a_closing_mark_belongs_to_its_sentence() -> None:
    assert sentences('"It rains." She left.') == ['"It rains."', "She left."]


def test_a_question_inside_a_sentence_does_not_end_it() -> None:
    assert sentences('"Why?" asked Ama. Nobody knew.') == ['"Why?" asked Ama.', "Nobody knew."]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_ends_a_paragraph(mark: str) -> None:
    text = f"One line{mark}Another{mark}{mark}Third"
    document = read(text)
    assert [text[document.starts[a] : document.end(b - 1)] for a, b in document.paragraphs] == [
        "One line",
        "Another",
        "Third",
    ]


def test_looking_up_tokens_by_offset() -> None:
    document = read("One two.\nThree four.")
    assert document.words[document.token_at(4)] == "two"
    assert document.words[document.token_at(7)] == "."
    assert document.token_at(99) == len(document.words)
    assert [document.paragraph_of(token) for token in range(6)] == [0, 0, 0, 1, 1, 1]
    assert [document.sentence_of(token) for token in range(6)] == [0, 0, 0, 1, 1, 1]


@given(st.text())
def test_tokens_cover_all_but_blanks_in_order(text: str) -> None:
    document = read(text)
    end = 0
    for word, start, stop in zip(
        document.words, document.starts, map(document.end, range(len(document.words))), strict=True
    ):
        assert text[start:stop] == word
        assert not text[end:start].strip()
        end = stop
    assert not text[end:].strip()
    for rows in (document.paragraphs, document.sentences):
        assert [first for first, _ in rows] == [0, *(last for _, last in rows)][: len(rows)]
        assert not rows or rows[-1][1] == len(document.words)
