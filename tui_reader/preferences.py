"""All that the user shapes in files, read in one go: the settings, the keys in them, and the themes beside them."""

from pathlib import Path
from typing import NamedTuple

from tui_reader.commands import BY_ID
from tui_reader.keys import usable
from tui_reader.palettes import BUILT_IN, Palette, load_palettes
from tui_reader.paths import Places
from tui_reader.settings import Settings, SettingsProblem, load


class Preferences(NamedTuple):
    """What the files say, and what in them cannot be used."""

    settings: Settings
    palettes: tuple[Palette, ...]
    problems: tuple[SettingsProblem, ...]

    def hinder(self, places: Places, theme: str) -> bool:
        """Whether a mistake is in the way of using these at once: one in the settings, or in the `theme` shown or chosen."""
        there = {palette.name for palette in (*BUILT_IN, *self.palettes)}
        lost = {theme, self.settings.theme} - there
        return any(each.path == places.settings or each.path.stem in lost for each in self.problems)


def read(places: Places) -> Preferences:
    """Read the settings file and the user's themes; neither need exist. Never raises."""
    palettes, themes = load_palettes(places.themes)
    mistaken = [problem.path.stem for problem in themes]  # these are named for what is wrong in them alone
    settings, problems = load(
        places.settings,
        known_keys=frozenset(BY_ID),
        known_themes=[palette.name for palette in (*BUILT_IN, *palettes)],
        mistaken_themes=mistaken,
        check_keys=usable,
    )
    return Preferences(settings, tuple(palettes), (*problems, *themes))


def stamps(places: Places) -> dict[Path, tuple[int, int]]:
    """Size and time of every file that `read` would read: what changes when one of them does."""
    found: dict[Path, tuple[int, int]] = {}
    try:
        themes = list(places.themes.iterdir())
    except OSError:
        themes = []
    for path in (places.settings, *themes):
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = status.st_size, status.st_mtime_ns
    return found
