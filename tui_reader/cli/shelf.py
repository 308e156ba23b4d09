"""`tui-reader shelf`: how much is on the shelf; all of it into a file, or in from one."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from tui_reader.article.text import label
from tui_reader.cli import output, taking_in
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FAILED, FINE, CommandError
from tui_reader.cli.following import follow_stories
from tui_reader.export import files, records
from tui_reader.paint.dates import count
from tui_reader.paths import absolute
from tui_reader.shelf import bookmarks, contents

_NAMES = {
    "bookmark": ("bookmark", "bookmarks"),
    "progress": ("read mark or place", "read marks and places"),
    "correction": ("correction", "corrections"),
    "hidden": ("hidden story", "hidden stories"),
    "saved_search": ("saved search", "saved searches"),
    "asked": ("query asked before", "queries asked before"),
    "state": ("small thing to come back to", "small things to come back to"),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "--export",
        metavar="FILE",
        dest="target",
        help="write all of it to a new file, as JSON lines; - prints it",
    )
    parser.add_argument("--force", action="store_true", help="let the export replace a file")
    parser.add_argument(
        "--import",
        metavar="FILE",
        dest="source",
        help="add what --export wrote and is not there yet; - reads stdin",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Count, export or import."""
    if options.target is None and options.force:
        raise CommandError("--force belongs to --export FILE")
    if options.source is not None:
        if options.target is not None:
            raise CommandError("--import and --export are two commands; give one of them")
        return _take_in(options, context)
    if options.target is not None:
        return _write(options, context)
    counts = Counter({"bookmark": len(bookmarks.listed(context.shelf))})
    counts.update(str(record["table"]) for record in contents.records(context.shelf))
    if options.json:
        output.json_line({name: counts[name] for name in _NAMES})
    else:
        output.text_lines(count(counts[name], *words) for name, words in _NAMES.items())
    return FINE


def _write(options: argparse.Namespace, context: Context) -> int:
    follow_stories(context)
    text = records.shelf_lines(context.shelf)
    if options.target == taking_in.SCREEN:
        if options.json:
            raise CommandError("--export - prints the shelf itself; leave --json out")
        sys.stdout.write(text)
        return FINE
    path = absolute(Path(options.target))
    try:
        files.write(path, text, replace=options.force, private=True)
    except files.FileError as error:
        raise CommandError(str(error)) from error
    rows = text.count("\n")
    if options.json:
        output.json_line({"path": str(path), "rows": rows})
    else:
        output.text_lines([label(f"Wrote {count(rows, 'row', 'rows')} to {path}")])
    return FINE


def _take_in(options: argparse.Namespace, context: Context) -> int:
    """Add what is not there; each bad line is named on stderr, and makes the exit code 2."""
    marks, rows, problems = records.read_shelf(taking_in.read(options.source), context.shelf)
    taking_in.check(options.source, [*marks, *rows], problems, "shelf")
    merged = bookmarks.merge(context.shelf, marks)
    taken = contents.take_in(context.shelf, rows)
    taking_in.say(options.source, problems)
    added, known = merged.added + taken.added, merged.known + taken.known
    if options.json:
        output.json_line(
            {
                "added": added,
                "completed": merged.completed,
                "known": known,
                "problems": [{"line": problem.line, "reason": problem.message} for problem in problems],
            }
        )
    else:
        output.text_lines(
            [f"{count(added, 'row', 'rows')} added, {merged.completed:,} completed, {known:,} known already"]
        )
    return FAILED if problems else FINE
