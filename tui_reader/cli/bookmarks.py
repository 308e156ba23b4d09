"""`tui-reader bookmarks`: every bookmark, the latest first."""

import argparse
from pathlib import Path

from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NothingFoundError
from tui_reader.cli.table import Column, print_table
from tui_reader.paint import dates
from tui_reader.paths import absolute
from tui_reader.shelf.bookmarks import Bookmark, bookmarks


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: none."""
    del parser


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the bookmarks: all of them, or those inside the library that `--library` names."""
    inside = absolute(context.given) if context.given else None
    found = bookmarks(context.shelf, inside)
    if not found:
        raise NothingFoundError(f"there are no bookmarks in {inside}" if inside else "there are no bookmarks")
    if options.json:
        for bookmark in found:
            output.json_line(bookmark_record(bookmark))
    else:
        print_table(
            [
                Column([dates.day(mark.date) for mark in found], "meta", right=True),
                Column([mark.title for mark in found], "title", elastic=True),
                Column(["" if Path(mark.path).exists() else "file gone" for mark in found], "mark"),
                Column([mark.article for mark in found], "meta"),
            ]
        )
    return FINE


def bookmark_record(bookmark: Bookmark) -> dict[str, object]:
    """A bookmark as JSON shows it: `id` is the article's, `bookmark` the mark's own."""
    return {
        "id": bookmark.article,
        "bookmark": bookmark.mark,
        "title": bookmark.title,
        "date": bookmark.date or None,
        "path": bookmark.path,
        "library": bookmark.library or None,
        "created": bookmark.created,
    }
