"""Dates and counts in words."""

import datetime

import pytest

from tests.paint.stories import analysis, article
from tui_reader.analysis.model import Analysis
from tui_reader.paint import dates


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        (datetime.date(2023, 4, 18), "18 Apr 2023"),
        ("2023-12-01", "1 Dec 2023"),
        ("", ""),
        ("soon", ""),
        (None, ""),
    ],
)
def test_days_are_shown_in_words(date: datetime.date | str | None, wanted: str) -> None:
    assert dates.day(date) == wanted


def test_counts_have_their_noun_and_thousands_their_comma() -> None:
    assert dates.count(1, "story", "stories") == "1 story"
    assert dates.count(1204, "story", "stories") == "1,204 stories"
    assert dates.count(0, "story", "stories") == "0 stories"


def test_reading_takes_at_least_a_minute() -> None:
    took = {words: dates.reading_time(words) for words in (0, 2_300, 13_600, 13_800, 52_900)}
    assert list(took.values()) == ["1 min", "10 min", "59 min", "1 h", "3 h 50 min"]


def test_the_line_about_a_story_counts_what_is_known() -> None:
    story = article("One two.")
    assert dates.about(story, None) == "9 Mar 2024 · The Post · 1 min"
    assert dates.about(story, Analysis()) == "9 Mar 2024 · The Post · 1 min"
    found = analysis(story, [("One", "person")], [("two.", "One")])
    assert dates.about(story, found) == "9 Mar 2024 · The Post · 1 min · 1 person · 1 quote"


def test_a_story_in_another_language_says_why_it_has_no_names() -> None:
    story = article("Eins zwei.")
    told = dates.about(story, Analysis(english=False))
    assert told == "9 Mar 2024 · The Post · 1 min · no names: not in English"


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [
        (None, ""),
        (0.0, "10 s left"),
        (12.0, "20 s left"),
        (55.0, "60 s left"),
        (56.0, "1 min left"),
        (61.0, "2 min left"),
        (5400.0, "2 h left"),
    ],
)
def test_the_time_left_is_said_in_round_figures(seconds: float | None, wanted: str) -> None:
    assert dates.time_left(seconds) == wanted
