"""The first rows of a library that has no index yet, straight from its folder."""

from contextlib import suppress
from itertools import islice
from pathlib import Path

from tui_reader.article.folder import FileEntry, read_article, walk
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.index.model import Row


def glance(root: Path, limits: Limits, most: int) -> list[Row]:
    """Rows without counts of people and quotes, newest first; at most `most` files are read.

    Raises:
        ArticleError: the folder cannot be listed.
    """
    rows: list[Row] = []
    for entry in islice((found for found in walk(root) if isinstance(found, FileEntry)), most):
        with suppress(ArticleError):
            rows.append(Row.of(entry, read_article(entry.path, root, limits)))
    return sorted(sorted(rows, key=lambda row: row.key), key=lambda row: row.date, reverse=True)
