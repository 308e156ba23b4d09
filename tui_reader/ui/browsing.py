"""What the list shows: a view of the library, or what a search found in it."""

from collections.abc import Sequence

from tui_reader.index.model import Row
from tui_reader.library import Library, View
from tui_reader.paint.dates import count
from tui_reader.paint.rows import RowFacts
from tui_reader.ui.background import Background
from tui_reader.ui.finding import Finder
from tui_reader.ui.messages import HitsExplained, SearchAnswered
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar

_EMPTY_VIEWS: dict[View, str] = {
    "all": "No stories here. A library is a folder of .txt and .md files.",
    "unread": "Nothing unread. 1 lists all stories.",
    "bookmarked": "No bookmarks yet. b sets one; 1 lists all stories.",
}
_NOTHING_FOUND = "Nothing found. Esc shows all stories again."
_NOTHING_YET = "Nothing found so far; the library is still being read."


class Browsing:
    """Keeps the rows, the view and the search, and shows them in the list and the line at the top."""

    def __init__(self, library: Library, shelving: Shelving, background: Background) -> None:
        self.library = library
        self.finder = Finder(library)
        self.view: View = "all"
        self.stories = StoryList(self._facts, id="list")
        self._rows: Sequence[Row] | None = None
        self._typing = False
        self._answered = False
        self._shelving = shelving
        self._background = background

    def begin(self, rows: Sequence[Row], choose: str | None) -> None:
        """Show the first rows there are."""
        self.stories.message = "Opening the library…"
        self.stories.set_rows(rows, choose=choose)

    def take_rows(self, rows: Sequence[Row], top: TopBar, *, complete: bool, choose: str | None) -> bool:
        """Take the library's rows; True when they are the first ones."""
        first, self._rows = self._rows is None, rows
        self.stories.message = _EMPTY_VIEWS[self.view] if rows or complete else self.stories.message
        if not self.finder.active:
            self.show_view(top, choose if first else None)
        return first

    def choose_view(self, view: View, top: TopBar) -> None:
        """List another view, or search it."""
        self.view = view
        top.show_view(view)
        if self.finder.active:
            self._background.search(self.finder, view, typing=False)
        else:
            self.show_view(top)

    def show_view(self, top: TopBar, choose: str | None = None) -> None:
        """List the stories of the chosen view."""
        if self._rows is None:
            return
        marks = self._shelving.marks
        rows = self._rows
        if self.view != "all":
            rows = [row for row in rows if marks.shown_in(self.view, str(self.library.path_of(row)))]
        self.stories.message = _EMPTY_VIEWS[self.view]
        self.stories.set_rows(rows, choose=choose)
        top.show_result(count(len(rows), "story", "stories") if rows else "")

    def search(self, text: str, top: TopBar, *, typing: bool) -> None:
        """Search for what was typed; an empty query shows the view again."""
        self._typing, self._answered = typing, False
        if self.finder.begin(text, typing=typing).empty:
            self._background.stop_search()
            self.finder.end()
            self.show_view(top)
        else:
            self._background.search(self.finder, self.view, typing=typing)

    def search_again(self) -> None:
        """Search what the index has gained meanwhile, when there is a search."""
        if self.finder.active:
            self._background.search(self.finder, self.view, typing=self._typing)

    def take_answer(self, message: SearchAnswered, top: TopBar) -> bool:
        """Show what was found; False when the answer is to an earlier query."""
        if message.query is not self.finder.query:
            return False
        if message.failure:
            top.show_result(message.failure)
            if message.unusable:
                self._background.update(rebuild=True)
            return True
        self.finder.take(message.results)
        self.stories.message = _NOTHING_YET if self._background.updating else _NOTHING_FOUND
        rows = [hit.row for hit in message.results.hits]
        self.stories.set_rows(rows, why=True, first=not self._answered)
        self._answered = True
        top.show_result(self.finder.summary())
        self._background.explain(self.finder, self.stories.why_width)
        return True

    def take_reasons(self, message: HitsExplained) -> None:
        """Show the sentences that matched."""
        if message.query is self.finder.query:
            self.finder.snippets.update(message.snippets)
            self.stories.refresh_rows()

    def end_search(self, top: TopBar) -> None:
        """Forget the search; the story under the cursor stays chosen."""
        row = self.stories.row
        self._background.stop_search()
        self.finder.end()
        top.close_search()
        self.show_view(top, row.id if row else None)

    def _facts(self, row: Row) -> RowFacts:
        path = str(self.library.path_of(row))
        progress = self._shelving.marks.progress.get(path)
        snippet = self.finder.snippets.get(row.id)
        return RowFacts(
            row.title,
            row.date,
            row.people,
            row.quotes,
            read=progress is not None and progress.read,
            bookmarked=path in self._shelving.marks.bookmarked,
            share=progress.share if progress else 0.0,
            title_spans=self.finder.title_spans(row),
            why=snippet.text if snippet else "",
            why_spans=snippet.spans if snippet else (),
        )
