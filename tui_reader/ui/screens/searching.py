"""The commands that search the library, find words in a story, and choose what is listed."""

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.timer import Timer

from tui_reader.article.model import Article
from tui_reader.index.model import QuoteHit
from tui_reader.ui import messages
from tui_reader.ui.bindings import bindings, keyed
from tui_reader.ui.reading import Arrival
from tui_reader.ui.screens.saving import Saving
from tui_reader.ui.screens.travelling import Travelling
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar
from tui_reader.views import VIEWS, View

PAUSE_SECONDS = 0.4
"""So long nobody types before what was found is ranked and counted."""


class Searching(Saving, Travelling):
    """What the search bar and the list of hits do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "search", "next-match", "previous-match", "view-all", "view-unread", "view-bookmarked", "view-hidden", "sort"
        )
    ]  # fmt: skip
    _pause: Timer | None = None
    _entered = False

    # The library

    def action_search(self) -> None:
        """Search the library; in a story, find words in it."""
        if self._panes.pane == "list" and self._browsing is not None:
            self._search_library()
        else:
            self._top.open("story")
            self._arrange_top()

    def _search_library(self) -> None:
        if self._browsing is None:
            self.answer("Searching needs a library; this story was opened alone")
            return
        self._opening = None
        self._end_seeking()
        self._panes.show_list()
        self._top.open("library")
        self._arrange_top()

    @on(TopBar.Asked)
    def _asked(self, message: TopBar.Asked) -> None:
        if self._browsing is None:
            return
        if not message.typing and not message.query.strip():
            self._end_search()
            return
        self._stop_pause()
        self._entered = not message.typing
        self._browsing.search(message.query, self._top, typing=message.typing)
        self._reading.light_matches()
        self._show_saved()
        if message.typing:
            self._pause = self.set_timer(PAUSE_SECONDS, self._rest)
        else:
            self._keep_query()
            self._panes.show_list()

    def _rest(self) -> None:
        """Nobody has typed for a moment."""
        self._pause = None
        if self._browsing is not None and self._top.searching:
            self._browsing.rest(self._top)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    @on(TopBar.CompletionsWanted)
    def _completions_wanted(self, message: TopBar.CompletionsWanted) -> None:
        if self._asking is not None:
            self._asking.complete(message.text, message.cursor)

    @on(messages.Completed)
    def _completed(self, message: messages.Completed) -> None:
        self._top.field.offer(message.text, message.cursor, message.completions)

    @on(messages.Suggested)
    def _suggested(self, message: messages.Suggested) -> None:
        self._top.suggest(message.query, message.suggested)

    @on(messages.SearchAnswered)
    def _search_answered(self, message: messages.SearchAnswered) -> None:
        if self._browsing is None or not self._browsing.take_answer(
            message, self._top, quiet=self._is_reading
        ):
            return
        self._keep_cursor()
        self._reading.light_matches()
        self._show_keys()
        self._count_the_rest()
        nothing = message.answer is not None and message.answer.empty
        if nothing and self._entered and self.focused is self._browsing.stories:
            self._top.field.focus()
        self._entered = False

    @on(messages.HitsExplained)
    def _hits_explained(self, message: messages.HitsExplained) -> None:
        if self._browsing is not None:
            self._browsing.take_reasons(message)

    @on(TopBar.Left)
    def _search_left(self) -> None:
        if self._top.mode == "story":
            self._end_seeking()
        elif self._top.searching:
            self._end_search()
        else:
            self._panes.go_to(self._panes.pane)

    def _end_search(self) -> None:
        if self._browsing is not None and self._top.searching:
            self._stop_pause()
            self._browsing.end_search(self._top)
            self._reading.light_matches()
            self._show_saved()
            self._panes.show_list()
            self._show_keys()

    def action_view(self, view: View) -> None:
        """List a view, of what is searched for, and give the list the keys; going back leads to the story that was read.

        All stories leave a saved search, which is beside the views, once they are all that it finds.
        """
        if self._browsing is None:
            return
        if self._panes.pane != "list" and self._reading.is_open:
            self._trail.leave(self._here())
        self._end_seeking()
        widest = view == "all" and self._browsing.view == view and self._browsing.finder.active
        if not widest:
            self._browsing.choose_view(view, self._top)
        elif self._saved_in_use >= 0:
            self._end_search()
        else:
            self.answer(keyed(self.app, "All stories that match · {out} shows every story"))
        if self.focused is not self._top.field:
            self._panes.show_list()

    @on(TopBar.ViewChosen)
    def _view_clicked(self, message: TopBar.ViewChosen) -> None:
        self.action_view(next(view for view in VIEWS if view == message.view))

    def action_sort(self) -> None:
        """Order what is listed in another way."""
        if self._browsing is not None:
            self._browsing.sort(self._top)

    @on(StoryList.QuotesWanted)
    def _quotes_wanted(self) -> None:
        if self._browsing is not None:
            self._browsing.toggle_quotes()

    # In the story

    @on(TopBar.Sought)
    def _sought(self, message: TopBar.Sought) -> None:
        if not message.typing and not message.words.strip():
            self._end_seeking()
            return
        self._reading.seek(message.words)
        self._show_match()
        if not message.typing:
            self._top.keep("story", message.words.strip())
            self._panes.go_to("story")
            if self._reading.story.page is not None and not self._reading.story.page.matches:
                self._say_not_found()

    @on(TopBar.LibraryWanted)
    def _library_wanted(self) -> None:
        self._search_library()

    def _end_seeking(self) -> None:
        """Forget what was found in the story; the bar shows the search of the library again."""
        if self._top.mode != "story":
            return
        self._reading.end_seeking()
        self.say_while("")
        self._restore_bar()
        self._panes.go_to("story")

    def _restore_bar(self) -> None:
        finder = self._browsing.finder if self._browsing else None
        if finder is not None and finder.active:
            self._top.open("library", focus=False)
            self._top.put(finder.text)
            self._top.show_result(*finder.summary())
        else:
            self._top.close()
            if self._browsing is not None:
                self._browsing.show_count(self._top)
        self._arrange_top()

    async def action_match(self, direction: int) -> None:
        """Go to the next or previous match, of the next or previous story after the last one."""
        if self._reading.step_match(direction):
            self._show_match()
        elif self._reading.seeking:
            self.say_while(f"No match {'further on' if direction > 0 else 'before'}")
        elif self._reading.awaits_matches:
            self.answer("The quotes of this story are still being found")
        elif self._browsing is None or not self._browsing.finder.active:
            await self.step_unread(direction)
        else:
            await self._step_story(direction)

    def _show_match(self) -> None:
        place = self._reading.place_among_matches
        if self._top.mode == "story":
            self._top.show_result(place if self._top.field.value.strip() else "")
        if self.focused is not self._top.field:
            self.say_while(place[0].upper() + place[1:])

    def _say_not_found(self) -> None:
        """Say that the story has none of the words, and where else they may be."""
        elsewhere = "; {search}{search} searches the library" if self._browsing is not None else ""
        self.answer(keyed(self.app, f"This is not in the story{elsewhere}"))

    async def _step_story(self, direction: int) -> None:
        """Go on to the next or previous story that was found, at its first or last match."""
        assert self._browsing is not None
        await self._save_place()
        row = self._browsing.stories.step_story(direction)
        if row is None:
            self.answer(f"No match {'further on' if direction > 0 else 'before'} in what was found")
            return
        arrival = Arrival("first", "Next story") if direction > 0 else Arrival("last", "Story before")
        path = self._browsing.library.path_of(row)
        if self._panes.pane == "list":
            self._arrival = path, arrival
        else:
            self._open(path, arrival)

    def _prepare_arrival(self, message: StoryList.Chosen) -> None:
        """Remember where the preview of a row begins: at its quote."""
        path = self._path_of(message.row) if message.row is not None else None
        arrival = arrival_at(message.quote)
        if path is not None and arrival is not None:
            self._arrival = path, arrival
        elif self._arrival is not None and self._arrival[0] != path:
            self._arrival = None

    def _arrive(self, article: Article) -> None:
        """A story is shown: go to where it is entered, and say so."""
        if self._top.mode == "story" and not self._reading.seeking and self.focused is not self._top.field:
            self._restore_bar()
        if not self._awaits_matches(article):
            self._enter(article)

    def _arrive_late(self, article: Article) -> None:
        """The quotes of a story are there: go to its first or last match, if that could not be known before."""
        if self._reading.article_id == article.id and self._enters_at_match(article):
            self._enter(article)

    def _awaits_matches(self, article: Article) -> bool:
        return self._reading.awaits_matches and self._enters_at_match(article)

    def _enters_at_match(self, article: Article) -> bool:
        arrival = self._arrival
        return arrival is not None and arrival[0] == article.path and isinstance(arrival[1].at, str)

    def _enter(self, article: Article) -> None:
        arrival, self._arrival = self._arrival, None
        if arrival is not None and arrival[0] == article.path:
            self._reading.arrive(arrival[1])
            if arrival[1].saying:
                self.answer(f"{arrival[1].saying} · {self._reading.place_among_matches}")


def arrival_at(hit: QuoteHit | None) -> Arrival | None:
    """Where the story of a quote is entered."""
    return Arrival((hit.start, hit.end), content_hash=hit.row.content_hash) if hit is not None else None
