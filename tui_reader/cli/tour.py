"""`tui-reader tour`: open the reader with its two-minute tour."""

import argparse

from tui_reader.cli import read
from tui_reader.cli.context import Context
from tui_reader.launch import Launch


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: none."""
    del parser


def run(options: argparse.Namespace, context: Context) -> Launch:
    """Find out what the reader is to open behind the tour."""
    options.path = None
    return read.run(options, context)._replace(tour=True)
