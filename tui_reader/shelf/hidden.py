"""Stories that the user has hidden from the list and the search; their files stay."""

import datetime
from pathlib import Path

from tui_reader.article.model import Article
from tui_reader.shelf.database import Change, Database


def paths(database: Database) -> frozenset[str]:
    """The absolute paths of all hidden stories."""
    return frozenset(row["path"] for row in database.rows("SELECT path FROM hidden"))


def set_hidden(database: Database, article: Article, library: Path | None, *, hidden: bool) -> Change:
    """Hide a story, or bring it back."""
    path = str(article.path)
    with database.writing() as transaction:
        if hidden:
            row = {
                "path": path,
                "library": str(library) if library else "",
                "article": article.id,
                "content_hash": article.content_hash,
                "title": article.title,
                "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            }
            replaced = transaction.put("hidden", row)
        else:
            replaced = transaction.delete("hidden", path)
    return Change(f"{'Hid' if hidden else 'Brought back'} “{article.title}”", (replaced,))
