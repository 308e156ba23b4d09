"""A shelf in a folder of its own, and stories to mark."""

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.article.folder import article_id, key_of
from tui_reader.article.model import Article
from tui_reader.shelf.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the shelf lies; its folder does not exist yet."""
    return tmp_path / "data" / "shelf.sqlite3"


@pytest.fixture
def shelf(file: Path) -> Iterator[Database]:
    """An open shelf."""
    database = Database(file)
    yield database
    database.close()


def make_story(path: str, text: str = "Text.") -> Article:
    """A story at an absolute path, in the library that is the folder it lies in."""
    where = Path(path)
    return Article(
        id=article_id(key_of(where, where.parent)),
        title=f"Story {where.stem}",
        date=datetime.date(2024, 3, 9),
        source="",
        path=where,
        text=text,
        paragraphs=(),
        content_hash=hashlib.sha256(text.encode()).hexdigest()[:32],
    )
