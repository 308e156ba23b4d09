"""What is copied says where it comes from, in three forms."""

import datetime

import pytest

from tests.export.conftest import GUESS, QUOTE, STORY
from tests.shelf.conftest import make_story
from tui_reader.export.citation import FORMS, Cited, cite, of_article, of_bookmark, quoted

CITED = Cited("We have *waited*,", "A wall", "2024-03-09", "The Post", "/news/wall.txt", "Ada Quill")


def test_a_citation_is_one_line() -> None:
    assert cite(of_bookmark(QUOTE), "citation") == (
        "“We have waited long enough,” — Ada Quill, *The wall will be raised*, 9 Mar 2024"
    )
    assert cite(CITED, "citation") == "“We have *waited*,” — Ada Quill, *A wall*, The Post, 9 Mar 2024"
    assert cite(Cited("a\n\nb", "T"), "citation") == "“a b” — *T*"


def test_plain_text_has_a_line_about_it_and_the_file() -> None:
    assert cite(CITED, "plain") == (
        "We have *waited*,\n\n— Ada Quill, A wall, The Post, 9 Mar 2024\n/news/wall.txt"
    )


def test_markdown_is_a_block_quote_in_which_nothing_else_is_markup() -> None:
    assert cite(CITED, "markdown") == (
        "> We have \\*waited\\*,\n>\n> — Ada Quill, *A wall*, The Post, 9 Mar 2024, `/news/wall.txt`"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_speaker_who_is_a_guess_has_a_question_mark_in_every_form(form: str) -> None:
    for confidence in (None, "certain", "likely", "guess"):
        marked = GUESS._replace(confidence=confidence)
        text = cite(of_bookmark(marked), form)  # type: ignore[arg-type]
        assert ("— Ada Quill?, " in text) == (confidence == "guess")
        assert ("— Ada Quill, " in text) == (confidence != "guess")
    nobody = Cited("so", "T", speaker="", confidence="guess")
    assert "?" not in cite(nobody, form)  # type: ignore[arg-type]


def test_a_whole_story_is_named_without_words() -> None:
    story = of_bookmark(STORY)
    assert cite(story, "plain") == "The wall will be raised, 9 Mar 2024\n/news/wall.txt"
    assert cite(story, "markdown") == "*The wall will be raised*, 9 Mar 2024, `/news/wall.txt`"
    assert cite(story, "citation") == "*The wall will be raised*, 9 Mar 2024"


def test_a_stretch_of_a_story_brings_all_that_is_known() -> None:
    article = make_story("/news/a.txt", "One two three")
    assert article.date == datetime.date(2024, 3, 9)
    assert of_article(article, 4, 7, "Ada") == Cited("two", "Story a", "2024-03-09", "", "/news/a.txt", "Ada")
    assert (
        cite(of_article(article, 4, 7, "Ada", "guess"), "citation") == "“two” — Ada?, *Story a*, 9 Mar 2024"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("so", "“so”"),
        ("“so”", "“so”"),
        ('"so"', '"so"'),
        ("“a” and “b”", "““a” and “b””"),
        ("“", "““”"),
        ("", "“”"),
    ],
)
def test_words_get_quotation_marks_once(words: str, shown: str) -> None:
    assert quoted(words) == shown


@pytest.mark.parametrize("form", FORMS)
def test_control_characters_are_not_copied_from_what_is_about_the_words(form: str) -> None:
    evil = Cited("so", "T\x1b[31m", speaker="A\x07\nB", source="\x9b")
    text = cite(evil, form)  # type: ignore[arg-type]
    assert "T[31m" in text.replace("\\", "")
    assert not [letter for letter in text if ord(letter) < 32 and letter != "\n"]
