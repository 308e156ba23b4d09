"""Scenes on the sample library: what the snapshot tests compare and the screenshots show."""

import asyncio
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.app import App
from textual.events import Key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.ui import made
from tui_reader import first_starts, preferences
from tui_reader.launch import Launch
from tui_reader.library import Library
from tui_reader.paths import Places, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf import bookmarks, progress
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.phrases import settings_mistaken
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.widgets.story_links import StoryWithLinks

Keys = Sequence[str]
_SOON = 1.0
"""Timers of so many seconds belong to what was just typed; longer ones end a notice, or save a place."""
_LONGEST = 60.0
"""Seconds that the app may take to come to rest."""
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
    """A screen: its name, the screen's size, what was typed, the theme of its screenshot, and other sizes to look at.

    `alone` names a file of the sample library that is opened without it; `stories` are the files, by name, of a
    library that is opened in its place; `settings` is the text of the settings file.
    """

    name: str
    size: tuple[int, int]
    keys: Keys
    theme: str = "night"
    also: Sequence[tuple[int, int]] = ()
    alone: str = ""
    stories: Mapping[str, str] | None = None
    settings: str = ""

    def app(self, places: Places) -> ReaderApp:
        """The reader as it is opened for this scene."""
        if self.settings:
            places.settings.parent.mkdir(parents=True, exist_ok=True)
            places.settings.write_text(self.settings, "utf-8")
        story = sample_library() / self.alone if self.alone else None
        root = None if self.stories is None else _library_of(self.stories, places)
        found = preferences.read(places)
        return app_of(places, root, story, found.settings, (settings_mistaken(found.problems),))


STORY = ("slash", *"trial opens", "enter", "enter")
NOTED = (
    *STORY, "right_square_bracket", "m", *"Was this said before?", "ctrl+s", "T", *"trial, harbour", "enter",
)  # fmt: skip
SMALL, LARGE = (80, 24), (200, 50)
EVERY = (SMALL, LARGE, (60, 20), (220, 50))
SCENES = (
    Scene("library", (120, 36), ("j", "j"), also=EVERY),
    Scene("light", (120, 36), STORY, "paper", (SMALL, LARGE)),
    Scene("narrow", (60, 30), STORY),
    Scene("story", (120, 36), (*STORY, "z", "right_square_bracket", "right_square_bracket"), also=EVERY),
    Scene("search", (120, 36), ("slash", *"speaker:okonkwo", "space", *"seal"), also=EVERY),
    Scene("quotes", (120, 36), ("slash", *"speaker:okonkwo", "enter", "Q")),
    Scene("mistake", (80, 24), ("slash", *"speker:okonkwo (seal"), "paper", ((120, 36),)),
    Scene("find-in-story", (120, 36), (*STORY, "slash", *"harbour", "enter", "n")),
    Scene("spotlight", (120, 36), (*STORY, "tab", "j", "enter")),
    Scene("statements", (120, 36), (*STORY, "z", "Q")),
    Scene("cursor", (120, 36), (*STORY, "c", "down", "down", "right")),
    Scene("selection", (120, 36), (*STORY, "right_square_bracket", "V", "j", "l", "l")),
    Scene("peek", (120, 36), (*STORY, "right_square_bracket", "i")),
    Scene("correct", (120, 36), (*STORY, "right_square_bracket", "w")),
    Scene("related", (120, 36), (*STORY, "G")),
    Scene("which-story", (120, 36), (*STORY, "M")),
    Scene("copy-as", (120, 36), (*STORY, "right_square_bracket", "Y")),
    Scene("note", (120, 36), (*NOTED, "m")),
    Scene("bookmarks", (120, 36), (*NOTED, "B")),
    Scene("bookmarks-small", (80, 24), (*NOTED, "B", "s", "s"), "paper"),
    Scene("save-search", (120, 36), ("slash", *"oysters", "ctrl+s")),
    Scene("searches", (120, 36), ("slash", *"oysters", "ctrl+s", "enter", "enter", "escape", "S")),
    Scene("help", (120, 36), ("question_mark",)),
    Scene("palette", (120, 36), ("ctrl+p",)),
    Scene("help-narrowed", (120, 36), ("question_mark", *"quote"), "paper"),
    Scene("palette-typed", (120, 36), ("ctrl+p", *"pel")),
    Scene("tour", (80, 24), ("f2",)),
    Scene("tour-wide", (120, 36), ("f2",)),
    Scene("links", (120, 36), ("enter", "G", "f")),
    Scene("export", (120, 36), (*NOTED, "B", "x")),
    Scene("bookmarks-grouped", (120, 36), (*NOTED, "B", "s", "s"), "paper"),
    Scene("tags", (120, 36), (*STORY, "right_square_bracket", "T")),
    Scene("libraries", (120, 36), ("L",)),
    Scene("alone", (120, 36), (), alone="welcome-to-the-library.md"),
    Scene("nothing-found", (120, 36), ("slash", *"hrabour", "space", *"ferri"), "paper"),
    Scene("settings-problems", (120, 36), (), settings='theme = "puce"\nwidth = 300\n', also=(SMALL,)),
    Scene("empty-library", (120, 36), (), stories={}, also=(SMALL, (60, 20))),
    Scene("one-story", (120, 36), (), stories=made.ONE, also=(SMALL,)),
    Scene("zen", (120, 36), (*STORY, "z"), "paper", (SMALL, LARGE)),
    Scene("long", (120, 36), ("enter", "G", "pageup"), stories={"hearing": made.long_story(10_000)}),
    Scene("long-name", (120, 36), ("enter",), stories={"patron": made.NAMED_AT_LENGTH}, also=(SMALL,)),
    Scene(
        "wide-letters", (120, 36), ("enter",), stories={"lamps": made.WIDE_LETTERS}, also=(SMALL, (60, 20))
    ),
    Scene("saved-view", (120, 36), ("slash", *"oysters", "ctrl+s", "enter", "enter", "escape", "4")),
)


