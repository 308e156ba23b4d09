"""A story to be heard: speakers before their words."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.paint.stories import analysis, article
from tui_reader.paint.spoken import Spoken, SpokenSkim
from tui_reader.paint.story import Page

STORY = article(
    "It rained. \u201cWe tried it,\u201d Ana Ruiz said. \u201cTwice,\u201d Bo Lind said.",
    "\u201cIt opened,\u201d a note said.",
    ("one thing", "item"),
)
FOUND = analysis(
    STORY,
    [("Ana Ruiz", "person"), ("Bo Lind", "person")],
    [("We tried it,", "Ana Ruiz"), ("Twice,", "Bo Lind"), ("It opened,", "")],
)


STATEMENTS = [
    "",
    "It rained.",
    "Ana Ruiz said:",
    "\u201cWe tried it,\u201d Ana Ruiz said.",
    "Bo Lind said:",
    "\u201cTwice,\u201d Bo Lind said.",
    "",
    "Somebody said:",
    "\u201cIt opened,\u201d a note said.",
]


def spoken(width: int = 60) -> Spoken:
    return Spoken(STORY, FOUND, width=width, margin=0)


def below_the_title(page: Page) -> list[str]:
    return [page.line(number).text for number in range(2, len(page))]


def test_each_speaker_is_named_on_a_line_before_the_words() -> None:
    assert below_the_title(spoken()) == [*STATEMENTS, "", "\u2022 one thing"]


def test_among_the_statements_alone_each_speaker_is_named_before_the_words_too() -> None:
    assert below_the_title(SpokenSkim(STORY, FOUND, width=60, margin=0)) == STATEMENTS


def test_a_name_that_is_longer_than_the_line_is_cut_before_said() -> None:
    assert [line for line in below_the_title(spoken(width=12)) if "said:" in line] == [
        "Ana R\u2026 said:", "Bo Li\u2026 said:", "Someb\u2026 said:",
    ]  # fmt: skip


def test_a_guess_is_said_to_be_one() -> None:
    story = article("\u201cNo,\u201d Ana Ruiz said.")
    found = analysis(story, [("Ana Ruiz", "person")], [("No,", "Ana Ruiz")], confidence="guess")
    page = Spoken(story, found, width=60, margin=0)
    assert page.line(3).text == "Perhaps Ana Ruiz said:"


def test_without_names_the_text_stands_alone() -> None:
    page = Spoken(STORY, None, width=60, margin=0)
    assert not any(span.kind == "label" for span in page.lines)


@given(st.integers(10, 100))
def test_all_of_the_text_is_there_in_its_order_at_every_width(width: int) -> None:
    page = spoken(width)
    spans = [span for span in page.lines if span.kind == "text"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    read = "".join(STORY.text[span.start : span.end] for span in spans)
    assert read.split() == STORY.text.split() or read.replace(" ", "") == "".join(STORY.text.split())
    for number, letter in enumerate(STORY.text):
        if not letter.isspace():
            span = page.lines[page.line_of(number)]
            assert span.start <= number < span.end
