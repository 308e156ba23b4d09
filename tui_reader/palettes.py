"""The colours of a theme: those that come with the program, and the user's own from TOML files."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tui_reader.settings import SettingsProblem, Table, TableError, read_table

LEAST_CONTRAST = 4.5
"""Between text and what lies under it, as WCAG 2 counts; from 1 to 21."""
LEAST_DIM_CONTRAST = 3.0
"""The same for what steps back while a person is lit."""
VOICES = 8
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Palette(NamedTuple):
    """A theme's colours, as "#rrggbb", or as the terminal's own names in an `ansi` one.

    `page` lies under the story, `desk` under everything else; `ink` is text, `strong` headlines and quoted
    words, `faint` what is about the story, `slate` organizations and places, `accent` keys and marks; `lit`
    lies under what is chosen, `match` and `current` under what a search found; `voices` are people's.
    """

    name: str
    dark: bool
    page: str
    desk: str
    ink: str
    strong: str
    faint: str
    slate: str
    accent: str
    lit: str
    match: str
    current: str
    voices: tuple[str, ...] = ()
    ansi: bool = False


INKS = tuple(name for name in Palette._fields if name not in ("name", "dark", "voices", "ansi"))

NIGHT = Palette(
    "night",
    dark=True,
    page="#15161b",
    desk="#1c1e25",
    ink="#c3c6cf",
    strong="#f3f1ea",
    faint="#8a8e9b",
    slate="#a3b1c9",
    accent="#e3ab4f",
    lit="#343847",
    match="#4d431f",
    current="#7f6110",
    voices=("#93c57f", "#7fb5d5", "#de83a0", "#d8ab5f", "#b79be0", "#6fc4b5", "#e0936b", "#bfc06a"),
)
SEA = Palette(
    "sea",
    dark=True,
    page="#0b1622",
    desk="#10202f",
    ink="#c2d0da",
    strong="#f0f6fa",
    faint="#7f95a6",
    slate="#9db8cc",
    accent="#f0b866",
    lit="#1f3b52",
    match="#4a4a1c",
    current="#7a6a10",
    voices=("#8fd19e", "#7cc4ee", "#f291a9", "#e8b96a", "#c0a6f2", "#67d4c4", "#f0a078", "#cdd06c"),
)
PAPER = Palette(
    "paper",
    dark=False,
    page="#fcf9f2",
    desk="#f3ede0",
    ink="#45413a",
    strong="#14120f",
    faint="#6c6558",
    slate="#46597a",
    accent="#8f4f00",
    lit="#e3dac6",
    match="#fae7a0",
    current="#f2c14e",
    voices=("#2b6b2f", "#1d5d8c", "#a3275c", "#845200", "#67399a", "#0c675f", "#a13f10", "#5a5c0c"),
)
DAY = Palette(
    "day",
    dark=False,
    page="#ffffff",
    desk="#f2f4f7",
    ink="#3a3f47",
    strong="#0d1117",
    faint="#646b75",
    slate="#3f5878",
    accent="#0b5cad",
    lit="#dbe4ef",
    match="#fdf0a6",
    current="#ffd24d",
    voices=("#1f6f34", "#0b5cad", "#a8235b", "#8a4b00", "#6a35a8", "#006a67", "#a83a0c", "#575c00"),
)
TERMINAL = Palette(
    "terminal",
    dark=True,
    page="ansi_default",
    desk="ansi_default",
    ink="ansi_default",
    strong="ansi_default",
    faint="ansi_bright_black",
    slate="ansi_cyan",
    accent="ansi_yellow",
    lit="ansi_default",
    match="ansi_default",
    current="ansi_default",
    voices=(
        "ansi_green",
        "ansi_blue",
        "ansi_magenta",
        "ansi_yellow",
        "ansi_bright_magenta",
        "ansi_cyan",
        "ansi_red",
        "ansi_bright_green",
    ),
    ansi=True,
)

COLOURLESS = TERMINAL._replace(
    name="colourless",
    faint="ansi_default",
    slate="ansi_default",
    accent="ansi_default",
    voices=("ansi_default",) * VOICES,
)
"""For where no colours are shown, or none are wanted: nobody chooses it."""

BUILT_IN: tuple[Palette, ...] = (NIGHT, PAPER, SEA, DAY, TERMINAL)
"""In the order in which the theme key goes through them."""


def load_palettes(folder: Path) -> tuple[tuple[Palette, ...], tuple[SettingsProblem, ...]]:
    """The themes in a folder's TOML files, in the order of their names, and what is wrong. Never raises.

    A theme that cannot be used is left out; a line of one that can is ignored.
    """
    found: list[Palette] = []
    problems: list[SettingsProblem] = []
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not folder.is_symlink():
            return (), ()
        return (), (SettingsProblem(folder, 0, f"the themes cannot be listed ({error.strerror})"),)
    for path in paths:
        try:
            found.append(_read(path, problems))
        except _UnusableError as error:
            problems.append(
                SettingsProblem(path, error.line, str(error), "the theme is left out", is_toml=error.is_toml)
            )
    return tuple(found), tuple(problems)


def weaknesses(palette: Palette) -> Iterator[str]:
    """Where text would be hard to read: which colour on which, and its contrast. Not for the terminal's own colours."""
    if palette.ansi:
        return
    inks = {name: getattr(palette, name) for name in ("ink", "strong", "faint", "slate", "accent")}
    inks |= {f"voice {number}": voice for number, voice in enumerate(palette.voices, 1)}
    pairs = [(name, colour, ground) for ground in ("page", "desk") for name, colour in inks.items()]
    pairs += [("strong", palette.strong, ground) for ground in ("match", "current")]
    for name, colour, ground in pairs:
        ratio = contrast(colour, getattr(palette, ground))
        if ratio < LEAST_CONTRAST:
            yield f"{name} on {ground} has a contrast of {ratio:.1f}, and text needs {LEAST_CONTRAST}"
    ratio = contrast(palette.faint, palette.lit)
    if ratio < LEAST_DIM_CONTRAST:
        yield f"faint on lit has a contrast of {ratio:.1f}, and what steps back needs {LEAST_DIM_CONTRAST:.0f}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, "#rgb" or "#rrggbb", from 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[at : at + 2] for at in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class _UnusableError(Exception):
    def __init__(self, line: int, message: str, *, is_toml: bool = True) -> None:
        super().__init__(message)
        self.line = line
        self.is_toml = is_toml


