"""Marks follow their stories: when a file was renamed or edited, and when its library was moved.

A mark knows its story's path and content. Where there is none for a path, and one for the same content under a path
that is gone, it is that story's. Where a path's content is another than the marks know, the story was edited, and they
learn the new one, so that they find it after the next renaming, too.

Very many marks are moved in transactions of a moment each, with pauses between, so that other programs write meanwhile;
what was broken off is done again from there.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.article.folder import article_id, key_of, read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article, ArticleError
from tui_reader.shelf import bookmarks, libraries, state
from tui_reader.shelf.database import Database, Transaction

TABLES = ("progress", "mark", "correction", "hidden")
"""Those whose rows belong to a story."""
_COMPARED = 20
"""So many stories are read to tell whether a folder is a library that was elsewhere before."""
_MOMENT = 0.1
"""Seconds for which the shelf is written, and then left to others."""

Step = Callable[[Transaction], None]
Pause = Callable[[float], bool | None]
"""Waits for so many seconds, and says whether to stop."""


class Story(NamedTuple):
    """Where a story is now: absolute `path`, its library (empty for one opened alone), the article's id, its content."""

    path: str
    library: str
    article: str
    content_hash: str

    @classmethod
    def of(cls, article: Article, library: Path | None) -> "Story":
        """The story that was read."""
        inside = library is not None and article.path.is_relative_to(library)
        return cls(str(article.path), str(library) if inside else "", article.id, article.content_hash)

    @classmethod
    def listed(cls, key: str, content_hash: str, library: Path) -> "Story":
        """A story of a library's list, by its key."""
        return cls(str(library / key), str(library), article_id(key), content_hash)


class Followed(NamedTuple):
    """How many stories' marks followed them to another place, and how many of these had corrections."""

    stories: int = 0
    corrected: int = 0


def follow(database: Database, stories: Iterable[Story]) -> Followed:
    """Have the marks of each story follow it.

    Raises:
        ShelfError: the shelf cannot be read or written.
    """
    plan = _Plan.of(stories, _Asked(database))
    _write(database, plan.steps(database))
    return plan.followed


def follow_all(database: Database, stories: Iterable[Story], pause: Pause = time.sleep) -> Followed | None:
    """The same for all stories of a library; None when it was stopped, and is to be done again.

    Raises:
        ShelfError: the shelf cannot be read or written.
    """
    known = _Read(database)
    if known.is_empty:
        return Followed()
    plan = _Plan.of(stories, known)
    return plan.followed if _write(database, plan.steps(database), pause) else None


def reached(database: Database, library: Path) -> str:
    """The generation of a library's index up to which marks have followed its stories; empty for none.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    rows = database.rows("SELECT value FROM state WHERE name = ?", (_reached(library),))
    return str(rows[0]["value"]) if rows else ""


def reach(database: Database, library: Path, generation: str) -> None:
    """Marks have followed the stories up to this generation.

    Raises:
        ShelfError: the shelf cannot be written.
    """
    state.remember(database, {_reached(library): generation})


def settle(database: Database, root: Path, limits: Limits, pause: Pause = time.sleep) -> Followed | None:
    """When a library is opened at a place for the first time: take over the marks of the one that it was elsewhere.

    That is a library whose folder is gone, and whose stories lie here under the same names with the same content, as
    far as `limits` allow to read them. None when it was stopped: it goes on when the library is opened again.

    Raises:
        ShelfError: the shelf cannot be read or written.
    """
    if libraries.is_known(database, root):
        return Followed()
    for library in _libraries(database):
        if library not in ("", str(root)) and _is_gone(library):
            stories = list(_moved_from(database, Path(library), root))
            if stories and _are_the_same(stories, limits):
                done = _write(database, _settling(database, Path(library), root, stories), pause)
                return Followed(len(stories)) if done else None
    return Followed()


def marked_stories(database: Database, tables: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The stories that these tables know, by path, each with its library; empty is that of stories opened alone.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    return frozenset(
        (row["path"], row["library"])
        for table in tables
        for row in database.rows(f"SELECT DISTINCT path, library FROM {table}")  # noqa: S608  the same
    )


def libraries_of_gone(stories: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The libraries of those of these stories that are gone, given as `marked_stories` has them."""
    return frozenset(library for path, library in frozenset(stories) if _is_gone(path))


def _settling(
    database: Database, old: Path, root: Path, stories: Sequence[tuple[str, Story]]
) -> Iterator[Step]:
    for path, story in stories:
        for table in TABLES:
            yield _moving(database, table, path, story)

    def go_on(transaction: Transaction) -> None:
        remembered = state.recall(database)
        for name in (state.last_story, state.last_pane):
            if (value := remembered.get(name(old))) is not None and name(root) not in remembered:
                transaction.set_state(name(root), value)

    yield go_on


def _write(database: Database, steps: Iterable[Step], pause: Pause = time.sleep) -> bool:
    """Do all steps, in transactions of a moment; whether it was not stopped."""
    left = iter(steps)
    step = next(left, None)
    while step is not None:
        with database.writing() as transaction:
            until = time.monotonic() + _MOMENT
            step(transaction)
            while (step := next(left, None)) is not None and time.monotonic() < until:
                step(transaction)
        if step is not None and pause(_MOMENT):
            return False
    return True


def _reached(library: Path) -> str:
    return f"followed:{library}"


