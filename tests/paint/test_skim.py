"""A story as its statements alone."""

import pytest

from tests.paint.stories import analysis, article
from tui_reader.analysis.model import Analysis
from tui_reader.paint.model import Look
from tui_reader.paint.skim import Skim

STORY = article(
    "The gate was old. Nobody knew how old. It stood in a field of oats and nettles.",
    "It rained. “We tried it,” Ana Ruiz said. The others waited. Then the rain stopped. “It opened.”",
    "Nothing more happened that day.",
    "“It never did before,” Bo Lind said.",
    "They went home.",
)
FOUND = analysis(
    STORY,
    [("Ana Ruiz", "person"), ("Bo Lind", "person")],
    [
        ("We tried it,", "Ana Ruiz"),
        ("It opened.", "Ana Ruiz"),
        ("It never did before,", "Bo Lind"),
    ],
)


def texts(skim: Skim) -> list[str]:
    return [skim.line(number).text for number in range(len(skim))]


def test_only_sentences_that_hold_speech_are_shown_each_after_the_sentence_before_it() -> None:
    assert texts(Skim(STORY, FOUND, width=60, margin=12))[2:] == [
        "",
        "It rained.",
        "“We tried it,” Ana Ruiz said.",
        "",
        "Then the rain stopped.",
        "“It opened.”",
        "",
        "Nothing more happened that day.",
        "“It never did before,” Bo Lind said.",
    ]


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_straight_mark_stands_with_the_words_that_it_opens(mark: str) -> None:
    story = article(
        f"It rained. {mark}We tried it,{mark} Ana Ruiz said. {mark}Twice.{mark} It snowed. Nobody came."
    )
    found = analysis(story, [("Ana Ruiz", "person")], [("We tried it,", "Ana Ruiz"), ("Twice.", "Ana Ruiz")])
    assert texts(Skim(story, found, width=60, margin=12))[2:] == [
        "",
        "It rained.",
        f"{mark}We tried it,{mark} Ana Ruiz said. {mark}Twice.{mark}",
    ]


def test_the_context_steps_back_and_fits_one_line() -> None:
    skim = Skim(STORY, FOUND, width=14, margin=0)
    context = [skim.line(n) for n, span in enumerate(skim.lines) if span.kind == "context"]
    assert [line.text for line in context] == ["It rained.", "Then the rain…", "Nothing more…"]
    assert {run.look for line in context for run in line.runs} == {Look("meta")}


def test_speakers_are_named_in_the_margin_or_above() -> None:
    beside = Skim(STORY, FOUND, width=60, margin=12)
    labels = [label.text for n in range(len(beside)) if (label := beside.line(n).label)]
    assert labels == ["Ana Ruiz", "Bo Lind"]
    above = Skim(STORY, FOUND, width=60, margin=0)
    assert [text for text in texts(above) if text in ("Ana Ruiz", "Bo Lind")] == ["Ana Ruiz", "Bo Lind"]


def test_a_place_of_the_story_has_its_nearest_line() -> None:
    skim = Skim(STORY, FOUND, width=60, margin=12)
    opened = STORY.text.index("It opened")
    assert skim.line(skim.line_of(opened)).text == "“It opened.”"
    assert skim.line(skim.line_of(len(STORY.text))).text == "“It never did before,” Bo Lind said."


def test_a_story_in_which_nobody_speaks_has_its_headline_only() -> None:
    assert texts(Skim(STORY, Analysis(), width=60, margin=12)) == [
        "Ferry Returns",
        "9 Mar 2024 · The Post · 1 min",
    ]


def test_the_words_of_the_statements_alone_are_counted() -> None:
    skim = Skim(STORY, FOUND, width=24, margin=0)
    assert skim.words == len(
        "“We tried it,” Ana Ruiz said. “It opened.” “It never did before,” Bo Lind said.".split()
    )
