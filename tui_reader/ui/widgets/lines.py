"""A scrolling view of lines that are drawn when they are seen: the base of list, story and cast."""

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui_reader import signs
from tui_reader.paint.measure import width_of, wrap
from tui_reader.ui.bindings import MOVING, bindings
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import NIGHT
from tui_reader.ui.widgets.ground import Below, LeanScrollBar
from tui_reader.ui.widgets.recent import Recent

_KEPT = 1000
"""Lines; many times those of a screen."""


class _DrawnFor(NamedTuple):
    """What lines are drawn for: the width of their text, that of whole lines, and the blank at their left, in cells.

    Whole lines end before the scroll bar, so that Textual need not cut each of them there.
    """

    width: int = 0
    in_sight: int = 0
    left: int = 0
    below: Below = Below()


class LineView(ScrollView, can_focus=True):
    """Draws only the lines on the screen, and keeps those drawn last until `redraw`.

    A subclass says how many lines there are (`set_line_count`) and what is on each (`draw`).
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*MOVING)]
    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self.looks = Styles(NIGHT)
        self._strips: Recent[int, Strip] = Recent(_KEPT)
        self._drawn_for = _DrawnFor()

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
        message = signs.sentence(message)
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

    @property
    def line_in_use(self) -> int:
        """The line that the keys go to."""
        return self.scroll_offset.y

    def on_focus(self) -> None:
        """Have the terminal's cursor here."""
        self._take_caret()

    def _take_caret(self) -> None:
        """Put the terminal's cursor on the line in use: screen readers and magnifiers follow it."""
        if self.has_focus and self.app.screen is self.screen:
            line = min(max(self.line_in_use - self.scroll_offset.y, 0), max(self.size.height - 1, 0))
            self.app.cursor_position = self.content_region.offset + Offset(0, line)

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are."""
        self.virtual_size = Size(self.size.width, count)

    def redraw(self, first: int | None = None, count: int = 1) -> None:
        """Forget what was drawn: everything, or `count` lines from `first` on."""
        if first is None:
            self._strips.clear()
            self.refresh()
            return
        for line in range(first, first + count):
            self._strips.pop(line, None)
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
        """Some lines of the screen, with the blank at their left.

        They are the same objects for as long as nothing changes in them, so that Textual need not cut and
        encode them again. There is no border, and no padding above or below.
        """
        drawn_for = self._what_to_draw_for()
        if drawn_for != self._drawn_for:
            self._strips.clear()
            self._drawn_for = drawn_for
        self._take_caret()
        top = self.scroll_offset.y
        strips = [self._strip(top + y) for y in crop.line_range]
        if crop.column_span != (0, self.outer_size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the screen, without the blank at its left."""
        left, width = self._drawn_for.left, self._drawn_for.width
        return self._strip(self.scroll_offset.y + y).crop(left, left + width)

    def _strip(self, line: int) -> Strip:
        """A whole line, from those already drawn where it is among them."""
        strip = self._strips.get(line)
        if strip is None:
            self._strips[line] = strip = self._draw_strip(line)
        return strip

    def _what_to_draw_for(self) -> _DrawnFor:
        in_sight = self.outer_size.width - self.scrollbar_size_vertical
        return _DrawnFor(self.size.width, in_sight, self.styles.padding.left, Below.of(self))

    def _draw_strip(self, line: int) -> Strip:
        width, in_sight, left, below = self._drawn_for
        segments = self.draw(line, width, below.base) if line < self.virtual_size.height else []
        return below.strip([Segment(" " * left, below.base), *segments], in_sight)

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
