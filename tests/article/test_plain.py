"""Stories in plain text, read from real files."""

import datetime
from pathlib import Path

import pytest

from tests.article.stories import paragraphs, story
from tui_reader.article.model import ArticleError

DAY = datetime.date(2024, 3, 9)


def test_a_story_has_a_date_a_headline_and_paragraphs(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 Ferry Returns\n\nFirst.\n\nSecond.\n")
    assert (article.date, article.title, article.source) == (DAY, "Ferry Returns", "")
    assert article.text == "First.\n\nSecond."
    assert paragraphs(article) == ["First.", "Second."]
    assert article.words == 2


@pytest.mark.parametrize("blanks", ["", " ", "   \t", "\n", "\n \n\n  ", "\u3000", "\ufeff", "\ufeff "])
def test_blanks_may_stand_before_the_first_line(tmp_path: Path, blanks: str) -> None:
    article = story(tmp_path, f"{blanks}date 2024-03-09 Ferry Returns\n\nFirst.")
    assert (article.date, article.title, article.text) == (DAY, "Ferry Returns", "First.")


@pytest.mark.parametrize(
    "date", ["", " 2024-02-30", " 2024-13-01", " 0000-00-00", " 2024-03", " ????-??-??", " -", " 09/03/2024"]
)
def test_a_date_that_is_missing_or_impossible_is_none(tmp_path: Path, date: str) -> None:
    article = story(tmp_path, f"date{date} Ferry Returns\n\nFirst.")
    assert (article.date, article.title, article.text) == (None, "Ferry Returns", "First.")


@pytest.mark.parametrize(
    "title", ["10 dead in storm", "9/11 remembered", "2024 in pictures", "-5° in May", "24-7"]
)
def test_a_headline_that_begins_with_a_number_keeps_it(tmp_path: Path, title: str) -> None:
    assert story(tmp_path, f"date {title}\n\nFirst.").title == title
    assert story(tmp_path, f"date 2024-03-09 {title}\n\nFirst.").title == title


@pytest.mark.parametrize(
    "head", ["Date: 2024-03-09 Ferry", "DATE 2024-3-9  Ferry ", "date 2024-03-09T10:00Z Ferry"]
)
def test_the_date_line_is_read_generously(tmp_path: Path, head: str) -> None:
    article = story(tmp_path, f"{head}\n\nFirst.")
    assert (article.date, article.title) == (DAY, "Ferry")


def test_a_missing_headline_is_made_of_the_first_words(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09\n\n" + "The council met on Monday. " * 9)
    assert article.date == DAY
    assert article.title.startswith("The council met on Monday")
    assert article.title.endswith("…")
    assert len(article.title) <= 73
    assert article.text.startswith("The council met")


def test_only_a_headline_is_a_story_without_text(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 Ferry Returns")
    assert (article.title, article.text, [*article.paragraphs]) == ("Ferry Returns", "", [])


def test_a_date_and_nothing_else_is_no_story(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="empty"):
        story(tmp_path, "date 2024-03-09")


def test_without_a_date_line_a_short_first_line_is_the_headline(tmp_path: Path) -> None:
    article = story(tmp_path, "Ferry Returns\n\nFirst.")
    assert (article.date, article.title, article.text) == (None, "Ferry Returns", "First.")


def test_without_a_headline_all_is_text(tmp_path: Path) -> None:
    article = story(tmp_path, "The ferry came back\nto the town.\n\nPeople cheered.")
    assert paragraphs(article) == ["The ferry came back to the town.", "People cheered."]
    assert article.title == "The ferry came back to the town."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_is_one(tmp_path: Path, end: str) -> None:
    text = end.join(["date 2024-03-09 Ferry Returns", "", "First", "goes on.", "", " \t", "", "Second."])
    article = story(tmp_path, text)
    assert (article.title, paragraphs(article)) == ("Ferry Returns", ["First goes on.", "Second."])


def test_blanks_on_the_empty_line_part_paragraphs(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 F\n \u00a0\nOne.\n\t \nTwo.\n\u3000\nThree.")
    assert paragraphs(article) == ["One.", "Two.", "Three."]


def test_hard_wrapped_paragraphs_are_one_line_each(tmp_path: Path) -> None:
    article = story(
        tmp_path, "date 2024-03-09 F\n\nThe co-\nchair, a well-\nknown man,\n  spoke -\nat length.\n"
    )
    assert article.text == "The co-chair, a well-known man, spoke - at length."


def test_long_lines_without_empty_lines_are_paragraphs(tmp_path: Path) -> None:
    long = "The council met again. " * 10
    article = story(tmp_path, f"date 2024-03-09 F\n\n{long}\nShort.\n{long}")
    assert paragraphs(article) == [long.strip(), "Short.", long.strip()]


def test_offsets_of_hundreds_of_paragraphs_are_exact(tmp_path: Path) -> None:
    wanted = [f"Paragraph {number} — “été” 🙂." for number in range(700)]
    article = story(tmp_path, "date 2024-03-09 F\n\n" + "\n\n\n".join(wanted))
    assert paragraphs(article) == wanted
    assert article.text == "\n\n".join(wanted)


def test_a_whole_story_on_the_headline_is_text_too(tmp_path: Path) -> None:
    article = story(tmp_path, "date 2024-03-09 " + "Words and words. " * 100)
    assert len(article.title) < 80
    assert article.text == ("Words and words. " * 100).strip()
