import datetime
from pathlib import Path

import pytest

from tui_reader.article.model import Article, Paragraph
from tui_reader.article.places import paragraph_in


def story(words: str) -> Article:
    """A story whose paragraphs are single letters."""
    parts = tuple(Paragraph(3 * number, 3 * number + 1) for number in range(len(words)))
    return Article("id", "Title", datetime.date(2020, 1, 1), "", Path("/x"), "\n\n".join(words), parts, words)


@pytest.mark.parametrize(
    ("old", "number", "new", "expected"),
    [
        ("abcd", 2, "abcd", 2),
        ("abcd", 2, "xxabcd", 4),
        ("abcd", 2, "acd", 1),
        ("abcd", 2, "abXd", 2),
        ("abcd", 3, "ab", 1),
        ("abcd", 2, "wxyz", 2),
        ("abcd", 3, "x", 0),
        ("aaaa", 2, "xaaaa", 2),
        ("ab", 5, "ab", 1),
        ("ab", 1, "", 0),
    ],
)
def test_the_place_stays_at_the_same_words_or_where_they_were(
    old: str, number: int, new: str, expected: int
) -> None:
    assert paragraph_in(story(new), story(old), number) == expected
