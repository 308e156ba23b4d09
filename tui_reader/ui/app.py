"""The app: the shelf, the one main screen, and how all of it begins and ends."""

import asyncio
import contextlib
import gc
import sys
from collections import deque
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.actions import ActionParseResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from tui_reader import faults, first_starts
from tui_reader.article.text import label
from tui_reader.commands import COMMANDS, PLACES, Place
from tui_reader.launch import Launch
from tui_reader.library import Library, LibraryError
from tui_reader.shelf import state
from tui_reader.shelf.database import DamagedShelfError, Database, ShelfError
from tui_reader.ui.allocator import share_one_arena
from tui_reader.ui.answering import Answering
from tui_reader.ui.bindings import bindings, key_of, keyed
from tui_reader.ui.messages import ShelfSaved
from tui_reader.ui.phrases import settings_mistaken
from tui_reader.ui.screens.moving import LibraryChosen
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.screens.shelved import HasDraft
from tui_reader.ui.shaping import Shaping
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.terminal import Ended
from tui_reader.ui.touring import Touring
from tui_reader.ui.widgets.handle import Handle

_IDS = {command.run: command.id for command in COMMANDS}
_REMEMBERED_ACTIONS = 20
_WHERE: Mapping[str, Place] = {
    "list": "list",
    "story": "story",
    "cast": "cast",
    "query": "search",
    "bookmarks-list": "bookmarks",
    "searches-list": "searches",
}
"""The place that the keys go to, by the widget's id."""


_BACKUP_AFTER = 5.0
"""Seconds after the first frame: the start has the disk to itself."""
_SIGNALLED = 128


