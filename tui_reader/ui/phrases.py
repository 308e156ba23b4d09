"""What the lines at the top and the bottom say about the library."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tui_reader.article.text import label
from tui_reader.commands import Command, shown_keys
from tui_reader.index.model import Progress, Report
from tui_reader.library import Library
from tui_reader.paint.dates import count, time_left
from tui_reader.settings import CHECK, SettingsProblem

_PHASES = {
    "looking": "Looking for changes",
    "reading": "Reading",
    "writing": "Writing the index",
    "merging": "Tidying the index",
}

TOO_LARGE = "Too large for names and quotes (names_up_to)"


def heading(library: Library | None, story: Path | None) -> str:
    """The name of what is open: the library's folder, or the file of a story opened alone."""
    if library is None:
        return label(story.name) if story else ""
    return "Sample library" if library.is_sample else label(library.root.name) or "/"


def tour_offers(commands: Iterable[Command]) -> tuple[str, ...]:
    """One quiet line that offers the tour, and a shorter one for where it has no room."""
    palette = next(shown_keys(command)[0] for command in commands if command.id == "palette")
    return f"New here? The tour takes two minutes: {palette}, tour", f"New here? {palette}, tour"


def work_under_way(progress: Progress) -> str:
    """How far an update is: "Reading 1,200 of 30,000 · 2 min left"."""
    if progress.phase == "waiting":
        return "Waiting for another reader to finish"
    words = _PHASES.get(progress.phase, "Working")
    if not progress.total or progress.done == progress.total:
        return words
    left = time_left(progress.seconds)
    return f"{words} {progress.done:,} of {progress.total:,}" + (f" · {left}" if left else "")


def index_unfinished(progress: Progress | None) -> str:
    """Why it is not known yet which stories belong to one, and how long it will take."""
    left = time_left(progress.seconds) if progress is not None else ""
    more = f" ({left})" if left else ""
    return f"No story that belongs to this one is in the index yet; it is still being made{more}"


def problems_found(report: Report) -> str:
    """What an update could not read; empty when it read everything."""
    if not report.unread:
        return ""
    files = count(len(report.unread), "file", "files")
    return f"{files} not readable: see tui-reader index"


def settings_mistaken(problems: Sequence[SettingsProblem], *, kept: bool = False) -> str:
    """The mistake in the settings and themes, or how many there are and what names them; empty when there is none.

    Where the settings before are `kept`, nothing is said of what a start does instead.
    """
    if not problems:
        return ""
    if len(problems) == 1:
        return label(problems[0].brief(kept=kept))
    files = {problem.path.name for problem in problems}
    where = f"{files.pop()} has" if len(files) == 1 else "settings and themes have"
    return label(f"{where} {len(problems)} mistakes; {CHECK}")
