"""The search as the screen sees it: the query, what it found, and why each story matched."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.index.model import QuoteHit, Results, Row
from tui_reader.library import Library
from tui_reader.paint.dates import count
from tui_reader.paint.measure import Span
from tui_reader.views import View

if TYPE_CHECKING:
    from tui_reader.index.matches import Snippet
    from tui_reader.index.query import Query, QueryProblem

Speed = Literal["typing", "rest", "asked"]
"""While letters come; in a pause between them, when the last word may still go on; and after Enter."""
Order = Literal["relevance", "date"]

_STORIES: Mapping[Speed, int] = {"typing": 200, "rest": 2_000, "asked": 2_000}
_QUOTES: Mapping[Speed, int] = {"typing": 100, "rest": 1_000, "asked": 1_000}
_ORDERS: Mapping[Order, str] = {"relevance": "best first", "date": "newest first"}
_COUNT_SECONDS = 1.0


class Reason(NamedTuple):
    """Why a story matched, as it is shown: a sentence of it, and who says it when it is a quote."""

    snippet: "Snippet"
    speaker: str = ""


class Search(NamedTuple):
    """What is asked of the library: stories, or (with `quotes`) what was said in them."""

    query: "Query"
    view: View
    speed: Speed
    order: Order
    quotes: bool = False


class Answer(NamedTuple):
    """What a search found. `query` is the one that found it: the last word may have been let go on."""

    query: "Query"
    results: Results
    quotes: tuple[QuoteHit, ...] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing at all was found."""
        return self.results.complete and not self.results.total and not self.quotes


