"""What the reader put right by hand in the names and speakers of stories."""

import datetime
import json
import os
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tui_reader.analysis.corrections import (
    Correction,
    SpeakerCorrection,
    describe,
    from_text,
    record,
)
from tui_reader.article.model import Article
from tui_reader.shelf.database import Change, Database

_COLUMNS = "id, path, title, said, created"


class KeptCorrection(NamedTuple):
    """A correction on the shelf: its `id`, the story's absolute `path` and headline; `created` is ISO in UTC."""

    id: str
    path: str
    title: str
    correction: Correction
    created: str


def add(database: Database, article: Article, library: Path | None, correction: Correction) -> Change:
    """Keep a correction of a story; it takes the place of earlier ones about the same words.

    Raises:
        ShelfError: the shelf cannot be written.
    """
    row = {
        "id": uuid.uuid4().hex,
        "path": str(article.path),
        "library": str(library) if library else "",
        "article": article.id,
        "content_hash": article.content_hash,
        "title": article.title,
        "said": json.dumps(record(correction)),
        "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds"),
    }
    with database.writing() as transaction:
        earlier = [
            kept.id
            for kept in corrections(database, article.path)
            if _is_about_the_same(kept.correction, correction)
        ]
        replaced = [transaction.delete("correction", key) for key in earlier]
        replaced.append(transaction.put("correction", row))
    return Change(f"Put right: {describe(correction)}", tuple(replaced))


def remove(database: Database, ids: Iterable[str]) -> Change | None:
    """Take corrections back; None when there were none of these ids.

    Raises:
        ShelfError: the shelf cannot be written.
    """
    with database.writing() as transaction:
        replaced = [transaction.delete("correction", key) for key in ids]
    gone = tuple(row for row in replaced if row.before is not None)
    if not gone:
        return None
    what = (
        describe(_said(str((gone[0].before or {})["said"]))) if len(gone) == 1 else f"{len(gone)} corrections"
    )
    return Change(f"Took back: {what}", gone)


def corrections(database: Database, path: Path | None = None) -> list[KeptCorrection]:
    """The corrections of the story at `path`, or of all stories, in the order in which they were made.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    where, values = ("", ()) if path is None else (" WHERE path = ?", (str(path),))
    return _kept(database, f"SELECT {_COLUMNS} FROM correction{where} ORDER BY created, rowid", values)  # noqa: S608  no value is in it


def of_story(database: Database, article: Article) -> list[KeptCorrection]:
    """The corrections of a story; one that was moved brings them along, known by its content.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    found = corrections(database, article.path)
    if found:
        return found
    statement = f"SELECT {_COLUMNS} FROM correction WHERE content_hash = ? ORDER BY created, rowid"  # noqa: S608  the same
    same = _kept(database, statement, (article.content_hash,))
    return [kept for kept in same if not Path(kept.path).exists()]


def corrections_in(database: Database, library: Path) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections of the stories inside a library, by absolute path.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    prefix = str(library).rstrip(os.sep) + os.sep
    found: dict[str, tuple[Correction, ...]] = {}
    statement = f"SELECT {_COLUMNS} FROM correction WHERE substr(path, 1, ?) = ? ORDER BY created, rowid"  # noqa: S608  the same
    for kept in _kept(database, statement, (len(prefix), prefix)):
        found[kept.path] = (*found.get(kept.path, ()), kept.correction)
    return found


def _kept(database: Database, statement: str, values: Iterable[object]) -> list[KeptCorrection]:
    rows = database.rows(statement, values)
    with database.explained("read"):
        return [
            KeptCorrection(row["id"], row["path"], row["title"], _said(row["said"]), row["created"])
            for row in rows
        ]


def _said(text: str) -> Correction:
    try:
        return from_text(text)
    except ValueError as error:
        raise sqlite3.DatabaseError("a correction in it says nothing") from error


def _is_about_the_same(one: Correction, other: Correction) -> bool:
    """Whether the later of two corrections makes the earlier one void."""
    if isinstance(one, SpeakerCorrection) and isinstance(other, SpeakerCorrection):
        return one.quote == other.quote
    if isinstance(one, SpeakerCorrection) or isinstance(other, SpeakerCorrection):
        return False
    return one.name.casefold() == other.name.casefold()
