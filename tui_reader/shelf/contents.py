"""Rows of the shelf beside its bookmarks, as records that another shelf takes in: read marks, corrections, searches."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from tui_reader.analysis.corrections import from_record, record
from tui_reader.article.text import clean, line
from tui_reader.shelf.database import Database

TABLES = ("progress", "correction", "hidden", "saved_search", "asked", "state")
_PLACES = {"path", "library"}
"""Columns whose text may hold anything that a file's name may."""
_TYPES = {"TEXT": (str,), "INTEGER": (int,), "REAL": (int, float)}
_MOST = 2**63


class UnfitError(ValueError):
    """A record that is no row of a shelf; the message says why in half a sentence."""


class Taken(NamedTuple):
    """How many rows were `added`, and how many were `known` and stayed as they are."""

    added: int
    known: int


def records(database: Database) -> Iterator[dict[str, object]]:
    """Each row with the name of its table, in the order in which they were written.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    for table in TABLES:
        for row in database.rows(f"SELECT * FROM {table} ORDER BY rowid"):  # noqa: S608  our own names
            yield {"table": table, **dict(row)}


def fit(database: Database, record: Mapping[str, object]) -> dict[str, object]:
    """A record as it can be kept, without control characters.

    Raises:
        UnfitError: it is no row of a shelf.
    """
    table = record.get("table")
    if not isinstance(table, str) or table not in TABLES:
        raise UnfitError("its table is none of the shelf's")
    row: dict[str, object] = {"table": table}
    for column in database.rows(f"PRAGMA table_info({table})"):
        name = column["name"]
        row[name] = _value(name, column["type"], record.get(name), as_it_is=table == "state")
    if table == "correction":
        row["said"] = _said(str(record["said"]))
    return row


def take_in(database: Database, rows: Iterable[Mapping[str, object]]) -> Taken:
    """Add the rows that the shelf has not, all or none; what it has stays as it is.

    Raises:
        ShelfError: the shelf cannot be written.
    """
    added = known = 0
    with database.writing() as transaction:
        for row in rows:
            values = {name: value for name, value in row.items() if name != "table"}
            if transaction.add(str(row["table"]), values):
                added += 1
            else:
                known += 1
    return Taken(added, known)


def _value(name: str, kind: str, value: object, *, as_it_is: bool) -> object:
    if not isinstance(value, _TYPES[kind]) or isinstance(value, bool):
        raise UnfitError(f"its {name} is no {'text' if kind == 'TEXT' else 'number'}")
    if isinstance(value, str):
        return _text(name, value, as_it_is=as_it_is)
    if isinstance(value, (int, float)) and not abs(value) < _MOST:
        raise UnfitError(f"its {name} is no number")
    return value


def _text(name: str, value: str, *, as_it_is: bool) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnfitError(f"its {name} is not valid text") from None
    if as_it_is or name == "said":
        return value
    if name not in _PLACES:
        return line(value)
    if (value or name == "path") and ("\0" in value or not PurePath(value).is_absolute()):
        raise UnfitError(f"its {name} is not an absolute one")
    return value


def _said(text: str) -> str:
    """A correction as it is kept.

    Raises:
        UnfitError: it is none.
    """
    try:
        found = _cleaned(json.loads(text))
        return json.dumps(record(from_record(found)))
    except (ValueError, RecursionError):
        raise UnfitError("its said is no correction") from None


def _cleaned(found: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(found, str):
        return clean(found)
    if isinstance(found, dict):
        return {str(name): _cleaned(value) for name, value in found.items()}
    return [_cleaned(value) for value in found] if isinstance(found, list) else found
