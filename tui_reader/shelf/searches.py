"""Saved searches: queries with a name, for whichever library is open."""

import datetime
from typing import NamedTuple

from tui_reader.article.text import line
from tui_reader.shelf.database import Change, Database


class SavedSearch(NamedTuple):
    """A query that is kept under a name of its own; `created` is ISO in UTC."""

    name: str
    query: str
    created: str


def searches(database: Database) -> list[SavedSearch]:
    """All saved searches, the oldest first, so that a new one never moves the others."""
    rows = database.rows("SELECT name, query, created FROM saved_search ORDER BY created, name")
    return [SavedSearch(*row) for row in rows]


def save(database: Database, name: str, query: str) -> Change | None:
    """Keep a query under a name, in place of the one kept under it before; None when it is kept so already."""
    name, query = line(name), line(query)
    with database.writing() as transaction:
        known = transaction.get("saved_search", name)
        if known is not None and known["query"] == query:
            return None
        created = known["created"] if known else datetime.datetime.now(datetime.UTC).isoformat()
        replaced = transaction.put("saved_search", {"name": name, "query": query, "created": created})
    return Change(f"{'Changed' if known else 'Saved'} the search “{name}”", (replaced,))


def rename(database: Database, name: str, new: str) -> Change | None:
    """Give a saved search another name, at the same place; None when there is none of that name.

    Raises:
        ValueError: another one has the new name; the message says so.
    """
    new = line(new)
    with database.writing() as transaction:
        known = transaction.get("saved_search", name)
        if known is None or name == new:
            return None
        if transaction.get("saved_search", new) is not None:
            raise ValueError(f"another saved search is called “{new}”")
        removed = transaction.delete("saved_search", name)
        added = transaction.put("saved_search", {**known, "name": new})
    return Change(f"Renamed the search “{name}” to “{new}”", (removed, added))


def remove(database: Database, name: str) -> Change | None:
    """Forget a saved search; None when there is none of that name."""
    with database.writing() as transaction:
        removed = transaction.delete("saved_search", name)
    return Change(f"Removed the search “{name}”", (removed,)) if removed.before is not None else None
