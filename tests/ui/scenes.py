"""Scenes on the sample library: what the snapshot tests compare and the screenshots show."""

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from tui_reader import first_starts
from tui_reader.launch import Launch
from tui_reader.library import Library
from tui_reader.paths import Places, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf import bookmarks, progress
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.widgets.story_view import StoryView

Keys = Sequence[str]
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_KEY_NAMES = {
    " ": "space",
    ":": "colon",
    "-": "minus",
    "/": "slash",
    ",": "comma",
    ".": "full_stop",
    "*": "asterisk",
    "?": "question_mark",
    "!": "exclamation_mark",
    "#": "number_sign",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}


@dataclass(frozen=True)
class Scene:
    """One picture: its name, the screen's size, the theme, and what was typed."""

    name: str
    size: tuple[int, int]
    keys: Keys
    theme: str = "night"


STORY = ("slash", *"trial opens", "enter", "enter")
NOTED = (
    *STORY, "right_square_bracket", "m", *"Was this said before?", "ctrl+s", "T", *"trial, harbour", "enter",
)  # fmt: skip
SCENES = (
    Scene("library", (120, 36), ("j", "j")),
    Scene("story", (120, 36), (*STORY, "z", "right_square_bracket", "right_square_bracket")),
    Scene("search", (120, 36), ("slash", *"speaker:okonkwo", "space", *"seal")),
    Scene("bookmarks", (120, 36), (*NOTED, "B")),
    Scene("bookmarks-small", (80, 24), (*NOTED, "B", "s", "s"), theme="paper"),
    Scene("note", (120, 36), (*NOTED, "m")),
    Scene("help", (120, 36), ("question_mark",)),
    Scene("spotlight", (120, 36), (*STORY, "tab", "j", "enter")),
    Scene("statements", (120, 36), (*STORY, "z", "Q")),
    Scene("correct", (120, 36), (*STORY, "right_square_bracket", "w")),
    Scene("quotes", (120, 36), ("slash", *"speaker:okonkwo", "enter", "Q")),
    Scene("mistake", (80, 24), ("slash", *"speker:okonkwo (seal"), theme="paper"),
    Scene("light", (120, 36), STORY, theme="paper"),
    Scene("narrow", (60, 30), STORY),
    Scene("wide", (200, 50), STORY),
    Scene("small", (80, 24), ("j",)),
    Scene("terminal", (120, 36), STORY, theme="terminal"),
    Scene("tour", (80, 24), ("f2",)),
)


def furnish(home: Path) -> Places:
    """A home with the sample library indexed, two stories bookmarked and two read."""
    places = Places(home / "data", home / "config", home / "cache", home / "state")
    shelf = Database(places.shelf)
    library = Library(sample_library(), places, shelf)
    library.update()
    chosen = [library.read(library.path_of(row)) for row in library.rows()[1:8:2]]
    for article in chosen[:2]:
        bookmarks.add(shelf, article, library.root)
    for number, article in enumerate(chosen[1:3]):
        share = progress.Progress(read=True, paragraph=4 * number, share=0.4 + 0.6 * number)
        progress.save(shelf, article, library.root, share)
    library.close()
    shelf.close()
    first_starts.tour_taken(places.state)
    return places


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing runs in the background and nothing is left to draw."""
    quiet = 0
    while quiet < 2:
        await asyncio.sleep(0.04)
        await pilot.pause()
        busy = any(worker.is_running for worker in pilot.app.workers)
        rooms = [screen for screen in pilot.app.screen_stack if isinstance(screen, ReaderScreen)]
        quiet = 0 if busy or not all(room.at_rest for room in rooms) else quiet + 1


async def until(pilot: Pilot[None], holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds; fails when it does not within some seconds."""
    for _ in range(int(seconds / 0.05)):
        if holds():
            return
        await asyncio.sleep(0.05)
        await pilot.pause()
    raise AssertionError("it did not come about in time")


async def type_keys(pilot: Pilot[None], keys: Keys) -> None:
    """Press keys as a person does: letters one after the other, commands when the screen has settled."""
    await settle(pilot)
    for key in keys:
        if len(key) > 1:
            await settle(pilot)
        await pilot.press(_KEY_NAMES.get(key, key))
    await settle(pilot)


def app_of(
    places: Places,
    library: Path | None = None,
    story: Path | None = None,
    settings: Settings = Settings(),  # noqa: B008  it never changes
) -> ReaderApp:
    """The reader on a library (the sample library when none is named), or on one story."""
    root = library or (None if story else sample_library())
    return ReaderApp(Launch(root, story, places, settings), Database(places.shelf))


def director(scene: Scene) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What turns a fresh app into the scene."""

    async def direct(pilot: Pilot[None]) -> None:
        pilot.app.theme = scene.theme
        await settle(pilot)
        await type_keys(pilot, scene.keys)

    return direct


async def picture(scene: Scene, furnished: Places, home: Path) -> str:
    """The scene as SVG, without any remote font."""
    shutil.copytree(furnished.data.parent, home)
    places = Places(home / "data", home / "config", home / "cache", home / "state")
    app = app_of(places)
    async with app.run_test(size=scene.size) as pilot:
        await director(scene)(pilot)
        drawing = app.export_screenshot(title="tui-reader")
    return _FONT_FACE.sub("", drawing)


def story_of(app: ReaderApp) -> StoryView:
    """The story pane of the main screen."""
    return main_screen(app).query_one(StoryView)


def main_screen(app: App[None]) -> ReaderScreen:
    """The main screen, whatever lies over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ReaderScreen))
