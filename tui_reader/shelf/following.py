"""Marks follow their stories: when a file was renamed or edited, and when its library was moved.

A mark knows its story's path and content. Where there is none for a path, and one for the same content under a path
that is gone, it is that story's. Where a path's content is another than the marks know, the story was edited, and they
learn the new one, so that they find it after the next renaming, too.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.article.folder import article_id, key_of, read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.shelf import bookmarks, libraries, state
from tui_reader.shelf.database import Database, Transaction

_TABLES = ("progress", "mark", "correction", "hidden")
_COMPARED = 20
"""So many stories are read to tell whether a folder is a library that was elsewhere before."""


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
    moves: list[tuple[str, str, Story]] = []
    edited: list[tuple[str, Story]] = []
    for story in stories:
        for table in _TABLES:
            known = _hashes(database, table, story.path)
            if known - {story.content_hash}:
                edited.append((table, story))
            elif not known and (old := _gone_with(database, table, story)):
                moves.append((table, old, story))
    if moves or edited:
        with database.writing() as transaction:
            for table, story in edited:
                transaction.refresh(table, story.path, story.content_hash)
            for table, old, story in moves:
                _move(database, transaction, table, old, story)
    return Followed(
        len({story.path for _, _, story in moves}), sum(table == "correction" for table, _, _ in moves)
    )


def follow_all(database: Database, stories: Iterable[Story]) -> Followed:
    """The same for a whole library; only those are looked at that the shelf may know something of.

    Raises:
        ShelfError: the shelf cannot be read or written.
    """
    known: dict[str, set[str]] = {}
    for table in _TABLES:
        for row in database.rows(f"SELECT path, content_hash FROM {table}"):  # noqa: S608  our own names
            known.setdefault(row["path"], set()).add(row["content_hash"])
    if not known:
        return Followed()
    lost = {content for path, contents in known.items() if _is_gone(path) for content in contents}
    return follow(
        database,
        (
            story
            for story in stories
            if story.content_hash in lost
            or known.get(story.path, {story.content_hash}) != {story.content_hash}
        ),
    )


def settle(database: Database, root: Path) -> Followed:
    """When a library is opened at a place for the first time: take over the marks of the one that it was elsewhere.

    That is a library whose folder is gone, and whose stories lie here under the same names with the same content.

    Raises:
        ShelfError: the shelf cannot be read or written.
    """
    if libraries.is_known(database, root):
        return Followed()
    for library in _libraries(database):
        if library not in ("", str(root)) and _is_gone(library):
            stories = list(_moved_from(database, Path(library), root))
            if stories and _are_the_same(stories):
                return _settle(database, Path(library), root, stories)
    return Followed()


def _settle(database: Database, old: Path, root: Path, stories: Sequence[tuple[str, Story]]) -> Followed:
    with database.writing() as transaction:
        for table in _TABLES:
            if table == "mark":
                for path, story in stories:
                    _move(database, transaction, table, path, story)
            else:
                transaction.relocate(table, str(root), ((path, story.path) for path, story in stories))
        remembered = state.recall(database)
        for name in (state.last_story, state.last_pane):
            if (value := remembered.get(name(old))) is not None and name(root) not in remembered:
                transaction.set_state(name(root), value)
    return Followed(len(stories))


def _libraries(database: Database) -> Iterator[str]:
    found = dict.fromkeys(
        row["library"]
        for table in _TABLES
        for row in database.rows(f"SELECT DISTINCT library FROM {table}")  # noqa: S608  the same
    )
    yield from found


def _moved_from(database: Database, old: Path, root: Path) -> Iterator[tuple[str, Story]]:
    """The marked stories of a library that is gone, each with where it would be in another one, and is a file."""
    paths: dict[str, str] = {}
    for table in _TABLES:
        for row in database.rows(f"SELECT path, content_hash FROM {table} WHERE library = ?", (str(old),)):  # noqa: S608  the same
            paths[row["path"]] = row["content_hash"]
    for path, content_hash in paths.items():
        key = key_of(Path(path), old)
        if not os.path.isabs(key) and (root / key).is_file():  # noqa: PTH117  a key
            yield path, Story.listed(key, content_hash, root)


def _are_the_same(stories: Sequence[tuple[str, Story]]) -> bool:
    """Whether most of the stories that are compared have the content that the marks know."""
    compared = stories[:: max(len(stories) // _COMPARED, 1)][:_COMPARED]
    same = 0
    for _, story in compared:
        try:
            same += read_article(Path(story.path)).content_hash == story.content_hash
        except ArticleError:
            continue
    return same * 2 >= len(compared)


def _hashes(database: Database, table: str, path: str) -> set[str]:
    rows = database.rows(f"SELECT DISTINCT content_hash FROM {table} WHERE path = ?", (path,))  # noqa: S608  the same
    return {row["content_hash"] for row in rows}


def _gone_with(database: Database, table: str, story: Story) -> str:
    """The path under which a table knows this content, and where there is no file any more; empty for none."""
    rows = database.rows(
        f"SELECT DISTINCT path FROM {table} WHERE content_hash = ? AND path != ? ORDER BY path",  # noqa: S608  the same
        (story.content_hash, story.path),
    )
    return next((row["path"] for row in rows if _is_gone(row["path"])), "")


def _is_gone(path: str) -> bool:
    """Whether there is nothing at a path; where that cannot be seen, there may be something."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _move(database: Database, transaction: Transaction, table: str, old: str, story: Story) -> None:
    """Give the rows of one path to another; they keep all that they say."""
    for row in database.rows(f"SELECT * FROM {table} WHERE path = ? ORDER BY rowid", (old,)):  # noqa: S608  the same
        moved: Mapping[str, object] = {
            **dict(row),
            "path": story.path,
            "library": story.library,
            "article": story.article,
        }
        if table == "mark":
            moved = bookmarks.placed(moved)
        transaction.move(table, dict(row), moved)
