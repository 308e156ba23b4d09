"""The cast: who speaks and how much, who is mentioned, organizations, places."""

from rich.segment import Segment
from rich.style import Style
from textual import events

from tui_reader.analysis.model import Analysis
from tui_reader.paint.cast import CastRow, cast
from tui_reader.paint.measure import fit, width_of
from tui_reader.paint.model import Look
from tui_reader.ui.widgets.lines import LineView

_MOST_BAR = 8


class CastPanel(LineView):
    """Lists the cast of the story that is shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self._lines: list[str | CastRow] = []

    def show(self, analysis: Analysis | None) -> None:
        """Show the cast of an analysis; None while there is none."""
        self._lines = []
        for group in cast(analysis) if analysis else ():
            self._lines += ["", group.title.upper(), *group.rows]
        self.set_line_count(len(self._lines))
        self.scroll_to(y=0, animate=False, force=True)
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new width."""
        del event
        self.redraw()

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """A heading, or a name with a bar for what it says, or with how often it is named."""
        row = self._lines[line]
        if isinstance(row, str):
            return [Segment(f" {row}", base + self.looks.ink("faint"))]
        name = base + self.looks.of(Look(row.entity.type, row.voice)) + Style(underline=False)
        if row.share:
            bar = "▇" * max(1, round(row.share * _MOST_BAR))
            tail, ink = bar.ljust(_MOST_BAR), base + self.looks.bar(row.voice)
        else:
            tail, ink = str(row.mentions).rjust(2), base + self.looks.ink("faint")
        room = width - len(tail) - 3
        text = fit(row.entity.name, room)
        return [
            Segment(" ", base),
            Segment(text, name),
            Segment(" " * (room - width_of(text) + 1), base),
            Segment(tail, ink),
        ]
