"""Markdown and CSV: whatever stands in a headline, a note or a name, the document keeps its shape."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.export.conftest import GUESS, PASSAGE, QUOTE, STORY, bookmarks
from tui_reader.article.text import label
from tui_reader.export.formats import document, markdown, table
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.groups import GROUPINGS

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shape(text: str) -> list[str]:
    """The kinds of blocks and of inline pieces, in order, without plain text and line ends."""
    return [
        token.type for token in _flat(PARSER.parse(text)) if token.type not in ("text", "softbreak", "inline")
    ]


def shown(text: str, block: str) -> list[str]:
    """The text of each block of a kind, as a reader sees it."""
    found: list[str] = []
    inside = 0
    for token in PARSER.parse(text):
        if token.type.startswith(block):
            inside += token.nesting
            found += [""] if token.nesting == 1 else []
        elif inside and token.type == "inline":
            pieces = (child.content or "\n" for child in token.children or [])
            found[-1] += "".join(pieces) + "\n"
    return [label(piece) for piece in found]


def _flat(tokens: list[Token]) -> list[Token]:
    return [piece for token in tokens for piece in (token, *(token.children or []))]


def test_markdown_by_story_names_headline_date_file_speaker_tags_and_note() -> None:
    other = STORY._replace(mark="f" * 16, path="/news/mill.txt", title="The mill", date="")
    assert markdown([QUOTE, other, STORY, PASSAGE]) == (
        "# Bookmarks\n\n"
        "## The wall will be raised\n\n9 Mar 2024 · `/news/wall.txt`\n\n"
        "> “We have waited long enough,”\n>\n> — Ada Quill\n\n"
        "Tags: coast, sea-wall\n\nNote: Ask her again.\n\nShe knows.\n\n"
        "> Nobody\n>\n> objected\n\n"
        "## The mill\n\n`/news/mill.txt`\n"
    )


def test_markdown_by_person_puts_what_nobody_said_at_the_end() -> None:
    other = QUOTE._replace(mark="f" * 16, speaker="tomas Berg", tags=(), note="")
    text = markdown([PASSAGE, STORY, other, QUOTE], by="person")
    assert shown(text, "heading") == ["Bookmarks", "Ada Quill", "tomas Berg", "Without a speaker"]
    assert "> — tomas Berg, *The wall will be raised*, 9 Mar 2024, `/news/wall.txt`" in text
    assert text.endswith("\n\n*The wall will be raised*, 9 Mar 2024, `/news/wall.txt`\n")


def test_markdown_by_tag_and_by_date_has_what_has_none_at_the_end() -> None:
    text = markdown([STORY, QUOTE], by="tag")
    assert shown(text, "heading") == ["Bookmarks", "coast", "sea-wall", "Without a tag"]
    assert text.count("We have waited long enough") == 2
    undated = STORY._replace(date="")
    older = STORY._replace(date="2023-12-31")
    text = markdown([undated, older, QUOTE], by="date")
    assert shown(text, "heading") == ["Bookmarks", "9 Mar 2024", "31 Dec 2023", "Without a date"]


def test_markdown_says_of_a_speaker_that_it_is_a_guess_however_it_is_grouped() -> None:
    for by in GROUPINGS:
        text = markdown([GUESS, QUOTE._replace(speaker="Tomas Berg")], by=by)
        assert "\n> — Ada Quill?" in text
        assert "Tomas Berg?" not in text
    assert "## Ada Quill\n" in markdown([GUESS], by="person")


def test_a_table_has_the_speaker_and_how_sure_that_is_in_cells_of_their_own() -> None:
    rows = list(csv.DictReader(io.StringIO(table([GUESS, QUOTE, STORY]))))
    assert [(row["speaker"], row["confidence"]) for row in rows] == [
        ("Ada Quill", "guess"),
        ("Ada Quill", "certain"),
        ("", ""),
    ]


def test_the_columns_of_a_table_stay_where_they_are_for_sheets_that_know_them_by_their_places() -> None:
    (columns,) = csv.reader(io.StringIO(table([])))
    assert " ".join(columns) == (
        "kind title date speaker words note tags path library created id bookmark confidence"
    )


def test_a_hostile_headline_is_only_a_headline() -> None:
    title = "# No\n---\n| a | b |\n`code` *x* [link](http://x) <script>alert(1)</script> &lt;"
    hostile = QUOTE._replace(title=title, speaker="1. <b>Ada</b>", note="- a\n\n    code\n\n===\n> q")
    calm = QUOTE._replace(note="a\n\ncode\n\nx\nq")
    for by in GROUPINGS:
        assert shape(document([hostile], "md", by)) == shape(document([calm], "md", by))
    assert shown(markdown([hostile]), "heading")[1] == label(title)


@given(bookmarks())
def test_no_bookmark_changes_the_shape_of_the_document(bookmark: Bookmark) -> None:
    text = markdown([bookmark])
    assert shown(text, "heading") == ["Bookmarks", label(bookmark.title)]
    if bookmark.kind == "passage":
        assert shown(text, "blockquote") == [label(bookmark.words)]
    allowed = {"heading", "paragraph", "blockquote", "code_inline"}
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in shape(text)} <= allowed
    by_person = markdown([bookmark], by="person")
    allowed.add("em")
    assert {kind.removesuffix("_open").removesuffix("_close") for kind in shape(by_person)} <= allowed
    assert len(shown(by_person, "heading")) == 2
    assert len(shown(markdown([bookmark], by="tag"), "heading")) == 1 + max(len(bookmark.tags), 1)


@given(st.lists(bookmarks(), max_size=4))
def test_no_cell_is_a_formula_and_every_row_has_all_its_cells(found: list[Bookmark]) -> None:
    rows = list(csv.reader(io.StringIO(table(found), newline="")))
    assert len(rows) == len(found) + 1
    for row, bookmark in zip(rows[1:], found, strict=True):
        assert len(row) == len(rows[0])
        assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
        assert row[1].removeprefix("'") == bookmark.title.removeprefix("'")
        assert row[-1] == (bookmark.confidence or "")


def test_a_formula_is_shown_and_not_computed() -> None:
    evil = STORY._replace(title='=HYPERLINK("http://x","y")', note="\t+1", tags=("-x",))
    (cells,) = csv.DictReader(io.StringIO(table([evil])))
    assert cells["title"] == '\'=HYPERLINK("http://x","y")'
    assert cells["note"] == "'\t+1"


def test_every_format_can_hold_nothing() -> None:
    assert document([], "jsonl") == ""
    assert document([], "md") == "# Bookmarks\n"
    assert document([], "csv").count("\n") == 1
