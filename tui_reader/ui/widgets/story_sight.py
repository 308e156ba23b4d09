"""What is in sight of a story. Lines are those of the view, which has empty ones above and below the page."""

from typing import NamedTuple

from tui_reader.paint.measure import Span
from tui_reader.paint.story import Page

TOP, BOTTOM = 1, 2
"""Empty lines above and below the story."""


class Sight(NamedTuple):
    """A page in a view of so many `lines`, `height` of which are in sight, from the line `top` on."""

    page: Page
    top: int
    height: int
    lines: int

    @property
    def is_at_end(self) -> bool:
        """Whether the view can go up, and no further down."""
        return 0 < self.lines - self.height <= self.top

    @property
    def paragraph(self) -> int:
        """The paragraph at the top, from 0."""
        return self.page.paragraph_at(self.top - TOP)

    @property
    def top_offset(self) -> int:
        """The first code point of the text that is in sight, or after it."""
        return self.page.offset_at(self.top - TOP)

    @property
    def last_top(self) -> int:
        """The first line in sight when the last one of the story comes into sight."""
        return TOP + len(self.page) - self.height

    @property
    def share(self) -> float:
        """How far down the view is, from 0 at the top of the story to 1 where its last line is in sight."""
        return 1.0 if self.top >= self.last_top else self.top / self.last_top

    @property
    def lit(self) -> Span | None:
        """What the keys have stepped to, while it is in sight."""
        return self.page.lit if self.page.lit is not None and self.shows(self.page.lit[0]) else None

    @property
    def match(self) -> Span | None:
        """The current match, while it is in sight."""
        number = self.page.current_match
        match = self.page.matches[number] if number >= 0 else None
        return match if match is not None and self.shows(match[0]) else None

    @property
    def line_in_use(self) -> int:
        """The line of what is lit, or who is named before it; the top when nothing in sight is lit."""
        lit, lines = self.lit, self.page.lines
        if lit is None:
            return self.top
        line = self.page.line_of(lit[0])
        named = lines[line - 1].kind == "label" and lines[line].start == lines[line - 1].start
        return line + TOP - named

    def line_of(self, offset: int) -> int:
        """The line that shows a code point of the text."""
        return self.page.line_of(offset) + TOP

    def shows(self, offset: int) -> bool:
        """Whether a code point of the text is in sight."""
        return self.top <= self.line_of(offset) < self.top + self.height

    def top_to_see(self, offset: int) -> int | None:
        """The top that has a code point of the text a third below it; None when it is well in sight already."""
        line = self.line_of(offset)
        if self.top + 1 <= line < self.top + self.height - 2:
            return None
        return max(line - self.height // 3, 0)
