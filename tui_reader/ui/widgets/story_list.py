"""The list of stories: as quick with 100,000 rows as with ten, because only what is seen is drawn."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui_reader import signs
from tui_reader.index.model import QuoteHit, Row
from tui_reader.paint.measure import wrap
from tui_reader.paint.model import Run
from tui_reader.paint.rows import RowFacts
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.lines import LineView
from tui_reader.ui.widgets.listing import Listing, Stories
from tui_reader.ui.widgets.recent import Recent

_KEPT = 500
"""Rows; many times those of a screen."""
_WHY_LINES = 2
"""Lines of a row for what a search matched."""
_EDGE = 2


class StoryList(LineView):
    """Rows with a cursor: stories, or quotes. What a row shows is asked for when it is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("open", "quotes-found")]

    class Chosen(Message):
        """The cursor is on another row (or on none); `quote` is what it shows in a list of quotes."""

        def __init__(self, row: Row | None, quote: QuoteHit | None = None) -> None:
            super().__init__()
            self.row = row
            self.quote = quote

    class Opened(Message):
        """The row under the cursor was opened."""

        def __init__(self, row: Row, quote: QuoteHit | None = None) -> None:
            super().__init__()
            self.row = row
            self.quote = quote

    class QuotesWanted(Message):
        """The quotes of what was found are to be listed, or the stories again."""

    def __init__(self, facts: Callable[[Row], RowFacts], *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self.cursor = 0
        self.moved = False
        self.message = ""
        self._facts = facts
        self._listing: Listing = Stories((), facts, why=False)
        self._tops = array("Q", [0])
        self._painted: Recent[int, list[list[Run]]] = Recent(_KEPT)

    @property
    def rows(self) -> Sequence[Row]:
        """The stories that are listed; none when the rows are quotes."""
        return self._listing.rows if isinstance(self._listing, Stories) else ()

    @property
    def row(self) -> Row | None:
        """The story under the cursor."""
        return self._listing.row(self.cursor) if self.cursor < len(self._listing) else None

    @property
    def quote(self) -> QuoteHit | None:
        """The quote under the cursor; None in a list of stories."""
        return self._listing.quote(self.cursor) if self.cursor < len(self._listing) else None

    @property
    def why_width(self) -> int:
        """How many cells a row has for what a search matched."""
        return max((self.size.width - _EDGE - 2) * _WHY_LINES - 4, 20)

    def set_rows(
        self,
        rows: Sequence[Row],
        *,
        choose: str | None = None,
        why: bool = False,
        first: bool = False,
        quiet: bool = False,
    ) -> None:
        """List these stories; the cursor goes to the article `choose`, else as `set_listing` says.

        With `why`, rows have room for what a search matched in them.
        """
        self.set_listing(Stories(rows, self._facts, why=why), choose=choose, first=first, quiet=quiet)

    def set_listing(
        self, listing: Listing, *, choose: str | None = None, first: bool = False, quiet: bool = False
    ) -> None:
        """Show these rows; the cursor stays where it was, else on its story, else goes to the first row.

        With `first` it goes to the first row in any case. With `quiet` it is not said that its story has gone.
        """
        row, quote = self.row, self.quote
        self._listing = listing
        here = listing.find(choose, None) if choose and not first else -1
        if here < 0 and row is not None and not first:
            here = listing.find(row.id, quote.start if quote is not None else None)
        self.cursor = max(here, 0)
        self.moved = self.moved and not first
        self._measure()
        self._show_cursor()
        now = self.row
        changed = now is None or row is None or now.id != row.id or now.content_hash != row.content_hash
        if not quiet and (changed or self.quote != quote):
            self.post_message(self.Chosen(now, self.quote))

    def step_story(self, direction: int) -> Row | None:
        """Move the cursor to the next (1) or the previous (-1) story; None when there is none."""
        return self.step_to(direction, lambda _: True)

    def step_to(self, direction: int, wanted: Callable[[Row], bool]) -> Row | None:
        """The same for the next or previous story that is `wanted`."""
        here, number = self.row, self.cursor + direction
        while here is not None and 0 <= number < len(self._listing):
            row = self._listing.row(number)
            if row.id != here.id and wanted(row):
                self._set_cursor(number)
                return self.row
            number += direction
        return None

    def follow(self, story: str) -> None:
        """Have the cursor stand on the story that is read, where that is listed; nothing else is chosen by that."""
        number = self._listing.find(story, None) if self.row is None or self.row.id != story else -1
        if number >= 0:
            self._put_cursor(number)

    def refresh_rows(self) -> None:
        """Ask again for what the rows show, because marks have changed; those that show the same are not drawn anew."""
        top = self.scroll_offset.y
        before, self._painted = self._painted, Recent(_KEPT)
        for number, lines in before.items():
            first, end = self._tops[number], self._tops[number + 1]
            if first < top + self.size.height and end > top:
                self._painted[number] = self._listing.lines(number, self.size.width - _EDGE, _WHY_LINES)
                if self._painted[number] == lines:
                    continue
            LineView.redraw(self, first, end - first)

    def redraw(self, first: int | None = None, count: int = 1) -> None:
        """Forget what was drawn and painted."""
        if first is None:
            self._painted.clear()
        super().redraw(first, count)

    def move(self, lines: int) -> None:
        """Move the cursor: by one row for a line, by the rows of a screenful for more."""
        if not len(self._listing):
            return
        if abs(lines) == 1:
            self._set_cursor(self.cursor + lines)
            return
        target = self._row_at(min(max(self._tops[self.cursor] + lines, 0), self._tops[-1] - 1))
        self._set_cursor(target if target != self.cursor else self.cursor + (1 if lines > 0 else -1))

    def action_open(self) -> None:
        """Open the story under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self.row, self.quote))

    def action_quotes_found(self) -> None:
        """List the quotes that were found, or the stories again."""
        self.post_message(self.QuotesWanted())

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; open it on the second click."""
        line = self.scroll_offset.y + event.y
        if len(self._listing) and line < self._tops[-1]:
            self._set_cursor(self._row_at(line))
            if event.chain > 1:
                self.action_open()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the new size; the cursor stays in sight."""
        del event
        self._measure()
        self._show_cursor()

    def on_focus(self) -> None:
        """Draw the cursor as the one that keys move."""
        self.redraw()

    def on_blur(self) -> None:
        """Draw the cursor as one that rests."""
        self.redraw()

    @property
    def line_in_use(self) -> int:
        """The first line of the cursor's row."""
        return self._tops[self.cursor] if len(self._listing) else 0

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a row, the cursor's with a bar at the edge."""
        if not len(self._listing):
            return self._draw_message(line, width, base)
        if line >= self._tops[-1]:
            return []
        number = self._row_at(line)
        part = line - self._tops[number]
        lines = self._painted.get(number)
        if lines is None:
            lines = self._listing.lines(number, width - _EDGE, _WHY_LINES)
            self._painted[number] = lines
        if part >= len(lines):
            return []
        edge = (
            f"{signs.now().row} " if number == self.cursor and (part == 0 or not signs.in_words()) else "  "
        )
        ink = self.looks.ink("footer-key-foreground" if self.has_focus else "faint")
        return [Segment(edge, base + ink), *self.looks.segments(lines[part], base)]

    def _draw_message(self, line: int, width: int, base: Style) -> list[Segment]:
        message = signs.sentence(self.message)
        spans = wrap(message, 0, len(message), width - 2 * _EDGE) if message else []
        if not 0 <= line < len(spans):
            return []
        start, end = spans[line]
        ink = base + self.looks.ink("faint")
        return [Segment(" " * _EDGE, base), Segment(message[start:end], ink)]

    def _row_at(self, line: int) -> int:
        return bisect_right(self._tops, line) - 1

    def _set_cursor(self, number: int) -> None:
        number = max(min(number, len(self._listing) - 1), 0)
        self.moved = True
        if number != self.cursor:
            self._put_cursor(number)
            self.post_message(self.Chosen(self.row, self.quote))

    def _put_cursor(self, number: int) -> None:
        before, self.cursor = self.cursor, number
        for row in (before, number):
            LineView.redraw(self, self._tops[row], self._tops[row + 1] - self._tops[row])
        self._show_cursor()

    def _measure(self) -> None:
        """Say at which line each row begins in a view of this size, and how many lines there are."""
        heights = self._listing.heights(self.size.width - _EDGE, _WHY_LINES)
        self._tops = array("Q", accumulate(heights, initial=0))
        self.set_line_count(self._tops[-1] if len(self._listing) else self.size.height)
        self.redraw()

    def _show_cursor(self) -> None:
        if not len(self._listing):
            return
        top, height = self.scroll_offset.y, self.size.height
        first, last = self._tops[self.cursor], self._tops[self.cursor + 1] - 1
        if first < top or height < last - first:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True)
