"""The user's settings, read from a TOML file. A bad value is named with its line, and the default is used."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

MIN_WIDTH, MAX_WIDTH = 48, 100


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
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), ()
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return Settings(), (
            SettingsProblem(
                path, int(place[1]) if place else 0, f"{error}; all settings are at their defaults"
            ),
        )
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), (
            SettingsProblem(
                path, 0, f"the file cannot be read ({error}); all settings are at their defaults"
            ),
        )
    return _Reader(path, text, known_keys).read(table)


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

    def _problem(self, name: str, message: str) -> None:
        pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}\b")
        line = next((number for number, line in enumerate(self._lines, 1) if pattern.match(line)), 0)
        self._problems.append(SettingsProblem(self._path, line, message))

    @staticmethod
    def _library(value: object) -> Path:
        if not isinstance(value, str) or not value:
            raise ValueError("give the path of a folder between quotation marks")
        return Path(value).expanduser()

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
                self._problem(command, f"keys: there is no command “{command}”; it is ignored")
            elif not isinstance(key, str) or not key.strip():
                self._problem(
                    command, f"keys: {command}: give a key between quotation marks; the default is used"
                )
            else:
                chosen[command] = key.strip()
        return MappingProxyType(chosen)
