"""What the list shows: a view of the library, or what a search found in it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tui_reader.article.folder import article_id, key_of
from tui_reader.index.model import QuoteHit, Row
from tui_reader.index.rows import with_keys
from tui_reader.library import Library
from tui_reader.paint.dates import count
from tui_reader.paint.rows import QuoteFacts, RowFacts
from tui_reader.ui.asking import Asking
from tui_reader.ui.background import Background
from tui_reader.ui.bindings import keyed
from tui_reader.ui.finding import Finder, Reason, Speed
from tui_reader.ui.messages import HitsExplained, SearchAnswered
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.listing import Quotes
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar
from tui_reader.views import View

_EMPTY_VIEWS: dict[View, str] = {
    "all": "No .txt or .md file here. {another-library} opens another library.",
    "unread": "Nothing unread. {view-all} lists all stories.",
    "bookmarked": "No story here has a bookmark. {bookmark} sets one; {view-all} lists all stories.",
    "hidden": "Nothing is hidden. {hide} hides a story; {view-all} lists all stories.",
}
_NOTHING_FOUND = "Nothing found. {out} shows all stories again."
_NOTHING_IN_VIEW = "Nothing found among these stories. {view-all} looks in all; {out} ends the search."
_NO_QUOTES = "Nobody says that. {quotes-found} lists the stories that were found; {out} shows all again."
_NO_STORIES = "Nothing found: there is no story here."
_MOST_UNEXPLAINED = 60
"""More rows are never on the screen."""
_NOTHING_YET = "Nothing found so far; the library is still being read."


class Browsing:
    """Keeps the rows, the view and the search, and shows them in the list and the line at the top."""

    def __init__(
        self, library: Library, shelving: Shelving, background: Background, finder: Finder, asking: Asking
    ) -> None:
        self.library = library
        self.finder = finder
        self.view: View = "all"
        self.stories = StoryList(self._facts, id="list")
        self.oldest_first = False
        self._rows: Sequence[Row] | None = None
        self._speed: Speed = "asked"
        self._answered = False
        self._trouble = ""
        self._to_choose: str | None = None
        self._shelving = shelving
        self._background = background
        self._asking = asking
        self._unexplained: dict[str, Row] = {}
        self._explained_for = 0

    def begin(self, rows: Sequence[Row], choose: str | None) -> None:
        """Show the first rows there are."""
        self.stories.message = "Opening the library…"
        self.stories.set_rows(rows, choose=choose)

    def take_rows(
        self, rows: Sequence[Row], top: TopBar, *, complete: bool, choose: str | None, quiet: bool
    ) -> bool:
        """Take the library's rows; True when they are the first ones. With `quiet` no other story is chosen by that."""
        first, self._rows = self._rows is None, rows
        if rows or complete:
            self._say_view_is_empty()
        if not self.finder.active:
            self.show_view(top, choose if first else None, quiet=quiet)
        return first

    def choose_view(self, view: View, top: TopBar) -> None:
        """List another view, or search it."""
        self._turn_to(view, top)
        if self.finder.active:
            self._ask("asked", anew=True)
        else:
            self.show_view(top)

    def search_everywhere(self, text: str, top: TopBar) -> None:
        """Search all stories for a query that is not typed, whichever view is listed."""
        self._turn_to("all", top)
        self.search(text, top, typing=False)

    def _turn_to(self, view: View, top: TopBar) -> None:
        self.view = view
        top.show_view(view)

    def show_view(self, top: TopBar, choose: str | None = None, *, quiet: bool = False) -> None:
        """List the stories of the chosen view."""
        if self._rows is None:
            return
        marks = self._shelving.marks
        rows = self._rows
        if self.view != "all" or marks.hidden:
            rows = with_keys(rows, lambda key: marks.shown_in(self.view, self.library.marked_as(key)))
        self._say_view_is_empty()
        self.stories.set_rows(rows[::-1] if self.oldest_first else rows, choose=choose, quiet=quiet)
        self.show_count(top)

    def choose_next(self, paths: Iterable[str]) -> None:
        """Have the cursor go to one of these stories when rows are listed anew."""
        self._to_choose = next((article_id(key_of(Path(path), self.library.root)) for path in paths), None)

    def _take_choice(self) -> str | None:
        chosen, self._to_choose = self._to_choose, None
        return chosen

    def show_hidden(self, top: TopBar) -> None:
        """List anew, because a story was hidden or brought back."""
        if self.finder.active:
            self.search_again()
        else:
            self.show_view(top, self._take_choice())

    def fill_empty_view(self, top: TopBar) -> None:
        """List a view anew that had no story, because marks have changed and some may belong to it now."""
        if self._rows and not self.finder.active and not self.stories.rows:
            self.show_view(top)

    def show_count(self, top: TopBar) -> None:
        """Say how many stories are listed."""
        rows = self.stories.rows
        number = count(len(rows), "story", "stories") if rows else ""
        top.show_result(f"{number} · oldest first" if self.oldest_first and rows else number, number)

    def search(self, text: str, top: TopBar, *, typing: bool) -> None:
        """Search for what was typed; an empty query shows the view again."""
        empty = self.finder.begin(text).empty
        top.show_problems(self.finder.problems(finished=not typing))
        if empty:
            self._asking.stop()
            self.finder.end()
            self.finder.begin(text)  # what is wrong with it is still to be said
            self.show_view(top)
        else:
            self._ask("typing" if typing else "asked", anew=True)

    def rest(self, top: TopBar) -> None:
        """The typing pauses: rank what was found, count all of it, and say what is not understood."""
        top.show_problems(self.finder.problems(finished=True))
        if self.finder.active and self._speed == "typing":
            self._ask("rest")

    def search_again(self) -> None:
        """Search what the index has gained meanwhile, when there is a search."""
        if self.finder.active:
            self._ask(self._speed)

    def sort(self, top: TopBar) -> None:
        """Order what was found by relevance or by date, or the library newest or oldest first."""
        if self.finder.active:
            self.finder.order = "date" if self.finder.order == "relevance" else "relevance"
            self._ask("asked", anew=True)
        else:
            self.oldest_first = not self.oldest_first
            self.show_view(top)

    def toggle_quotes(self) -> None:
        """List the quotes that a search has found, or the stories again."""
        self.finder.quotes_only = not self.finder.quotes_only
        self._ask("asked", anew=True)

    def _ask(self, speed: Speed, *, anew: bool = False) -> None:
        """Have the search done; with `anew` the cursor goes to the first row of the answer."""
        self._speed = speed
        self._answered = self._answered and not anew
        self._asking.search(self.finder.ask(self.view, speed))

    def take_answer(self, message: SearchAnswered, top: TopBar, *, quiet: bool) -> bool:
        """Show what was found; False when the answer is to an earlier query. With `quiet` no other story is chosen by that."""
        finder = self.finder
        if message.search is not finder.search or message.answer is None:
            if message.search is finder.search:
                top.show_result(message.failure)
                if message.unusable:
                    self._background.update(rebuild=True)
            return False
        answer = message.answer
        if self._speed == "rest" and self._answered and self.stories.moved:
            # The rows stay as they are for a reader who is among them already.
            finder.take_total(answer)
            self.stories.refresh_rows()
        else:
            finder.take(answer)
            self._show_answer(first=not self._answered or self._speed == "rest", quiet=quiet)
        self._answered = True
        top.show_result(*finder.summary())
        if answer.empty and self._speed != "typing" and not self._background.updating:
            self._asking.suggest(finder.text, self.view)
        return True

    def _show_answer(self, *, first: bool, quiet: bool) -> None:
        answer = self.finder.answer
        if answer is None:
            return
        quotes = answer.quotes
        nothing = _NOTHING_FOUND if quotes is None else _NO_QUOTES
        if self.view != "all":
            nothing = _NOTHING_IN_VIEW
        if self._background.updating:
            nothing = _NOTHING_YET
        elif not self._rows:
            nothing = _NO_STORIES
        self._say_instead(nothing)
        choose = self._take_choice()
        if quotes is not None:
            listing = Quotes(quotes, self._quote_facts)
            self.stories.set_listing(listing, choose=choose, first=first, quiet=quiet)
        else:
            rows = [hit.row for hit in answer.results.hits]
            self.stories.set_rows(rows, choose=choose, why=True, first=first, quiet=quiet)

    def meet(self, trouble: str) -> None:
        """Take why the library could not be brought up to date, to say it where no story is listed; "" when it was."""
        self._trouble = trouble
        if not self._rows and not self.finder.active:
            self._say_view_is_empty()
            self.stories.redraw()

    def _say_view_is_empty(self) -> None:
        if self._trouble and self.view == "all":
            self.stories.message = self._trouble
        else:
            self._say_instead(_EMPTY_VIEWS[self.view])

    def _say_instead(self, sentence: str) -> None:
        """Have a sentence stand where the list has no rows."""
        self.stories.message = keyed(self.stories.app, sentence)

    def take_reasons(self, message: HitsExplained) -> None:
        """Show the sentences that matched."""
        if message.query == self.finder.query and message.width == self.stories.why_width:
            self.finder.reasons.update(message.reasons)
            self.stories.refresh_rows()

    def _reason(self, row: Row) -> Reason | None:
        """Why a story that is being drawn matched; what is not known yet is asked for."""
        width = self.stories.why_width
        if width != self._explained_for:
            self._explained_for = width
            self.finder.reasons.clear()
        found = self.finder.reasons.get(row.content_hash)
        if found is None and row.id not in self._unexplained:
            if not self._unexplained:
                self.stories.call_later(self._explain)
            self._unexplained[row.id] = row
        return found

    def _explain(self) -> None:
        """Have it found why the rows that were drawn matched, the last ones first."""
        rows = list(self._unexplained.values())[: -_MOST_UNEXPLAINED - 1 : -1]
        self._unexplained.clear()
        self._asking.explain(self.finder.query, rows, self.stories.why_width)

    def end_search(self, top: TopBar) -> None:
        """Forget the search; the story under the cursor stays chosen."""
        row = self.stories.row
        self._asking.stop()
        self.finder.end()
        self.finder.quotes_only = False
        top.close()
        self.show_view(top, row.id if row else None)

    def _facts(self, row: Row) -> RowFacts:
        path = str(self.library.path_of(row))
        progress = self._shelving.marks.progress.get(path)
        reason = self._reason(row) if self.finder.answer is not None else None
        return RowFacts(
            row.title,
            row.date,
            row.people,
            row.quotes,
            read=progress is not None and progress.read,
            bookmarked=path in self._shelving.marks.bookmarked,
            share=progress.share if progress else 0.0,
            title_spans=self.finder.title_spans(row),
            why=reason.snippet.text if reason else "",
            why_spans=reason.snippet.spans if reason else (),
            speaker=reason.speaker if reason else "",
        )

    def _quote_facts(self, hit: QuoteHit) -> QuoteFacts:
        return QuoteFacts(
            hit.speaker or "",
            hit.confidence == "guess",
            hit.text,
            hit.spans,
            hit.row.title,
            hit.row.date,
            read=self._shelving.marks.is_read(str(self.library.path_of(hit.row))),
        )
