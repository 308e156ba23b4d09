"""The scrollbar's handle in the signs that are in use."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from tui_reader import signs

_HELD = {"@mouse.down": "grab"}
"""What Textual writes on the handle, to tell it from the rest of the bar."""


class Handle(ScrollBarRender):
    """Textual's handle, which ends in eighths of a cell, or one of whole cells."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008  it never changes
        bar_color: Color = Color.default(),  # noqa: B008  the same
    ) -> Segments:
        """The bar, a segment a cell."""
        smooth = super().render_bar(
            size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
        )
        if signs.now() is signs.UNICODE:
            return smooth
        drawn = signs.now().handle * (thickness if vertical else 1)
        style = Style(color=bar_color, bgcolor=back_color, meta=_HELD)
        return Segments(
            [
                Segment(drawn, style) if part.style and part.style.meta == _HELD else part
                for part in smooth.segments
            ],
            smooth.new_lines,
        )
