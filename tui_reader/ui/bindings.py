"""Textual bindings made from the table of commands."""

from collections.abc import Iterator

from textual.app import App
from textual.binding import Binding

from tui_reader.commands import BY_ID, COMMANDS, Command

MOVING = (
    "line-down",
    "line-up",
    "page-down",
    "page-up",
    "half-down",
    "half-up",
    "first",
    "last",
)
SAVED = tuple(command.id for command in COMMANDS if command.run.startswith("saved("))
"""The commands that run the first saved searches."""


def bindings(*ids: str) -> Iterator[Binding]:
    """Bindings for commands by id; the user's own keys replace theirs by the same ids."""
    for name in ids:
        command = BY_ID[name]
        yield Binding(command.keys, command.run, command.title, id=command.id, show=False)


def current_commands(app: App[None] | App[object]) -> tuple[Command, ...]:
    """The table of commands with the keys in use."""
    return getattr(app, "commands", COMMANDS)
