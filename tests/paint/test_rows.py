"""Rows of the list, exact to the cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.paint.test_measure import TEXTS
from tui_reader import signs
from tui_reader.article.text import label
from tui_reader.paint.measure import width_of
from tui_reader.paint.model import Look, Run
from tui_reader.paint.rows import TITLE_LINES, QuoteFacts, RowFacts, quote_lines, row_lines, title_height

FACTS = RowFacts("Ferry Returns to the Pier", "2024-03-09", 14, 6, read=True)


def texts(lines: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def test_a_row_is_headline_and_a_line_about_the_story() -> None:
    assert texts(row_lines(FACTS, 40)) == [
        "Ferry Returns to the Pier",
        "9 Mar 2024 · 14 people · 6 quotes" + " " * 5 + "✓",
    ]


def test_marks_and_progress_stand_at_the_right_edge() -> None:
    unread, marked = FACTS._replace(read=False), FACTS._replace(bookmarked=True, share=0.42)
    assert texts(row_lines(unread, 40))[0] == "Ferry Returns to the Pier" + " " * 13 + "●"
    assert texts(row_lines(marked, 40)) == [
        "Ferry Returns to the Pier" + " " * 13 + "★",
        "9 Mar 2024 · 14 people · 6 quotes" + " " * 2 + "42 %",
    ]
    assert row_lines(marked, 40)[0][-1].look == Look("mark")


def test_chinese_headlines_keep_the_edge_straight() -> None:
    facts = FACTS._replace(title="轮船回到码头了", read=False)
    assert cell_len(texts(row_lines(facts, 40))[0]) == cell_len(
        texts(row_lines(FACTS._replace(read=False), 40))[0]
    )


def test_one_person_and_one_quote_are_singular_and_none_is_left_out() -> None:
    assert (
        texts(row_lines(FACTS._replace(people=1, quotes=1, read=False), 40))[1]
        == "9 Mar 2024 · 1 person · 1 quote"
    )
    assert texts(row_lines(RowFacts("A", "", 0, 2), 40))[1] == "2 quotes"
    assert texts(row_lines(RowFacts("A", "2024-99-99", 0, 0), 40))[1] == ""


def test_a_long_headline_is_cut_with_an_ellipsis() -> None:
    lines = texts(row_lines(FACTS._replace(title="Ferry returns " * 40), 40))
    assert len(lines) == TITLE_LINES + 1
    assert lines[1] == "returns Ferry returns Ferry returns…"
    commas = FACTS._replace(title="Ferry, returns, " * 40)
    assert texts(row_lines(commas, 40))[1] == "Ferry, returns, Ferry, returns…"


def test_what_a_search_matched_is_lit_even_on_the_cut_line() -> None:
    title = "Ferry " + "returns again and again " * 2 + "today to the new pier of the town"
    at = title.index("again", 30)
    facts = FACTS._replace(
        title=title, title_spans=[(0, 5), (at, at + 5)], why="The ferry\tcame.", why_spans=[(4, 9)]
    )
    lines = row_lines(facts, 40, 1)
    lit = [[run.text for run in line if run.look.match] for line in lines]
    assert lit == [["Ferry"], ["again"], [], ["ferry"]]
    assert texts(lines)[-1] == "The ferry came."
    assert len(row_lines(facts, 40)) == 3


@given(
    title=TEXTS.map(label),
    why=TEXTS,
    width=st.integers(14, 100),
    read=st.booleans(),
    marked=st.booleans(),
    share=st.floats(0, 1),
    spans=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3).map(sorted),
    why_lines=st.integers(0, 2),
)
def test_rows_keep_to_their_width_and_height(
    title: str,
    why: str,
    width: int,
    read: bool,
    marked: bool,
    share: float,
    spans: list[tuple[int, int]],
    why_lines: int,
) -> None:
    facts = RowFacts(title, "2024-03-09", 1204, 99, read, marked, share, spans, why, spans)
    lines = row_lines(facts, width, why_lines)
    assert all(sum(cell_len(run.text) for run in line) <= width for line in lines)
    height = title_height(width_of(title), width)
    assert height + 1 <= len(lines) <= height + 1 + why_lines
    assert all("\t" not in run.text and "\n" not in run.text for line in lines for run in line)
    if marked or not read:
        assert sum(cell_len(run.text) for run in lines[0]) == width - 1


@pytest.mark.parametrize("width", range(-2, 14))
def test_a_row_without_room_is_still_a_row(width: int) -> None:
    assert len(row_lines(FACTS._replace(share=0.4, read=False), width)) >= 2


@pytest.mark.parametrize("width", [8, 12, 16, 40])
def test_a_quote_s_story_and_date_fit_a_row_of_any_width(width: int) -> None:
    facts = QuoteFacts("Ada Lund", False, "It was never locked", [(0, 2)], "The Gate", "2022-12-11")
    assert all(cell_len(line) <= width for line in texts(quote_lines(facts, width, 1)))


@pytest.mark.parametrize("width", [6, 8, 12, 40])
def test_a_mark_in_words_fits_a_row_of_any_width(width: int) -> None:
    signs.use("", plain=True)
    try:
        lines = texts(row_lines(FACTS._replace(bookmarked=True), width))
    finally:
        signs.use("unicode")
    assert all(cell_len(line) <= width for line in lines)