class Finder:
    """Keeps one search. `find` and `explain` take their time, and are called from a worker thread.

    Queries are understood by modules that are loaded with the first of them: the first frame comes before that.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.search: Search | None = None
        self._query: Query | None = None
        self.answer: Answer | None = None
        self.order: Order = "relevance"
        self.quotes_only = False
        self.reasons: dict[str, Reason] = {}

    @property
    def query(self) -> "Query":
        """The query; an empty one where there is none."""
        from tui_reader.index.query import parse  # noqa: PLC0415  not needed for the first frame

        return self._query or parse("")

    @property
    def active(self) -> bool:
        """Whether there is a query."""
        return self._query is not None and not self._query.empty

    @property
    def text(self) -> str:
        """The query as it was typed."""
        return self._query.text if self._query is not None else ""

    def begin(self, text: str) -> "Query":
        """Take a new query. What the one before found stays until the new answer is there."""
        from tui_reader.index.query import parse  # noqa: PLC0415  the same

        self._query = parse(text)
        return self._query

    def ask(self, view: View, speed: Speed) -> Search:
        """The search to do now: what is typed is listed newest first, what is asked as the user wants it."""
        from tui_reader.index.query import parse, while_typing  # noqa: PLC0415  the same

        query = parse(self.text)
        self._query = query if speed == "asked" else while_typing(query)
        order: Order = "date" if speed == "typing" else self.order
        self.search = Search(self._query, view, speed, order, self.quotes_only)
        return self.search

    def end(self) -> None:
        """Forget the query and what it found."""
        self.search, self._query, self.answer, self.reasons = None, None, None, {}

    def problems(self, *, finished: bool) -> "Sequence[QueryProblem]":
        """What in the query is not understood; what its end may still put right only when it is `finished`."""
        end = len(self.text.rstrip())
        return [problem for problem in self.query.problems if finished or problem.end < end]

    def find(self, search: Search, cancelled: Callable[[], bool]) -> Answer:
        """Search one view of the library; where nothing has a query's last word, it may go on after Enter, too.

        Raises:
            LibraryError: the index cannot be read.
        """
        from tui_reader.index.query import while_typing  # noqa: PLC0415  the same

        answer = self._find(search, search.query, cancelled)
        if search.speed == "asked" and answer.empty and not cancelled():
            grown = while_typing(search.query)
            if grown is not search.query:
                longer = self._find(search, grown, cancelled)
                return answer if longer.empty else longer
        return answer

    def _find(self, search: Search, query: "Query", cancelled: Callable[[], bool]) -> Answer:
        if search.quotes:
            most = _QUOTES[search.speed]
            hits = self._library.search_quotes(
                query, view=search.view, limit=most, order=search.order, cancelled=cancelled
            )
            quotes = tuple(hits)
            total, complete = len(quotes), len(quotes) < most
            if not complete and search.speed != "typing":
                counted, complete = self._library.count_quotes(
                    query, view=search.view, seconds=_COUNT_SECONDS, cancelled=cancelled
                )
                total = max(total, counted)
            return Answer(query, Results((), total, complete), quotes)
        results = self._library.search(
            query,
            view=search.view,
            limit=_STORIES[search.speed],
            order=search.order,
            typing=search.speed == "typing",
            cancelled=cancelled,
        )
        return Answer(query, results)

    def explain(
        self, query: "Query", rows: Sequence[Row], width: int, cancelled: Callable[[], bool]
    ) -> Iterator[dict[str, Reason]]:
        """Why these stories matched, in `width` code points at most, by content hash; a few at a time."""
        from tui_reader.index.matches import Snippet  # noqa: PLC0415  the same
        from tui_reader.reasons import reasons  # noqa: PLC0415  the same

        for some in reasons(self._library, query, rows, width, cancelled):
            yield {
                row.content_hash: Reason(found.drawn, found.named)
                if found
                else Reason(Snippet("The file has gone."))
                for row, found in some
            }

    def take(self, answer: Answer) -> None:
        """Keep an answer."""
        if self.answer is None or self.answer.query != answer.query:
            self.reasons = {}
        self.answer, self._query = answer, answer.query

    def take_total(self, answer: Answer) -> None:
        """Keep the rows of the answer before, and only count anew."""
        if self.answer is not None and self.search is not None:
            results = answer.results._replace(hits=self.answer.results.hits)
            self.answer = Answer(self.answer.query, results, self.answer.quotes)
            self.search = self.search._replace(order="date")

    def summary(self) -> tuple[str, ...]:
        """What was found, in a few words, and in fewer."""
        if self.answer is None or self.search is None:
            return ("",)
        if self.answer.empty:
            return "nothing found", "none"
        results, view = self.answer.results, self.search.view
        more = "" if results.complete else "+"
        if self.answer.quotes is not None:
            number = count(results.total, "quote", "quotes")
            number = number if view == "all" else f"{number} in {view}"
        else:
            number = (
                count(results.total, "story", "stories") if view == "all" else f"{results.total:,} {view}"
            )
        return f"{number}{more} · {_ORDERS[self.search.order]}", f"{number}{more}", f"{results.total:,}{more}"

    @property
    def asks_said(self) -> bool:
        """Whether where the query matches in a story is not known before its quotes are."""
        if not self.active:
            return False
        from tui_reader.index.story_matches import asks_said  # noqa: PLC0415  the same

        return asks_said(self.query)

    def matches_in(self, article: Article, analysis: Analysis | None) -> tuple[list[Span], list[Span]]:
        """Where the query matches in a story's text, and in its headline; nothing is said while `analysis` is None."""
        if not self.active:
            return [], []
        from tui_reader.index.matches import find_matches  # noqa: PLC0415  the same
        from tui_reader.index.story_matches import find_in_story  # noqa: PLC0415  the same

        return find_in_story(self.query, article.text, analysis), find_matches(
            self.query, article.title, "title"
        )

    def title_spans(self, row: Row) -> list[Span]:
        """Where the query matches in a row's headline."""
        if not self.active:
            return []
        from tui_reader.index.matches import find_matches  # noqa: PLC0415  the same

        return find_matches(self.query, row.title, "title")
