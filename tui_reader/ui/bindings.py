"""Textual bindings made from the table of commands."""

import re
from collections.abc import Iterator

from textual.app import App
from textual.binding import Binding

from tui_reader.commands import BY_ID, COMMANDS, Command, Place, shown_key, shown_keys
from tui_reader.keys import acts_in_text

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
KEY_IN_SENTENCE = re.compile(r"\{([a-z-]+)\}")
"""A command's id where a sentence is to name its key."""
_OUT = "out"
"""In its place: what goes back, also where letters are typed."""


def bindings(*ids: str) -> Iterator[Binding]:
    """Bindings for commands by id; the user's own keys replace theirs by the same ids."""
    for name in ids:
        command = BY_ID[name]
        yield Binding(command.keys, command.run, command.title, id=command.id, show=False)


def current_commands(app: App[None] | App[object]) -> tuple[Command, ...]:
    """The table of commands with the keys in use."""
    return getattr(app, "commands", COMMANDS)


def key_of(app: App[None] | App[object], name: str) -> str:
    """The first key of the command of this id, as people write it; of "out", what goes back also where letters are typed."""
    if name == _OUT:
        return shown_key(ways_out(app)[0])
    return next(shown_keys(command)[0] for command in current_commands(app) if command.id == name)


def keyed(app: App[None] | App[object], sentence: str) -> str:
    """A sentence of the reader's own, with the keys in use for each `{id}` in it."""
    return KEY_IN_SENTENCE.sub(lambda found: key_of(app, found[1]), sentence)


def ways_out(app: App[None] | App[object], place: Place = "anywhere") -> list[str]:
    """The keys that go back where letters are typed: the user's own that write nothing, and always Esc.

    Those that are a command's own in this `place` are not among them.
    """
    commands = current_commands(app)
    taken = {key for each in commands if each.place == place != "anywhere" for key in each.keys.split(",")}
    back = next(command.keys.split(",") for command in commands if command.id == "back")
    return [key for key in (*filter(acts_in_text, back), "escape") if key not in taken]
