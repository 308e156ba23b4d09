"""Letters for the links in sight: which link gets which, and where they stand on a line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui_reader.article.model import Article, Markup
from tui_reader.paint.measure import shown, width_of
from tui_reader.paint.story import Page
from tui_reader.paint.stretches import Stretches

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers at rest come first."""


class Hint(NamedTuple):
    """The letters of a link, and the first code point of it that is in sight."""

    letters: str
    link: Markup
    at: int


def links_of(article: Article) -> list[Markup]:
    """The links of a story in reading order, none within another."""
    found: list[Markup] = []
    for each in article.markup:
        if each.kind == "link" and (not found or each.start >= found[-1].end):
            found.append(each)
    return found


def hints(page: Page, first: int, last: int) -> tuple[Hint, ...]:
    """Letters for the links on the lines `first` to `last` (exclusive) of a page, one for each however long it is."""
    links = Stretches((link.start, link.end, link) for link in links_of(page.article))
    places: dict[Markup, int] = {}
    for span in page.lines[max(first, 0) : max(last, 0)]:
        if span.kind == "text":
            for stretch in links.on(span.start, span.end):
                places.setdefault(stretch.value, max(stretch.start, span.start))
    letters = labels(len(places))
    return tuple(Hint(label, link, at) for label, (link, at) in zip(letters, places.items(), strict=False))


def labels(count: int) -> list[str]:
    """So many labels, at most 676, none the beginning of another: one letter each, two for the last when they run out."""
    prefixes = min(max(-(-(count - len(LETTERS)) // (len(LETTERS) - 1)), 0), len(LETTERS))
    alone, twice = LETTERS[: len(LETTERS) - prefixes], LETTERS[len(LETTERS) - prefixes :]
    return [*alone, *(first + second for first in twice for second in LETTERS)][: max(count, 0)]


def starting_with(given: Iterable[Hint], typed: str) -> tuple[Hint, ...]:
    """The hints whose letters begin as typed."""
    return tuple(hint for hint in given if hint.letters.startswith(typed))


def on_line(page: Page, number: int, given: Sequence[Hint]) -> Iterator[tuple[int, Hint]]:
    """Where letters stand on a line, in cells from the column's edge: on the blank before a link, else on its beginning."""
    span, text = page.lines[number], page.article.text
    if span.kind != "text":
        return
    free = -1
    for hint in given:
        if span.start <= hint.at < span.end:
            cell = span.indent + width_of(shown(text[span.start : hint.at]))
            after_blank = hint.at == span.start or text[hint.at - 1].isspace()
            cell = max(cell - after_blank, free)
            yield cell, hint
            free = cell + len(hint.letters)
