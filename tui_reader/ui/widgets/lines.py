"""A scrolling view of lines that are drawn when they are seen: the base of list, story and cast."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui_reader import signs
from tui_reader.paint.measure import width_of, wrap
from tui_reader.ui.bindings import MOVING, bindings
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import NIGHT
from tui_reader.ui.widgets.ground import LeanScrollBar, blank_style


class _Below(NamedTuple):
    """What lines are drawn for: widths in cells, of the text and of all; styles; and the filters that they go through.

    What is `in_sight` ends before the scroll bar, so that Textual need not cut each line there.
    """

    width: int = 0
    outer_width: int = 0
    in_sight: int = 0
    left: int = 0
    base: Style = Style()
    blank: Style = Style()
    background: Color = Color(0, 0, 0)
    filters: tuple[LineFilter, ...] = ()


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
        self._below = _Below()

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
        """Some lines of the screen, with what stands at their left and right.

        They are the same objects for as long as nothing changes in them, so that Textual need not cut and
        encode them again. There is no border, and no padding above or below.
        """
        below = self._what_is_below()
        if below != self._below:
            self._strips.clear()
            self._below = below
        self._take_caret()
        strips = [self._strip(y) for y in crop.line_range]
        if crop.column_span != (0, self.outer_size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the screen, without what stands at its left and right."""
        return self._strip(y).crop(self._below.left, self._below.left + self._below.width)

    def _strip(self, y: int) -> Strip:
        """A line of the screen in the whole width of the widget, from those already drawn where it is among them."""
        line = self.scroll_offset.y + y
        strip = self._strips.get(line)
        if strip is None:
            self._strips[line] = strip = self._draw_strip(line)
        return strip

    def _what_is_below(self) -> "_Below":
        return _Below(
            self.size.width,
            self.outer_size.width,
            self.outer_size.width - (self.scrollbar_size_vertical if self.show_vertical_scrollbar else 0),
            self.styles.padding.left,
            self.rich_style,
            blank_style(self),
            self.background_colors[1],
            tuple(self.get_line_filters()),
        )

    def _draw_strip(self, line: int) -> Strip:
        below = self._below
        segments = self.draw(line, below.width, below.base) if line < self.virtual_size.height else []
        right = below.outer_width - below.left - below.width
        segments = [
            *([Segment(" " * below.left, below.blank)] if below.left > 0 else ()),
            *Segment.adjust_line_length(segments, below.width, below.base),
            *([Segment(" " * right, below.blank)] if right > 0 else ()),
        ]
        for each in below.filters:
            segments = each.apply(segments, below.background)
        in_sight = Segment.adjust_line_length(_joined(segments), below.in_sight, below.base)
        return Strip(in_sight, below.in_sight)

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


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """The same line in fewer segments: the terminal is told of a style once for all that follows in it."""
    joined: list[Segment] = []
    for each in segments:
        if joined and joined[-1].style is each.style:
            joined[-1] = Segment(joined[-1].text + each.text, each.style)
        elif each.text:
            joined.append(each)
    return joined
