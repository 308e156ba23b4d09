"""Bookmarks as a document: Markdown to read, JSON Lines to take in again, CSV for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from tui_reader.article.text import clean, label
from tui_reader.export import markup
from tui_reader.export.citation import attribution, of_bookmark, quoted
from tui_reader.export.records import json_lines
from tui_reader.paint import dates
from tui_reader.shelf.bookmarks import Bookmark

Format = Literal["md", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
Grouping = Literal["story", "person"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_COLUMNS = (
    "kind title date speaker words note tags path library created id bookmark"
).split()  # as they are read


def document(bookmarks: Sequence[Bookmark], form: Format, by: Grouping = "story") -> str:
    """Bookmarks in a format; `by` groups the Markdown."""
    if form == "jsonl":
        return json_lines(list(bookmarks))
    return table(bookmarks) if form == "csv" else markdown(bookmarks, by)


def markdown(bookmarks: Iterable[Bookmark], by: Grouping = "story") -> str:
    """One section for each story, in the order given, or for each person by name; nothing in them is markup."""
    sections = _by_story(bookmarks) if by == "story" else _by_person(bookmarks)
    lines = ["# Bookmarks"]
    for section in sections:
        for block in section:
            lines += ["", *block]
    return "\n".join(lines) + "\n"


def table(bookmarks: Iterable[Bookmark]) -> str:
    """Comma-separated values with a line of headings; no cell can be taken for a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_COLUMNS)
    for bookmark in bookmarks:
        writer.writerow(
            _cell(value)
            for value in (
                bookmark.kind,
                bookmark.title,
                bookmark.date,
                bookmark.speaker,
                bookmark.words,
                bookmark.note,
                " ".join(bookmark.tags),
                bookmark.path,
                bookmark.library,
                bookmark.created,
                bookmark.article,
                bookmark.mark,
            )
        )
    return target.getvalue()


_Block = list[str]


def _by_story(bookmarks: Iterable[Bookmark]) -> Iterator[list[_Block]]:
    for found in _groups(bookmarks, lambda bookmark: bookmark.path):
        first = found[0]
        about = (dates.day(first.date), markup.code(first.path))
        section = [[f"## {markup.inline(first.title)}"], [" · ".join(part for part in about if part)]]
        for bookmark in sorted(found, key=_start):
            if bookmark.words:
                section.append(_quotation(bookmark, markup.inline(bookmark.speaker)))
            section += _remarks(bookmark)
        yield section


def _by_person(bookmarks: Iterable[Bookmark]) -> Iterator[list[_Block]]:
    people = _groups(bookmarks, lambda bookmark: bookmark.speaker)
    for found in sorted(people, key=lambda found: (not found[0].speaker, found[0].speaker.casefold())):
        section = [[f"## {markup.inline(found[0].speaker) or 'Without a speaker'}"]]
        for bookmark in found:
            about = attribution(of_bookmark(bookmark))
            section.append(_quotation(bookmark, about) if bookmark.words else [about])
            section += _remarks(bookmark)
        yield section


def _groups(bookmarks: Iterable[Bookmark], key: Callable[[Bookmark], str]) -> list[list[Bookmark]]:
    """Bookmarks that share a key, the groups in the order in which they are met."""
    found: dict[str, list[Bookmark]] = {}
    for bookmark in bookmarks:
        found.setdefault(key(bookmark), []).append(bookmark)
    return list(found.values())


def _start(bookmark: Bookmark) -> int:
    """Where a bookmark stood in its story; the whole story first."""
    return bookmark.passage.start if bookmark.passage else -1


def _quotation(bookmark: Bookmark, about: str) -> _Block:
    words = quoted(bookmark.words) if bookmark.kind == "quote" else bookmark.words
    lines = markup.paragraphs(words)
    return markup.quotation([*lines, "", f"— {about}"] if about else lines)


def _remarks(bookmark: Bookmark) -> list[_Block]:
    blocks = []
    if bookmark.tags:
        blocks.append([f"Tags: {', '.join(map(markup.inline, bookmark.tags))}"])
    if bookmark.note:
        first, *others = markup.paragraphs(bookmark.note) or [""]
        blocks.append([f"Note: {first}", *others])
    return blocks


def _cell(text: str) -> str:
    """A value that a spreadsheet shows as it is: one that would be a formula has an apostrophe before it."""
    shown = clean(text.encode("utf-8", "replace").decode())
    return f"'{shown}" if label(shown).startswith(_FORMULAS) else shown
