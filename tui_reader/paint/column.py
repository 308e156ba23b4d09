"""Where the story's column stands in a view: its edge, its width, and the margin for speakers' names."""

from tui_reader.paint.story import NARROWEST_LABEL

BAR = 3
"""Cells for the bar of speech, left of the column."""

_WIDEST_MARGIN = 20
_COMFORTABLE = 60


def column_of(room: int, wanted: int) -> tuple[int, int, int]:
    """Left edge, width and margin of the story's column, in cells, for a view `room` cells wide.

    The margin for speakers' names is made where the column stays comfortably wide beside it.
    """
    width = max(min(wanted, room - BAR - 2), 10)
    left = max((room - width) // 2, BAR)
    if left - BAR < NARROWEST_LABEL + 3 and room - BAR - 12 >= _COMFORTABLE:
        width = min(width, room - BAR - 13)
        left = max((room - width) // 2, BAR + 11)
    margin = min(left - BAR - 1, _WIDEST_MARGIN)
    return left, width, margin if margin >= NARROWEST_LABEL else 0
