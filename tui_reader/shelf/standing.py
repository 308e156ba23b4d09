"""Whether what was bookmarked is still there: its file, and in it the marked words."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from tui_reader.article.anchor import Span
from tui_reader.article.folder import read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article, ArticleError
from tui_reader.shelf.bookmarks import Bookmark

State = Literal["here", "words gone", "file gone", "not readable"]


class Standing(NamedTuple):
    """What became of a bookmark; `span` is where its words are now, in code points, end exclusive."""

    state: State
    span: Span | None = None


def standings(bookmarks: Iterable[Bookmark], limits: Limits) -> list[Standing]:
    """What became of each bookmark, in the order given; each story with passages is read once, if `limits` allow it."""
    articles: dict[str, Article | None] = {}
    return [_standing(bookmark, articles, limits) for bookmark in bookmarks]


def _standing(bookmark: Bookmark, articles: dict[str, Article | None], limits: Limits) -> Standing:
    path = Path(bookmark.path)
    try:
        if not path.exists():
            return Standing("file gone")
    except OSError:
        return Standing("not readable")
    if bookmark.passage is None:
        return Standing("here")
    if bookmark.path not in articles:
        try:
            articles[bookmark.path] = read_article(path, limits=limits)
        except ArticleError:
            articles[bookmark.path] = None
    article = articles[bookmark.path]
    if article is None:
        return Standing("not readable")
    span = bookmark.resolve(article)
    return Standing("here", span) if span else Standing("words gone")
