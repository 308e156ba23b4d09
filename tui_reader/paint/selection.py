"""Choosing a stretch of a story with the keys or the mouse: an end that stays, and one that moves."""

import re
from typing import NamedTuple

from tui_reader.paint.measure import Span, whole, width_of
from tui_reader.paint.story import Page

_WORD = re.compile(r"\w+(?:['’\-]\w+)*\S*")


class Selection(NamedTuple):
    """A stretch of text between the code points `fixed` and `moving`, in either order."""

    fixed: int
    moving: int

    @property
    def span(self) -> Span:
        """The stretch in reading order, end exclusive."""
        return min(self.fixed, self.moving), max(self.fixed, self.moving)

    def by_words(self, text: str, count: int) -> "Selection":
        """The moving end by a number of words, back when negative."""
        at = self.moving
        for _ in range(abs(count)):
            if count > 0:
                found = _WORD.search(text, at)
                at = found.end() if found else len(text)
            else:
                starts = [match.start() for match in _WORD.finditer(text, max(at - 200, 0), at)]
                at = max((start for start in starts if start < at), default=max(at - 200, 0))
        return self._replace(moving=at)

    def by_lines(self, page: Page, count: int) -> "Selection":
        """The moving end to the end of a line further down, or to the start of one further up."""
        line = page.line_of(self.moving)
        if page.lines[line].kind != "text":
            return self
        if count > 0:
            target = page.text_line(line, count if self.moving >= page.lines[line].end else count - 1)
            return self._replace(moving=page.lines[target].end)
        target = page.text_line(line, count if self.moving <= page.lines[line].start else count + 1)
        return self._replace(moving=page.lines[target].start)

    def by_paragraphs(self, page: Page, count: int) -> "Selection":
        """The moving end to the end of this paragraph or the next one, or back to the start of one."""
        paragraphs = page.article.paragraphs
        if count > 0:
            ends = (each.end for each in paragraphs if each.end > self.moving)
            return self._replace(moving=next(ends, self.moving))
        starts = (each.start for each in reversed(paragraphs) if each.start < self.moving)
        return self._replace(moving=next(starts, self.moving))


def offset_in_line(page: Page, line: int, cells: int) -> int:
    """The code point of the text that is drawn `cells` to the right of the column's edge on a line of text."""
    span = page.lines[line]
    room = cells - span.indent
    text = page.article.text
    at = span.start
    while at < span.end:
        after = whole(text, at + 1, span.end)
        room -= width_of(text[at:after])
        if room < 0:
            break
        at = after
    return at