def _read(path: Path, problems: list[SettingsProblem]) -> Palette:
    if not _NAME.fullmatch(path.stem):
        raise _UnusableError(0, "a theme's name is of letters, digits, - and _")
    if path.stem in {palette.name for palette in BUILT_IN}:
        raise _UnusableError(0, f"there is a theme “{path.stem}” already; give the file another name")
    try:
        table = read_table(path)
    except FileNotFoundError:
        raise _UnusableError(0, "the file has gone") from None
    except TableError as error:
        cause = f"the file cannot be read ({error})"
        raise _UnusableError(error.line, cause, is_toml=not error.line) from error
    values = dict(table.values)
    changed: dict[str, object] = {"name": path.stem}
    base = _base(values, table)
    dark = values.pop("dark", base.dark)
    if not isinstance(dark, bool):
        raise _UnusableError(table.line_of("dark"), "dark: give true or false")
    for name, value in values.items():
        if name in INKS:
            changed[name] = _colour(name, value, table)
        elif name == "voices":
            changed[name] = _voices(value, base, table)
        else:
            cause = f"there is no colour “{name}”"
            problems.append(SettingsProblem(path, table.line_of(name), cause, "it is ignored"))
    return base._replace(dark=dark, **changed)  # type: ignore[arg-type]


def _base(values: dict[str, object], table: Table) -> Palette:
    """The theme whose colours are used for those that are not given."""
    names: Mapping[object, Palette] = {palette.name: palette for palette in BUILT_IN if not palette.ansi}
    name = values.pop("based-on", "paper" if values.get("dark") is False else "night")
    if not isinstance(name, str) or name not in names:
        raise _UnusableError(table.line_of("based-on"), f"based-on: give one of {', '.join(map(str, names))}")
    return names[name]


def _colour(name: str, value: object, table: Table) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise _UnusableError(table.line_of(name), f'{name}: give a colour such as "#15161b"')
    return value


def _voices(value: object, base: Palette, table: Table) -> tuple[str, ...]:
    """The people's colours; where fewer than eight are given, the rest is the base's."""
    if not isinstance(value, list) or not 1 <= len(value) <= VOICES:
        raise _UnusableError(table.line_of("voices"), f"voices: give a list of 1 to {VOICES} colours")
    given = tuple(_colour("voices", voice, table) for voice in value)
    return given + base.voices[len(given) :]
