"""Quotation marks of every kind, and what only looks like one."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.analysis.pipeline import analyze
from tui_reader.analysis.quotes import find_quotes
from tui_reader.analysis.tokens import read

Marked = Callable[[str], list[str]]


@pytest.mark.parametrize(
    "text",
    [
        'She said, "We are late."',
        "She said, “We are late.”",
        "She said, „We are late.“",
        "She said, «We are late.»",
        "She said, « We are late. »",
        "She said, »We are late.«",
        "She said, ``We are late.''",
        "She said, ‘We are late.’",
        "She said, 'We are late.'",
        'She said, “We are late."',
        "She said, ”We are late.”",
    ],
)
def test_every_kind_of_mark_is_a_mark(marked: Marked, text: str) -> None:
    assert marked(text) == ["We are late."]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' owners didn't like the '90s, but the cats' did.",
        "He is 6'2\" tall and she is 5'10\".",
        "The workers' union and the teachers' union met at six o'clock.",
        "Rock 'n' roll isn't dead.",
        "’Tis the season.",
    ],
)
def test_apostrophes_inches_and_decades_are_no_marks(marked: Marked, text: str) -> None:
    assert marked(text) == []


def test_british_marks_with_apostrophes_inside(marked: Marked) -> None:
    text = "'The farmers' co-op won't sell,' said Ann Lee. 'It can't.'"
    assert marked(text) == ["The farmers' co-op won't sell,", "It can't."]


def test_british_marks_hold_double_ones(marked: Marked) -> None:
    text = "‘I heard “Stop!” and stopped,’ said Ann Lee.\n‘Then I left,’ she said.\n‘Nobody saw,’ she said."
    assert marked(text)[0] == "I heard “Stop!” and stopped,"


def test_double_marks_hold_single_ones(marked: Marked) -> None:
    assert marked("“He said ‘no’ to me,” said Ann Lee.") == ["He said ‘no’ to me,"]


def test_a_headline_in_single_marks_among_double_ones(marked: Marked) -> None:
    text = 'Mayor calls plan \'absurd\' again\n\n"It is," she said. "Truly."'
    assert marked(text) == ["absurd", "It is,", "Truly."]


def test_a_quotation_that_runs_on_gives_one_stretch_a_paragraph(marked: Marked) -> None:
    text = "“We came early.\n\n“We left late,” said Ann Lee."
    spans = find_quotes(read(text))
    assert marked(text) == ["We came early.", "We left late,"]
    assert [(span.opened, span.closed) for span in spans] == [(True, False), (True, True)]


def test_a_quotation_that_runs_on_without_opening_again(marked: Marked) -> None:
    text = '"We came early.\nWe left late," said Ann Lee.'
    spans = find_quotes(read(text))
    assert marked(text) == ["We came early.", "We left late,"]
    assert [(span.opened, span.closed) for span in spans] == [(True, False), (False, True)]


def test_a_forgotten_mark_spoils_one_paragraph_only(marked: Marked) -> None:
    text = '"We came early, she said. "We left late."\n\n"Fine," said Bob Kent.'
    assert marked(text) == ["We came early,", "We left late.", "Fine,"]


def test_a_record_of_twelve_inches_inside_a_quotation(marked: Marked) -> None:
    assert marked('"I bought a 12" record today," he said.') == ['I bought a 12" record today,']


@given(st.text(alphabet=st.sampled_from(list("ab .,\n\"'“”‘’«»„5?!—"))))
def test_spans_are_sorted_apart_and_inside_one_paragraph(text: str) -> None:
    spans = find_quotes(read(text))
    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert span.first < span.last
        assert "\n" not in text[span.start : span.end]
        last = span.end


def test_words_quoted_inside_an_unclosed_quotation_are_no_quotation_of_their_own() -> None:
    singles = " ".join(f"'Word {number},' said Bo." for number in range(4))
    text = f"{singles}\n\n\"They would come and say, 'Will we be thrown out?'"
    spans = find_quotes(read(text))
    assert [text[span.start : span.end] for span in spans[4:]] == [
        "They would come and say, 'Will we be thrown out?'"
    ]
    assert analyze(text).quotes


def test_a_long_text_keeps_its_quotations_and_one_that_is_all_marks_has_none() -> None:
    talk = '"We are late," said Bo, who had waited for the ferry since noon. '
    assert len(find_quotes(read(talk * 11_000))) == 11_000
    assert len(find_quotes(read('"A" ' * 10_000))) == 10_000
    assert find_quotes(read('"A" ' * 10_001)) == []


PIECES = st.sampled_from(
    ["'", '"', "“", "”", "‘", "’", " ", "Bo ", "said ", "word", ", ", ". ", "?", "\n\n", "s"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quotations_of_any_marks_lie_apart_and_can_be_analysed(text: str) -> None:
    spans = find_quotes(read(text))
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert len(analyze(text).quotes) <= len(spans)
