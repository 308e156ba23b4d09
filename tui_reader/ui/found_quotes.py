"""Quotes that a search finds, as bookmarks that are on no shelf: so they are written into a file as bookmarks are."""

import datetime
import secrets
from collections.abc import Iterator

from tui_reader.article.anchor import anchor
from tui_reader.article.model import Article, ArticleError
from tui_reader.index.model import Order, QuoteHit
from tui_reader.index.query import parse
from tui_reader.library import Library
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.views import View


def found_quotes(library: Library, text: str, view: View, order: Order) -> Iterator[Bookmark]:
    """All quotes that a query finds, each where it stands now.

    Raises:
        LibraryError: the index cannot be read.
        ShelfError: the shelf cannot be read.
    """
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    article: Article | None = None
    for hit in library.search_quotes(parse(text), view=view, order=order):
        if article is None or article.id != hit.row.id:
            try:
                article = library.read(library.path_of(hit.row))
            except ArticleError:
                continue
        if article.text[hit.start : hit.end] == hit.text:
            yield _mark(hit, article, str(library.root), now)


def _mark(hit: QuoteHit, article: Article, library: str, now: str) -> Bookmark:
    return Bookmark(
        mark=secrets.token_hex(8),
        path=str(article.path),
        library=library,
        article=article.id,
        content_hash=article.content_hash,
        title=article.title,
        date=article.date.isoformat() if article.date else "",
        created=now,
        kind="quote",
        passage=anchor(article.text, hit.start, hit.end),
        speaker=hit.speaker or "",
        confidence=hit.confidence if hit.speaker else None,
    )
