"""Bookmarks: adding, removing and listing them."""

import datetime
import uuid
from dataclasses import dataclass
from pathlib import Path

from tui_reader.article.model import Article
from tui_reader.shelf.database import Change, Database


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmarked story, with all that finds it again when its library, path or text changes.

    `mark` is the bookmark's own id, `article` the article's; `library` is empty for a story that was
    opened alone; `date` is ISO or empty; `created` is ISO in UTC.
    """

    mark: str
    path: str
    library: str
    article: str
    content_hash: str
    title: str
    date: str
    created: str


def add(database: Database, article: Article, library: Path | None) -> Change | None:
    """Bookmark a story; None when it already was."""
    path = str(article.path)
    with database.writing() as transaction:
        if transaction.get("bookmark", path) is not None:
            return None
        replaced = transaction.put(
            "bookmark",
            {
                "path": path,
                "mark": uuid.uuid4().hex,
                "library": str(library) if library else "",
                "article": article.id,
                "content_hash": article.content_hash,
                "title": article.title,
                "date": article.date.isoformat() if article.date else "",
                "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            },
        )
    return Change(f"Bookmarked “{article.title}”", (replaced,))


def remove(database: Database, path: Path) -> Change | None:
    """Take the bookmark of the story at `path` away; None when there was none."""
    with database.writing() as transaction:
        replaced = transaction.delete("bookmark", str(path))
    if replaced.before is None:
        return None
    return Change(f"Removed the bookmark of “{replaced.before['title']}”", (replaced,))


def bookmarks(database: Database, library: Path | None = None) -> list[Bookmark]:
    """All bookmarks, or those of stories inside one library, the latest first."""
    columns = "mark, path, library, article, content_hash, title, date, created"
    rows = database.rows(f"SELECT {columns} FROM bookmark ORDER BY created DESC, rowid DESC")  # noqa: S608  columns are ours
    found = [Bookmark(*row) for row in rows]
    if library is None:
        return found
    return [bookmark for bookmark in found if Path(bookmark.path).is_relative_to(library)]
