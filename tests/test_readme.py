import re
import shlex
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tui_reader.cli.arguments import COMMANDS as COMMAND_NAMES
from tui_reader.cli.main import parse as parse_arguments
from tui_reader.commands import COMMANDS, Command, grouped, shown_keys
from tui_reader.index.fields import FIELDS, STATES
from tui_reader.index.query import (
    PERIODS,
    Days,
    Folder,
    Node,
    Not,
    Or,
    State,
    Term,
    nodes,
    parse,
)
from tui_reader.keys import usable
from tui_reader.palettes import INKS, load_palettes, weaknesses
from tui_reader.paths import HOME_VARIABLE, LIBRARY_VARIABLE
from tui_reader.settings import load
from tui_reader.ui.themes import THEMES

README = (CHECKOUT / "README.md").read_text("utf-8")
KEYS = re.compile(r"<!-- keys: .*?-->\n(.*?)<!-- end of keys -->", re.DOTALL)


def keys_table() -> str:
    """The table of keys as README shows it; run this file to put it there."""
    lines = ["| key | what it does |", "|---|---|"]
    for group, commands in grouped(COMMANDS).items():
        lines.append(f"| **{group}** | |")
        lines += [f"| {_keys(command)} | {command.help} |" for command in commands]
    return "\n" + "\n".join(lines) + "\n\n"


def _keys(command: Command) -> str:
    return " ".join(f"`{key}`" for key in shown_keys(command))


def test_the_keys_are_those_of_the_table_of_commands() -> None:
    found = KEYS.search(README)
    assert found
    assert found[1] == keys_table()


@pytest.mark.parametrize("line", re.findall(r"(?m)^tui-reader\b.*$", README))
def test_every_command_line_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    module, _ = parse_arguments(words)
    name = words[0] if words and words[0] in COMMAND_NAMES else "read"
    assert module is sys.modules[f"tui_reader.cli.{name}"]


def test_every_command_and_every_variable_is_shown() -> None:
    assert [name for name in COMMAND_NAMES if f"tui-reader {name}" not in README] == []
    assert [name for name in (HOME_VARIABLE, LIBRARY_VARIABLE) if name not in README] == []


def test_the_example_of_settings_is_valid(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert example
    file = tmp_path / "settings.toml"
    file.write_text(example[1], "utf-8")
    known = frozenset(command.id for command in COMMANDS)
    settings, problems = load(file, known_keys=known, check_keys=usable)
    assert problems == ()
    assert settings.theme in {theme.name for theme in THEMES}


def test_the_example_of_a_theme_is_valid_and_can_be_read(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)[1]
    (tmp_path / "dusk.toml").write_text(example, "utf-8")
    ((dusk,), problems) = load_palettes(tmp_path)
    assert problems == ()
    assert list(weaknesses(dusk)) == []
    assert [ink for ink in (*INKS, "voices", "based-on") if ink not in README] == []


def test_every_theme_is_named() -> None:
    assert [theme.name for theme in THEMES if f"{theme.name}" not in README] == []


def search_examples() -> list[str]:
    section = README.split("## The search language")[1].split("\n## ")[0]
    rows = re.findall(r"(?m)^\| (`.*?) \|", section)
    return [query for row in rows for query in re.findall(r"`(.+?)`", row)]


def test_every_field_state_and_period_of_the_search_language_is_shown() -> None:
    section = README.split("## The search language")[1].split("\n## ")[0]
    assert [field for field in FIELDS if f"{field}:" not in section] == []
    assert [state for state in STATES if f"is:{state}" not in section] == []
    assert [period for period in PERIODS if period not in section] == []


@pytest.mark.parametrize("query", search_examples())
def test_every_example_of_the_search_language_is_understood(query: str) -> None:
    found = parse(query)
    assert found.problems == ()
    asked = [node for node, _ in nodes(found.root)]
    for field in re.findall(r"(\w+):", query):
        assert any(_is_of(node, field) for node in asked), field
    for sign, kind in {'"': Term, "OR": Or, "-(": Not, "NOT": Not, "..": Days}.items():
        assert sign not in query or any(isinstance(node, kind | Folder) for node in asked), sign
    assert ("*" in query) == any(isinstance(node, Term) and node.prefix for node in asked)


def _is_of(node: Node, field: str) -> bool:
    """Whether a part of a query is what `field:` asks for."""
    if isinstance(node, Term):
        return node.field == field
    kinds = {"date": Days, "before": Days, "after": Days, "is": State, "tag": State, "in": Folder}
    return field in kinds and isinstance(node, kinds[field])


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"\((screenshots/[^)]+)\)", README)
    assert pictures
    assert [picture for picture in pictures if not (CHECKOUT / picture).is_file()] == []


if __name__ == "__main__":
    (CHECKOUT / "README.md").write_text(
        KEYS.sub(lambda found: found[0].replace(found[1], keys_table(), 1), README), "utf-8"
    )
