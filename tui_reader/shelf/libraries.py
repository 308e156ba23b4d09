"""The libraries that were opened before, to open one of them again."""

import datetime
from pathlib import Path

from tui_reader.shelf.database import Database
from tui_reader.shelf.state import remember

_OPENED = "opened:"


def keep(database: Database, library: Path) -> None:
    """Put a library at the top of the list."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    remember(database, {f"{_OPENED}{library}": now})


def is_known(database: Database, library: Path) -> bool:
    """Whether a library was opened before at this place."""
    return bool(database.rows("SELECT 1 FROM state WHERE name = ?", (f"{_OPENED}{library}",)))


def recent(database: Database) -> list[Path]:
    """The libraries that were opened, or in which a story was read, the latest first."""
    rows = database.rows(
        """
        SELECT library, max(time) AS latest FROM (
            SELECT substr(name, ?) AS library, value AS time FROM state WHERE substr(name, 1, ?) = ?
            UNION ALL
            SELECT library, max(seen) FROM progress WHERE library != '' GROUP BY library
        ) GROUP BY library ORDER BY latest DESC, library
        """,
        (len(_OPENED) + 1, len(_OPENED), _OPENED),
    )
    return [Path(row["library"]) for row in rows]
