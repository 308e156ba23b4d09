"""`tui-reader where`: the folders in use."""

import argparse

from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: none."""
    del parser


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the places."""
    places, root = context.places, context.root_or_samples
    found = {
        "data": places.data,
        "config": places.config,
        "cache": places.cache,
        "state": places.state,
        "shelf": places.shelf,
        "settings": places.settings,
        "library": root,
        "index": places.index_of(root),
    }
    if options.json:
        output.json_line({name: str(path) for name, path in found.items()})
        return FINE
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich
    from rich.style import Style  # noqa: PLC0415

    bold = Style(bold=True)
    rows = ((Segment(f"{name:<10}", bold), Segment(label(str(path)))) for name, path in found.items())
    output.lines(output.console(), rows)
    return FINE
