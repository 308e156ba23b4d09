"""The user's settings, read from a TOML file. A bad value is named with its line, and the default is used."""

import json
import re
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.article.limits import MEGABYTE, Limits
from tui_reader.paths import absolute

MIN_WIDTH, MAX_WIDTH = 48, 100
PARAGRAPHS = ("space", "indent")
"""How paragraphs are told apart: by an empty line, or as in a book by an indented first line."""
SIGNS = ("unicode", "ascii")
"""What bars, marks and lines are drawn with."""
MOST_MEGABYTES = 2_000

_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"\s*([^\s#=][^=]*?)\s*=")


KeyCheck = Callable[[Mapping[str, str]], tuple[Mapping[str, str], Mapping[str, str]]]
"""From the user's keys by command to those that can be used, and, for the others, why not."""


class Settings(NamedTuple):
    """What the user may choose.

    `width` is the story column's in cells, 48 to 100; `keys` maps a command's id to its keys, parted by
    commas, the two of a chord by a blank; an empty `theme` means the one chosen last; `paragraphs` is one of
    `PARAGRAPHS`; `signs` one of `SIGNS`, empty for what the terminal can show; with `plain` nothing is drawn at all,
    for screen readers; without `motion` nothing slides; without `mouse` the terminal keeps its own. `names_up_to` and
    `largest` are sizes of files
    in megabytes.
    """

    library: Path | None = None
    theme: str = ""
    width: int = 76
    paragraphs: str = "space"
    signs: str = ""
    plain: bool = False
    motion: bool = True
    names_up_to: int = 5
    largest: int = 50
    keys: Mapping[str, str] = MappingProxyType({})
    mouse: bool = True

    @property
    def limits(self) -> Limits:
        """How large stories may be."""
        return Limits(self.largest * MEGABYTE, self.names_up_to * MEGABYTE)


class Option(NamedTuple):
    """A setting as the file's template shows it: an `example` of a value in TOML, and what it means."""

    name: str
    example: str
    help: str


OPTIONS = (
    Option(
        "library",
        '"~/news"',
        "The folder of stories that opens when no path is given; else the one opened last.",
    ),
    Option(
        "theme",
        '"night"',
        "The colours: night, sea, paper, day, terminal, or the name of a file in the folder themes beside this "
        "one; else those chosen last with t.",
    ),
    Option(
        "width",
        "76",
        f"The story's column at most, {MIN_WIDTH} to {MAX_WIDTH} cells; + and - change it from then on.",
    ),
    Option(
        "paragraphs",
        '"space"',
        "What parts paragraphs: space, an empty line; or indent, a first line that begins further in, as in a book.",
    ),
    Option(
        "signs",
        '"unicode"',
        "What bars, marks and lines are drawn with: unicode, or ascii, for terminals and fonts without the others; "
        "else what the terminal can show.",
    ),
    Option(
        "plain",
        "false",
        "For screen readers: true draws no signs at all, names the speaker before the words, and shows one pane at a time; "
        "P switches it while the reader runs, and tui-reader show is as with --plain.",
    ),
    Option(
        "motion",
        "true",
        "Whether scrolling may slide; with false, all that changes does so at once. "
        "The variable TEXTUAL_ANIMATIONS=none does the same.",
    ),
    Option(
        "mouse",
        "true",
        "Whether the reader takes the mouse; with false the terminal keeps it, to select text in its own way.",
    ),
    Option(
        "names_up_to",
        "5",
        "Megabytes; a larger story is shown and found, but without names and quotes. A change makes the index anew.",
    ),
    Option(
        "largest",
        "50",
        "Megabytes; a larger file is not read, and tui-reader index names it. A change makes the index anew.",
    ),
)


_DEFAULT = "the default is used"
_IGNORED = "it is ignored"


CHECK = "tui-reader settings --check"
"""What names every mistake."""


