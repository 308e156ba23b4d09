"""The queries that were asked, to recall them: of every library, and not to be undone."""

import datetime

from tui_reader.article.text import line
from tui_reader.shelf.database import Database

MOST = 100
"""So many queries are kept; the one asked longest ago goes first."""


def keep(database: Database, query: str) -> None:
    """Put a query at the top of the history; asked again, it moves there."""
    query = line(query)
    with database.writing() as transaction:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        transaction.delete("asked", query)
        transaction.put("asked", {"query": query, "asked": now})
        for old in asked(database)[MOST:]:
            transaction.delete("asked", old)


def asked(database: Database) -> list[str]:
    """The queries asked before, the latest first."""
    return [row["query"] for row in database.rows("SELECT query FROM asked ORDER BY rowid DESC")]
