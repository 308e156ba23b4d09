"""The list of saved searches: name, unread stories, query."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui_reader import signs
from tui_reader.paint.measure import fit, width_of
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.lines import LineView

_HEIGHT = 3


class SavedList(LineView):
    """Rows of a name and a query, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("open")]

    class Opened(Message):
        """The row under the cursor was opened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self.cursor = 0
        self._rows: Sequence[tuple[str, str]] = ()
        self._unread: Mapping[str, int] = {}
        self._message = ""

    def show(self, rows: Sequence[tuple[str, str]], unread: Mapping[str, int], message: str) -> None:
        """Show names with their queries, unread counts by query, or a message when there are no rows."""
        self._rows, self._unread, self._message = rows, unread, message
        self.cursor = max(min(self.cursor, len(rows) - 1), 0)
        self.set_line_count(max(len(rows) * _HEIGHT, 1))
        self._show_cursor()
        self.redraw()

    def move(self, lines: int) -> None:
        """Move the cursor by one row for a line, by more for a screenful."""
        rows = lines if abs(lines) == 1 else int(lines / _HEIGHT) or (1 if lines > 0 else -1)
        self.cursor = max(min(self.cursor + rows, len(self._rows) - 1), 0)
        self._show_cursor()
        self.redraw()

    def action_open(self) -> None:
        """Open the search under the cursor."""
        if self._rows:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked; open it on the second click."""
        number = (self.scroll_offset.y + event.y) // _HEIGHT
        if number < len(self._rows):
            self.move(number - self.cursor)
            self.cursor = number
            self.redraw()
            if event.chain > 1:
                self.action_open()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        del event
        self.set_line_count(max(len(self._rows) * _HEIGHT, 1))
        self._show_cursor()
        self.redraw()

    @property
    def line_in_use(self) -> int:
        """The first line of the cursor's row."""
        return self.cursor * _HEIGHT

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """A name with its unread stories, then the query."""
        faint = base + self.looks.ink("faint")
        if not self._rows:
            return [Segment("  ", base), Segment(fit(self._message, width - 4), faint)]
        number, part = divmod(line, _HEIGHT)
        if number >= len(self._rows) or part == 2:
            return []
        name, query = self._rows[number]
        edge = (
            f"{signs.now().row} " if number == self.cursor and (part == 0 or not signs.in_words()) else "  "
        )
        segments = [Segment(edge, base + self.looks.ink("footer-key-foreground"))]
        if part == 1:
            return [*segments, Segment(fit(query, width - 4), faint)]
        unread = self._unread.get(query)
        tail = "" if unread is None else f"{unread:,} unread"
        text = fit(name, width - 6 - len(tail))
        segments.append(Segment(text, base + self.looks.ink("strong") + self.looks.BOLD))
        if tail:
            segments += [Segment(" " * (width - 4 - width_of(text) - len(tail)), base), Segment(tail, faint)]
        return segments

    def _show_cursor(self) -> None:
        top, height, first = self.scroll_offset.y, self.size.height, self.cursor * _HEIGHT
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif first + 1 >= top + height:
            self.scroll_to(y=first + 2 - height, animate=False, force=True)
