"""Having marks follow their stories before a command tells of them."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.shelf.bookmarks import Wanted, listed
from tui_reader.shelf.database import ShelfError
from tui_reader.shelf.following import TABLES, libraries_of_gone, marked_stories, settle

if TYPE_CHECKING:
    from tui_reader.library import Library


def follow_stories(context: Context, *tables: str) -> None:
    """Have marks of these tables, or any, follow their stories that are gone: they may be elsewhere now.

    The index of the chosen library is brought up to date for that, and of theirs unless `--library` names one. A library
    without an index gets none by that: it takes over the marks of one that was moved there, and no others. What hinders
    it is said, and the marks stay as they are.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    _follow(context, libraries_of_gone(marked_stories(context.shelf, tables or TABLES)))


def follow_bookmarks(context: Context, wanted: Wanted) -> None:
    """The same for the bookmarks that are wanted, wherever their stories are.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    found = listed(context.shelf, wanted._replace(library=None))
    _follow(context, libraries_of_gone((bookmark.path, bookmark.library) for bookmark in found))


def _follow(context: Context, gone: Collection[str]) -> None:
    if not gone:
        return
    from tui_reader.cli.fresh import say_unfollowed  # noqa: PLC0415  marks whose stories are there need no index
    from tui_reader.library import LibraryError  # noqa: PLC0415  the same

    theirs = [] if context.given else [Path(library) for library in sorted(gone) if library]
    hindered: list[ShelfError] = []
    for root in dict.fromkeys([context.root, *theirs]):
        if hindered:
            break  # the other libraries have the same shelf
        if os.path.isdir(root):  # noqa: PTH112  Path raises where a folder may not be looked at
            try:
                _follow_into(context.library_at(root), hindered.append)
            except LibraryError as error:
                output.say(f"tui-reader: {error}")
    for hindrance in hindered:
        say_unfollowed(hindrance)


def _follow_into(library: "Library", on_unfollowed: Callable[[ShelfError], None]) -> None:
    from tui_reader.cli.fresh import update_quietly  # noqa: PLC0415  the same

    if library.generation():
        update_quietly(library, on_unfollowed)
        return
    try:
        settle(library.shelf, library.root, library.limits)
    except ShelfError as error:
        on_unfollowed(error)
