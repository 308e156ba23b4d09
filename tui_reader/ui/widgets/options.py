"""A list to choose from in which the chosen row has a sign, so that it is told by more than its colour."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.css.styles import RulesMap
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList

from tui_reader import signs
from tui_reader.paint.model import Run
from tui_reader.ui.looks import Styles

_EDGE = 2


class Painted(Visual):
    """A row whose lines are painted for the width there is."""

    def __init__(self, looks: Styles, lines: Callable[[int], Sequence[Sequence[Run]]]) -> None:
        self._looks = looks
        self._lines = lines

    def render_strips(
        self, width: int, height: int | None, style: VisualStyle, options: RenderOptions
    ) -> list[Strip]:
        """The lines."""
        del options
        base = style.rich_style
        return [Strip(self._looks.segments(runs, base)) for runs in self._lines(width)[:height]]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All that there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines there are."""
        del rules
        return len(self._lines(width))


class Options(OptionList):
    """Textual's list with an edge for that sign. The terminal's cursor, which screen readers follow, goes with it."""

    def _get_left_gutter_width(self) -> int:
        return _EDGE

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of all rows beside the edge."""
        return super().get_content_height(container, viewport, width - _EDGE)

    def render_line(self, y: int) -> Strip:
        """A line with its edge."""
        strip = super().render_line(y)
        style = next((segment.style for segment in strip if segment.style), Style())
        chosen = self.highlighted is not None and style.meta.get("option") == self.highlighted
        edge = f"{signs.now().row} " if chosen else " " * _EDGE
        return Strip([Segment(edge, style), *strip])

    def action_cursor_down(self) -> None:
        """The next row."""
        super().action_cursor_down()
        self.call_after_refresh(self._take_caret)

    def action_cursor_up(self) -> None:
        """The row before."""
        super().action_cursor_up()
        self.call_after_refresh(self._take_caret)

    def _take_caret(self) -> None:
        if self.highlighted is not None and self.is_attached:
            line = self._index_to_line.get(self.highlighted, 0) - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(0, line)