class SettingsProblem(NamedTuple):
    """A setting that cannot be used: file, line (from 1; 0 when unknown), why, and what a start does instead.

    Without `is_toml` the file itself makes no sense from that line on.
    """

    path: Path
    line: int
    cause: str
    instead: str = ""
    is_toml: bool = True

    def __str__(self) -> str:
        return f"{self._where(str(self.path))}: {self.message}"

    @property
    def message(self) -> str:
        """Why, and what is done instead."""
        return f"{self.cause}; {self.instead}" if self.instead else self.cause

    def brief(self, *, kept: bool = False) -> str:
        """The same with the file's name alone, for where a line has little room; without `instead` where all is kept as it was."""
        if not self.is_toml:
            return f"{self._where(self.path.name)} is not TOML; {CHECK}"
        return f"{self._where(self.path.name)}: {self.cause if kept else self.message}"

    def _where(self, file: str) -> str:
        return f"{file}, line {self.line}" if self.line else file


class TableError(Exception):
    """A TOML file that cannot be read: the line, from 1 (0 when unknown), and the cause in half a sentence."""

    def __init__(self, line: int, cause: str) -> None:
        super().__init__(cause)
        self.line = line


class Table(NamedTuple):
    """A TOML file's values, and its lines, in which mistakes are found again."""

    values: Mapping[str, object]
    lines: tuple[str, ...]

    def line_of(self, name: str, table: str = "") -> int:
        """The line, from 1, that gives a value its name, or opens the table of that name; 0 when it is not found."""
        inside = ""
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                inside = _bare(header[1])
                if not table and inside == name:
                    return number
            elif assignment := _ASSIGNMENT.match(line):
                full = [*([inside] if inside else []), *map(_bare, assignment[1].split("."))]
                if full == ([table, name] if table else [name]) or (full == [table] and name in line):
                    return number
        return 0


def read_table(path: Path) -> Table:
    """Read a TOML file.

    Raises:
        FileNotFoundError: there is none, nor a link.
        TableError: it cannot be read.
    """
    try:
        if (
            stat.S_ISFIFO(path.stat().st_mode) or path.is_char_device()
        ):  # reading one would wait, or never end
            raise TableError(0, "it is no file")
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        if path.is_symlink():
            raise TableError(0, "it is a link that leads nowhere") from error
        raise
    except (OSError, ValueError) as error:
        raise TableError(0, getattr(error, "strerror", None) or "it is not UTF-8 text") from error
    import tomllib  # noqa: PLC0415  most starts have no such file

    try:
        return Table(tomllib.loads(text), tuple(text.split("\n")))
    except (ValueError, RecursionError) as error:
        found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
        line = int(found[2] or text.count("\n") + 1) if found else 0
        raise TableError(line, found[1] if found else str(error)) from error


def load(
    path: Path,
    *,
    known_keys: frozenset[str] = frozenset(),
    known_themes: Iterable[str] = (),
    mistaken_themes: Iterable[str] = (),
    check_keys: KeyCheck = lambda keys: (keys, {}),
) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """Read the settings file; one that does not exist gives the defaults. Never raises.

    `known_keys` are the ids that may stand under `[keys]`, `known_themes` the names that `theme` may have
    (any, when there are none). `mistaken_themes` may be named, too: what is wrong with them is told elsewhere.
    """
    try:
        table = read_table(path)
    except FileNotFoundError:
        return Settings(), ()
    except TableError as error:
        problem = SettingsProblem(
            path,
            error.line,
            f"the file cannot be read ({error})",
            "all settings are at their defaults",
            is_toml=not error.line,
        )
        return Settings(), (problem,)
    themes = tuple(known_themes), frozenset(mistaken_themes)
    return _Reader(path, table, known_keys, themes, check_keys).read()


def template(keys: Iterable[tuple[str, str, str]]) -> str:
    """A settings file in which every option is explained and left as it is; `keys` are ids, keys and help."""
    lines = [
        "# Settings of tui-reader. A line that begins with # does nothing: take the # away, and change what follows.",
        f"# A value that stands here holds without its line, too, unless a sentence says what else does. {CHECK}",
        "# names every mistake.",
    ]
    for option in OPTIONS:
        lines += ["", f"# {option.help}", f"# {option.name} = {option.example}"]
    lines += [
        "",
        '# Keys by command, several parted by commas, the two of a chord by a blank ("g t"); tui-reader keys lists',
        "# them as they are now.",
        "[keys]",
    ]
    lines += [f"# {name} = {json.dumps(key)}  # {help_}" for name, key, help_ in keys]
    return "\n".join(lines) + "\n"


