"""The cast: who speaks and how much, who is mentioned, organizations, places."""

from bisect import bisect_left
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui_reader import signs
from tui_reader.analysis.model import Analysis, Entity
from tui_reader.paint.cast import CastRow, cast
from tui_reader.paint.dates import count
from tui_reader.paint.measure import fit, width_of
from tui_reader.paint.model import Look
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.lines import LineView

_MOST_BAR, _LEAST_BAR = 8, 3


class CastPanel(LineView):
    """Lists the cast of the story that is shown, with a cursor; says whom the user has chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("spotlight")]

    class Chosen(Message):
        """Somebody of the cast was chosen."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self._lines: list[str | CastRow] = []
        self._cursor = 0
        self._spotlit: str | None = None
        self._scales: dict[int, int] = {}

    @property
    def entity(self) -> Entity | None:
        """Who is under the cursor."""
        row = self._lines[self._cursor] if self._cursor < len(self._lines) else ""
        return None if isinstance(row, str) else row.entity

    def show(self, analysis: Analysis | None) -> None:
        """Show the cast of an analysis; None while there is none. The cursor stays on its name."""
        before = self.entity
        self._lines, self._spotlit = [], None
        self._scales.clear()
        for group in cast(analysis) if analysis else ():
            self._lines += ["", group.title.upper(), *group.rows]
        rows = [number for number, row in enumerate(self._lines) if not isinstance(row, str)]
        self._cursor = rows[0] if rows else 0
        self.set_line_count(len(self._lines))
        self.scroll_to(y=0, animate=False, force=True)
        for number in rows:
            if before is not None and self._entity_on(number) == before:
                self._go_to(number)
        self.redraw()

    def mark(self, entity: Entity | None) -> None:
        """Mark whose names and words are lit in the story; None for nobody."""
        self._spotlit = entity.id if entity else None
        self.redraw()

    def move(self, lines: int) -> None:
        """Move the cursor: by one name for a line, by a screenful of lines for more."""
        rows = [number for number, row in enumerate(self._lines) if not isinstance(row, str)]
        if rows:
            here = bisect_left(rows, self._cursor)
            target = here + lines if abs(lines) == 1 else bisect_left(rows, self._cursor + lines)
            self._go_to(rows[min(max(target, 0), len(rows) - 1)])

    def action_spotlight(self) -> None:
        """Choose who is under the cursor."""
        if self.entity is not None:
            self.post_message(self.Chosen(self.entity))

    def on_click(self, event: events.Click) -> None:
        """Choose who was clicked."""
        line = self.scroll_offset.y + event.y
        if line < len(self._lines) and not isinstance(self._lines[line], str):
            self._go_to(line)
            self.action_spotlight()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.redraw()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.redraw()

    def _entity_on(self, line: int) -> Entity | None:
        row = self._lines[line]
        return None if isinstance(row, str) else row.entity

    def _go_to(self, line: int) -> None:
        before, self._cursor = self._cursor, line
        for changed in (before, line):
            self.redraw(changed)
        top, height = self.scroll_offset.y, self.size.height
        if line <= top + 1:
            self.scroll_to(y=max(line - 2, 0), animate=False, force=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new width."""
        del event
        self.redraw()

    def _scale(self, width: int) -> int:
        """The cells of the longest bar: as many as leave whole every name that can be whole beside one cell."""
        if width not in self._scales:
            self._scales[width] = self._best_scale(width - 3)
        return self._scales[width]

    def _best_scale(self, room: int) -> int:
        speakers = [row for row in self._lines if not isinstance(row, str) and row.share]
        names = [(row, room - width_of(row.entity.name)) for row in speakers]
        scales = range(_MOST_BAR, _LEAST_BAR, -1)
        fitting = (
            scale for scale in scales if all(left < 1 or _bar(row, scale) <= left for row, left in names)
        )
        return next(fitting, _LEAST_BAR)

    @property
    def line_in_use(self) -> int:
        """The cursor's line."""
        return self._cursor

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """A heading, or a name with a bar for what it says, or with how often it is named."""
        row = self._lines[line]
        if isinstance(row, str):
            return [Segment(f" {row}", base + self.looks.ink("faint"))]
        here, lit = self.has_focus and line == self._cursor, row.entity.id == self._spotlit
        name = base + self.looks.of(Look(row.entity.type, row.voice, lit=lit)) + Style(underline=lit)
        if signs.in_words():
            quotes = f"{count(row.quotes, 'quote', 'quotes')}, " if row.quotes else ""
            tail = f"{quotes}named {count(row.mentions, 'time', 'times')}"
            ink = base + self.looks.ink("faint")
        elif row.share:
            tail, ink = signs.now().share * _bar(row, self._scale(width)), base + self.looks.bar(row.voice)
        else:
            tail, ink = str(row.mentions).rjust(2), base + self.looks.ink("faint")
        room = width - len(tail) - 3
        text = fit(row.entity.name, room)
        return [
            Segment(signs.now().row if here else " ", base + self.looks.ink("footer-key-foreground")),
            Segment(text, name),
            Segment(" " * (room - width_of(text) + 1), base),
            Segment(tail, ink),
        ]


def _bar(row: CastRow, scale: int) -> int:
    """How many cells of a bar somebody has, where the one who says most has `scale`."""
    return max(1, round(row.share * scale))
