"""The tour: a reading room on the sample stories, with a shelf of its own, and a strip that says what to do next."""

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.command import CommandPalette

from tui_reader.commands import Command
from tui_reader.index.query import terms
from tui_reader.library import Library, LibraryError
from tui_reader.paths import Places, absolute, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf.database import Database
from tui_reader.ui.bindings import key_of
from tui_reader.ui.layouts import NORMAL
from tui_reader.ui.messages import RowsListed
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.peek import PeekScreen
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.tour import Seen, Tour
from tui_reader.ui.widgets.tour_strip import TourStrip

_LOOK_SECONDS = 0.15
_CLOSING = "{} of {} · {{tour-next}} skips this · {{tour-end}} ends the tour"
_NOT_HERE = {"tour": "This is the tour", "another-library": "The tour stays with the sample stories"}
_LAST = "{} of {} · {{tour-end}} brings you back to where you were"


class TourScreen(ReaderScreen):
    """The reading room of the tour. It closes its library and its shelf when it ends."""

    def __init__(self, places: Places, settings: Settings, *, width: int) -> None:
        """Open the sample stories.

        Raises:
            LibraryError: they are not there.
        """
        shelf = Database.in_memory()
        try:
            library = Library(absolute(sample_library()), places.for_tour, shelf, settings.limits)
        except LibraryError:
            shelf.close()
            raise
        super().__init__(
            library,
            Shelving(shelf, library, undo_key=lambda: key_of(self.app, "undo")),
            story=None,
            limits=settings.limits,
            width=width,
            indented=settings.paragraphs == "indent",
            places=places.for_tour,
        )
        self._tour = Tour()
        self._bookmarked = 0
        self._strip = TourStrip()

    def compose(self) -> ComposeResult:
        """The reading room, and the strip below it."""
        yield from super().compose()
        yield self._strip

    def on_mount(self) -> None:
        """Look from time to time whether the step is done."""
        self.set_interval(_LOOK_SECONDS, self._look)
        self._show()

    @on(RowsListed)
    def _look_at_rows(self) -> None:
        """Know the first story before a key can choose another."""
        self.call_later(self._take_in)

    async def on_unmount(self) -> None:
        """Forget the marks of the tour."""
        await asyncio.to_thread(self.close_background)
        self._shelving.shelf.close()

    def skip_step(self) -> None:
        """Go on to the next step; behind the last one, end."""
        if self._tour.skip():
            self._show()
        else:
            self.end_tour()

    def end_tour(self) -> None:
        """Close whatever was opened in the tour, and go back to where the user was."""
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss()

    async def action_quit(self) -> None:
        """Back to the list; from the list, out of the tour."""
        if self._panes.pane == "list":
            self.end_tour()
        else:
            await super().action_quit()

    def lacking(self, command: Command) -> str | None:
        """Why a command would do nothing; the marks of another library belong on the user's own shelf."""
        return _NOT_HERE.get(command.id) or super().lacking(command)

    async def _look(self) -> None:
        self._bookmarked = len(await self._shelve(self._shelving.bookmarks(lambda mark: mark.mark)) or ())
        self._take_in()

    def _take_in(self) -> None:
        self._tour.look(self._seen())
        self._show()

    def _seen(self) -> Seen:
        """What the reader shows now."""
        browsing, reading, screens = self._browsing, self._reading, self.app.screen_stack
        row = browsing.stories.row if browsing else None
        finder = browsing.finder if browsing else None
        asked = finder is not None and any(term.field == "speaker" for term in terms(finder.query))
        answer = finder.answer if finder else None
        page, cast = reading.story.page, reading.cast
        quotes = page.analysis.quotes if page else ()
        lit = page is not None and any(
            quote.speaker and (quote.start, quote.end) == page.lit for quote in quotes
        )
        place = "place" if self.size.width < NORMAL else "beside" if cast.display else "hidden"
        return Seen(
            row=row.id if row else None,
            in_list=self._panes.pane == "list",
            is_open=reading.is_open,
            named_quote_lit=lit,
            peeking=any(isinstance(screen, PeekScreen) for screen in screens),
            cast=place,
            person_lit=reading.story.spotlit is not None,
            speaker_found=asked
            and answer is not None
            and not answer.empty
            and self.focused is not self._top.field,
            bookmarks=self._bookmarked,
            in_bookmarks=any(isinstance(screen, BookmarksScreen) for screen in screens),
            in_help=any(isinstance(screen, HelpScreen) for screen in screens),
        )

    def _show(self) -> None:
        """Show the step here, and on whatever lies over this screen."""
        tour, top = self._tour, self.app.screen
        if (
            top is not self
            and top.is_mounted
            and not isinstance(top, CommandPalette)
            and not top.query(TourStrip)
        ):
            top.mount(TourStrip())
        closing = (_LAST if tour.at_end else _CLOSING).format(tour.number, tour.total)
        for screen in (self, top):
            for strip in screen.query(TourStrip):
                strip.show(tour.sentence, closing)
