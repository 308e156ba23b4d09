"""The table of commands."""

import re
from collections import Counter

import pytest

from tui_reader.commands import BY_ID, COMMANDS, GROUPS, Command, grouped, shown_keys, with_keys
from tui_reader.keys import TYPED


def keys_of(command: Command) -> list[str]:
    return [key.strip() for key in command.keys.split(",")]


def test_ids_are_unique_and_fit_a_settings_file() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", command.id) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_says_what_it_does(command: Command) -> None:
    assert command.group in GROUPS
    assert 1 <= len(command.title.split()) <= 4
    assert command.help.endswith(".")
    assert command.help[0].isupper()
    assert all(keys_of(command))
    assert re.fullmatch(r"[a-z_]+(\(.*\))?", command.run)


def test_keys_of_one_place_do_not_clash() -> None:
    for place in {command.place for command in COMMANDS}:
        # While something is typed, its field takes its keys before anything else can.
        places = {place} if place in TYPED else {place, "anywhere"}
        keys = Counter(key for command in COMMANDS if command.place in places for key in keys_of(command))
        assert [key for key, count in keys.items() if count > 1] == [], f"in {place}"


def test_no_letter_is_taken_from_the_one_who_types() -> None:
    keys = {key for command in COMMANDS if command.place in TYPED for key in keys_of(command)}
    assert not [key for key in keys if len(key) == 1 or key in ("space", "slash", "minus", "question_mark")]


def test_titles_are_told_apart_in_the_palette() -> None:
    titles = [command.title for command in COMMANDS if command.palette]
    assert len(set(titles)) == len(titles)


def test_escape_never_quits_and_every_screen_has_help() -> None:
    assert keys_of(BY_ID["back"]) == ["escape"]
    assert BY_ID["help"].place == BY_ID["quit"].place == "anywhere"
    assert {"question_mark", "f1"} == set(keys_of(BY_ID["help"]))


def test_the_users_keys_take_the_place_of_the_built_in_ones() -> None:
    changed = {command.id: command for command in with_keys({"bookmark": "m, ctrl+b", "unknown": "x"})}
    assert shown_keys(changed["bookmark"]) == ("m", "Ctrl+B")
    assert changed["undo"] == BY_ID["undo"]
    assert list(changed) == [command.id for command in COMMANDS]


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("right_square_bracket", ("]",)),
        ("escape", ("Esc",)),
        ("ctrl+r", ("Ctrl+R",)),
        ("shift+tab", ("Shift+Tab",)),
        ("ctrl+right_square_bracket", ("Ctrl+]",)),
        ("ctrl+shift+f5", ("Ctrl+Shift+F5",)),
        ("shift+a", ("Shift+A",)),
        ("question_mark,f1", ("?", "F1")),
        ("B", ("B",)),
        ("b", ("b",)),
        ("comma", (",",)),
        ("g t,ctrl+x space", ("g t", "Ctrl+X Space")),
    ],
)
def test_keys_are_shown_as_people_write_them(keys: str, shown: tuple[str, ...]) -> None:
    assert shown_keys(Command("id", keys, "T", "Help.", "Screen")) == shown


def test_groups_hold_every_command_once_in_their_order() -> None:
    table = grouped(COMMANDS)
    assert list(table) == list(GROUPS)
    assert sorted(command.id for group in table.values() for command in group) == sorted(BY_ID)
    assert all(table.values())