def furnish(home: Path) -> Places:
    """A home with the sample library indexed, for the tour as well, two stories bookmarked and two read."""
    places = Places(home / "data", home / "config", home / "cache", home / "state")
    tour = Library(sample_library(), places.for_tour, Database.in_memory())
    tour.update()
    tour.close()
    tour.shelf.close()
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


def _library_of(stories: Mapping[str, str], places: Places) -> Path:
    """A folder of these stories, by name, with its index made."""
    root = places.data.parent / "stories"
    root.mkdir()
    for name, text in stories.items():
        (root / f"{name}.txt").write_text(text, "utf-8")
    shelf = Database(places.shelf)
    library = Library(root, places, shelf)
    library.update()
    library.close()
    shelf.close()
    return root


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing runs in the background, nothing is about to begin, and nothing is left to draw.

    Ends at once when the app has failed, which Pilot then tells of; fails when the app never comes to rest.
    """
    deadline = time.monotonic() + _LONGEST
    quiet = 0
    while quiet < 2 and not pilot.app._exception:
        assert time.monotonic() < deadline, "the app never came to rest"
        await pilot.pause()
        quiet = quiet + 1 if _at_rest(pilot.app) else 0


def _at_rest(app: App[None]) -> bool:
    screens = app.screen_stack
    nodes = [app, *(node for screen in screens for node in screen.walk_children(with_self=True))]
    if not screens or not all(node._is_mounted and _has_nothing_to_do(node) for node in nodes):
        return False
    waits_for_refresh = app.screen._callbacks or app.screen._dirty_widgets
    return not waits_for_refresh and all(worker.is_finished for worker in app.workers)


def _has_nothing_to_do(node: MessagePump) -> bool:
    """Whether no message has come for a node, and none is about to."""
    soon = (timer for timer in node._timers if timer._repeat == 0 and timer._interval < _SOON)
    waiting = any(timer._task is not None and not timer._task.done() for timer in soon)
    return not waiting and not node.message_queue_size and not node._next_callbacks


async def until(pilot: Pilot[None], holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds; fails when it does not within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return
        await asyncio.sleep(0.01)
        await pilot.pause()
    raise AssertionError("it did not come about in time")


async def type_keys(pilot: Pilot[None], keys: Keys) -> None:
    """Press keys as a person does: letters into a field in one go, commands when the screen has settled."""
    await settle(pilot)
    for key in keys:
        name = _KEY_NAMES.get(key, key)
        if len(key) == 1 and isinstance(pilot.app.focused, (Input, TextArea)):
            pilot.app.post_message(Key(name, key))
        else:
            await settle(pilot)
            await pilot.press(name)
            await settle(pilot)
    await settle(pilot)


def app_of(
    places: Places,
    library: Path | None = None,
    story: Path | None = None,
    settings: Settings = Settings(),  # noqa: B008  it never changes
    notices: tuple[str, ...] = (),
) -> ReaderApp:
    """The reader on a library (the sample library when none is named), or on one story."""
    root = library or (None if story else sample_library())
    return ReaderApp(
        Launch(root, story, places, settings), Database(places.shelf), notices=tuple(filter(None, notices))
    )


async def picture(scene: Scene, furnished: Places, home: Path) -> str:
    """The scene as SVG, without any remote font."""
    shutil.copytree(furnished.data.parent, home)
    places = Places(home / "data", home / "config", home / "cache", home / "state")
    app = scene.app(places)
    async with app.run_test(size=scene.size) as pilot:
        pilot.app.theme = scene.theme
        await type_keys(pilot, scene.keys)
        drawing = app.export_screenshot(title="tui-reader")
    return _FONT_FACE.sub("", drawing)


def story_of(app: ReaderApp) -> StoryWithLinks:
    """The story pane of the main screen."""
    return main_screen(app).query_one(StoryWithLinks)


def main_screen(app: App[None]) -> ReaderScreen:
    """The main screen, whatever lies over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ReaderScreen))
