"""The program where SQLite can have no write-ahead log: `python without_wal.py WORDS`, as on some network drives."""

import sys

from tui_reader.__main__ import main
from tui_reader.shelf import database

if __name__ == "__main__":
    database._WAL = "DELETE"  # what SQLite answers there
    sys.exit(main(sys.argv[1:]))
