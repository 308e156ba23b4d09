"""What ten thousand bookmarks cost on their screen: opening it, narrowing it by a letter, grouping it."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.bench import material
from tests.bench.table import Figure, milliseconds
from tests.bench.terminal import Terminal
from tui_reader.article.anchor import anchor
from tui_reader.article.folder import FileEntry, read_article, walk
from tui_reader.paths import Places
from tui_reader.shelf import bookmarks
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.database import Database

COUNT = 10_000
_TAGS = ("sea", "trial", "council", "harbour")
_PASSAGE = 120
_LETTERS = "tea"
_ORDERS = 5


def fill(places: Places, library: Path, count: int = COUNT) -> None:
    """Put bookmarks of all kinds on a shelf: stories, passages and quotes by turns, many with tags, some with a note."""
    chance = random.Random(1)  # noqa: S311  no secret
    shelf = Database(places.shelf)
    articles = [
        read_article(Path(entry.path), library) for entry in walk(library) if isinstance(entry, FileEntry)
    ]
    made = []
    for number in range(count):
        article, kind = articles[number // 3 % len(articles)], bookmarks.KINDS[number % 3]
        start = chance.randrange(max(len(article.text) - _PASSAGE, 1))
        made.append(
            Bookmark(
                mark=f"{number:016x}",
                path=str(article.path),
                library=str(library),
                article=article.id,
                content_hash=article.content_hash,
                title=article.title,
                date=article.date.isoformat() if article.date else "",
                created=f"2024-01-01T00:00:00.{number:05}",
                kind=kind,
                passage=None if kind == "story" else anchor(article.text, start, start + _PASSAGE),
                speaker=article.title.split()[0] if kind == "quote" else "",
                tags=tuple(sorted(chance.sample(_TAGS, number % 3))),
                note="" if number % 5 else "To be asked again.",
            )
        )
    bookmarks.merge(shelf, made)
    shelf.close()


def figures(terminal: Terminal, bare_key: float) -> Iterator[Figure]:
    """Measure in a reader that shows its list; each figure is the processor time until all is drawn."""

    def beside(what: str, cost: float, target: float | None) -> Figure:
        aim = f"≤ {target * 1000:.0f} ms" if target else ""
        return Figure(what, milliseconds(cost), f"bare app {milliseconds(bare_key)}", cost / bare_key, aim)

    yield beside(f"opening {COUNT:,} bookmarks", _until_drawn(terminal, "B"), None)
    terminal.type("/")
    terminal.settle(1.0)
    letters = [_until_drawn(terminal, letter) for letter in _LETTERS]
    yield beside(f"a letter that narrows {COUNT:,} bookmarks, the dearest", max(letters), 0.050)
    terminal.type("\x1b")
    terminal.settle(1.0)
    orders = [_until_drawn(terminal, "s") for _ in range(_ORDERS)]
    yield beside(f"grouping {COUNT:,} bookmarks, the dearest", max(orders), 0.050)


def places(home: Path) -> Places:
    """The folders of a home, as the reader finds them."""
    return Places(home / "data", home / "config", home / "cache", home / "state")


def reader(library: Path, home: Path) -> Terminal:
    """The reader in a terminal of its own."""
    return Terminal([*material.READER, str(library)], material.environment(home))


def _until_drawn(terminal: Terminal, key: str) -> float:
    before = terminal.cpu
    terminal.type(key)
    terminal.settle(1.0)
    return terminal.cpu - before
