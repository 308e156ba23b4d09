"""The whole analysis: offsets that hold for any text, other languages, and texts made to hurt."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.analysis.pipeline import analyze
from tui_reader.analysis.records import jsonl_record

STORY = (
    'Ann Lee met Bob Kent in Oslo on Monday. "We are late," she said, "and it rains."\n\n'
    'A spokesman for the harbour said the boats were "late again". "No," Mr. Kent said.\n'
)
PIECES = st.sampled_from(
    [
        *STORY.split(" "),
        " ",
        '"',
        "“",
        "”",
        "'",
        "\n",
        ":",
        ",",
        ".",
        "said",
        "she",
        "Ann Lee",
        "according to",
        "—",
        "(",
        ")",
    ]
)


def check(text: str) -> None:
    analysis = analyze(text)
    end = 0
    for quote in analysis.quotes:
        assert end <= quote.start < quote.end <= len(text)
        end = quote.end
        assert not set(text[quote.start : quote.end]) & set("\n\r\v\f")
        assert (quote.speaker_start is None) == (quote.speaker_end is None)
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)
        if quote.speaker is not None:
            assert quote.speaker_name == analysis.by_id[quote.speaker].name
    assert [quote.statement for quote in analysis.quotes] == sorted(
        quote.statement for quote in analysis.quotes
    )
    for entity in analysis.entities:
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    check(text)


@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_shuffled_story_can_be_analysed(text: str) -> None:
    check(text)


def test_a_record_has_the_three_lists() -> None:
    record = jsonl_record(STORY)
    assert set(record) == {"quotes", "names", "mentions"}
    assert record["quotes"][0]["speaker"] == "Ann Lee"
    assert {name["type"] for name in record["names"]} == {"PERSON", "PLACE"}


def test_a_text_in_german_gets_its_marks_and_nobody_is_named() -> None:
    text = (
        "Der Bürgermeister sprach am Montag mit der Presse und war nicht zufrieden mit dem Hafen. "
        "„Wir sind zu spät“, sagte Anna Schmidt, „und das Wetter ist schlecht.“ Die Boote kamen nicht."
    )
    analysis = analyze(text)
    assert analysis.entities == ()
    assert [text[q.start : q.end] for q in analysis.quotes] == [
        "Wir sind zu spät",
        "und das Wetter ist schlecht.",
    ]
    assert {(q.speaker, q.speaker_name) for q in analysis.quotes} == {(None, None)}


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        "'a' ",
        "(",
        ", ",
        "a",
        "A ",
        "said ",
        '"a," ',
        "she said, ",
        ": ",
        "— ",
        "the mayor of ",
        '"A" and ',
        "X, ",
    ],
)
def test_texts_made_to_hurt_take_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        analyze(text)
        return time.process_time() - start

    small = max(seconds(40_000), 0.02)
    assert seconds(160_000) < small * 16


def test_an_ordinary_story_is_quick() -> None:
    analyze(STORY)
    text = STORY * 20
    start = time.process_time()
    analyze(text)
    assert time.process_time() - start < 0.2
