"""The search as the screen sees it: the query, what it found, and why each story matched."""

from collections.abc import Callable, Iterator, Sequence

from tui_reader.article.model import Article
from tui_reader.index.matches import Snippet, find_matches
from tui_reader.index.model import Results, Row
from tui_reader.index.query import Query, parse, while_typing
from tui_reader.library import Library, View
from tui_reader.paint.dates import count
from tui_reader.paint.measure import Span

TYPED_LIMIT, ASKED_LIMIT = 200, 2_000
_SNIPPETS_FIRST = 12


class Finder:
    """Keeps one search. `find` and `explain` take their time, and are called from a worker thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.query: Query = parse("")
        self.results = Results()
        self.snippets: dict[str, Snippet] = {}

    @property
    def active(self) -> bool:
        """Whether there is a query."""
        return not self.query.empty

    def begin(self, text: str, *, typing: bool) -> Query:
        """Take a new query, whose last word may go on while `typing`.

        What the query before found stays until the new answer is there.
        """
        query = parse(text)
        self.query = while_typing(query) if typing else query
        return self.query

    def end(self) -> None:
        """Forget the query and what it found."""
        self.query, self.results, self.snippets = parse(""), Results(), {}

    def find(self, query: Query, view: View, *, typing: bool, cancelled: Callable[[], bool]) -> Results:
        """Search one view of the library.

        Raises:
            LibraryError: the index cannot be read.
        """
        limit = TYPED_LIMIT if typing else ASKED_LIMIT
        return self._library.search(query, view=view, limit=limit, typing=typing, cancelled=cancelled)

    def explain(self, query: Query, rows: Sequence[Row], width: int) -> Iterator[dict[str, Snippet]]:
        """The sentences that matched, `width` code points at most, by article id: the first rows' first."""
        for first, last in ((0, _SNIPPETS_FIRST), (_SNIPPETS_FIRST, TYPED_LIMIT)):
            found = {row.id: self._library.snippet(query, row, width) for row in rows[first:last]}
            yield {key: snippet for key, snippet in found.items() if snippet is not None}

    def take(self, results: Results) -> None:
        """Keep an answer."""
        self.results, self.snippets = results, {}

    def summary(self) -> str:
        """What was found, in a few words; or what is wrong with the query."""
        if self.query.problems:
            return self.query.problems[0].message
        if not self.results.hits:
            return "nothing found"
        more = "" if self.results.complete else "+"
        return count(self.results.total, "story", "stories") + more

    def matches_in(self, article: Article) -> tuple[list[Span], list[Span]]:
        """Where the query matches in a story's text, and in its headline."""
        if not self.active:
            return [], []
        return find_matches(self.query, article.text, "text"), find_matches(
            self.query, article.title, "title"
        )

    def title_spans(self, row: Row) -> list[Span]:
        """Where the query matches in a row's headline."""
        return find_matches(self.query, row.title, "title") if self.active else []
