"""`tui-reader list`: the stories, newest first."""

import argparse
from collections.abc import Iterator

from tui_reader import signs
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NothingFoundError
from tui_reader.cli.fresh import update_quietly
from tui_reader.cli.parser import at_least_one
from tui_reader.cli.table import Column, print_table
from tui_reader.index.model import Row
from tui_reader.library import Library
from tui_reader.paint import dates
from tui_reader.shelf.marks import Marks
from tui_reader.views import VIEWS


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--view", choices=VIEWS, default="all", help="which stories (default: all)")
    parser.add_argument("--limit", metavar="N", type=at_least_one, help="at most N stories (default: all)")


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the stories."""
    update_quietly(context.library)
    return context.of_library(lambda library: _print(options, library))


def _print(options: argparse.Namespace, library: Library) -> int:
    marks = library.marks()
    rows = [row for row in library.rows() if marks.shown_in(options.view, str(library.path_of(row)))]
    if not rows:
        which = "" if options.view == "all" else f"{options.view} "
        raise NothingFoundError(f"there are no {which}stories in {library.root}")
    rows = rows[: options.limit]
    if options.json:
        for row in rows:
            output.json_line(row_record(library, row, marks))
    else:
        print_table(_columns(rows, library, marks))
    return FINE


def row_record(library: Library, row: Row, marks: Marks) -> dict[str, object]:
    """A listed story as JSON shows it."""
    path = str(library.path_of(row))
    known = marks.progress.get(path)
    return {
        "id": row.id,
        "title": row.title,
        "date": row.date or None,
        "source": row.source or None,
        "path": path,
        "words": row.words,
        "people": row.people,
        "quotes": row.quotes,
        "read": marks.is_read(path),
        "progress": known.share if known else 0.0,
        "bookmarked": path in marks.bookmarked,
        "hidden": path in marks.hidden,
    }


def _columns(rows: list[Row], library: Library, marks: Marks) -> list[Column]:
    return [
        Column([_mark(marks, str(library.path_of(row))) for row in rows], "mark"),
        Column([dates.day(row.date) for row in rows], "meta", right=True),
        Column([row.title for row in rows], "title", elastic=True),
        Column(list(_counts(rows)), "meta", wide_only=True),
        Column([row.id for row in rows], "meta"),
    ]


def _counts(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        people = dates.count(row.people, "person", "people") if row.people else ""
        quotes = dates.count(row.quotes, "quote", "quotes") if row.quotes else ""
        yield signs.now().between.join(filter(None, (people, quotes)))


def _mark(marks: Marks, path: str) -> str:
    drawn = signs.now()
    return drawn.bookmarked if path in marks.bookmarked else " " if marks.is_read(path) else drawn.unread
