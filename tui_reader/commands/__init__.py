"""The one table of commands.

Bindings, footer, palette, help, README and the settings' key table are all made from it. A new key is a
new row in the module of its group and an action of the same name in `ui/`.
"""

from collections.abc import Iterable, Mapping

from tui_reader import signs
from tui_reader.commands.finding import FINDING
from tui_reader.commands.keeping import KEEPING
from tui_reader.commands.model import GROUPS, PLACES, Command, Need, Place
from tui_reader.commands.reading import READING

__all__ = [
    "BY_ID",
    "COMMANDS",
    "GROUPS",
    "PLACES",
    "Command",
    "Need",
    "Place",
    "footer",
    "grouped",
    "shown_key",
    "shown_keys",
    "with_keys",
]

COMMANDS: tuple[Command, ...] = (*READING, *FINDING, *KEEPING)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_FOOTER = (
    "open",
    "spotlight",
    "search",
    "quotes-found",
    "sort",
    "next-match",
    "next-quote",
    "next-name",
    "correct",
    "copy",
    "bookmark",
    "help",
    "export-found",
    "cast",
    "bookmarks",
    "back",
    "search-rank",
    "search-complete",
    "search-earlier",
    "search-close",
    "save-search",
)

_KEY_NAMES = {
    "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}", "left_curly_bracket": "{",
    "right_parenthesis": ")", "left_parenthesis": "(", "slash": "/", "question_mark": "?", "plus": "+", "minus": "-", "equals_sign": "=", "escape": "Esc",
    "enter": "Enter", "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "tab": "Tab", "delete": "Del", "backspace": "Backspace", "comma": ",",
    "asterisk": "*", "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip


def with_keys(chosen: Mapping[str, str]) -> tuple[Command, ...]:
    """The table with the user's own keys in place of the built-in ones, by command id."""
    return tuple(
        command._replace(keys=chosen[command.id]) if command.id in chosen else command for command in COMMANDS
    )


def footer(commands: Iterable[Command], pane: Place) -> list[Command]:
    """The commands that the bottom line shows in a pane, the most useful first."""
    return sorted(
        (command for command in commands if pane in command.footer),
        key=lambda command: _FOOTER.index(command.id),
    )


def shown_keys(command: Command) -> tuple[str, ...]:
    """A command's keys as people write them: "]", "Esc", "Ctrl+R"; the two of a chord parted by a blank."""
    return tuple(" ".join(map(shown_key, key.split())) for key in command.keys.split(","))


def shown_key(key: str) -> str:
    """A key as people write it."""
    *held, last = key.split("+")
    arrows = {"down": signs.now().down, "up": signs.now().up}
    name = _KEY_NAMES.get(last) or arrows.get(last, last)
    if held or (last[:1] == "f" and last[1:].isdigit()):
        name = name[:1].upper() + name[1:]
    return "+".join([*(modifier.capitalize() for modifier in held), name])


def grouped(commands: Iterable[Command]) -> dict[str, list[Command]]:
    """Commands by their group, in the order of `GROUPS`."""
    table: dict[str, list[Command]] = {group: [] for group in GROUPS}
    for command in commands:
        table[command.group].append(command)
    return table
