"""The reading room: list, story and cast, side by side or one at a time."""

from collections.abc import Coroutine, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from tui_reader.article.model import Article
from tui_reader.article.text import label
from tui_reader.commands import COMMANDS
from tui_reader.index.model import Report, Row
from tui_reader.library import Library, View
from tui_reader.paint.dates import WORDS_A_MINUTE, count
from tui_reader.paint.measure import Span
from tui_reader.paint.rows import RowFacts
from tui_reader.settings import MAX_WIDTH, MIN_WIDTH
from tui_reader.shelf import state
from tui_reader.shelf.database import ShelfError
from tui_reader.ui.background import Background
from tui_reader.ui.bindings import bindings
from tui_reader.ui.finding import Finder
from tui_reader.ui.messages import (
    HitsExplained,
    RowsListed,
    SearchAnswered,
    StoryAnalysed,
    StoryRead,
    UpdateSaid,
)
from tui_reader.ui.phrases import problems_found, work_under_way
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_view import StoryView
from tui_reader.ui.widgets.top_bar import SearchInput, TopBar

_HEAD = 80
"""Rows read before the first frame: more than any screen shows."""
_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.04
_SAVE_SECONDS = 1.5
_LIST_SECONDS = 1.0
_EMPTY_VIEWS: dict[View, str] = {
    "all": "No stories here. A library is a folder of .txt and .md files.",
    "unread": "Nothing unread. 1 lists all stories.",
    "bookmarked": "No bookmarks yet. b sets one; 1 lists all stories.",
}
_NORMAL, _WIDE = 80, 120
"""From these widths on, two and three panes stand side by side."""
T = TypeVar("T")
Pane = Literal["list", "story", "cast"]