class ReaderApp(Touring, Answering, Shaping):
    """The reader, on a library or on one story. It closes the shelf when it ends.

    `fault` says what ended it early, `signal_number` which signal did, `afterword` what is worth telling when it has ended.
    """

    TITLE = "tui-reader"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("help", "suspend")]

    def __init__(self, launch: Launch, shelf: Database, *, notices: tuple[str, ...] = ()) -> None:
        super().__init__(launch, state.recalled(shelf))
        self._shelf = shelf
        self._notices = notices
        ScrollBar.renderer = Handle
        self._done: deque[str] = deque(maxlen=_REMEMBERED_ACTIONS)
        self._room: ReaderScreen | None = None
        self.fault = ""
        self.signal_number = 0
        self.afterword = ""

    def get_default_screen(self) -> Screen[None]:
        """The reading room."""
        launch = self._launch
        library = self._library(launch.library) if launch.library else None
        room = self._new_room(library, launch.story, self._notices)
        room._push_result_callback(room, None)  # noqa: SLF001  Textual gives the first screen none, and `switch_screen` takes one away
        return room

    def _library(self, root: Path) -> Library:
        return Library(root, self._launch.places, self._shelf, self._launch.settings.limits)

    def _new_room(
        self, library: Library | None, story: Path | None = None, notices: tuple[str, ...] = ()
    ) -> ReaderScreen:
        self._room = ReaderScreen(
            library,
            Shelving(
                self._shelf,
                library,
                undo_key=partial(key_of, self, "undo"),
                kept=not self._shelf.is_in_memory,
            ),
            story=story,
            limits=self._launch.settings.limits,
            width=self.first_width(),
            indented=self._launch.settings.paragraphs == "indent",
            places=self._launch.places,
            notices=notices,
        )
        return self._room

    @on(LibraryChosen)
    async def _open_library(self, message: LibraryChosen) -> None:
        """Open another library in place of the one that is open, which stays when the other cannot be."""
        room = self.screen
        if not isinstance(room, ReaderScreen):
            return
        try:
            library = self._library(message.root)
        except (LibraryError, OSError) as error:
            room.say(label(str(error)))
            return
        await room.leave(library=message.root)
        self._recalled = state.recalled(self._shelf)
        await self.switch_screen(self._new_room(library))

    def leads_on(self) -> bool:
        """Keys behind the one that opens a story wait for it."""
        return bool(self.screen_stack) and isinstance(self.screen, ReaderScreen) and self.screen.is_entering

    def on_ready(self) -> None:
        """The first frame is there: mind memory from now on, but never what was loaded for it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        share_one_arena()
        self.set_timer(_BACKUP_AFTER, self._keep_backup)
        self.run_worker(self.action_tour() if self._launch.tour else self._offer_tour())

    async def _offer_tour(self) -> None:
        """Say at the first starts that there is a tour; without the shelf nobody knows whether this is one."""
        places, new = self._launch.places, not self._recalled
        if self._shelf.path != places.shelf or self._room is None:
            return
        if await asyncio.to_thread(first_starts.offer_tour, places.state, new=new):
            self._room.offer_tour()

    async def action_tour(self) -> None:
        """Take the tour of the sample stories; the room that is open stays below it as it is."""
        from tui_reader.ui.screens.touring import TourScreen  # noqa: PLC0415  few starts need it

        launch = self._launch
        if self.tour is not None or self._room is None:
            return
        try:
            tour = TourScreen(launch.places, launch.settings, width=self.first_width())
        except (LibraryError, ShelfError) as error:
            self.say(str(error))
            return
        await asyncio.to_thread(first_starts.tour_taken, launch.places.state)
        self._room.offer_tour(offered=False)
        self.begin_tour(tour)

    async def _keep_backup(self) -> None:
        """Make the day's backup of the shelf, away from the screen's thread."""
        try:
            await asyncio.to_thread(self._shelf.keep_daily)
        except DamagedShelfError:
            await self._save_shelf()
        except ShelfError as error:
            self.say(str(error))

    async def _save_shelf(self) -> None:
        """Go on with what can be read of a damaged shelf."""
        try:
            said = await asyncio.to_thread(self._shelf.save)
        except ShelfError as error:
            said = str(error)
        if said:
            self._shelf_saved(ShelfSaved(said))

    @on(ShelfSaved)
    def _shelf_saved(self, message: ShelfSaved) -> None:
        """Say what was saved of a damaged shelf, and once more, with all of the file's name, when the reader has ended."""
        self.afterword = label(message.said)
        self.say(message.said)

    def say(self, text: str) -> None:
        """Say something in the bottom line of every room."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.say(label(text))

    async def keep(self, chosen: Mapping[str, str]) -> None:
        """Have the next start know what was chosen, unless that was in the tour."""
        if self._room is not None and self.tour is None:
            self._recalled = {**self._recalled, **chosen}
            await self._room.remember(chosen)

    def on_unmount(self) -> None:
        """Close the shelf with the last screen."""
        self._shelf.close()

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for, and remember which command it was."""
        if isinstance(action, str) and (command := _IDS.get(action.rpartition(".")[2])):
            self._done.append(command)
        return await super().run_action(action, default_namespace, namespaces)

    def _handle_exception(self, error: Exception) -> None:
        """End by a fault: with one sentence, in place of Textual's traceback, which shows what is being read."""
        self._return_code = 1
        if not self.fault:
            self.fault = self._told(error)
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _told(self, error: Exception) -> str:
        """Keep a report of a fault and where the reader was; one sentence about both."""
        if self._room is not None:
            with contextlib.suppress(Exception):  # whatever it is, the first fault matters
                kept = self._room.whereabouts()
                if "library" in kept:  # a story that ends the reader must not do so at every start
                    kept[state.last_pane(Path(kept["library"]))] = "list"
                state.remember(self._shelf, kept)
        with contextlib.suppress(Exception):  # the same
            self._keep_drafts()
        try:
            report = faults.write(self._launch.places.state, error, self._done)
        except OSError:
            return f"tui-reader: a fault of the program ended the reader ({type(error).__name__}); your marks are kept"
        return label(
            f"tui-reader: a fault of the program ended the reader; your marks are kept, and {report} says where it was"
        )

    def release(self) -> None:
        """End what a fault has left running."""
        for room in (self._room, self.tour):
            if room is not None:
                room.close_background()
        self._shelf.close()

    def action_command_palette(self) -> None:
        """Every command by its name."""
        from tui_reader.ui.palette import Palette  # noqa: PLC0415  not needed for the first frame

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """All keys, those that work where the keys go now first."""
        from tui_reader.ui.screens.help import HelpScreen  # noqa: PLC0415  the same

        heard = {active.binding.id or "" for active in self.screen.active_bindings.values()}
        working = [command.id for command in self.commands if command.id in heard and self.works(command)]
        place = _WHERE.get(self.focused.id or "") if self.focused else None
        self.push_screen(HelpScreen(self.commands, working, PLACES[place] if place else "here"))

    def action_suspend(self) -> None:
        """Leave the reader to the shell for a while."""
        self.action_suspend_process()

    @on(Driver.SignalResume)
    def _come_back(self) -> None:
        """Draw everything anew: the terminal shows an empty screen when the reader comes back from the shell."""
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Draw everything anew at the size that it has: a window that was smaller for a moment has kept a part of it only."""
        if self.screen_stack and event.size == self.screen.size:
            self.refresh()

    def action_help_quit(self) -> None:
        """Say how to leave, to those who try Ctrl+C."""
        self.say(keyed(self, "{quit} goes back, and quits from the list; Ctrl+Q quits from anywhere"))

    @on(Ended)
    async def _end(self, message: Ended) -> None:
        """Keep the place, and end, because the terminal has gone or the system asks for it."""
        if not self.signal_number:
            self.signal_number = message.signal_number
            await self.action_quit()

    async def action_quit(self) -> None:
        """Keep the place, and end."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                await screen.leave()
        await asyncio.to_thread(self._keep_drafts)
        self.exit()

    def _keep_drafts(self) -> None:
        """Keep what is being written while the reader ends, and have that told; in the tour nothing is kept."""
        if self.tour is not None or self._shelf.is_in_memory:
            return
        for screen in self.screen_stack:
            try:
                kept = isinstance(screen, HasDraft) and screen.keep_draft()
            except ShelfError as error:
                self._tell_afterwards(f"The note that you were writing is lost: {error}")
            else:
                if kept:
                    self._tell_afterwards("The note that you were writing is kept")

    def _tell_afterwards(self, said: str) -> None:
        self.afterword = "; ".join(filter(None, (self.afterword, label(said))))


