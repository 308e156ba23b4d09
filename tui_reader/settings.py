"""The user's settings, read from a TOML file. A bad value is named with its line, and the default is used."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tui_reader.paths import absolute

MIN_WIDTH, MAX_WIDTH = 48, 100

_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"\s*([^\s#=][^=]*?)\s*=")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose.

    `width` is the story column's in cells, 48 to 100; `keys` maps a command's id to its keys, parted by
    commas; an empty `theme` means the one chosen last.
    """

    library: Path | None = None
    theme: str = ""
    width: int = 76
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A setting that cannot be used: file, line (from 1; 0 when unknown) and one sentence."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return (
            f"{self.path}, line {self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"
        )


def load(
    path: Path, *, known_keys: frozenset[str] = frozenset()
) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """Read the settings file; one that does not exist gives the defaults. Never raises.

    `known_keys` are the ids that may stand under `[keys]`.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError) as error:
        return _unreadable(path, 0, getattr(error, "strerror", None) or "it is not UTF-8 text")
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
        line = int(found[2] or text.count("\n") + 1) if found else 0
        return _unreadable(path, line, found[1] if found else str(error))
    return _Reader(path, text, known_keys).read(table)


def _unreadable(path: Path, line: int, cause: str) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    message = f"the file cannot be read ({cause}); all settings are at their defaults"
    return Settings(), (SettingsProblem(path, line, message),)


class _Reader:
    def __init__(self, path: Path, text: str, known_keys: frozenset[str]) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._known_keys = known_keys
        self._problems: list[SettingsProblem] = []

    def read(self, table: Mapping[str, object]) -> tuple[Settings, tuple[SettingsProblem, ...]]:
        readers: Mapping[str, Callable[[object], object]] = {
            "library": self._library,
            "theme": self._theme,
            "width": self._width,
            "keys": self._keys,
        }
        values: dict[str, object] = {}
        for name, value in table.items():
            if name not in readers:
                self._problem(name, f"there is no setting “{name}”; it is ignored")
                continue
            try:
                values[name] = readers[name](value)
            except ValueError as error:
                self._problem(name, f"{name}: {error}; the default is used")
        return Settings(**values), tuple(self._problems)  # type: ignore[arg-type]

    def _problem(self, name: str, message: str, *, table: str = "") -> None:
        self._problems.append(SettingsProblem(self._path, self._line_of(name, table), message))

    def _line_of(self, name: str, table: str) -> int:
        """The line that gives a value its name, or opens the table of that name."""
        inside = ""
        for number, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                inside = _bare(header[1])
                if not table and inside == name:
                    return number
            elif assignment := _ASSIGNMENT.match(line):
                full = [*([inside] if inside else []), *map(_bare, assignment[1].split("."))]
                if full == ([table, name] if table else [name]) or (full == [table] and name in line):
                    return number
        return 0

    @staticmethod
    def _library(value: object) -> Path:
        if not isinstance(value, str) or not value:
            raise ValueError("give the path of a folder between quotation marks")
        return absolute(Path(value))

    @staticmethod
    def _theme(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("give a theme's name between quotation marks")  # noqa: TRY004  reported, not raised further
        return value

    @staticmethod
    def _width(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not MIN_WIDTH <= value <= MAX_WIDTH:
            raise ValueError(f"give a whole number from {MIN_WIDTH} to {MAX_WIDTH}")
        return value

    def _keys(self, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict):
            raise ValueError('give a table of command = "key" lines under [keys]')  # noqa: TRY004  the same
        chosen: dict[str, str] = {}
        for command, key in value.items():
            if command not in self._known_keys:
                self._problem(command, f"keys: there is no command “{command}”; it is ignored", table="keys")
            elif not isinstance(key, str) or not key.strip():
                message = f"keys: {command}: give a key between quotation marks; the default is used"
                self._problem(command, message, table="keys")
            else:
                chosen[command] = key.strip()
        return MappingProxyType(chosen)


def _bare(name: str) -> str:
    """A TOML key without its quotation marks."""
    return name.strip().strip("\"'")
