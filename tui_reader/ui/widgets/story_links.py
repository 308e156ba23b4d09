"""Links of a story: letters that open them, and the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader import signs
from tui_reader.article.model import Markup
from tui_reader.paint.hints import LETTERS, Hint, hints, links_of, on_line, starting_with
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.story_cursor import StoryWithCursor
from tui_reader.ui.widgets.story_sight import TOP


class StoryWithLinks(StoryWithCursor):
    """A story whose links in sight can be given letters; until one is typed, or they are left, the keys are theirs.

    The letters lie over the text and move nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("link-hints")]

    class LinkChosen(Message):
        """A link is to be opened."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    class HintsChanged(Message):
        """Links have letters now: those that may still be meant, after what was `typed`; none when they are left."""

        def __init__(self, hints: Sequence[Hint], typed: str) -> None:
            super().__init__()
            self.hints = hints
            self.typed = typed

    def __init__(self, *, wanted_width: int, indented: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(wanted_width=wanted_width, indented=indented, id=id)
        self._hints: tuple[Hint, ...] = ()
        self._typed = ""
        self._was_selecting = False

    def begin_anew(self) -> None:
        """The links of another story have no letters as yet."""
        self.end_hints()
        super().begin_anew()

    @property
    def links_in_sight(self) -> tuple[Hint, ...]:
        """The links on the screen, with letters for them."""
        top = self.scroll_offset.y - TOP
        return hints(self.page, top, top + self.size.height) if self.page is not None else ()

    def action_link_hints(self) -> None:
        """Give letters to the links in sight."""
        if found := self.links_in_sight:
            self._hint(found, "")

    def end_hints(self) -> None:
        """Take the letters away."""
        if self._hints:
            self._hint((), "")

    def _hint(self, found: tuple[Hint, ...], typed: str) -> None:
        self._hints, self._typed = found, typed
        self.post_message(self.HintsChanged(starting_with(found, typed), typed))
        self.redraw()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While links have letters, what is typed is theirs."""
        del key
        return bool(self._hints) and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while links have letters."""
        if self._hints:
            event.stop()
            event.prevent_default()
            self._type(event.key)

    def _type(self, key: str) -> None:
        """A letter chooses; Backspace takes one back; whatever else leaves, and does nothing more."""
        if key == "backspace" and self._typed:
            self._hint(self._hints, self._typed[:-1])
            return
        typed = self._typed + key.lower()
        meant = starting_with(self._hints, typed) if key.lower() in LETTERS else ()
        if len(meant) == 1 and meant[0].letters == typed:
            self.end_hints()
            self.post_message(self.LinkChosen(meant[0].link.target))
        elif meant:
            self._hint(self._hints, typed)
        else:
            self.end_hints()

    def on_blur(self) -> None:
        """Whoever has the keys now, they are not for the letters."""
        self.end_hints()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other links are in sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.end_hints()

    def on_resize(self, event: events.Resize) -> None:
        """Other links are in sight."""
        del event
        self.end_hints()

    def draw(self, line_number: int, width: int, base: Style) -> list[Segment]:
        """One line, letters over it."""
        segments = super().draw(line_number, width, base)
        if self._hints and self.page is not None and TOP <= line_number < TOP + len(self.page):
            found = list(on_line(self.page, line_number - TOP, starting_with(self._hints, self._typed)))
            for cell, hint in reversed(found):
                put = _beside if signs.in_words() else _over
                segments = put(segments, self.left + cell, self._letters(hint, base), base)
        return segments

    def _letters(self, hint: Hint, base: Style) -> list[Segment]:
        """A link's letters: those that are typed already step back."""
        typed, ground = len(self._typed), base + self.looks.REVERSE
        return [
            Segment(hint.letters[:typed], ground + self.looks.ink("faint")),
            Segment(hint.letters[typed:], ground + self.looks.ink("footer-key-foreground") + self.looks.BOLD),
        ]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember whether a stretch was chosen, which a press only ends."""
        del event
        self._was_selecting = self.selecting

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked, unless the mouse was drawn to choose words."""
        link = self._link_at(event)
        if link is not None and event.button == 1 and event.chain == 1:
            if self.selecting or self._was_selecting:
                return
            event.stop()
            self.end_hints()
            self.post_message(self.LinkChosen(link.target))

    def _link_at(self, event: events.MouseEvent) -> Markup | None:
        """The link under the mouse."""
        at, page = self._offset_at(event), self.page
        if at is None or page is None:
            return None
        span = page.lines[self.scroll_offset.y + event.y - TOP]
        if at >= span.end or event.x < self.left + span.indent:
            return None
        return next((link for link in links_of(page.article) if link.start <= at < link.end), None)


def _beside(segments: Sequence[Segment], cell: int, letters: Sequence[Segment], base: Style) -> list[Segment]:
    """A line with letters in brackets beside a cell, for ears; what lies there makes room."""
    strip, at = Strip(segments), max(cell, 0)
    rest = strip.crop(at, strip.cell_length)
    before, after = (" (", ")") if rest.text[:1].isspace() else ("(", ") ")
    return [*strip.crop(0, at), Segment(before, base), *letters, Segment(after, base), *rest]


def _over(segments: Sequence[Segment], cell: int, letters: Sequence[Segment], base: Style) -> list[Segment]:
    """A line with letters from a cell on; what lay there is hidden."""
    width = sum(segment.cell_length for segment in letters)
    strip = Strip(segments)
    strip = strip.adjust_cell_length(max(strip.cell_length, cell + width), base)
    return [*strip.crop(0, cell), *letters, *strip.crop(cell + width, strip.cell_length)]
