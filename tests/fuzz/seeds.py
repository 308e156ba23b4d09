"""What each fuzzer begins with: the stories of the sample library, and files that the reader itself would write."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tui_reader.analysis.corrections import MuteCorrection
from tui_reader.article.anchor import anchor
from tui_reader.article.folder import read_article
from tui_reader.article.model import Article
from tui_reader.commands import BY_ID
from tui_reader.export import records
from tui_reader.palettes import INKS
from tui_reader.paths import sample_library
from tui_reader.settings import template
from tui_reader.shelf import bookmarks, corrections, searches
from tui_reader.shelf.database import Database

_MOST = 12
_QUERIES = (
    "ferry OR (bridge -harbour)", '"second ferry" speaker:okafor', "said:lane before:2023-04-18", "date:2022..2023",
    "after:3w is:unread tag:sea", "in:notes/ refor*", "title:festival NOT place:town", "person:“Per Lindqvist”", "date:last-week",
)  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target is begun with."""
    if target == "query":
        yield from (query.encode() for query in _QUERIES)
        return
    stories = sorted(path for path in sample_library().rglob("*.*") if path.is_file())[:_MOST]
    for number, path in enumerate(stories):
        head = {"reader": b"\0", "analysis": b"", "painter": bytes([number * 7, number, number, number])}[
            target
        ]
        yield head + path.read_bytes()
    if target == "reader":
        options = template((name, command.keys, command.help) for name, command in BY_ID.items())
        given = [line.removeprefix("# ") if " = " in line else line for line in options.splitlines()]
        yield b"\1" + "\n".join(given).encode()
        yield (
            b"\1"
            + "".join(f'{ink} = "#123456"\n' for ink in INKS).encode()
            + b'base = "night"\nvoices = ["#fff"]\n'
        )
        yield b"\2" + _shelf(read_article(stories[0])).encode()


def _shelf(article: Article) -> str:
    """A shelf with something of every kind, as it is exported."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Database(Path(folder, "shelf.sqlite3"))
        try:
            bookmarks.add(shelf, article, None, tags=["sea"], note="A note.")
            bookmarks.add(shelf, article, article.path.parent, anchor(article.text, 0, 20), speaker="Kim")
            corrections.add(shelf, article, None, MuteCorrection("Kim"))
            searches.save(shelf, "boats", "ferry")
            return records.shelf_lines(shelf)
        finally:
            shelf.close()