class _Asked:
    """What the shelf knows, asked for one story at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def contents(self, table: str, path: str) -> tuple[str, ...]:
        """The contents that the rows of a path know."""
        rows = self._database.rows(f"SELECT DISTINCT content_hash FROM {table} WHERE path = ?", (path,))  # noqa: S608  our own names
        return tuple(row["content_hash"] for row in rows)

    def gone_with(self, table: str, story: Story) -> str:
        """The path under which a table knows a story's content, and where there is no file any more; empty for none."""
        rows = self._database.rows(
            f"SELECT DISTINCT path FROM {table} WHERE content_hash = ? AND path != ? ORDER BY path",  # noqa: S608  the same
            (story.content_hash, story.path),
        )
        return next((row["path"] for row in rows if _is_gone(row["path"])), "")


class _Read:
    """The same, read at once, for very many stories."""

    def __init__(self, database: Database) -> None:
        self._contents: dict[str, dict[str, tuple[str, ...]]] = {}
        self._gone: dict[str, dict[str, str]] = {}
        for table in TABLES:
            known = self._contents[table] = {}
            for path, content in database.rows(f"SELECT DISTINCT path, content_hash FROM {table}"):  # noqa: S608  the same
                known[path] = (*known.get(path, ()), content)
        everywhere = sorted({path for known in self._contents.values() for path in known}, reverse=True)
        gone = [path for path in everywhere if _is_gone(path)]
        for table, known in self._contents.items():
            self._gone[table] = {content: path for path in gone for content in known.get(path, ())}

    @property
    def is_empty(self) -> bool:
        """Whether the shelf knows of no story."""
        return not any(self._contents.values())

    def contents(self, table: str, path: str) -> tuple[str, ...]:
        """The contents that the rows of a path know."""
        return self._contents[table].get(path, ())

    def gone_with(self, table: str, story: Story) -> str:
        """The path under which a table knows a story's content, and where there is no file any more; empty for none."""
        return self._gone[table].get(story.content_hash, "")


class _Plan(NamedTuple):
    """Which rows move, from which path to which story, and which learn another content."""

    moves: Sequence[tuple[str, str, Story]]
    edited: Sequence[tuple[str, Story]]

    @classmethod
    def of(cls, stories: Iterable[Story], known: "_Asked | _Read") -> "_Plan":
        """What is to be done so that the marks of these stories follow them."""
        moves: list[tuple[str, str, Story]] = []
        edited: list[tuple[str, Story]] = []
        for story in stories:
            for table in TABLES:
                contents = known.contents(table, story.path)
                if any(content != story.content_hash for content in contents):
                    edited.append((table, story))
                elif not contents and (old := known.gone_with(table, story)):
                    moves.append((table, old, story))
        return cls(moves, edited)

    @property
    def followed(self) -> Followed:
        """What there is to tell of it."""
        return Followed(
            len({story.path for _, _, story in self.moves}),
            sum(table == "correction" for table, _, _ in self.moves),
        )

    def steps(self, database: Database) -> Iterator[Step]:
        """Each of these as something to do in a transaction."""
        for table, story in self.edited:
            yield _learning(table, story)
        for table, old, story in self.moves:
            yield _moving(database, table, old, story)


def _learning(table: str, story: Story) -> Step:
    return lambda transaction: transaction.refresh(table, story.path, story.content_hash)


def _moving(database: Database, table: str, old: str, story: Story) -> Step:
    """Give the rows of one path to another; they keep all that they say."""

    def move(transaction: Transaction) -> None:
        if table != "mark":
            transaction.relocate(table, old, story.path, story.library, story.article)
            return
        for row in database.rows("SELECT * FROM mark WHERE path = ? ORDER BY rowid", (old,)):
            moved = {**dict(row), "path": story.path, "library": story.library, "article": story.article}
            transaction.move(table, dict(row), bookmarks.placed(moved))

    return move


def _libraries(database: Database) -> Iterator[str]:
    found = dict.fromkeys(
        row["library"]
        for table in TABLES
        for row in database.rows(f"SELECT DISTINCT library FROM {table}")  # noqa: S608  the same
    )
    yield from found


def _moved_from(database: Database, old: Path, root: Path) -> Iterator[tuple[str, Story]]:
    """The marked stories of a library that is gone, each with where it would be in another one, and is a file."""
    paths: dict[str, str] = {}
    for table in TABLES:
        for row in database.rows(f"SELECT path, content_hash FROM {table} WHERE library = ?", (str(old),)):  # noqa: S608  the same
            paths[row["path"]] = row["content_hash"]
    for path, content_hash in paths.items():
        key = key_of(Path(path), old)
        if not os.path.isabs(key) and (root / key).is_file():  # noqa: PTH117  a key
            yield path, Story.listed(key, content_hash, root)


def _are_the_same(stories: Sequence[tuple[str, Story]], limits: Limits) -> bool:
    """Whether most of the stories that are compared have the content that the marks know."""
    compared = stories[:: max(len(stories) // _COMPARED, 1)][:_COMPARED]
    same = 0
    for _, story in compared:
        try:
            same += read_article(Path(story.path), limits=limits).content_hash == story.content_hash
        except ArticleError:
            continue
    return same * 2 >= len(compared)


def _is_gone(path: str) -> bool:
    """Whether there is nothing at a path; where that cannot be seen, there may be something."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False