class _Reader:
    def __init__(
        self,
        path: Path,
        table: Table,
        known_keys: frozenset[str],
        themes: tuple[tuple[str, ...], frozenset[str]],
        check_keys: KeyCheck,
    ) -> None:
        self._path = path
        self._table = table
        self._known_keys = known_keys
        self._known_themes, self._mistaken_themes = themes
        self._check_keys = check_keys
        self._problems: list[SettingsProblem] = []

    def read(self) -> tuple[Settings, tuple[SettingsProblem, ...]]:
        readers: Mapping[str, Callable[[object], object]] = {
            "library": self._library,
            "theme": self._theme,
            "width": self._width,
            "paragraphs": partial(self._one_of, PARAGRAPHS),
            "signs": partial(self._one_of, SIGNS),
            "plain": self._flag,
            "motion": self._flag,
            "mouse": self._flag,
            "names_up_to": self._megabytes,
            "largest": self._megabytes,
            "keys": self._keys,
        }
        values: dict[str, object] = {}
        for name, value in self._table.values.items():
            if name not in readers:
                self._problem(name, f"there is no setting “{name}”", _IGNORED)
                continue
            try:
                values[name] = readers[name](value)
            except ValueError as error:
                self._problem(name, f"{name}: {error}")
        in_order = sorted(self._problems, key=lambda problem: (problem.line == 0, problem.line))
        return Settings(**values), tuple(in_order)  # type: ignore[arg-type]

    def _problem(self, name: str, cause: str, instead: str = _DEFAULT, *, table: str = "") -> None:
        self._problems.append(SettingsProblem(self._path, self._table.line_of(name, table), cause, instead))

    @staticmethod
    def _library(value: object) -> Path:
        if not isinstance(value, str) or not value:
            raise ValueError("give the path of a folder between quotation marks")
        return absolute(Path(value))

    def _theme(self, value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("give a theme's name between quotation marks")  # noqa: TRY004  reported, not raised further
        known = not self._known_themes or value in self._known_themes or value in self._mistaken_themes
        if value and not known:
            raise ValueError(f"there is no theme “{value}”; there are {', '.join(self._known_themes)}")
        return value

    @staticmethod
    def _width(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not MIN_WIDTH <= value <= MAX_WIDTH:
            raise ValueError(f"give a whole number from {MIN_WIDTH} to {MAX_WIDTH}")
        return value

    @staticmethod
    def _one_of(known: Sequence[str], value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"give {' or '.join(map(json.dumps, known))}")
        return value

    @staticmethod
    def _flag(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError("give true or false")  # noqa: TRY004  the same
        return value

    @staticmethod
    def _megabytes(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_MEGABYTES:
            raise ValueError(f"give a whole number of megabytes, up to {MOST_MEGABYTES:,}")
        return value

    def _keys(self, value: object) -> Mapping[str, str]:
        if not isinstance(value, dict):
            raise ValueError('give a table of command = "key" lines under [keys]')  # noqa: TRY004  the same
        chosen: dict[str, str] = {}
        for command, key in value.items():
            if command not in self._known_keys:
                self._problem(command, f"keys: there is no command “{command}”", _IGNORED, table="keys")
            elif not isinstance(key, str) or not key.strip():
                self._problem(command, f"keys: {command}: give a key between quotation marks", table="keys")
            else:
                chosen[command] = key.strip()
        used, refused = self._check_keys(chosen)
        for command, reason in refused.items():
            self._problem(command, f"keys: {command}: {reason}", table="keys")
        return MappingProxyType(dict(used))


def _bare(name: str) -> str:
    """A TOML key without its quotation marks."""
    return name.strip().strip("\"'")