def run(launch: Launch) -> int:
    """Open the reader; returns the exit code: 0, 2 when a fault ended it, or 128 and the number of the signal that did."""
    notices = [settings_mistaken(launch.problems), *map(label, launch.notices)]
    saved = ""
    try:
        shelf, saved = Database.saved(launch.places.shelf)
        saved = saved or launch.saved
        notices += [label(notice) for notice in (shelf.finished, shelf.notice, saved) if notice]
    except ShelfError as error:
        saved = f"Marks were not kept: {error}"
        notices.append(label(f"Marks are not kept this time: {error}"))
        shelf = Database.in_memory()
    if (report := faults.take_new(launch.places.state)) is not None:
        here = "; Enter goes on where you were" if launch.library else ""
        notices.append(label(f"A fault ended the reader{here} (the report is {report})"))
    app = ReaderApp(launch, shelf, notices=tuple(filter(None, notices)))
    app.afterword = label(saved)
    try:
        app.run(mouse=launch.settings.mouse)
    finally:
        if app.afterword:
            sys.stderr.write(f"tui-reader: {app.afterword}\n")
        if app.fault:
            app.release()
            sys.stderr.write(f"{app.fault}\n")
    if app.signal_number:
        return _SIGNALLED + app.signal_number
    return 2 if app.return_code else 0
