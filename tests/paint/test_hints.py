"""Letters on the links in sight."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paint.stories import article, places
from tui_reader.article.model import Article, Markup
from tui_reader.paint.hints import LETTERS, hints, labels, links_of, on_line, starting_with
from tui_reader.paint.measure import width_of
from tui_reader.paint.story import Page


def linked(story: Article, *words: str) -> Article:
    """The story with these words as links to pages of their names."""
    spans = [(span, word) for word in words for span in places(story.text, word)]
    marked = [Markup(*span, "link", f"https://example.org/{word}") for span, word in sorted(spans)]
    return replace(story, markup=tuple(marked))


def page_of(story: Article, width: int = 40) -> Page:
    """The story in a column without a margin."""
    return Page(story, None, width=width, margin=0)


@given(st.integers(-3, 900))
def test_no_label_begins_another_and_there_are_as_many_as_links(count: int) -> None:
    found = labels(count)
    assert len(found) == len(set(found)) == min(max(count, 0), 26 * 26)
    assert not [a for a in found for b in found if a != b and b.startswith(a)]
    assert all(set(label) <= set(LETTERS) and len(label) <= (1 if count <= 26 else 2) for label in found)


def test_letters_under_the_fingers_come_first_and_two_are_few() -> None:
    assert labels(3) == ["a", "s", "d"]
    assert labels(26) == list(LETTERS)
    assert labels(27)[-3:] == ["n", "ma", "ms"]
    assert [label for label in labels(30) if len(label) == 2] == ["ma", "ms", "md", "mf", "mg"]


def test_links_in_sight_get_letters_in_reading_order_and_others_none() -> None:
    story = linked(article("One ferry.", "Two boats.", "Three ships."), "ferry", "boats", "ships")
    page = page_of(story)
    first = page.line_of(story.text.index("Two"))
    given_ = hints(page, first, len(page))
    assert [(hint.letters, hint.link.target[-5:]) for hint in given_] == [("a", "boats"), ("s", "ships")]
    assert hints(page, -5, first - 1)[0].link.target.endswith("ferry")
    assert hints(page, 0, 0) == ()
    assert starting_with(given_, "s") == given_[1:]


def test_a_link_over_two_lines_has_one_label_where_it_is_first_seen() -> None:
    words = "the very long report of the harbour office"
    story = linked(article(f"Read {words} today."), words)
    page = page_of(story, 24)
    lines = [number for number, span in enumerate(page.lines) if span.kind == "text"]
    (whole,) = hints(page, 0, len(page))
    assert whole.at == story.text.index("the")
    (rest,) = hints(page, lines[1], len(page))
    assert rest.at == page.lines[lines[1]].start
    assert [list(on_line(page, line, [rest])) for line in lines] == [[], [(-1, rest)], []][: len(lines)]


def test_letters_stand_on_the_blank_before_a_link_else_on_its_beginning() -> None:
    story = linked(article("Read it (here) or there."), "here", "or")
    page = page_of(story)
    line = page.line_of(0)
    # "here" is in brackets, and so is a part of "there"; it is behind a letter there.
    cells = [cell for cell, _ in on_line(page, line, hints(page, 0, len(page)))]
    assert cells == [story.text.index("here"), story.text.index(" or"), story.text.index("there") + 1]


def test_labels_that_would_lie_on_one_another_stand_side_by_side() -> None:
    story = linked(article("x" * 40), *["x"])
    page = page_of(story)
    drawn = [(cell, hint.letters) for cell, hint in on_line(page, page.line_of(0), hints(page, 0, len(page)))]
    ends = [cell + len(letters) for cell, letters in drawn]
    assert len(drawn) == 40
    assert all(end <= cell for end, (cell, _) in zip(ends, drawn[1:], strict=False))


@pytest.mark.parametrize("before", ["漢字漢字 ", "🚢🚢 ", "e\u0301te\u0301 "])
def test_letters_stand_right_behind_wide_and_combining_signs(before: str) -> None:
    story = linked(article(f"{before}ferry"), "ferry")
    page = page_of(story)
    ((cell, _),) = on_line(page, page.line_of(0), hints(page, 0, len(page)))
    assert cell == width_of(before) - 1


def test_a_link_within_a_link_is_none() -> None:
    story = replace(
        article("See the ferry today."),
        markup=(Markup(4, 13, "link", "https://a.example"), Markup(8, 13, "link", "https://b.example")),
    )
    assert [link.target for link in links_of(story)] == ["https://a.example"]
