"""What is lit in a story, whichever page it is laid out on."""

from collections.abc import Sequence

from tui_reader.paint.measure import Span
from tui_reader.paint.model import Mark
from tui_reader.paint.story import Page


class Lights:
    """What a search found in text and title, what is bookmarked, and the name of whom alone is lit."""

    def __init__(self) -> None:
        self.matches: Sequence[Span] = ()
        self.title_matches: Sequence[Span] = ()
        self.marks: Sequence[Mark] = ()
        self.spotlit: str | None = None

    def light_matches(self, page: Page) -> None:
        """Light what a search found; the current one stays current, when there is such a one."""
        current = page.current_match
        page.show_matches(self.matches, self.title_matches)
        page.current_match = current if current < len(self.matches) else -1

    def light(self, page: Page, before: Page | None) -> None:
        """Light everything; what the keys have stepped to on the page `before`, too, if it is of the same story."""
        if before is not None and before.article is page.article:
            page.lit, page.current_match = before.lit, before.current_match
        self.light_matches(page)
        page.show_marks(self.marks)
        if self.spotlit:
            named = (each for each in page.analysis.entities if each.name == self.spotlit)
            page.spotlight(next(named, None))
