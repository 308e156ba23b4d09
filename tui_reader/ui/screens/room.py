"""What the commands of the main screen share: its parts, the shelf, and opening a story."""

from collections.abc import Coroutine, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import TypeVar

from textual import work
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.timer import Timer

from tui_reader.analyses import Analyses
from tui_reader.analysis.corrections import Correction
from tui_reader.analysis.model import Analysis
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.commands import Place, footer
from tui_reader.index.model import Progress, Row
from tui_reader.library import Library
from tui_reader.paint.story import Page
from tui_reader.paths import Places
from tui_reader.shelf import state
from tui_reader.shelf.database import ShelfError
from tui_reader.ui import messages
from tui_reader.ui.asking import Asking
from tui_reader.ui.background import Background, stamp_of
from tui_reader.ui.bindings import current_commands
from tui_reader.ui.browsing import Browsing
from tui_reader.ui.finding import Finder
from tui_reader.ui.layouts import Layouts
from tui_reader.ui.phrases import heading, tour_offers
from tui_reader.ui.reading import Arrival, Reading
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.trail import Trail
from tui_reader.ui.watching import Watch
from tui_reader.ui.widgets.ground import Ground
from tui_reader.ui.widgets.panes import Panes
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.top_bar import TopBar
from tui_reader.views import VIEWS

T = TypeVar("T")
_LAYOUT_LOST = "The layout kept for a width of the terminal could not be read, and begins anew"


