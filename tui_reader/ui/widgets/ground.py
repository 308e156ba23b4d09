"""Widgets drawn without Textual's general way of styling each line, which costs more than their lines do."""

from collections.abc import Iterable
from typing import NamedTuple, Self

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color as VisualColor
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from tui_reader import signs


class Ground(Widget):
    """A widget of which nothing but the background is seen: one line stands for all of them.

    It must not be the first base of a class: Textual takes the style sheet of the first one.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same blank line again and again."""
        return [Below.of(self).strip((), crop.width)] * crop.height


class LeanLine(Widget):
    """A widget of one line, which `render` gives, and which is kept until it has changed."""

    _drawn: tuple[int, "Below", Strip] | None = None

    def render(self) -> Text:
        """The line."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line."""
        width, below = self.size.width, Below.of(self)
        if self._drawn is None or self._drawn[:2] != (width, below):
            parts = Segment.apply_style(self.render().render(self.app.console), below.base)
            self._drawn = width, below, below.strip(list(parts), width)
        return [self._drawn[2].crop(*crop.column_span)] * crop.height

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw the line anew."""
        self._drawn = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class LeanScrollBar(ScrollBar):
    """Textual's vertical scroll bar; what is drawn is the same, in a tenth of the time."""

    _drawn: tuple[tuple[object, ...], list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """One cell a line, as Textual's renderer gives them."""
        bar, size, below = self.render(), self.size, Below.of(self)
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        stands = (bar.virtual_size, bar.window_size, bar.position, bar.style, size, below, signs.now())
        if self._drawn is None or self._drawn[0] != stands:
            cells = bar.render_bar(
                size=size.height,
                virtual_size=bar.virtual_size,
                window_size=bar.window_size,
                position=bar.position,
                thickness=size.width,
                back_color=bar.style.bgcolor or Color.default(),
                bar_color=bar.style.color or Color.default(),
            ).segments[: size.height]
            kinds = {id(cell): cell for cell in cells}
            made = {
                kind: below.strip(Segment.apply_style([cell], below.base), size.width)
                for kind, cell in kinds.items()
            }
            self._drawn = stands, [made[id(cell)] for cell in cells]
        return self._drawn[1][crop.y : crop.bottom]


class Below(NamedTuple):
    """What lies below a widget's line: its style, its background, and the filters that all lines go through."""

    base: Style = Style()
    background: VisualColor = VisualColor(0, 0, 0)
    filters: tuple[LineFilter, ...] = ()

    @classmethod
    def of(cls, widget: Widget) -> Self:
        """What lies below this widget's lines now."""
        style = widget.visual_style
        filters = tuple(widget.get_line_filters())
        return cls(style.rich_style, style.background or VisualColor(0, 0, 0), filters)

    def strip(self, segments: Iterable[Segment], width: int) -> Strip:
        """A line of `width` cells, in few segments: the terminal is told of a style once for all that follows in it."""
        fitted = Segment.adjust_line_length(list(segments), width, self.base)
        for each in self.filters:
            fitted = each.apply(fitted, self.background)
        joined: list[Segment] = []
        for segment in fitted:
            if joined and joined[-1].style == segment.style:
                joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
            elif segment.text:
                joined.append(segment)
        return Strip(joined, width)
