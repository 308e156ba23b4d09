"""The reader with a fault: `python faulty.py PATH` raises when the command help is given. For a terminal."""

import sys

from tui_reader.__main__ import main
from tui_reader.ui.app import ReaderApp


def _raise(_: ReaderApp) -> None:
    words = "what the story says"
    raise ValueError(words)


if __name__ == "__main__":
    ReaderApp.action_help = _raise  # type: ignore[method-assign, assignment]
    sys.exit(main(sys.argv[1:]))
