"""The seam: what the rest of the program asks of a search engine, and what it may rely on.

`search.Index` is the engine, on Whoosh. Another one takes its place when it keeps these promises, which
`tests/index/test_contract.py` puts to the test; nothing outside of this folder would notice.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from tui_reader.index.model import Chosen, Completion, Order, QuoteFound, Results

if TYPE_CHECKING:
    from tui_reader.index.query import Query


def never() -> bool:
    """Nobody cancels."""
    return False


class Engine(Protocol):
    """An index of one library, open for reading, as of one commit of its writer.

    Every method may be called from any thread, and raises IndexUnusable when the index is closed or damaged: an
    update with `rebuild=True` repairs it. Rows are ordered by relevance or, with "date", newest first; among
    equals the newest comes first, then the key decides. Words are compared as `folding` has them.
    """

    generation: str
    """Names the commit; changes whenever answers may change."""

    def search(
        self,
        query: "Query",
        *,
        limit: int | None = 50,
        order: Order = "relevance",
        prefix_last: bool = False,
        within: Chosen | None = None,
        states: Callable[[str], Chosen] | None = None,
        budget: float | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """The stories that `query` asks for; an empty query finds nothing.

        `total` counts all of them, `limit` cuts only the hits. With `prefix_last` the word at the very end of the
        query may go on. `within` leaves out all others. `states` says which articles are "read", "unread", "bookmarked", "hidden"
        or "tag:NAME"; without it such words are passed over. After `budget` seconds, or when `cancelled`, what was found so far
        is returned, and `complete` is False: stories may be missing, but none is there that was not asked for.
        """

    def quotes(
        self,
        query: "Query",
        *,
        limit: int | None = None,
        order: Order = "relevance",
        within: Chosen | None = None,
        states: Callable[[str], Chosen] | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[QuoteFound]:
        """The quotes that `query` asks for, one by one; those of one story in reading order where they are equal.

        Plain words, `speaker:` and `said:` are asked of one statement, everything else of its story. Of a
        statement those quotes are given that hold words of the query; all of them when none does. Commits
        while the answers are taken neither end nor repeat them.
        """

    def count_quotes(
        self,
        query: "Query",
        *,
        within: Chosen | None = None,
        states: Callable[[str], Chosen] | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> int:
        """How many quotes `quotes` would give without a limit."""

    def suggest(
        self,
        query: "Query",
        *,
        within: Chosen | None = None,
        states: Callable[[str], Chosen] | None = None,
    ) -> str:
        """The text of a query like this one that finds something; empty when there is none.

        Meant for a query that finds nothing: its misspelt words are put right, or one too many is left out.
        """

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """How the word of `text` that ends at `cursor` may go on, the likeliest first."""

    def refresh(self) -> bool:
        """Go over to the last commit; True when it is another one."""

    def close(self) -> None:
        """Let go of all files. A search that is under way ends first."""
