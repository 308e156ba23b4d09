"""Having marks follow their stories before a command tells of them."""

import os
from pathlib import Path

from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.shelf.following import TABLES, libraries_of_gone


def follow_stories(context: Context, *tables: str) -> None:
    """Bring the index up to date where stories with marks of these tables, or any, are gone: they may be elsewhere now.

    It is that of the chosen library, and of theirs unless `--library` names one. What hinders it is said, and the
    marks stay as they are.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    gone = libraries_of_gone(context.shelf, tables or TABLES)
    if not gone:
        return
    from tui_reader.cli.fresh import update_quietly  # noqa: PLC0415  marks whose stories are there need no index
    from tui_reader.library import LibraryError  # noqa: PLC0415  the same

    theirs = [] if context.given else [Path(library) for library in sorted(gone) if library]
    for root in dict.fromkeys([context.root, *theirs]):
        if os.path.isdir(root):  # noqa: PTH112  Path raises where a folder may not be looked at
            try:
                update_quietly(context.library_at(root))
            except LibraryError as error:
                output.say(f"tui-reader: {error}")
