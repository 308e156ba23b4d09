"""Choosing a stretch of a story, with the keys or the mouse."""

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui_reader.paint.selection import Selection, offset_in_line
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.story_sight import TOP
from tui_reader.ui.widgets.story_view import StoryView


class StoryWithSelection(StoryView):
    """Adds a stretch that is chosen; it is lit like what the keys step to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("select", "select-more", "select-less")]

    class Selected(Message):
        """Another stretch is chosen; none is when `length`, in code points, is 0."""

        def __init__(self, length: int) -> None:
            super().__init__()
            self.length = length

    def __init__(self, *, wanted_width: int, indented: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(wanted_width=wanted_width, indented=indented, id=id)
        self._selection: Selection | None = None
        self._pressed: int | None = None

    def begin_anew(self) -> None:
        """Nothing is chosen in another story."""
        self._selection = None
        super().begin_anew()

    @property
    def selecting(self) -> bool:
        """Whether a stretch is being chosen, so that moving extends it."""
        return self._selection is not None

    def action_select(self) -> None:
        """Begin to choose a stretch where the keys have stepped to, or at the top of the view, if text is there; again, end it."""
        page = self.page
        if page is None or self._selection is not None:
            self.end_selection()
        elif page.lit is not None:
            self._select(Selection(*page.lit))
        elif (line := page.lines[page.line_of(self.top_offset)]).kind == "text":
            self._select(Selection(line.start, line.end))

    def action_select_more(self) -> None:
        """Take the next word in, too."""
        if self._selection is not None and self.page is not None:
            self._select(self._selection.by_words(self.page.article.text, 1))

    def action_select_less(self) -> None:
        """Leave the last word out."""
        if self._selection is not None and self.page is not None:
            self._select(self._selection.by_words(self.page.article.text, -1))

    def end_selection(self) -> None:
        """Choose nothing any more."""
        self._selection = None
        self.light(None)
        self.post_message(self.Selected(0))

    def move(self, lines: int) -> None:
        """Move by a number of lines; while a stretch is being chosen, its end moves."""
        if self._selection is not None and self.page is not None:
            self._select(self._selection.by_lines(self.page, lines))
        else:
            super().move(lines)

    def move_by_paragraph(self, step: int) -> None:
        """Move by a paragraph; while a stretch is being chosen, its end moves."""
        if self._selection is not None and self.page is not None:
            self._select(self._selection.by_paragraphs(self.page, step))
        else:
            super().move_by_paragraph(step)

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        if self.page is not None:
            start, end = selection.span
            self.page.lit = (start, end)
            self.go_to(max(selection.moving - 1, 0))
            self.redraw()
            self.post_message(self.Selected(end - start))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to choose a stretch where the mouse is pressed."""
        self._pressed = self._offset_at(event) if event.button == 1 else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Choose what the mouse is drawn over."""
        at = self._offset_at(event) if self._pressed is not None else None
        if at is not None and self._pressed is not None and (at != self._pressed or self._selection):
            self._select(Selection(self._pressed, at))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drawing; a press without one chooses nothing any more."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._offset_at(event) and self._selection is not None:
            self.end_selection()

    def _offset_at(self, event: events.MouseEvent) -> int | None:
        """The code point of the text under the mouse; None where no text is near."""
        page = self.page
        line = self.scroll_offset.y + event.y - TOP
        if page is None or not 0 <= line < len(page) or page.lines[line].kind != "text":
            return None
        return offset_in_line(page, line, event.x - self.left)
