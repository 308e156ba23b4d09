"""Bookmarks as a document: Markdown to read, JSON Lines to take in again, CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from tui_reader.article.text import clean, label
from tui_reader.export import markup
from tui_reader.export.citation import attribution, of_bookmark, quoted
from tui_reader.export.records import json_lines
from tui_reader.paint import dates
from tui_reader.paint.doubt import with_doubt
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.groups import Group, Grouping, grouped

Format = Literal["md", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
WITHOUT: Mapping[Grouping, str] = {
    "person": "Without a speaker",
    "tag": "Without a tag",
    "date": "Without a date",
}
_COLUMNS = (
    "kind title date speaker words note tags path library created id bookmark confidence"
).split()  # as they are read; a new one comes last, since sheets know them by their places


def document(
    bookmarks: Sequence[Bookmark], form: Format, by: Grouping = "story", *, heading: str = "Bookmarks"
) -> str:
    """Bookmarks in a format; `by` groups the Markdown, `heading` stands above it."""
    if form == "jsonl":
        return json_lines(list(bookmarks))
    return table(bookmarks) if form == "csv" else markdown(bookmarks, by, heading=heading)


def markdown(bookmarks: Iterable[Bookmark], by: Grouping = "story", *, heading: str = "Bookmarks") -> str:
    """One section for each story, in the order given, or for each person, tag or date; nothing in them is markup."""
    lines = [f"# {heading}"]
    for group in grouped(bookmarks, by):
        for block in _of_story(group) if by == "story" else _of_others(group, by):
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
                bookmark.confidence or "",
            )
        )
    return target.getvalue()


_Block = list[str]


def _of_story(group: Group) -> list[_Block]:
    first = group.bookmarks[0]
    about = (dates.day(first.date), markup.code(first.path))
    section = [[f"## {markup.inline(first.title)}"], [" · ".join(part for part in about if part)]]
    for bookmark in group.bookmarks:
        if bookmark.words:
            speaker = with_doubt(markup.inline(bookmark.speaker), bookmark.confidence)
            section.append(_quotation(bookmark, speaker))
        section += _remarks(bookmark)
    return section


def _of_others(group: Group, by: Grouping) -> list[_Block]:
    name = dates.day(group.name) if by == "date" else group.name
    section = [[f"## {markup.inline(name) or WITHOUT[by]}"]]
    for bookmark in group.bookmarks:
        about = attribution(of_bookmark(bookmark))
        section.append(_quotation(bookmark, about) if bookmark.words else [about])
        section += _remarks(bookmark)
    return section


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
