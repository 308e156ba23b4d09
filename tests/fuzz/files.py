"""Bytes as the files that the reader takes: stories of each kind, settings and themes, exported marks."""

import contextlib
import tempfile
from pathlib import Path

from tests.hostile.clean import CONTROLS
from tui_reader import preferences
from tui_reader.article.folder import read_article
from tui_reader.article.formats import MODULES
from tui_reader.article.links import may_open
from tui_reader.article.model import Article, ArticleError
from tui_reader.export import formats, records
from tui_reader.palettes import weaknesses
from tui_reader.paths import Places
from tui_reader.shelf import bookmarks, contents
from tui_reader.shelf.database import Database


def is_clean(text: str) -> bool:
    """Whether a text has no control characters but line breaks and tabs."""
    return not CONTROLS.search(text)


def stories_of(data: bytes) -> list[Article]:
    """The bytes as a story of each kind of file, as far as they are one: clean, its paragraphs and markup within it."""
    found = []
    with tempfile.TemporaryDirectory(prefix="tui-reader-fuzz-") as folder:
        for suffix in MODULES:
            path = Path(folder, f"story{suffix}")
            path.write_bytes(data)
            with contextlib.suppress(ArticleError):
                found.append(read_article(path))
    for article in found:
        assert article.title, article
        for text in (article.text, article.title, article.source):
            assert is_clean(text), text
        assert "\n" not in article.title + article.source
        last = 0
        for paragraph in article.paragraphs:
            assert last <= paragraph.start <= paragraph.end <= len(article.text)
            last = paragraph.end
        assert all(0 <= each.start < each.end <= len(article.text) for each in article.markup)
        assert all(may_open(each.target) for each in article.markup if each.kind == "link")
    return found


def preferences_of(data: bytes) -> None:
    """The bytes as the settings file and as a theme: what cannot be used is named, and the rest can be used."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-fuzz-") as folder:
        places = Places(*(Path(folder, name) for name in ("data", "config", "cache", "state")))
        places.themes.mkdir(parents=True)
        for path in (places.settings, places.themes / "mine.toml"):
            path.write_bytes(data)
        found = preferences.read(places)
    assert found.settings.limits.largest > 0
    assert all(problem.message and problem.line >= 0 for problem in found.problems)
    for palette in found.palettes:
        assert all(weaknesses(palette))


def marks_of(data: bytes) -> None:
    """The bytes as exported bookmarks and as a whole shelf: what is taken in is clean, and comes out as it went in."""
    marks, problems = records.read_lines(data)
    assert all(problem.line > 0 and problem.message for problem in problems)
    assert all(is_clean(f"{mark.title}{mark.note}{mark.words}{mark.speaker}{mark.tags}") for mark in marks)
    assert all(formats.document(marks, form) for form in formats.FORMATS) or not marks
    shelf, other = Database.in_memory(), Database.in_memory()
    try:
        _take_in(shelf, data)
        written = records.shelf_lines(shelf)
        _take_in(other, written.encode("ascii"))
        assert records.shelf_lines(other) == written
    finally:
        shelf.close()
        other.close()


def _take_in(shelf: Database, data: bytes) -> None:
    marks, rows, problems = records.read_shelf(data, shelf)
    bookmarks.merge(shelf, marks)
    contents.take_in(shelf, rows)
    assert all(problem.message for problem in problems)