class ReaderScreen(Screen[None]):
    """Puts list, story and cast together, and carries out what the keys say.

    With `story`, that story is shown alone and `library` is None.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  the base class has it so
        (0, "-narrow"),
        (_NORMAL, "-normal"),
        (_WIDE, "-wide"),
    ]
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
        self._notices = notices
        self._pane: Pane = "list" if library else "story"
        self._cast_wanted: bool | None = None
        self._zen = False
        self._library = library
        self._alone = story
        self._shelving = shelving
        self._finder = Finder(library) if library else None
        self._background = Background(self, library, self._finder)
        self._column = width
        self._view: View = "all"
        self._rows: Sequence[Row] | None = None
        self._opened: Article | None = None
        self._last = state.recall(shelving.shelf)
        self._listed = 0.0
        self._preview_timer: Timer | None = None
        self._save_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The three panes between a line at the top and one at the bottom."""
        yield TopBar(self._library_name(), id="top")
        with Horizontal(id="panes"):
            yield StoryList(self._facts, id="list")
            yield StoryView(wanted_width=self._column, id="story")
            yield CastPanel(id="cast")
        yield StatusBar(id="status")

    def on_mount(self) -> None:
        """Show what is at hand at once, and have the rest fetched."""
        self._list = self.query_one(StoryList)
        self._story = self.query_one(StoryView)
        self._cast = self.query_one(CastPanel)
        self._top = self.query_one(TopBar)
        self._status = self.query_one(StatusBar)
        self._status.show_commands([command for command in COMMANDS if command.footer])
        self._go_to_pane(self._pane)
        if self._library is not None:
            self._list.message = "Opening the library…"
            self._list.set_rows(
                self._library.newest(_HEAD), choose=self._last.get(state.last_story(self._library.root))
            )
            self.set_interval(_LOOK_SECONDS, self._look_at_shelf)
        self.call_after_refresh(self._fetch)

    async def _fetch(self) -> None:
        """After the first frame: the user's marks, all rows, and what has changed in the folder."""
        for notice in self._notices:
            self._status.notice(notice)
        await self._do(self._shelving.reload())
        self._list.refresh_rows()
        if self._alone is not None:
            self._background.read_story(self._alone, opened=True)
        self._background.list_rows(glance=True)
        self._background.update()

    # The list of stories

    @on(RowsListed)
    def _rows_listed(self, message: RowsListed) -> None:
        if self._library is None:
            return
        first_time = self._rows is None
        self._rows = message.rows
        if message.rows or message.complete:
            self._list.message = "No story here."
        if not self._finding:
            choose = self._last.get(state.last_story(self._library.root)) if first_time else None
            self._list_view(choose)
        if first_time and self._last.get("pane") == "story" and self._list.row is not None:
            self._open_row(self._list.row)

    def _list_view(self, choose: str | None = None) -> None:
        """List the stories of the chosen view."""
        if self._library is None or self._rows is None:
            return
        marks, library = self._shelving.marks, self._library
        rows = [
            row
            for row in self._rows
            if self._view == "all" or marks.shown_in(self._view, str(library.path_of(row)))
        ]
        if self._rows:
            self._list.message = _EMPTY_VIEWS[self._view]
        self._list.set_rows(rows, choose=choose)
        self._top.show_result(count(len(rows), "story", "stories") if rows else "")

    def _facts(self, row: Row) -> RowFacts:
        path = str(self._library.path_of(row)) if self._library else row.key
        progress = self._shelving.marks.progress.get(path)
        snippet = self._finder.snippets.get(row.id) if self._finder else None
        return RowFacts(
            row.title,
            row.date,
            row.people,
            row.quotes,
            read=progress is not None and progress.read,
            bookmarked=path in self._shelving.marks.bookmarked,
            share=progress.share if progress else 0.0,
            title_spans=self._finder.title_spans(row) if self._finder else (),
            why=snippet.text if snippet else "",
            why_spans=snippet.spans if snippet else (),
        )

    @on(StoryList.Chosen)
    async def _row_chosen(self, message: StoryList.Chosen) -> None:
        await self._leave_story()
        if message.row is None:
            self._story.show_message("")
            self._cast.show(None)
        elif self._preview_timer is None:
            self._preview_timer = self.set_timer(_PAUSE_SECONDS, self._preview)

    def _preview(self) -> None:
        self._preview_timer = None
        if self._list.row is not None and self._library is not None:
            self._background.read_story(self._library.path_of(self._list.row), opened=False)

    @on(StoryList.Opened)
    def _row_opened(self, message: StoryList.Opened) -> None:
        self._open_row(message.row)

    def _open_row(self, row: Row) -> None:
        assert self._library is not None
        self._background.read_story(self._library.path_of(row), opened=True)

    # The story

    @on(StoryRead)
    async def _story_read(self, message: StoryRead) -> None:
        if message.article is None:
            self._story.show_message(message.failure)
            self._cast.show(None)
            return
        article = message.article
        if self._story.article is None or self._story.article.content_hash != article.content_hash:
            self._story.show(article, paragraph=self._shelving.place_of(article.path))
            self._light_matches()
        if message.opened:
            self._opened = article
            self._go_to_pane("story")
            await self._save_place()

    @on(StoryAnalysed)
    def _story_analysed(self, message: StoryAnalysed) -> None:
        shown = self._story.article
        if shown is not None and shown.content_hash == message.article.content_hash:
            self._story.show_analysis(message.analysis)
            self._cast.show(message.analysis)

    @on(StoryView.Moved)
    def _story_moved(self) -> None:
        page = self._story.page
        if page is None:
            self._status.show_place("", None)
            return
        article, share = page.article, self._story.share
        minutes = max(round((1 - share) * article.words / WORDS_A_MINUTE), 0)
        place = f"¶ {self._story.paragraph + 1} of {len(article.paragraphs)} · {minutes} min left"
        self._status.show_place(place, share)
        if self._opened is not None and self._save_timer is None:
            self._save_timer = self.set_timer(_SAVE_SECONDS, self._save_place)

    async def _save_place(self) -> None:
        """Keep the place in the story that is open."""
        self._save_timer = None
        article = self._story.article
        if self._opened is not None and article is not None and article.path == self._opened.path:
            await self._do(self._shelving.save_place(article, self._story.paragraph, self._story.share))
            self._list.refresh_rows()

    async def _leave_story(self) -> None:
        """Close the story that is open; it stays on the screen as a preview."""
        await self._save_place()
        self._opened = None

    # Searching

    @property
    def _finding(self) -> bool:
        return self._finder is not None and self._finder.active

    @on(Input.Changed, "#query")
    def _query_typed(self, message: Input.Changed) -> None:
        self._search(message.value, typing=True)

    @on(Input.Submitted, "#query")
    def _query_asked(self, message: Input.Submitted) -> None:
        self.query_one(SearchInput).keep()
        if message.value.strip():
            self._search(message.value, typing=False)
            self._go_to_pane("list")
        else:
            self._end_search()

    @on(SearchInput.Closed)
    def _query_left(self) -> None:
        self._end_search()

    def _search(self, text: str, *, typing: bool) -> None:
        if self._finder is None:
            return
        query = self._finder.begin(text)
        if query.empty:
            self._background.stop_search()
            self._finder.end()
            self._list_view()
            self._light_matches()
            return
        self._background.search(query, self._view, typing=typing)

    @on(SearchAnswered)
    def _search_answered(self, message: SearchAnswered) -> None:
        if self._finder is None or message.query is not self._finder.query:
            return
        if message.failure:
            self._top.show_result(message.failure)
            self._background.update(rebuild=True)
            return
        self._finder.take(message.results)
        self._list.message = "Nothing found. Esc shows all stories again."
        self._list.set_rows([hit.row for hit in message.results.hits], why=True, first=True)
        self._top.show_result(self._finder.summary())
        self._light_matches()

    @on(HitsExplained)
    def _hits_explained(self, message: HitsExplained) -> None:
        if self._finder is not None and message.query is self._finder.query:
            self._finder.snippets.update(message.snippets)
            self._list.refresh_rows()

    def _end_search(self) -> None:
        if self._finder is not None and self._top.searching:
            self._background.stop_search()
            self._finder.end()
            self._top.close_search()
            self._go_to_pane("list")
            self._list_view(self._list.row.id if self._list.row else None)
            self._light_matches()

    def _light_matches(self) -> None:
        if self._finder is not None and self._story.article is not None:
            self._story.show_matches(*self._finder.matches_in(self._story.article))

    # The index

    @on(UpdateSaid)
    def _update_said(self, message: UpdateSaid) -> None:
        event = message.event
        if isinstance(event, str):
            self._status.show_work("")
            self._status.notice(event)
        elif isinstance(event, Report):
            self._status.show_work(problems_found(event))
            self._background.list_rows()
        else:
            self._status.show_work(work_under_way(event))
            if monotonic() - self._listed > _LIST_SECONDS and event.done:
                self._listed = monotonic()
                self._background.list_rows()

    # Panes

    def on_resize(self) -> None:
        """Show the panes that there is room for."""
        self._arrange()

    def _go_to_pane(self, pane: Pane) -> None:
        """Give the keys to a pane, and show it where it was hidden."""
        self._pane = pane
        self._arrange()
        {"list": self._list, "story": self._story, "cast": self._cast}[pane].focus()

    def _arrange(self) -> None:
        """Three panes side by side, two, or one, by the width of the screen."""
        width, pane = self.size.width, self._pane
        cast_fits = width >= _WIDE
        cast = cast_fits if self._cast_wanted is None else self._cast_wanted
        if width < _NORMAL:
            shown = {pane}
        elif self._zen:
            shown = {"story"}
        else:
            shown = {"story"} | ({"cast"} if cast else set()) | ({"list"} if cast_fits or not cast else set())
        self._list.display = "list" in shown and self._library is not None
        self._story.display = "story" in shown
        self._cast.display = "cast" in shown
        self._top.visible = not self._zen

    def on_descendant_focus(self) -> None:
        """Remember which pane has the keys, also when the mouse gave them to it."""
        for pane, widget in (("list", self._list), ("story", self._story), ("cast", self._cast)):
            if self.focused is widget:
                self._pane = pane

    def action_next_pane(self) -> None:
        """The next pane."""
        self._next_pane(1)

    def action_previous_pane(self) -> None:
        """The pane before."""
        self._next_pane(-1)

    def _next_pane(self, step: int) -> None:
        panes: list[Pane] = ["list", "story", "cast"] if self._library else ["story", "cast"]
        if not self._zen:
            shown = [
                pane for pane in panes if self.query_one(f"#{pane}").display or self.size.width < _NORMAL
            ]
            self._go_to_pane(shown[(shown.index(self._pane) + step) % len(shown)])

    def action_cast(self) -> None:
        """Show or hide the cast."""
        if self.size.width < _NORMAL:
            self._go_to_pane("story" if self._pane == "cast" else "cast")
            return
        self._cast_wanted = not self._cast.display
        self._zen = False
        if self._pane == "cast" or (self._cast_wanted and self._pane == "list" and self.size.width < _WIDE):
            self._pane = "story"
        self._go_to_pane(self._pane)

    def action_zen(self) -> None:
        """Show the story alone, or everything again."""
        self._zen = not self._zen
        self._go_to_pane("story")

    def action_back(self) -> None:
        """One step back: from what is lit, from zen, from the story to the list, from a search to all."""
        page = self._story.page
        if page is not None and page.lit is not None:
            self._story.light(None)
        elif self._zen:
            self.action_zen()
        elif self._pane != "list" and self._library is not None:
            self._show_list()
        else:
            self._end_search()

    async def action_quit(self) -> None:
        """Back to the list; from the list, out."""
        if self._library is not None and self._pane != "list":
            self._show_list()
        else:
            await self.leave()
            self.app.exit()

    def _show_list(self) -> None:
        self._zen = False
        if self.size.width < _WIDE:
            self._cast_wanted = None
        self._go_to_pane("list")

    # Commands

    def action_next_quote(self) -> None:
        """Light the next quote."""
        self._step(self._quote_spans(), 1, "No quote further on")

    def action_previous_quote(self) -> None:
        """Light the quote before."""
        self._step(self._quote_spans(), -1, "No quote before")

    def action_next_name(self) -> None:
        """Light the next name."""
        self._step(self._name_spans(), 1, "No name further on")

    def action_previous_name(self) -> None:
        """Light the name before."""
        self._step(self._name_spans(), -1, "No name before")

    def _step(self, spans: list[Span], direction: int, otherwise: str) -> None:
        if not self._story.step(spans, direction):
            self._status.notice(otherwise)

    def _quote_spans(self) -> list[Span]:
        page = self._story.page
        return [(quote.start, quote.end) for quote in page.analysis.quotes] if page else []

    def _name_spans(self) -> list[Span]:
        page = self._story.page
        return [(mention.start, mention.end) for mention, _ in page.analysis.names()] if page else []

    def action_next_match(self) -> None:
        """The next match in the story."""
        self._step_match(1, "No match further on")

    def action_previous_match(self) -> None:
        """The match before."""
        self._step_match(-1, "No match before")

    def _step_match(self, direction: int, otherwise: str) -> None:
        if self._story.step_match(direction):
            page = self._story.page
            assert page is not None
            self._status.notice(f"Match {page.current_match + 1} of {len(page.matches)}")
        else:
            self._status.notice(otherwise if self._finding else "Search first: / begins a search")

    def action_search(self) -> None:
        """Open the search's field, empty."""
        if self._library is None:
            self._status.notice("Searching needs a library; this story was opened alone")
            return
        self._show_list()
        self._top.open_search()

    def action_view_all(self) -> None:
        """List all stories."""
        self._choose_view("all")

    def action_view_unread(self) -> None:
        """List the unread stories."""
        self._choose_view("unread")

    def action_view_bookmarked(self) -> None:
        """List the bookmarked stories."""
        self._choose_view("bookmarked")

    @on(TopBar.ViewChosen)
    def _view_clicked(self, message: TopBar.ViewChosen) -> None:
        self._choose_view(message.view)

    def _choose_view(self, view: View) -> None:
        self._view = view
        self._top.show_view(view)
        if self._finding and self._finder is not None:
            self._background.search(self._finder.query, view, typing=False)
        else:
            self._list_view()

    def action_refresh(self) -> None:
        """Bring the index up to date with the folder."""
        self._background.update()

    async def action_bookmark(self) -> None:
        """Bookmark the story that is shown, or take its bookmark away."""
        if self._story.article is not None:
            await self._change(self._shelving.toggle_bookmark(self._story.article))

    async def action_toggle_read(self) -> None:
        """Mark the story that is shown as read or unread."""
        if self._story.article is not None:
            await self._change(self._shelving.toggle_read(self._story.article))

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._change(self._shelving.undo())

    def action_bookmarks(self) -> None:
        """Show all bookmarks."""
        root = self._library.root if self._library else None
        self.app.push_screen(BookmarksScreen(self._shelving, root), self._open_bookmark)

    def _open_bookmark(self, path: Path | None) -> None:
        self._list.refresh_rows()
        if path is not None:
            self._background.read_story(path, opened=True)

    def action_wider(self) -> None:
        """Make the column wider."""
        self._set_width(self._column + 4)

    def action_narrower(self) -> None:
        """Make the column narrower."""
        self._set_width(self._column - 4)

    def _set_width(self, width: int) -> None:
        self._column = min(max(width, MIN_WIDTH), MAX_WIDTH)
        self._story.set_width(self._column)
        self._status.notice(f"Column of {self._column} cells")

    # The shelf

    async def _change(self, doing: Coroutine[object, object, str]) -> None:
        said = await self._do(doing)
        if said:
            self._status.notice(label(said))
        self._list.refresh_rows()

    async def _do(self, doing: Coroutine[object, object, T]) -> T | None:
        """Await what the shelf does; a failure is said, and nothing stops."""
        try:
            return await doing
        except ShelfError as error:
            self._status.notice(label(str(error)))
            return None

    async def _look_at_shelf(self) -> None:
        """See what other readers have marked."""
        if await self._do(self._shelving.changed_elsewhere()):
            self._list.refresh_rows()

    async def leave(self) -> None:
        """Keep where the reader is, and end what runs in the background."""
        await self._save_place()
        places = {"pane": "story" if self._opened is not None else "list", "width": str(self._column)}
        if self._library is not None:
            places["library"] = str(self._library.root)
            if self._list.row is not None:
                places[state.last_story(self._library.root)] = self._list.row.id
        await self._do(self._shelving.remember(places))
        self._background.close()

    def _library_name(self) -> str:
        if self._library is None:
            return label(self._alone.name) if self._alone else ""
        return "Sample library" if self._library.is_sample else label(self._library.root.name) or "/"
