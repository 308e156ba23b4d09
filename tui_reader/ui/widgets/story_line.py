"""One line of a story as it is drawn: margin, bar, text."""

from rich.segment import Segment
from rich.style import Style

from tui_reader import signs
from tui_reader.paint.column import BAR
from tui_reader.paint.measure import width_of
from tui_reader.paint.model import Line, Look
from tui_reader.ui.looks import Styles


def segments_of(painted: Line, left: int, looks: Styles, base: Style) -> list[Segment]:
    """A line whose text begins `left` cells from the edge; where signs are words, its mark follows the text."""
    text = looks.segments(painted.runs, base)
    if not signs.in_words():
        return [*_margin(painted, left - BAR, looks, base), *text]
    return [*text, Segment(f"  ({painted.sign})", base + looks.of(Look("mark")))] if painted.sign else text


def _margin(painted: Line, room: int, looks: Styles, base: Style) -> list[Segment]:
    """Who begins to speak, in `room` cells, then the bar of speech, in whose first cell a mark may be."""
    segments = [Segment(" " * room, base)]
    if painted.label is not None:
        name = painted.label
        text = f"{name.text} " if painted.sign else name.text
        blank = max(room - width_of(text), 0)
        segments = [Segment(" " * blank, base), Segment(text, base + looks.of(name.look))]
    bar, ink = " " * BAR, base
    if painted.bar is not None:
        drawn = signs.now()
        bar, ink = f" {drawn.guess if painted.guess else drawn.bar} ", base + looks.bar(painted.bar)
    if painted.sign:
        segments.append(Segment(painted.sign, base + looks.of(Look("mark"))))
        bar = bar[1:]
    return [*segments, Segment(bar, ink)]
