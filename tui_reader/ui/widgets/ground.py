"""Widgets drawn without Textual's general way of styling each line, which costs more than their lines do."""

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color as VisualColor
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget


class Ground(Widget):
    """A widget of which nothing but the background is seen: one line stands for all of them.

    It must not be the first base of a class: Textual takes the style sheet of the first one.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same blank line again and again."""
        background = self.background_colors[1]
        blank = Strip.blank(crop.width, blank_style(self))
        for each in self.get_line_filters():
            blank = blank.apply_filter(each, background)
        return [blank] * crop.height


class LeanLine(Widget):
    """A widget of one line, which `render` gives; what is drawn is the same as by Textual, in a third of the time."""

    def render(self) -> Text:
        """The line."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The line."""
        base, background = self.visual_style.rich_style, self.background_colors[1]
        parts = Segment.apply_style(self.render().render(self.app.console), base)
        segments = Segment.adjust_line_length(list(parts), self.size.width, base)
        for each in self.get_line_filters():
            segments = each.apply(segments, background)
        return [Strip(segments, self.size.width).crop(*crop.column_span)] * crop.height


class LeanScrollBar(ScrollBar):
    """Textual's vertical scroll bar; what is drawn is the same, in a tenth of the time."""

    _drawn: dict[tuple[Segment, Style, VisualColor, tuple[LineFilter, ...]], Strip] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """One cell a line, as Textual's renderer gives them."""
        bar, height = self.render(), self.size.height
        assert isinstance(bar, ScrollBarRender)
        assert isinstance(bar.style, Style)
        cells = bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.size.width,
            back_color=bar.style.bgcolor or Color.default(),
            bar_color=bar.style.color or Color.default(),
        ).segments
        below = (self.visual_style.rich_style, self.background_colors[1], tuple(self.get_line_filters()))
        return [self._strip(cell, *below) for cell in cells[crop.y : min(crop.bottom, height)]]

    def _strip(
        self, cell: Segment, base: Style, background: VisualColor, filters: tuple[LineFilter, ...]
    ) -> Strip:
        """A cell as a line; there are few different ones, and each is made once."""
        if self._drawn is None:
            self._drawn = {}
        key = (cell, base, background, filters)
        strip = self._drawn.get(key)
        if strip is None:
            strip = Strip([cell]).apply_style(base)
            for each in filters:
                strip = strip.apply_filter(each, background)
            self._drawn[key] = strip
        return strip


def blank_style(widget: Widget) -> Style:
    """How Textual draws where a widget has nothing."""
    return VisualStyle(background=widget.background_colors[1]).rich_style
