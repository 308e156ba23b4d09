"""`tui-reader corrections`: what the user put right, the latest last."""

import argparse
from pathlib import Path

from tui_reader.analysis.corrections import describe, record
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NothingFoundError
from tui_reader.cli.following import follow_stories
from tui_reader.cli.table import Column, print_table
from tui_reader.paths import absolute
from tui_reader.shelf.corrections import KeptCorrection, corrections


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: none."""
    del parser


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the corrections: all of them, or those inside the library that `--library` names."""
    follow_stories(context, "correction")
    inside = absolute(context.given) if context.given else None
    found = [
        each
        for each in corrections(context.shelf)
        if inside is None or Path(each.path).is_relative_to(inside)
    ]
    if not found:
        raise NothingFoundError("nothing was put right" + (f" in {inside}" if inside else ""))
    if options.json:
        for each in found:
            output.json_line(correction_record(each))
    else:
        print_table(
            [
                Column([describe(each.correction) for each in found], "title", elastic=True),
                Column([each.title for each in found], "meta", give_way=True),
                Column([each.id for each in found], "meta"),
            ]
        )
    return FINE


def correction_record(kept: KeptCorrection) -> dict[str, object]:
    """A correction as JSON shows it: `id` is its own, the rest says what is right."""
    return {
        "id": kept.id,
        **record(kept.correction),
        "title": kept.title,
        "path": kept.path,
        "created": kept.created,
    }
