"""What is fuzzed: reader, parser of queries, analysis and painter, each with what must hold of any bytes at all."""

import contextlib
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.clean import CONTROLS
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.index.matches import find_matches, snippet
from tui_reader.index.query import Query, nodes, parse
from tui_reader.paint.measure import width_of
from tui_reader.paint.plain import plain_lines
from tui_reader.paint.rows import RowFacts, row_lines
from tui_reader.paint.story import Page

_WIDTHS = range(6, 90)


def reader(data: bytes) -> None:
    """A file is an article with clean text and whole paragraphs, or a reason."""
    _articles(data)


def query(data: bytes) -> None:
    """A query is understood, or its problems are named where they are; looking for it finds stretches of the text."""
    text = data.decode("utf-8", "replace")
    asked = parse(text)
    assert isinstance(asked, Query)
    for problem in asked.problems:
        assert 0 <= problem.start <= problem.end <= len(text), problem
        assert problem.message
    assert all(nodes(asked.root)) or asked.empty
    for start, end in find_matches(asked, text):
        assert 0 <= start < end <= len(text)
    assert len(snippet(asked, text, 60).text) <= 62


def analysis(data: bytes) -> None:
    """Quotes and names are stretches of the text, and their entities are there."""
    text = data.decode("utf-8", "replace")
    found = analyze(text)
    last = 0
    for quote in found.quotes:
        assert last <= quote.start < quote.end <= len(text)
        assert quote.speaker is None or quote.speaker in found.by_id
        last = quote.end
    for entity in found.entities:
        assert all(0 <= mention.start < mention.end <= len(text) for mention in entity.mentions)


def painter(data: bytes) -> None:
    """Every line fits the width, and no control character is left in it."""
    width = _WIDTHS[data[0] % len(_WIDTHS)] if data else _WIDTHS[0]
    for article in _articles(data[1:]):
        found = analyze(article.text)
        page = Page(article, found, width=width, margin=14 if width > 40 else 0)
        for number in range(len(page)):
            text = "".join(run.text for run in page.line(number).runs)
            assert width_of(text) <= width, (width, text)
            assert not CONTROLS.search(text), text
        for line in row_lines(RowFacts(article.title, "", 1, 2), width):
            text = "".join(run.text for run in line)
            assert width_of(text) <= width, (width, text)
            assert not CONTROLS.search(text), text
        assert not any(CONTROLS.search(line) for line in plain_lines(article, found))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "reader": reader,
    "query": query,
    "analysis": analysis,
    "painter": painter,
}


def _articles(data: bytes) -> list[Article]:
    """The bytes as a story of each kind of file, as far as they are one."""
    found = []
    with tempfile.TemporaryDirectory(prefix="tui-reader-fuzz-") as folder:
        for name in ("story.txt", "story.md"):
            path = Path(folder, name)
            path.write_bytes(data)
            with contextlib.suppress(ArticleError):
                found.append(read_article(path))
    for article in found:
        for text in (article.text, article.title, article.source):
            assert not CONTROLS.search(text.replace("\n", " ")), text
        last = 0
        for paragraph in article.paragraphs:
            assert last <= paragraph.start <= paragraph.end <= len(article.text)
            last = paragraph.end
        assert all(0 <= each.start < each.end <= len(article.text) for each in article.markup)
    return found
