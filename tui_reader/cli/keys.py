"""`tui-reader keys`: every command with its keys, the user's own applied, and the id that changes them."""

import argparse

from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE
from tui_reader.cli.table import Column, print_table
from tui_reader.commands import Command, grouped, shown_keys, with_keys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments: none."""
    del parser


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the commands, in the groups of the help."""
    chosen = context.settings.keys
    groups = grouped(with_keys(chosen))
    if options.json:
        for commands in groups.values():
            for command in commands:
                output.json_line(_record(command, yours=command.id in chosen))
        return FINE
    rows = [
        (group if number == 0 else "", command)
        for group, commands in groups.items()
        for number, command in enumerate(commands)
    ]
    print_table(
        [
            Column([group for group, _ in rows], "meta"),
            Column([", ".join(shown_keys(command)) for _, command in rows], "title"),
            Column([command.id for _, command in rows], "mark"),
            Column([command.help for _, command in rows], "meta", elastic=True),
        ]
    )
    return FINE


def _record(command: Command, *, yours: bool) -> dict[str, object]:
    """A command as JSON shows it: `names` are its keys as the settings write them, `yours` when they come from there."""
    return {
        "id": command.id,
        "keys": list(shown_keys(command)),
        "names": [key.strip() for key in command.keys.split(",")],
        "title": command.title,
        "help": command.help,
        "group": command.group,
        "place": command.place,
        "yours": yours,
    }
