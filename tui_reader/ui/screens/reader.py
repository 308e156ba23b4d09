"""The reading room: the screen that puts list, story and cast together and carries out the keys."""

import functools
from collections.abc import Callable, Coroutine
from math import inf
from pathlib import Path
from time import monotonic
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.worker import Worker

from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.index.model import Progress, Report
from tui_reader.shelf import state
from tui_reader.ui import messages
from tui_reader.ui.bindings import bindings
from tui_reader.ui.layouts import NORMAL, WIDE
from tui_reader.ui.phrases import TOO_LARGE, problems_found, work_under_way
from tui_reader.ui.reading import Stop
from tui_reader.ui.screens.correcting import Correcting
from tui_reader.ui.screens.linking import Linking
from tui_reader.ui.screens.marking import Marking
from tui_reader.ui.screens.moving import Moving
from tui_reader.ui.screens.needing import Needing
from tui_reader.ui.screens.noting import Noting
from tui_reader.ui.screens.offering import Offering
from tui_reader.ui.screens.searching import arrival_at
from tui_reader.ui.screens.shelved import ShowsShelf
from tui_reader.ui.turns import for_a_moment
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.story_cursor import StoryWithCursor
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_view import StoryView

_T = TypeVar("_T")

_HEAD = 80
"""Rows read before the first frame: more than any screen shows."""
_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.03
_REST_SECONDS = 0.1  # while a key is held in the list
_SAVE_SECONDS = 1.5
_ENTERING_SECONDS = 1.0


