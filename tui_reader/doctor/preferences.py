"""Checks of what the user shapes: settings, keys and themes."""

from collections.abc import Iterator

from tui_reader.doctor.model import Finding
from tui_reader.paths import Places
from tui_reader.preferences import Preferences

_EDIT = "mend that line: tui-reader settings --edit"
_MOVE = "let yourself read it, or move away what stands there"


def examine(places: Places, chosen: Preferences) -> Iterator[Finding]:
    """Each setting, key and theme that cannot be used, or that all can be."""
    keys = [
        problem
        for problem in chosen.problems
        if problem.path == places.settings and problem.message.startswith("keys:")
    ]
    mine = [problem for problem in chosen.problems if problem.path == places.settings and problem not in keys]
    themes = [problem for problem in chosen.problems if problem.path != places.settings]
    found = f"in {places.settings}" if places.settings.exists() else "none; all is as it comes"
    for check, problems, well, advice in (
        ("settings", mine, found, _EDIT),
        ("keys", keys, f"{len(chosen.settings.keys)} of your own", _EDIT),
        ("themes", themes, f"{len(chosen.palettes)} of your own", "mend that line of the file"),
    ):
        yield from (Finding(check, str(problem), advice if problem.line else _MOVE) for problem in problems)
        if not problems:
            yield Finding(check, well)
