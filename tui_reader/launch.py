"""What the reader is started with, so that the command line need not know the screen."""

from pathlib import Path
from typing import NamedTuple

from tui_reader.palettes import Palette
from tui_reader.paths import Places
from tui_reader.settings import Settings, SettingsProblem


class Launch(NamedTuple):
    """A library to open, or one story alone; `library` is None when a lone story was given.

    `problems` are the settings that cannot be used, `notices` what else the user should know; the screen says both.
    `palettes` are the user's own themes. With `tour` the reader begins with its tour. `saved` says what was saved of a
    shelf that was damaged.
    """

    library: Path | None
    story: Path | None
    places: Places
    settings: Settings
    problems: tuple[SettingsProblem, ...] = ()
    notices: tuple[str, ...] = ()
    palettes: tuple[Palette, ...] = ()
    tour: bool = False
    saved: str = ""