class Room(Screen[None], Ground):
    """The main screen without its commands, which are added by kind: `Saving`, `Searching`, `Marking`, `ReaderScreen`."""

    def __init__(
        self,
        library: Library | None,
        shelving: Shelving,
        *,
        story: Path | None,
        limits: Limits,
        width: int,
        indented: bool,
        places: Places,
        notices: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._library = library
        self._alone = story
        self._shelving = shelving
        self._places = places
        self._recalled = state.recalled(shelving.shelf)
        self._said_of_story = ""
        layouts = Layouts(self._recalled)
        self._notices = (*notices, _LAYOUT_LOST) if layouts.damaged else notices
        analyses = library.analyses if library else Analyses(shelving.shelf, limits)
        self._background = Background(self, library, analyses, self._prepare)
        finder = Finder(library) if library else None
        self._asking = Asking(self, library, finder) if library and finder else None
        self._browsing = (
            Browsing(library, shelving, self._background, finder, self._asking)
            if library and finder and self._asking
            else None
        )
        self._reading = Reading(shelving, finder, width=width, indented=indented)
        self._panes = Panes(
            self._browsing.stories if self._browsing else None,
            self._reading.story,
            self._reading.cast,
            layouts,
            width,
        )
        self._top = TopBar(
            heading(library, story), [view for view in VIEWS if view != "hidden"] if library else ()
        )
        self._status = StatusBar(id="status")
        self._looking = False
        self._watch = Watch(
            self._what_others_change, lambda: self.post_message(messages.OthersChanged()), at_once=True
        )
        self._all_listed = False
        self._marks_known = False
        self._opening: Path | None = None
        self._entered_at = -inf
        self._arrival: tuple[Path, Arrival] | None = None
        self._preview_timer: Timer | None = None
        self._chosen = 0.0
        self._save_timer: Timer | None = None
        self._unread: dict[str, int] = {}
        self._trail = Trail()
        self._tour_offered = False
        self._work: Progress | None = None

    def _what_others_change(self) -> tuple[object, ...]:
        """Differs when there may be something to see of other programs: on the shelf, in the index, in the story's file."""
        article = self._reading.article
        index = self._library.generation() if self._library is not None else ""
        return self._shelving.stamp(), index, stamp_of(article.path) if article is not None else None

    def _prepare(self, article: Article, analysis: Analysis | None) -> Page | None:
        """Lay a story out away from the screen's thread, when that takes long."""
        return self._reading.story.prepare(article, analysis)

    def _compositor_refresh(self) -> None:
        """Below another screen, have whole lines drawn, so that no wide letter over them is cut in two, and once only."""
        if self.app.screen is self:
            super()._compositor_refresh()
            return
        dirty = self._compositor._dirty_regions  # noqa: SLF001  what Textual is about to draw
        dirty |= {Region(0, each.y, self.size.width, each.height) for each in dirty}
        super()._compositor_refresh()
        self._repaint_required = False

    def on_screen_suspend(self) -> None:
        """What the user did last is over when something else has been looked at."""
        self._status.end_answer(still_so=self._said_of_story)

    def compose(self) -> ComposeResult:
        """The panes between a line at the top and one at the bottom."""
        yield self._top
        yield self._top.hint
        yield self._panes
        yield self._status

    def _path_of(self, row: Row) -> Path | None:
        return self._browsing.library.path_of(row) if self._browsing else None

    def _open(self, path: Path, arrival: Arrival | None = None) -> None:
        """Open a story, where it is said, else where it was left; until it is there, no preview takes its place."""
        self._arrival = (path, arrival) if arrival is not None else None
        self._opening = path
        self._background.read_story(path, opened=True)

    def _keep_cursor(self) -> None:
        """Have the cursor of the list stand on the story that is read, also where the list is another one now."""
        if self._browsing is not None and self._is_reading and self._reading.article_id is not None:
            self._browsing.stories.follow(self._reading.article_id)

    @property
    def _is_reading(self) -> bool:
        """Whether the keys are in a story that is open: what the list does is no choice of another one then."""
        return self._reading.is_open and self._panes.pane != "list"

    async def _meant(self) -> Article | None:
        """The story that a mark is for: the one under the cursor, also before its preview is there."""
        shown, row = self._reading.article, self._browsing.stories.row if self._browsing else None
        path = self._path_of(row) if row is not None and self._panes.pane == "list" else None
        if path is None or (shown is not None and shown.path == path):
            return shown
        return await self._background.read(path)

    def say(self, text: str, *shorter: str) -> None:
        """Say something in the bottom line for a few seconds, in the form that has room beside the place."""
        self._status.notice(text, *shorter)

    def answer(self, text: str) -> None:
        """Say what a key did, or why nothing, until another one does something; what it quotes gives way to the rest."""
        self._status.answer(text)

    def say_while(self, text: str, *shorter: str) -> None:
        """Say how the story is shown now, in place of what this said before; "" when there is nothing special."""
        self._status.withdraw(self._said_of_story)
        self._said_of_story = text
        if text:
            self.say(text, *shorter)

    def offer_tour(self, *, offered: bool = True) -> None:
        """Say quietly that there is a tour, for as long as the reader runs; or no more."""
        self._tour_offered = offered
        self._show_keys()

    async def _change(self, doing: Coroutine[object, object, str]) -> None:
        """Have something changed in its turn, and show it."""
        await self._shelving.turns.take(self, self._changed(doing))

    async def _changed(self, doing: Coroutine[object, object, str]) -> None:
        before, hidden = self._shelving.corrections, self._shelving.marks.hidden
        said = await self._shelve(doing)
        if said:
            self.answer(label(said))
        self._marks_changed(before)
        self._hidden_changed(hidden)

    def _hidden_changed(self, before: frozenset[str]) -> None:
        """List anew when other stories are hidden than `before`, or when none was listed."""
        if self._browsing is not None and self._shelving.marks.hidden != before:
            self._browsing.show_hidden(self._top)
        elif self._browsing is not None:
            self._browsing.fill_empty_view(self._top)

    def _marks_changed(self, corrections_before: Mapping[str, tuple[Correction, ...]]) -> None:
        """Show the marks as they are now; after a correction the story, too, and bring the index in line."""
        self._refresh_rows()
        self._mark_story()
        if self._shelving.corrections != corrections_before:
            if self._reading.article is not None:
                self._background.analyse(self._reading.article)
            self._background.index_corrections()

    @work(group="marks", exclusive=True)
    async def _mark_story(self) -> None:
        """Mark what is bookmarked in the story on the screen, once it is found."""
        await self._shelve(self._reading.show_marks())

    async def _shelve(self, doing: Coroutine[object, object, T]) -> T | None:
        """Await what the shelf does; a failure is said, and nothing stops."""
        try:
            return await doing
        except ShelfError as error:
            self._status.notice(label(str(error)))
            return None

    async def remember(self, values: Mapping[str, str]) -> None:
        """Keep small things to come back to."""
        await self._keep(self._shelving.remember(values))

    async def _keep(self, doing: Coroutine[object, object, None] | None) -> None:
        """Have the shelf keep something in its turn, and the list show it."""
        if doing is not None:
            await self._shelving.turns.take(self, self._kept(doing))

    async def _kept(self, doing: Coroutine[object, object, None]) -> None:
        await self._shelve(doing)
        self._refresh_rows()

    async def _save_place(self) -> None:
        self._save_timer = None
        await self._keep(self._reading.place_to_keep())

    def _show_keys(self) -> None:
        """Show the keys that help where the focus is, and in what is listed there."""
        found = self._browsing is not None and self._browsing.finder.active
        pane = self._panes.pane
        place: Place = pane
        if self.focused is self._top.field:
            place = "find" if self._top.mode == "story" else "search"
        useful = footer(current_commands(self.app), "hits" if found and place == "list" else place)
        alone = self._browsing is None
        self._status.offer(
            tour_offers(current_commands(self.app)) if self._tour_offered and place == "list" else ()
        )
        self._status.show_commands([c for c in useful if not (alone and c.id == "back")])
        self._reading.show_place(self._status, in_story=place in ("story", "cast"))

    def _arrange_top(self) -> None:
        """Show the line at the top, unless zen hides it and nothing is asked there."""
        self._top.visible = not self._panes.zen or self._top.mode == "story"

    def _refresh_rows(self) -> None:
        if self._browsing is not None:
            self._browsing.stories.refresh_rows()

    def _last_story(self) -> str | None:
        return self._recalled.get(state.last_story(self._library.root)) if self._library else None
