"""Small things to come back to: the last library, the last story, the theme, the width and the layouts in use."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from tui_reader.shelf.database import Database, ShelfError


def remember(database: Database, values: Mapping[str, str]) -> None:
    """Keep each value under its name."""
    with database.writing() as transaction:
        for name, value in values.items():
            transaction.set_state(name, value)


def recall(database: Database) -> dict[str, str]:
    """All that was remembered, by name.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    return {row["name"]: row["value"] for row in database.rows("SELECT name, value FROM state")}


def recalled(database: Database) -> dict[str, str]:
    """The same; nothing where the shelf cannot be read, as all of this can be done without."""
    with contextlib.suppress(ShelfError):
        return recall(database)
    return {}


def last_pane(library: Path) -> str:
    """The name under which it is remembered whether a library's last story was open ("story") or not ("list")."""
    return f"pane:{library}"


def last_story(library: Path) -> str:
    """The name under which a library's last story is remembered."""
    return f"story:{library}"


def layout(kind: str) -> str:
    """The name under which the layout of a kind of terminal width is remembered."""
    return f"layout:{kind}"
