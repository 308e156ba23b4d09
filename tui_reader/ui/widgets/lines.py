"""A scrolling view of lines that are drawn when they are seen: the base of list, story and cast."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui_reader.paint.measure import width_of, wrap
from tui_reader.ui.bindings import MOVING, bindings
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import NIGHT
from tui_reader.ui.widgets.ground import LeanScrollBar, blank_style


class LineView(ScrollView, can_focus=True):
    """Draws only the lines on the screen, and keeps them until `redraw`.

    A subclass says how many lines there are (`set_line_count`) and what is on each (`draw`).
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*MOVING)]
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self.looks = Styles(NIGHT)
        self._strips: dict[int, Strip] = {}
        self._padded: dict[int, Strip] = {}
        self._drawn_for: tuple[int, int, Style] = 0, 0, Style()
        self._blank = Style()

    def on_mount(self) -> None:
        """Take the looks of the theme, now and whenever it changes."""
        self.watch(self.app, "theme", self._take_theme)

    def _take_theme(self) -> None:
        self.looks = Styles(self.app.current_theme)
        self.redraw()

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """The segments of one line, `width` cells at most."""
        raise NotImplementedError

    def draw_message(self, message: str, line: int, width: int, base: Style) -> list[Segment]:
        """One line of a sentence that stands in the middle where there is nothing else to show."""
        spans = wrap(message, 0, len(message), min(width - 4, 60))
        number = line - max((self.size.height - len(spans)) // 3, 0)
        if not 0 <= number < len(spans):
            return []
        start, end = spans[number]
        text = message[start:end]
        return [
            Segment(" " * ((width - width_of(text)) // 2), base),
            Segment(text, base + self.looks.ink("faint")),
        ]

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.size.width, count)

    def redraw(self, first: int | None = None, count: int = 1) -> None:
        """Forget what was drawn: everything, or `count` lines from `first` on."""
        if first is None:
            self._forget()
            self.refresh()
            return
        for line in range(first, first + count):
            self._strips.pop(line, None)
            self._padded.pop(line, None)
        self.refresh_lines(first, count)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = LeanScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001  as Textual makes its own
        return self._vertical_scrollbar

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the screen, with what stands at their left and right.

        They are the same objects for as long as nothing changes in them, so that Textual need not cut, filter and
        encode them again. There is no border, and no padding above or below.
        """
        drawn_for = self.size.width, self.outer_size.width, self.rich_style
        if self._drawn_for != drawn_for:
            self._forget()
            self._drawn_for, self._blank = drawn_for, blank_style(self)
        filters, background = self.get_line_filters(), self.background_colors[1]
        rows = []
        for y in crop.line_range:
            row = self._padded_line(y)
            for each in filters:
                row = row.apply_filter(each, background)
            rows.append(row)
        if crop.column_span != (0, self.outer_size.width):
            return [row.crop(*crop.column_span) for row in rows]
        return rows

    def _padded_line(self, y: int) -> Strip:
        """A line of the screen, in the whole width of the widget."""
        line = self.scroll_offset.y + y
        row = self._padded.get(line)
        if row is None:
            row, left = self.render_line(y), self.styles.padding.left
            if left:
                row = Strip([Segment(" " * left, self._blank), *row])
            self._padded[line] = row = row.adjust_cell_length(self._drawn_for[1], self._blank)
        return row

    def _forget(self) -> None:
        self._strips.clear()
        self._padded.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the screen, from the lines already drawn where it is among them."""
        width, _, base = self._drawn_for
        line = self.scroll_offset.y + y
        strip = self._strips.get(line)
        if strip is None:
            segments = self.draw(line, width, base) if line < self.virtual_size.height else []
            strip = Strip(segments).adjust_cell_length(width, base)
            self._strips[line] = strip
        return strip

    def move(self, lines: int) -> None:
        """Move by a number of lines, down or (negative) up."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def action_line_down(self) -> None:
        """One line down."""
        self.move(1)

    def action_line_up(self) -> None:
        """One line up."""
        self.move(-1)

    def action_page_down(self) -> None:
        """One screenful down, two lines of it kept in sight."""
        self.move(max(self.size.height - 2, 1))

    def action_page_up(self) -> None:
        """One screenful up."""
        self.move(-max(self.size.height - 2, 1))

    def action_half_down(self) -> None:
        """Half a screenful down."""
        self.move(max(self.size.height // 2, 1))

    def action_half_up(self) -> None:
        """Half a screenful up."""
        self.move(-max(self.size.height // 2, 1))

    def action_first(self) -> None:
        """To the top."""
        self.move(-self.virtual_size.height)

    def action_last(self) -> None:
        """To the end."""
        self.move(self.virtual_size.height)
