"""The reading room: the screen that puts list, story and cast together and carries out the keys."""

from collections.abc import Coroutine, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.commands import footer
from tui_reader.index.model import Report, Row
from tui_reader.library import VIEWS, Library, View
from tui_reader.settings import MAX_WIDTH, MIN_WIDTH
from tui_reader.shelf import state
from tui_reader.shelf.database import ShelfError
from tui_reader.ui import messages
from tui_reader.ui.background import Background
from tui_reader.ui.bindings import bindings, current_commands
from tui_reader.ui.browsing import Browsing
from tui_reader.ui.phrases import heading, problems_found, work_under_way
from tui_reader.ui.reading import Reading, Stop
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.panes import NORMAL, WIDE, Panes
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_view import StoryView
from tui_reader.ui.widgets.top_bar import TopBar

T = TypeVar("T")
_HEAD = 80
"""Rows read before the first frame: more than any screen shows."""
_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.03
_REST_SECONDS = 0.1  # while a key is held in the list
_SAVE_SECONDS = 1.5
_LIST_SECONDS = 1.0


class ReaderScreen(Screen[None]):
    """The main screen, on a library, or on one story alone (then `library` is None)."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]  # noqa: RUF012  so in the base class
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "back", "next-pane", "previous-pane", "next-quote", "previous-quote", "next-name", "previous-name",
            "cast", "search", "next-match", "previous-match", "view-all", "view-unread", "view-bookmarked",
            "refresh", "bookmark", "bookmarks", "toggle-read", "undo", "zen", "wider", "narrower", "quit",
        )
    ]  # fmt: skip

    def __init__(
        self,
        library: Library | None,
        shelving: Shelving,
        *,
        story: Path | None,
        width: int,
        notices: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._library = library
        self._alone = story
        self._shelving = shelving
        self._notices = notices
        self._width = width
        self._recalled = state.recall(shelving.shelf)
        self._background = Background(self, library)
        self._browsing = Browsing(library, shelving, self._background) if library else None
        finder = self._browsing.finder if self._browsing else None
        self._reading = Reading(shelving, finder, width=width)
        self._panes = Panes(
            self._browsing.stories if self._browsing else None, self._reading.story, self._reading.cast
        )
        self._top = TopBar(heading(library, story), VIEWS if library else ())
        self._status = StatusBar(id="status")
        self._listed = 0.0
        self._marks_known = False
        self._opening: Path | None = None
        self._preview_timer: Timer | None = None
        self._chosen = 0.0
        self._save_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The panes between a line at the top and one at the bottom."""
        yield self._top
        yield self._panes
        yield self._status

    def on_mount(self) -> None:
        """Show what is at hand at once, and have the rest fetched."""
        if self._browsing is not None:
            self._browsing.begin(self._browsing.library.newest(_HEAD), self._last_story())
        self.set_interval(_LOOK_SECONDS, self._look_around)
        self._panes.go_to(self._panes.pane)
        self.call_after_refresh(self._fetch)

    async def _fetch(self) -> None:
        """After the first frame: the user's marks, all rows, and what has changed in the folder."""
        for notice in self._notices:
            self._status.notice(notice)
        await self._shelve(self._shelving.reload())
        self._marks_known = True
        if self._alone is not None:
            self._open(self._alone)
        if self._browsing is not None:
            self._browsing.stories.refresh_rows()
            self._preview()
            self._background.list_rows(glance=True)
            self._background.update()

    # What the background says

    @on(messages.RowsListed)
    def _rows_listed(self, message: messages.RowsListed) -> None:
        if self._browsing is None:
            return
        first = self._browsing.take_rows(
            message.rows, self._top, complete=message.complete, choose=self._last_story()
        )
        self._browsing.search_again()
        was_open = self._recalled.get(state.last_pane(self._browsing.library.root)) == "story"
        row = self._browsing.stories.row
        if first and was_open and row is not None and row.id == self._last_story():
            self._open(self._browsing.library.path_of(row))

    @on(messages.StoryRead)
    async def _story_read(self, message: messages.StoryRead) -> None:
        if message.opened:
            self._opening = None
        if message.article is None:
            self._reading.show_message(message.failure)
            return
        self._reading.show(message.article)
        if message.opened:
            self._reading.open(message.article)
            self._panes.go_to("story")
            self.call_after_refresh(self._mark_opened)

    @on(messages.StoryAnalysed)
    def _story_analysed(self, message: messages.StoryAnalysed) -> None:
        self._reading.show_analysis(message)

    @on(messages.SearchAnswered)
    def _search_answered(self, message: messages.SearchAnswered) -> None:
        if self._browsing is not None and self._browsing.take_answer(message, self._top):
            self._reading.light_matches()

    @on(messages.HitsExplained)
    def _hits_explained(self, message: messages.HitsExplained) -> None:
        if self._browsing is not None:
            self._browsing.take_reasons(message)

    @on(messages.UpdateSaid)
    def _update_said(self, message: messages.UpdateSaid) -> None:
        event = message.event
        if isinstance(event, str):
            self._status.show_work("")
            self._status.notice(event)
        elif isinstance(event, Report):
            self._status.show_work("")
            self._status.show_problems(problems_found(event))
            self._background.list_rows()
        else:
            self._status.show_work(work_under_way(event))
            if event.done and monotonic() - self._listed > _LIST_SECONDS:
                self._listed = monotonic()
                self._background.list_rows()

    # What the user does in the panes

    def on_descendant_focus(self) -> None:
        """Show the keys that help where the focus is."""
        place = "search" if self.focused is self._top.field else self._panes.pane
        useful = footer(current_commands(self.app), place)
        alone = self._browsing is None
        self._status.show_commands([c for c in useful if not (alone and c.id in ("search", "back"))])
        self._reading.show_place(self._status, in_story=place in ("story", "cast"))

    @on(StoryList.Chosen)
    async def _row_chosen(self, message: StoryList.Chosen) -> None:
        if message.row is not None and self._path_of(message.row) == self._opening:
            return
        await self._save_place()
        self._reading.close()
        if message.row is None:
            self._reading.show_message("")
        else:
            held, self._chosen = monotonic() - self._chosen < _REST_SECONDS, monotonic()
            if self._preview_timer is not None:
                self._preview_timer.stop()
            self._preview_timer = self.set_timer(_REST_SECONDS if held else _PAUSE_SECONDS, self._preview)

    def _path_of(self, row: Row) -> Path | None:
        return self._browsing.library.path_of(row) if self._browsing else None

    def _preview(self) -> None:
        """Show the story under the cursor, once it is known where the reader left it."""
        self._preview_timer = None
        row = self._browsing.stories.row if self._browsing else None
        path = self._path_of(row) if row is not None else None
        if path is not None and path != self._opening and self._marks_known:
            self._background.read_story(path, opened=False)

    def _open(self, path: Path) -> None:
        """Open a story; until it is there, no preview takes its place."""
        self._opening = path
        self._background.read_story(path, opened=True)

    @on(StoryList.Opened)
    def _row_opened(self, message: StoryList.Opened) -> None:
        if self._browsing is not None:
            self._open(self._browsing.library.path_of(message.row))

    @on(StoryView.Moved)
    def _story_moved(self) -> None:
        self._reading.show_place(self._status, in_story=self._panes.pane != "list")
        if self._reading.is_open and self._save_timer is None:
            self._save_timer = self.set_timer(_SAVE_SECONDS, self._save_place)

    async def _mark_opened(self) -> None:
        await self._shelve(self._reading.save_place(opened=True))
        self._refresh_rows()

    async def _save_place(self) -> None:
        self._save_timer = None
        if self._reading.is_open:
            await self._shelve(self._reading.save_place())
            self._refresh_rows()

    @on(TopBar.Asked)
    def _asked(self, message: TopBar.Asked) -> None:
        if self._browsing is None:
            return
        if not message.typing and not message.query.strip():
            self._end_search()
            return
        self._browsing.search(message.query, self._top, typing=message.typing)
        self._reading.light_matches()
        if not message.typing:
            self._panes.show_list()
            for problem in self._browsing.finder.query.problems[:1]:
                self.say(problem.message)

    @on(TopBar.Left)
    def _search_left(self) -> None:
        self._end_search()

    def _end_search(self) -> None:
        if self._browsing is not None and self._top.searching:
            self._browsing.end_search(self._top)
            self._reading.light_matches()
            self._panes.show_list()

    # Commands

    def action_back(self) -> None:
        """One step back: from what is lit, from zen, from the story to the list, from a search to all."""
        page = self._reading.story.page
        if page is not None and page.lit is not None:
            self._reading.story.light(None)
        elif self._panes.zen:
            self.action_zen()
        elif self._panes.pane != "list" and self._browsing is not None:
            self._panes.show_list()
        else:
            self._end_search()

    async def action_quit(self) -> None:
        """Back to the list; from the list, out."""
        if self._browsing is not None and self._panes.pane != "list":
            self._top.visible = True
            self._panes.show_list()
        else:
            await self.leave()
            self.app.exit()

    def action_next_pane(self) -> None:
        """The next pane."""
        self._panes.go_to_next(1)

    def action_previous_pane(self) -> None:
        """The pane before."""
        self._panes.go_to_next(-1)

    def action_cast(self) -> None:
        """Show or hide the cast."""
        self._panes.toggle_cast()
        self._top.visible = not self._panes.zen

    def action_zen(self) -> None:
        """Show the story alone, or everything again."""
        self._panes.toggle_zen()
        self._top.visible = not self._panes.zen

    def action_step(self, stop: Stop, direction: int) -> None:
        """Go to the next or previous quote, name or match."""
        said = self._reading.step(stop, direction)
        if said:
            self._status.notice(said)

    def action_search(self) -> None:
        """Open the field of the search."""
        if self._browsing is None:
            self._status.notice("Searching needs a library; this story was opened alone")
            return
        self._top.visible = True
        self._panes.show_list()
        self._top.open_search()

    def action_view(self, view: View) -> None:
        """List a view."""
        if self._browsing is not None:
            self._browsing.choose_view(view, self._top)

    @on(TopBar.ViewChosen)
    def _view_clicked(self, message: TopBar.ViewChosen) -> None:
        self.action_view(next(view for view in VIEWS if view == message.view))

    def action_refresh(self) -> None:
        """Bring the index up to date with the folder."""
        self._background.update()

    async def action_bookmark(self) -> None:
        """Bookmark the story that is shown, or take its bookmark away."""
        article = await self._meant()
        if article is not None:
            await self._change(self._shelving.toggle_bookmark(article))

    async def action_toggle_read(self) -> None:
        """Mark the story that is shown as read or unread."""
        article = await self._meant()
        if article is not None:
            await self._change(self._shelving.toggle_read(article))

    async def _meant(self) -> Article | None:
        """The story that a mark is for: the one under the cursor, also before its preview is there."""
        shown, row = self._reading.article, self._browsing.stories.row if self._browsing else None
        path = self._path_of(row) if row is not None and self._panes.pane == "list" else None
        if path is None or (shown is not None and shown.path == path):
            return shown
        return await self._background.read(path)

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._change(self._shelving.undo())

    def action_bookmarks(self) -> None:
        """Show all bookmarks."""
        root = self._library.root if self._library else None
        self.app.push_screen(BookmarksScreen(self._shelving, root), self._bookmark_chosen)

    def _bookmark_chosen(self, path: Path | None) -> None:
        self._refresh_rows()
        if path is not None:
            self._open(path)

    def action_widen(self, cells: int) -> None:
        """Make the story's column wider or narrower."""
        self._width = min(max(self._width + cells, MIN_WIDTH), MAX_WIDTH)
        self._reading.story.set_width(self._width)
        self._status.notice(f"The story's column is at most {self._width} cells wide")

    def say(self, text: str) -> None:
        """Say something in the bottom line for a few seconds."""
        self._status.notice(text)

    # The shelf

    async def leave(self) -> None:
        """Keep where the reader is, and end what runs in the background."""
        await self._save_place()
        kept = {"width": str(self._width)}
        if self._browsing is not None:
            root, row = self._browsing.library.root, self._browsing.stories.row
            kept["library"] = str(root)
            if row is not None:
                kept[state.last_story(root)] = row.id
                in_story = self._panes.pane != "list" and self._reading.is_open
                open_here = in_story and self._reading.article_id == row.id
                kept[state.last_pane(root)] = "story" if open_here else "list"
        await self._shelve(self._shelving.remember(kept))
        self._background.close()
        if self._library is not None:
            self._library.close()

    async def _change(self, doing: Coroutine[object, object, str]) -> None:
        said = await self._shelve(doing)
        if said:
            self._status.notice(label(said))
        self._refresh_rows()

    async def _shelve(self, doing: Coroutine[object, object, T]) -> T | None:
        """Await what the shelf does; a failure is said, and nothing stops."""
        try:
            return await doing
        except ShelfError as error:
            self._status.notice(label(str(error)))
            return None

    async def _look_around(self) -> None:
        """See what other readers have marked, and whether the story on the screen has changed."""
        if await self._shelve(self._shelving.changed_elsewhere()):
            self._refresh_rows()
        if self._reading.article is not None:
            await self._background.look_at_story(self._reading.article.path)

    def _refresh_rows(self) -> None:
        if self._browsing is not None:
            self._browsing.stories.refresh_rows()

    def _last_story(self) -> str | None:
        return self._recalled.get(state.last_story(self._library.root)) if self._library else None
