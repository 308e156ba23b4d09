"""Emphasis, code and links: what a file's markup says of stretches of the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.article.stories import story
from tui_reader.article.formats.inline import inline
from tui_reader.article.links import addresses, may_open
from tui_reader.article.model import Article


def marked(text: str) -> list[tuple[str, str, str]]:
    """The kind, the words and the target of everything that is marked in a paragraph of Markdown."""
    words, markup = inline(text)
    return [(each.kind, words[each.start : each.end], each.target) for each in markup]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a *quiet* room", [("emphasis", "quiet", "")]),
        ("a __very__ quiet room", [("strong", "very", "")]),
        ("run `fg *now*`", [("code", "fg *now*", "")]),
        ("see [the plan](https://plan.example/a_(b))", [("link", "the plan", "https://plan.example/a_(b)")]),
        ("**[bold](https://a.example)**", [("link", "bold", "https://a.example"), ("strong", "bold", "")]),
        ("[ spaced ](https://a.example)", [("link", "spaced", "https://a.example")]),
        ("[![alt](https://i.example/x.png)](https://a.example)", [("link", "alt", "https://a.example")]),
        (
            "[1](https://a.example) [2](https://b.example)",
            [("link", "1", "https://a.example"), ("link", "2", "https://b.example")],
        ),
        (r"2 \* 3 \* 4, snake_case_name", []),
    ],
)
def test_signs_become_markup(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert marked(text) == wanted


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "page.html",
        "#top",
        "https:///nowhere",
        "http://[",
        "data:text/html,x",
    ],
)
def test_what_is_no_page_of_the_web_is_no_link(target: str) -> None:
    assert not may_open(target)
    assert marked(f"[here]({target})") == []
    assert inline(f"[here]({target})")[0] == "here"


def test_a_story_has_the_markup_of_all_its_paragraphs(tmp_path: Path) -> None:
    text = "# Gate\n\nIt was *old*.\n\n- see [the plan](https://plan.example)\n"
    article = story(tmp_path, text, "a.md")
    assert words_of(article) == [("emphasis", "old"), ("link", "the plan")]


def test_addresses_in_plain_text_are_links_without_the_marks_of_the_sentence(tmp_path: Path) -> None:
    text = "date 2024-01-01 Gate\n\nSee https://plan.example/a(b). Or (https://b.example), or http://c.example?q=1!\n"
    article = story(tmp_path, text)
    assert words_of(article) == [
        ("link", "https://plan.example/a(b)"),
        ("link", "https://b.example"),
        ("link", "http://c.example?q=1"),
    ]


def test_an_address_that_is_a_links_own_words_is_one_link(tmp_path: Path) -> None:
    article = story(tmp_path, "# Gate\n\n[https://a.example](https://b.example/real)\n", "a.md")
    assert [(each.kind, each.target) for each in article.markup] == [("link", "https://b.example/real")]


def words_of(article: Article) -> list[tuple[str, str]]:
    """The kind and the words of everything that is marked in a story."""
    return [(each.kind, article.text[each.start : each.end]) for each in article.markup]


SIGNS = st.text(st.sampled_from("*_`[]()!<> ab\\&1"), max_size=60)


@given(SIGNS)
def test_whatever_the_signs_markup_lies_within_the_words(text: str) -> None:
    words, markup = inline(text)
    assert words == words.strip()
    assert words.isprintable()
    for each in markup:
        assert 0 <= each.start < each.end <= len(words)
    assert list(markup) == sorted(markup, key=lambda each: (each.start, -each.end))


@given(st.text(max_size=200))
def test_addresses_are_found_in_order_and_can_be_opened(text: str) -> None:
    found = list(addresses(text + " https://a.example " + text))
    assert all(may_open(each.target) and each.start < each.end for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
