"""`tui-reader index`: bring the index up to date, and say what was added, changed, gone, and not readable or without names."""

import argparse

from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE
from tui_reader.cli.fresh import update
from tui_reader.index.model import Report
from tui_reader.library import Library
from tui_reader.paint.dates import count

_UNCORRECTED = (
    "tui-reader: what you put right cannot be read from the shelf: stories that were read now are indexed without it, until "
    "an update can read it; tui-reader doctor says more"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--rebuild", action="store_true", help="read every story again")


def run(options: argparse.Namespace, context: Context) -> int:
    """Update, and report."""
    library = context.library
    report = update(library, rebuild=options.rebuild)
    if library.corrections() is None:
        output.say(_UNCORRECTED)
    if options.json:
        output.json_line(_record(library, report))
    else:
        _tell(library, report)
    return FINE


def _record(library: Library, report: Report) -> dict[str, object]:
    return {
        "library": str(library.root),
        "index": str(library.index_folder),
        "added": report.added,
        "changed": report.changed,
        "gone": report.gone,
        "unchanged": report.unchanged,
        "rebuilt": report.rebuilt,
        "problems": [
            {"path": str(problem.path), "reason": problem.reason, "read": problem.read}
            for problem in report.problems
        ],
    }


def _tell(library: Library, report: Report) -> None:
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import META, TITLE  # noqa: PLC0415

    total = report.added + report.changed + report.unchanged
    rows = [
        [Segment(label(str(library.root)), TITLE), Segment(f"  {count(total, 'story', 'stories')}", META)],
        [
            Segment(
                f"{report.added:,} added, {report.changed:,} changed, {report.gone:,} gone, "
                f"{report.unchanged:,} unchanged" + (" (rebuilt)" if report.rebuilt else "")
            )
        ],
    ]
    for title, problems in (
        ("Could not be read", report.unread),
        ("Read without names and quotes", report.nameless),
    ):
        rows += [[], [Segment(title, TITLE)]] if problems else []
        for problem in problems:
            path = (
                problem.path.relative_to(library.root)
                if problem.path.is_relative_to(library.root)
                else problem.path
            )
            rows.append([Segment(f"  {label(str(path))}"), Segment(f"  {label(problem.reason)}", META)])
    output.lines(output.console(), rows)