class ReaderScreen(Offering, Needing, Marking, Noting, Correcting, Linking, Moving):
    """The main screen, on a library, or on one story alone (then `library` is None)."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]  # noqa: RUF012  so in the base class
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "next-pane", "previous-pane", "next-quote", "previous-quote", "next-name", "previous-name", "next-paragraph",
            "previous-paragraph", "refresh", "quit",
        )
    ]  # fmt: skip

    def on_mount(self) -> None:
        """Show what is at hand at once, and have the rest fetched."""
        if self._browsing is not None:
            self._browsing.begin(self._browsing.library.newest(_HEAD), self._last_story())
        self._watch.start()
        self.watch(self._reading.story, "scroll_y", self._story_moved, init=False)
        self._panes.go_to(self._panes.pane)
        self.call_after_refresh(self._fetch)

    async def _fetch(self) -> None:
        """After the first frame: the user's marks, all rows, and what has changed in the folder."""
        self._status.notices(self._notices)
        _: Worker[None] = self.run_worker(self._settle(), group="follow")
        await self._shelve(self._shelving.reload())
        self._marks_known = True
        await self._recall_searches()
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
        self._all_listed = message.complete
        first = self._browsing.take_rows(
            message.rows,
            self._top,
            complete=message.complete,
            choose=self._last_story(),
            quiet=self._is_reading,
        )
        self._keep_cursor()
        self._browsing.search_again()
        self._count_unread()
        was_open = self._recalled.get(state.last_pane(self._browsing.library.root)) == "story"
        row = self._browsing.stories.row
        if first and was_open and row is not None and row.id == self._last_story():
            self._open(self._browsing.library.path_of(row))

    @on(messages.StoryRead)
    async def _story_read(self, message: messages.StoryRead) -> None:
        opened = message.opened and self._opening is not None  # else the user has gone elsewhere meanwhile
        if message.opened:
            self._opening = None
        if message.article is None:
            self._entered_at = -inf
            self._reading.show_message(message.failure)
            return
        await for_a_moment(self, self._follow_story(message.article), "follow")
        self._show_story(functools.partial(self._reading.show, message.article, message.page))
        self._mark_story()
        self._arrive(message.article)
        if opened:
            self._reading.open(message.article)
            self._panes.go_to("story")
            self._entered_at = -inf
            if self._browsing is not None:
                self._browsing.stories.follow(message.article.id)
            self.call_after_refresh(self._mark_opened)
            self._relate()
            self._say_too_large()
        self.call_after_refresh(self._analyse, message.article)

    def _show_story(self, show: Callable[[], None]) -> None:
        """Show a story; on another page nothing is said any more of how it is shown, but of what is still lit."""
        page, of_lit = self._reading.story.page, self._reading.explains(self._said_of_story)
        show()
        if self._reading.story.page is not page and not (of_lit and self._reading.lit is not None):
            self.say_while("")

    def _analyse(self, article: Article) -> None:
        """Find names and quotes, now that the page is painted, unless another story has been asked for meanwhile."""
        if self._reading.lacks_names(article) and self._opening is None:
            self._background.analyse(article)

    @on(messages.StoryAnalysed)
    def _story_analysed(self, message: messages.StoryAnalysed) -> None:
        self._reading.show_analysis(message)
        self._arrive_late(message.article)
        self._relate()
        self._say_too_large()

    def _say_too_large(self) -> None:
        """Say why the story has no names, where it is too large for them."""
        if self._reading.is_too_large:
            self.say(TOO_LARGE)

    async def _follow_story(self, article: Article) -> None:
        await self._marks_follow(self._shelving.follow_story(article))

    async def _follow_file(self) -> None:
        """Go on in the story on the screen, and keep the place in it, under the name that its file has now."""
        before = self._reading.article
        renamed = await self._background.renamed(before) if before is not None else None
        if renamed is None or self._reading.article is not before:
            return
        self._show_story(functools.partial(self._reading.follow, renamed))
        self._keep_cursor()
        await self._shelving.turns.take(self, self._follow_story(renamed))
        await self._save_place()
        self._mark_story()
        self.call_after_refresh(self._analyse, renamed)

    async def _follow_update(self, report: Report) -> None:
        await self._follow_file()
        await self._marks_follow(self._shelving.follow(report))

    async def _settle(self) -> None:
        """Have the marks of a library that was moved here follow it, however many there are."""
        if said := await self._marks_follow(self._shelving.settle()):
            self._status.notices([said])

    async def _marks_follow(self, following: Coroutine[object, object, _T]) -> _T | None:
        """Have marks follow their stories, and show those that did."""
        marks, corrections = self._shelving.marks, self._shelving.corrections
        result = await self._shelve(following)
        if self._shelving.marks is not marks:
            self._marks_changed(corrections)
            self._hidden_changed(marks.hidden)
            self._count_unread()
        return result

    @on(messages.UpdateSaid)
    def _update_said(self, message: messages.UpdateSaid) -> None:
        event = message.event
        self._work = event if isinstance(event, Progress) else None
        if isinstance(event, str):
            self._status.show_work("")
            if event:
                self._status.notice(event)
                self._meet(event)
        elif isinstance(event, Report):
            self._meet("")
            self._status.show_work("")
            self._status.show_problems(problems_found(event))
            if event.refused:
                self._status.notice(label(event.refused))
            _: Worker[None] = self.run_worker(functools.partial(self._follow_update, event), group="follow")
            if event.added or event.changed or event.gone or event.rebuilt or not self._all_listed:
                self._background.list_rows()
                self._relate()
        else:
            self._status.show_work(work_under_way(event))
            if event.done:
                self._background.list_more()

    def _meet(self, trouble: str) -> None:
        if self._browsing is not None:
            self._browsing.meet(trouble)

    # What the user does in the panes

    def on_descendant_focus(self) -> None:
        """Show the keys that help where the focus is, and the line at the top where the list is."""
        self._arrange_top()
        self._show_keys()

    @on(StoryList.Chosen)
    async def _row_chosen(self, message: StoryList.Chosen) -> None:
        if message.row is not None and self._path_of(message.row) == self._opening:
            return
        await self._save_place()
        self._reading.close()
        self._prepare_arrival(message)
        if message.row is None:
            self._reading.show_message("")
        else:
            held, self._chosen = monotonic() - self._chosen < _REST_SECONDS, monotonic()
            if self._preview_timer is not None:
                self._preview_timer.stop()
            self._preview_timer = self.set_timer(_REST_SECONDS if held else _PAUSE_SECONDS, self._preview)

    def _preview(self) -> None:
        """Show the story under the cursor, once it is known where the reader left it."""
        self._preview_timer = None
        row = self._browsing.stories.row if self._browsing else None
        path = self._path_of(row) if row is not None else None
        if path is not None and path != self._opening and self._marks_known:
            self._background.read_story(path, opened=False)

    @on(StoryList.Opened)
    def _row_opened(self, message: StoryList.Opened) -> None:
        if self._browsing is not None:
            self._keep_query()
            self._open(self._browsing.library.path_of(message.row), arrival_at(message.quote))
            self._entered_at = monotonic()

    @property
    def is_entering(self) -> bool:
        """Whether a story that was chosen in the list is about to be there; the keys are for it, unless it takes long."""
        return monotonic() - self._entered_at < _ENTERING_SECONDS

    @on(StoryView.Moved)
    def _story_moved(self) -> None:
        """Say where the reader is, in the frame that shows it: a message would arrive after that, and cost another one."""
        self._reading.show_place(self._status, in_story=self._panes.pane != "list")
        if self._reading.is_open and self._save_timer is None:
            self._save_timer = self.set_timer(_SAVE_SECONDS, self._save_place)

    async def _mark_opened(self) -> None:
        keeping = self._reading.place_to_keep(opened=True)
        if keeping is not None:
            await self._shelving.turns.take(self, self._opened(keeping))

    async def _opened(self, keeping: Coroutine[object, object, None]) -> None:
        await self._kept(keeping)
        self._count_unread()

    # Commands

    async def action_quit(self) -> None:
        """Back to the list; from the list, out."""
        if self._browsing is not None and self._panes.pane != "list":
            self._opening = None
            self._panes.show_list()
            self._arrange_top()
        else:
            await self.leave()
            self.app.exit()

    def action_next_pane(self) -> None:
        """The next pane."""
        self._panes.go_to_next(1)

    def action_previous_pane(self) -> None:
        """The pane before."""
        self._panes.go_to_next(-1)

    def action_step(self, stop: Stop, direction: int) -> None:
        """Go to the next or previous quote or name of the story that is in sight."""
        self.say_while(*self._reading.step(stop, direction))

    def action_next_paragraph(self) -> None:
        """The next paragraph of the story in sight at the top."""
        self._reading.story.move_by_paragraph(1)

    def action_previous_paragraph(self) -> None:
        """The beginning of this paragraph, or the one before, at the top."""
        self._reading.story.move_by_paragraph(-1)

    @on(StoryWithCursor.CursorMoved)
    def _cursor_moved(self, message: StoryWithCursor.CursorMoved) -> None:
        self.say_while(*self._reading.under_cursor(message.step, found=message.found))

    def action_cursor(self) -> None:
        """Turn the cursor in the story on or off."""
        self._panes.go_to("story")
        self._reading.story.action_cursor()

    @on(CastPanel.Chosen)
    def _cast_chosen(self, message: CastPanel.Chosen) -> None:
        self.say_while(self._reading.spotlight(message.entity))
        if self._panes.pane == "cast" and not self._reading.story.display:
            self._panes.go_to("story")

    @on(StoryView.SkimAsked)
    def action_skim(self) -> None:
        """Show the story's statements alone, or all of it."""
        self.say_while(self._reading.toggle_skim())

    def action_refresh(self) -> None:
        """Bring the index up to date with the folder."""
        self._background.update()

    # The shelf

    async def leave(self, *, library: Path | None = None) -> None:
        """Keep where the reader is, and end what runs in the background; `library` is opened in place of this one."""
        self._shelving.end()
        await self._save_place()
        await self.remember(self.whereabouts() | ({"library": str(library)} if library else {}))
        await self._shelving.turns.end()
        self.close_background()

    def whereabouts(self) -> dict[str, str]:
        """What the next start needs to know to go on here, by the names of the shelf's state."""
        kept = self._panes.remembered()
        if self._browsing is not None:
            root, row = self._browsing.library.root, self._browsing.stories.row
            kept["library"] = str(root)
            if row is not None:
                kept[state.last_story(root)] = row.id
                in_story = self._panes.pane != "list" and self._reading.is_open
                open_here = in_story and self._reading.article_id == row.id
                kept[state.last_pane(root)] = "story" if open_here else "list"
        return kept

    async def on_unmount(self) -> None:
        """Look at what others do no more, however the screen has ended."""
        self._watch.stop()

    def close_background(self) -> None:
        """End what runs in the background; takes up to a few seconds."""
        self._background.close()
        if self._library is not None:
            self._library.close()

    @on(messages.OthersChanged)
    def _look_around(self) -> None:
        """See what others have done, after the last look when that is not over yet; the keys do not wait for it."""
        if self._looking:
            self.set_timer(_LOOK_SECONDS, self._look_around)
        else:
            self._looking = True
            self.run_worker(self._look(), group="look")

    async def _look(self) -> None:
        """See what other readers have marked, and whether the story on the screen or the index has changed."""
        try:
            await self._follow_file()
            await self._look_at_marks()
            await self._background.look_at_index()
            if self._reading.article is not None:
                await self._background.look_at_story(self._reading.article.path)
        finally:
            self._looking = False

    async def _look_at_marks(self) -> None:
        before, hidden = self._shelving.corrections, self._shelving.marks.hidden
        while self._shelving.news:
            self.post_message(messages.ShelfSaved(self._shelving.news.pop(0)))
        if await self._shelve(self._shelving.changed_elsewhere()):
            self._marks_changed(before)
            self._hidden_changed(hidden)
            await self._list_saved()
            for screen in self.app.screen_stack:
                if isinstance(screen, ShowsShelf):
                    await screen.list_again()
