"""What has been read, and how far."""

import datetime
import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui_reader.article.model import Article
from tui_reader.shelf.database import Change, Database


class Progress(NamedTuple):
    """How far a story was read: `paragraph` (from 0) stood first on the screen, `share` is 0 to 1."""

    read: bool = False
    paragraph: int = 0
    share: float = 0.0


def save(database: Database, article: Article, library: Path | None, here: Progress) -> Progress:
    """Keep the place in a story; what is read stays so, and `share` only grows, whoever else reads it. Returns both as kept."""
    with database.writing() as transaction:
        known = transaction.get("progress", str(article.path))
        before = _progress(known) if known else Progress()
        kept = Progress(here.read or before.read, here.paragraph, max(here.share, before.share))
        transaction.put("progress", _row(article, library, kept))
    return kept


def set_read(database: Database, article: Article, library: Path | None, *, read: bool) -> Change:
    """Mark a story read or unread; its place is kept."""
    with database.writing() as transaction:
        row = transaction.get("progress", str(article.path)) or _row(article, library, Progress())
        row["read"] = int(read)
        replaced = transaction.put("progress", row)
    return Change(f"Marked “{article.title}” as {'read' if read else 'unread'}", (replaced,))


class Unread(NamedTuple):
    """A story to be marked read, known from its row alone: absolute `path`, article's id and content hash."""

    path: str
    article: str
    content_hash: str


def set_all_read(database: Database, library: Path, stories: Sequence[Unread]) -> Change | None:
    """Mark stories read, all of them in one change; their places are kept. None when there are none."""
    if not stories:
        return None
    seen = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    replaced = []
    with database.writing() as transaction:
        for story in stories:
            row = transaction.get("progress", story.path) or {
                "path": story.path,
                "library": str(library),
                "article": story.article,
                "content_hash": story.content_hash,
                "paragraph": 0,
                "share": 0.0,
                "seen": seen,
            }
            replaced.append(transaction.put("progress", {**row, "read": 1}))
    many = len(stories)
    return Change(f"Marked {many:,} {'story' if many == 1 else 'stories'} as read", tuple(replaced))


def progress_of(database: Database, path: Path) -> Progress:
    """How far the story at `path` was read."""
    rows = database.rows("SELECT read, paragraph, share FROM progress WHERE path = ?", (str(path),))
    return _progress(rows[0]) if rows else Progress()


def all_progress(database: Database, library: Path | None = None) -> Mapping[str, Progress]:
    """How far each story, or each inside a library, was read, by absolute path; those never opened are left out."""
    prefix = str(library).rstrip(os.sep) + os.sep if library else ""
    rows = database.rows(
        "SELECT read, paragraph, share, path FROM progress WHERE substr(path, 1, ?) = ?",
        (len(prefix), prefix),
    )
    return {row["path"]: _progress(row) for row in rows}


def read_paths(database: Database) -> frozenset[str]:
    """The absolute paths of the stories that were read."""
    return frozenset(row["path"] for row in database.rows("SELECT path FROM progress WHERE read"))


def _progress(row: sqlite3.Row | Mapping[str, Any]) -> Progress:
    return Progress(bool(row["read"]), row["paragraph"], row["share"])


def _row(article: Article, library: Path | None, progress: Progress) -> dict[str, object]:
    return {
        "path": str(article.path),
        "library": str(library) if library else "",
        "article": article.id,
        "content_hash": article.content_hash,
        "read": int(progress.read),
        "paragraph": progress.paragraph,
        "share": progress.share,
        "seen": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
