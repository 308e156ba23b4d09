"""The rows of small lists, exact to the cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paint.test_measure import TEXTS
from tui_reader.paint.answers import answer, columns, said, titled
from tui_reader.paint.measure import width_of
from tui_reader.paint.model import Run
from tui_reader.paint.related import Other, line

DATE = "2023-04-12"


def text(line: list[Run]) -> str:
    return "".join(run.text for run in line)


@pytest.mark.parametrize("width", [20, 33, 57, 68])
def test_a_headline_that_is_too_long_is_cut_and_its_date_is_whole(width: int) -> None:
    shown = titled("Ferry manager guilty of false records, cleared of endangering", DATE, width)
    assert shown.endswith("… · 12 Apr 2023")
    assert width_of(shown) <= width


def test_headlines_are_cut_behind_a_word() -> None:
    long = "Oysters come home to Little Ambersey"
    assert titled(long, DATE, 44) == "Oysters come home to Little… · 12 Apr 2023"
    assert text(answer(long, "12 Apr 2023", (36, 11), 44)).split("  ")[0] == "Oysters come home to Little…"
    assert line(Other("one", long, DATE), 44).text.startswith("Oysters come home to Little…  ")


def test_words_that_are_only_perhaps_theirs_are_called_a_guess() -> None:
    title = "Ferry manager guilty of false records, cleared of endangering"
    words, story = said("“It was.”", title, DATE, 44, guess=True)
    assert text(words) == "“It was.”"
    assert text(story) == "Ferry manager guilty… · 12 Apr 2023 · guess"


def test_without_a_date_the_headline_has_all_the_room() -> None:
    assert titled("The landing", "", 11) == "The landing"


def test_details_stand_in_one_column_and_are_whole() -> None:
    rows = [("A long headline that does not fit", "12 Apr 2023"), ("Short", "1 May 2023")]
    widest = columns(rows)
    shown = [text(answer(*row, widest, 30)) for row in rows]
    assert shown == ["A long headline…   12 Apr 2023", "Short              1 May 2023"]
    assert text(answer(*rows[0], widest, 60)) == "A long headline that does not fit  12 Apr 2023"


def test_a_long_detail_leaves_the_titles_half_of_the_line() -> None:
    row = ("What the harbour told them", "https://harbour.example/papers/2023/minutes.html")
    assert text(answer(*row, columns([row]), 40)) == "What the harbour…   https://harbour.exa…"


@given(title=TEXTS, detail=TEXTS, width=st.integers(12, 80))
def test_no_row_is_wider_than_the_list(title: str, detail: str, width: int) -> None:
    assert width_of(text(answer(title, detail, columns([(title, detail)]), width))) <= width
    *words, story = said(title, detail, DATE, max(width, 20))
    assert all(width_of(text(line)) <= max(width, 20) for line in words)
    assert text(story).endswith("12 Apr 2023")
