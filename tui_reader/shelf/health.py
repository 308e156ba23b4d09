"""How the shelf's file is, as a doctor asks it: whole, of which version, and with how much in it. Nothing is changed."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui_reader.shelf import backups, migrations, replacing, salvage
from tui_reader.shelf.files import StrangeFileError, refuse_strange
from tui_reader.shelf.troubles import explained, hindrance

State = Literal["well", "older", "newer", "damaged", "closed"]


@dataclass(frozen=True, slots=True)
class Health:
    """How a shelf is, and what is to be told of that and done, each in half a sentence."""

    state: State
    said: str
    advice: str = ""


def examine(path: Path) -> Health:
    """Look through the whole file of a shelf that is there."""
    try:
        refuse_strange(path)
        if found := salvage.trouble(path):
            return Health("damaged", found)
        with backups.opened(path, "ro") as connection:
            steps = migrations.known_steps(connection)
            if steps != migrations.names():
                return Health("older", "an older version wrote it")
            (marks,) = connection.execute("SELECT count(*) FROM mark").fetchone()
            (stories,) = connection.execute("SELECT count(*) FROM progress").fetchone()
        return Health(
            "well",
            f"whole, with {_count(marks, 'bookmark', 'bookmarks')} and {_count(stories, 'story', 'stories')} read",
        )
    except migrations.NewerShelfError as error:
        return Health("newer", str(error), "install that version to use it")
    except StrangeFileError as error:
        return Health("closed", str(error), "move it away")
    except (sqlite3.Error, OSError) as error:
        cause, advice = hindrance(error, path)
        return Health("closed", f"it cannot be opened ({cause})", advice)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def finish(path: Path) -> str:
    """Finish the replacement of a shelf that a program that was killed had begun; says so.

    Raises:
        ShelfError: it cannot be finished now.
    """
    with explained(path, "replaced"):
        replacing.finish(path, backups.WAIT_SECONDS)
        return salvage.finished(path)


def save(path: Path) -> str:
    """Save what can be read of a damaged shelf; a sentence says what, nothing that it is whole already.

    Raises:
        ShelfError: it cannot be saved now.
    """
    with explained(path, "saved"):
        saved = salvage.save(path)
        return saved.sentence if saved else ""
