"""Widgets drawn without Textual's general way of styling each line, which costs more than their lines do."""

from collections.abc import Sequence

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
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


class LeanScrollBar(ScrollBar):
    """Textual's vertical scroll bar; what is drawn is the same, in a tenth of the time."""

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
        strips = _strips(cells[:height], self.get_line_filters(), self)
        return strips[crop.y : crop.bottom]


def blank_style(widget: Widget) -> Style:
    """How Textual draws where a widget has nothing."""
    return VisualStyle(background=widget.background_colors[1]).rich_style


def _strips(cells: Sequence[Segment], filters: Sequence[LineFilter], widget: Widget) -> list[Strip]:
    """A line each; cells that are the same object share one."""
    background, below = widget.background_colors[1], widget.visual_style.rich_style
    made: dict[int, Strip] = {}
    for cell in cells:
        if id(cell) not in made:
            strip = Strip([cell]).apply_style(below)
            for each in filters:
                strip = strip.apply_filter(each, background)
            made[id(cell)] = strip
    return [made[id(cell)] for cell in cells]
