"""The app: themes, keys, the shelf, and the one main screen."""

import asyncio
import contextlib
import gc
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from tui_reader.article.text import label
from tui_reader.commands import with_keys
from tui_reader.launch import Launch
from tui_reader.library import Library
from tui_reader.settings import MAX_WIDTH, MIN_WIDTH
from tui_reader.shelf import state
from tui_reader.shelf.database import Database, ShelfError
from tui_reader.ui.bindings import bindings
from tui_reader.ui.palette import CommandProvider, PersonProvider, SavedSearchProvider, StoryProvider
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.themes import THEMES, theme_of

_WHERE = {
    "list": "in the list",
    "story": "in the story",
    "cast": "in the cast",
    "query": "in the search",
    "bookmarks-list": "in the bookmarks",
    "searches-list": "in the saved searches",
}
"""What the help calls the place that the keys go to, by the widget's id."""


_BACKUP_AFTER = 5.0
"""Seconds after the first frame: the start has the disk to itself."""


class ReaderApp(App[None]):
    """The reader, on a library or on one story. It closes the shelf when it ends."""

    TITLE = "tui-reader"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar = {CommandProvider, SavedSearchProvider, StoryProvider, PersonProvider}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("theme", "help", "suspend")]

    def __init__(self, launch: Launch, shelf: Database, *, notices: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._launch = launch
        self._shelf = shelf
        self._notices = notices
        self.commands = with_keys(launch.settings.keys)
        self._themes = (*THEMES, *map(theme_of, launch.palettes))
        for theme in self._themes:
            self.register_theme(theme)
        self.set_keymap(dict(launch.settings.keys))
        self._recalled = state.recall(shelf)
        self.theme = self._first_theme()

    def get_default_screen(self) -> Screen[None]:
        """The reading room."""
        launch = self._launch
        limits = launch.settings.limits
        library = Library(launch.library, launch.places, self._shelf, limits) if launch.library else None
        return ReaderScreen(
            library,
            Shelving(self._shelf, library),
            story=launch.story,
            limits=limits,
            width=self._first_width(),
            state_folder=launch.places.state,
            notices=self._notices,
        )

    def on_ready(self) -> None:
        """The first frame is there: collect garbage from now on, but never what was loaded for it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self.set_timer(_BACKUP_AFTER, self._keep_backup)

    async def _keep_backup(self) -> None:
        """Make the day's backup of the shelf, away from the screen's thread."""
        try:
            await asyncio.to_thread(self._shelf.keep_daily)
        except ShelfError as error:
            for screen in self.screen_stack:
                if isinstance(screen, ReaderScreen):
                    screen.say(label(str(error)))

    def on_unmount(self) -> None:
        """Close the shelf with the last screen."""
        self._shelf.close()

    def action_theme(self) -> None:
        """The next theme."""
        names = [theme.name for theme in self._themes]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        with contextlib.suppress(ShelfError):
            state.remember(self._shelf, {"theme": self.theme})

    def action_help(self) -> None:
        """All keys, those that work where the keys go now first."""
        from tui_reader.ui.screens.help import HelpScreen  # noqa: PLC0415  not needed for the first frame

        working = {active.binding.id or "" for active in self.screen.active_bindings.values()}
        where = _WHERE.get(self.focused.id or "", "here") if self.focused else "here"
        self.push_screen(HelpScreen(self.commands, working, where))

    def action_suspend(self) -> None:
        """Leave the reader to the shell for a while."""
        self.action_suspend_process()

    def action_help_quit(self) -> None:
        """Say how to leave, to those who try Ctrl+C."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.say("q goes back, and quits from the list; Ctrl+Q quits from anywhere")

    async def action_quit(self) -> None:
        """Keep the place, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                await screen.leave()
        self.exit()

    def _first_theme(self) -> str:
        wanted = self._launch.settings.theme or self._recalled.get("theme", "")
        return wanted if wanted in {theme.name for theme in self._themes} else THEMES[0].name

    def _first_width(self) -> int:
        kept = self._recalled.get("width", "")
        width = int(kept) if kept.isdecimal() else self._launch.settings.width
        return min(max(width, MIN_WIDTH), MAX_WIDTH)


def run(launch: Launch) -> int:
    """Open the reader; returns the exit code: 0, or 2 when a fault ended it."""
    notices = [label(str(notice)) for notice in (*launch.problems, *launch.notices)]
    try:
        shelf = Database(launch.places.shelf)
        if shelf.notice:
            notices.append(label(shelf.notice))
    except ShelfError as error:
        notices.append(label(f"Marks are not kept this time: {error}"))
        shelf = Database.in_memory()
    app = ReaderApp(launch, shelf, notices=tuple(notices))
    app.run()
    return 2 if app.return_code else 0
