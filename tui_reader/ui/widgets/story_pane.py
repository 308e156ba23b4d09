"""A story, and below its last paragraph the other stories that belong to it."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from tui_reader.paint.related import Group, Other, line, rows
from tui_reader.ui.widgets.story_selection import StoryWithSelection
from tui_reader.ui.widgets.story_sight import TOP


class StoryPane(StoryWithSelection):
    """Adds rows that lead on from a story; they come when they are known, and move nothing above them."""

    class OtherChosen(Message):
        """Another story was clicked."""

        def __init__(self, other: Other) -> None:
            super().__init__()
            self.other = other

    def __init__(self, *, wanted_width: int, indented: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(wanted_width=wanted_width, indented=indented, id=id)
        self.related: Sequence[Group] = ()
        self._rows: list[Group | Other | None] = []

    def begin_anew(self) -> None:
        """What belongs to another story is not known yet."""
        self._take(())
        super().begin_anew()

    def show_related(self, groups: Sequence[Group]) -> None:
        """Show these stories below the one that is read."""
        if self.page is not None:
            self._take(groups)
            self.count_lines()
            self.redraw()

    def _take(self, groups: Sequence[Group]) -> None:
        self.related, self._rows = groups, rows(groups)
        self.lines_below = len(self._rows)

    def draw(self, line_number: int, width: int, base: Style) -> list[Segment]:
        """One line of the story, or of what stands below it."""
        row = self._row_on(line_number)
        if row is None or self.page is None:
            return super().draw(line_number, width, base)
        painted = line(row, self.page.width)
        return [Segment(" " * self.left, base), *self.looks.segments(painted.runs, base)]

    def on_click(self, event: events.Click) -> None:
        """Lead on to the story that was clicked."""
        row = self._row_on(self.scroll_offset.y + event.y)
        if isinstance(row, Other):
            event.stop()
            self.post_message(self.OtherChosen(row))

    def _row_on(self, line_number: int) -> Group | Other | None:
        number = line_number - TOP - len(self.page) if self.page else -1
        return self._rows[number] if 0 <= number < len(self._rows) else None
