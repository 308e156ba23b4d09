"""What a list shows: stories, or quotes; how high each row is, and its lines when it is seen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from tui_reader.index import rows
from tui_reader.index.model import QuoteHit, Row
from tui_reader.paint.bookmark_rows import BookmarkFacts, bookmark_lines
from tui_reader.paint.measure import width_of
from tui_reader.paint.model import Run
from tui_reader.paint.rows import QuoteFacts, RowFacts, quote_height, quote_lines, row_lines, title_height


class Listing(Protocol):
    """Rows that are painted one by one. Heights count lines, the empty one below each row included."""

    def __len__(self) -> int:
        """How many rows there are."""

    def row(self, number: int) -> Row:
        """The story of a row."""

    def quote(self, number: int) -> QuoteHit | None:
        """The quote of a row; None for a row that is a story."""

    def find(self, story: str, start: int | None) -> int:
        """The row of a story, of its quote that begins at `start` if there is one; -1 for none."""

    def heights(self, width: int, why_lines: int) -> Iterator[int]:
        """The height of each row in a list of `width` cells."""

    def lines(self, number: int, width: int, why_lines: int) -> list[list[Run]]:
        """The lines of a row, each at most `width` cells."""


class Stories:
    """One row a story. With `why`, rows have room for what a search matched in them."""

    def __init__(self, rows: Sequence[Row], facts: Callable[[Row], RowFacts], *, why: bool) -> None:
        self.rows = rows
        self._facts = facts
        self._why = why

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, number: int) -> Row:
        """The story of a row."""
        return self.rows[number]

    def quote(self, number: int) -> QuoteHit | None:
        """None: the rows are stories."""
        del number
        return None

    def find(self, story: str, start: int | None) -> int:
        """The row of a story."""
        del start
        return rows.find(self.rows, story)

    def heights(self, width: int, why_lines: int) -> Iterator[int]:
        """Headline, the line about it, what matched, and an empty line."""
        more = (why_lines if self._why else 0) + 2
        return (title_height(cells, width) + more for cells in rows.widths(self.rows, width_of))

    def lines(self, number: int, width: int, why_lines: int) -> list[list[Run]]:
        """The row as it is now."""
        return row_lines(self._facts(self.rows[number]), width, why_lines if self._why else 0)


class Quotes:
    """One row a quote."""

    def __init__(self, hits: Sequence[QuoteHit], facts: Callable[[QuoteHit], QuoteFacts]) -> None:
        self._hits = hits
        self._facts = facts

    def __len__(self) -> int:
        return len(self._hits)

    def row(self, number: int) -> Row:
        """The story that the quote stands in."""
        return self._hits[number].row

    def quote(self, number: int) -> QuoteHit | None:
        """The quote."""
        return self._hits[number]

    def find(self, story: str, start: int | None) -> int:
        """The row of a quote, else the first one of its story."""
        there = [number for number, hit in enumerate(self._hits) if hit.row.id == story]
        return next((number for number in there if self._hits[number].start == start), next(iter(there), -1))

    def heights(self, width: int, why_lines: int) -> Iterator[int]:
        """The words with their speaker, the story's line, and an empty one."""
        return (quote_height(self._facts(hit), width, why_lines) + 1 for hit in self._hits)

    def lines(self, number: int, width: int, why_lines: int) -> list[list[Run]]:
        """The row as it is now."""
        return quote_lines(self._facts(self._hits[number]), width, why_lines)


class Marked:
    """One row a bookmark; its `Row` has the bookmark's own id. `facts` are asked for by number, `gone` when one is drawn.

    `heights` gives the lines of all rows of a width, in cells.

    A bookmark may stand in several rows; `find` gives the first one.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        facts: Callable[[int], BookmarkFacts],
        heights: Callable[[int], Iterable[int]],
        gone: Callable[[int], str],
    ) -> None:
        self._rows = rows
        self._facts = facts
        self._heights = heights
        self._gone = gone

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, number: int) -> Row:
        """The bookmark of a row."""
        return self._rows[number]

    def quote(self, number: int) -> QuoteHit | None:
        """None: the rows are bookmarks."""
        del number
        return None

    def find(self, story: str, start: int | None) -> int:
        """The row of a bookmark."""
        del start
        return next((number for number, row in enumerate(self._rows) if row.id == story), -1)

    def heights(self, width: int, why_lines: int) -> Iterator[int]:
        """The bookmark's lines, and an empty one."""
        del why_lines
        return (height + 1 for height in self._heights(width))

    def lines(self, number: int, width: int, why_lines: int) -> list[list[Run]]:
        """The row as it is now."""
        del why_lines
        return bookmark_lines(self._facts(number)._replace(gone=self._gone(number)), width)
