"""The program where SQLite can have no write-ahead log: `python without_wal.py WORDS`, as on some network drives."""

import sys

from tui_reader.__main__ import main
from tui_reader.shelf import database


def have_none() -> None:
    """Have this process take SQLite's answer there for the one that it gives."""
    database._WAL = "DELETE"


if __name__ == "__main__":
    have_none()
    sys.exit(main(sys.argv[1:]))
