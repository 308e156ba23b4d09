"""The user's own keys: which of them can be used, and why not the others."""

import unicodedata
from collections.abc import Iterator, Mapping

from tui_reader.commands import BY_ID, Command, Place, shown_keys, with_keys
from tui_reader.signs import UNICODE

TYPED: frozenset[Place] = frozenset({"search", "note"})
"""Places in which letters are typed: they get their keys before anything else does."""

_HELD = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED = frozenset(
    "enter escape tab space backspace delete insert home end pageup pagedown up down left right".split()
)
_SAID = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    UNICODE.up: "up", UNICODE.down: "down", "control": "ctrl", "option": "alt",
}  # fmt: skip
_SIGNS = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Signs that have shorter names than Unicode's."""
_AT_ONCE = frozenset({"ctrl+c", "ctrl+q"})
"""Keys that the screen has of its own."""


def usable(chosen: Mapping[str, str]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """From the user's keys, by command id, to those that can be used as the screen names them, and why not the others.

    A key cannot be used when there is none of its name, or when another command of the same place has it; a chord
    not when its first key is a command itself, which would have to wait for the second.
    """
    used: dict[str, str] = {}
    refused: dict[str, str] = {}
    for name, keys in chosen.items():
        found = [_named_or_chord(key) for key in keys.split(",")]
        if reason := _unfit(BY_ID[name], keys, found):
            refused[name] = reason
        else:
            used[name] = ",".join(key for key in found if key)
    while clash := next(_clashes(used), None):
        name, reason = clash
        del used[name]
        refused[name] = reason
    return used, refused


def acts_in_text(key: str) -> bool:
    """Whether a key neither writes nor moves where letters are typed: one that is held with another, F1 to F24, or Escape."""
    return " " not in key and ("+" in key or key == "escape" or _is_function(key))


def _named_or_chord(written: str) -> str:
    """A key as the screen names it, or two of them parted by a blank; empty when there are no such keys."""
    keys = [named(word) for word in written.split()]
    return named(written) or (" ".join(keys) if all(keys) else "")


def named(key: str) -> str:
    """A key as the screen names it, from what people write ("?", "Ctrl+R", "PgDn"); empty when there is none."""
    key = key.strip()
    if len(key) == 1:
        return _SAID.get(key) or _sign(key)
    *held, last = key[:-1].split("+") if key.endswith("++") else key.split("+")
    last = "plus" if key.endswith("++") else last
    modifiers = [_SAID.get(word.lower(), word.lower()) for word in held]
    if any(word not in _HELD for word in modifiers) or len(set(modifiers)) < len(modifiers):
        return ""
    name = named(last) if len(last) == 1 else _word(last.lower())
    if len(name) == 1 and modifiers:
        if modifiers == ["shift"] and name.isalpha():
            # A letter with Shift arrives as its capital.
            return name.upper()
        name = name.lower()
    return "+".join([*modifiers, name]) if name else ""


def _word(name: str) -> str:
    name = _SAID.get(name, name)
    if name in _NAMED or name in _SIGNS.values() or (_is_function(name) and 1 <= int(name[1:]) <= 24):
        return name
    spaced = name.replace("_", " ")
    for words in (spaced, spaced.replace(" ", "-"), spaced.replace(" ", "-", 1)):
        try:
            return _sign(unicodedata.lookup(words))
        except KeyError:
            continue
    return ""


def _sign(letter: str) -> str:
    """A single character's key: itself, or for a sign its name."""
    if letter.isalnum():
        return letter
    name = unicodedata.name(letter, "").lower().replace("-", "_").replace(" ", "_")
    return _SIGNS.get(name, name)


def _unfit(command: Command, keys: str, found: list[str]) -> str:
    for written, key in zip(keys.split(","), found, strict=True):
        if not key:
            return _no_key(written.strip())
        if " " in key and (reason := _unfit_chord(command, key.split(" "))):
            return reason
        if command.place in TYPED and _is_typed(key):
            return f"{written.strip()} is typed where this command works"
    return ""


def _no_key(written: str) -> str:
    if not written:
        return "there is nothing between two commas"
    first, second = written[:1], written[1:]
    hint = f"; a chord has a blank in it: “{first} {second}”" if named(first) and named(second) else ""
    return f"there is no key “{written}”{hint}"


def _unfit_chord(command: Command, keys: list[str]) -> str:
    if len(keys) > 2:
        return "a chord has two keys"
    if command.place in TYPED:
        return "no chord can be typed where this command works"
    if keys[0] in _AT_ONCE:
        return f"no chord can begin with {keys[0]}, which acts at once"
    return "no chord can end with Esc, which leaves a chord that is begun" if keys[1] == "escape" else ""


def _is_typed(key: str) -> bool:
    return "+" not in key and key not in _NAMED - {"space"} and not _is_function(key)


def _is_function(key: str) -> bool:
    return key[:1] == "f" and key[1:].isdecimal()


def _clashes(used: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each command with a key of the user's that another command of its place stands in the way of: its id, and why."""
    commands = with_keys(used)
    order = list(used)
    for place in dict.fromkeys(command.place for command in commands):
        places = {place} if place in TYPED else {place, "anywhere"}
        taken: dict[str, Command] = {}
        for command in (command for command in commands if command.place in places):
            for key, shown in zip(command.keys.split(","), shown_keys(command), strict=True):
                other = taken.setdefault(key.strip(), command)
                theirs = [one for one in (other.id, command.id) if one in used]
                if other.id != command.id and theirs:
                    last = max(theirs, key=order.index)
                    first = other.id if last == command.id else command.id
                    yield last, f"{shown} is a key of “{first}” in the same place"
        for key, command in taken.items():
            first, chord, _ = key.partition(" ")
            if chord and first in taken:
                yield (
                    command.id,
                    f"the chord “{key}” begins with a key of “{taken[first].id}”, which would have to wait",
                )
