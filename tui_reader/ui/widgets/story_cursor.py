"""A cursor in the story, for those who want one: arrows go from name to quote to name."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui_reader.paint import stops
from tui_reader.paint.measure import Span
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.story_pane import StoryPane


class StoryWithCursor(StoryPane):
    """A story in which a cursor can be turned on. It is what is lit; while text is selected, the keys move that."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("cursor")]

    class CursorMoved(Message):
        """The cursor was turned on or moved; nothing is `found` at the first and the last stop."""

        def __init__(self, *, found: bool, step: int) -> None:
            super().__init__()
            self.found = found
            self.step = step

    def __init__(self, *, wanted_width: int, indented: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(wanted_width=wanted_width, indented=indented, id=id)
        self.cursor = False

    def begin_anew(self) -> None:
        """Another story has no cursor as yet."""
        self.cursor = False
        super().begin_anew()

    def action_cursor(self) -> None:
        """Turn the cursor on, at what is lit or else at the first stop in sight; a second time, turn it off."""
        if self.cursor:
            self.end_cursor()
        elif self.page is not None:
            self.cursor = True
            here = self._here()
            self._stop_at(here or stops.beside(self.page, None, self.top_offset, 1), 1)

    def end_cursor(self) -> None:
        """Turn the cursor off; nothing is lit any more."""
        self.cursor = False
        self.light(None)

    def action_select_more(self) -> None:
        """The cursor goes to the next stop; while text is selected, one word more."""
        if self._steers:
            self._step_beside(1)
        else:
            super().action_select_more()

    def action_select_less(self) -> None:
        """The cursor goes to the stop before; while text is selected, one word less."""
        if self._steers:
            self._step_beside(-1)
        else:
            super().action_select_less()

    def action_line_down(self) -> None:
        """The cursor goes to the nearest stop below; without it, one line down."""
        if self._steers:
            self._step_across(1)
        else:
            super().action_line_down()

    def action_line_up(self) -> None:
        """The cursor goes to the nearest stop above; without it, one line up."""
        if self._steers:
            self._step_across(-1)
        else:
            super().action_line_up()

    @property
    def _steers(self) -> bool:
        return self.cursor and not self.selecting

    def _here(self) -> Span | None:
        """The stretch that is lit, while it is in sight."""
        return self.sight.lit if self.sight else None

    def _step_beside(self, step: int) -> None:
        if self.page is not None:
            here = self._here()
            self._stop_at(stops.beside(self.page, here, here[0] if here else self.top_offset, step), step)

    def _step_across(self, step: int) -> None:
        here = self._here()
        if self.page is None or here is None:
            self._step_beside(step)
        else:
            self._stop_at(stops.across(self.page, here, step), step)

    def _stop_at(self, span: Span | None, step: int) -> None:
        if span is not None:
            self.light(span)
        self.post_message(self.CursorMoved(found=span is not None, step=step))
