"""What is lit in a story, whichever page it is laid out on."""

from bisect import bisect_left
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

    def light_matches(self, page: Page, before: Page | None = None) -> None:
        """Light what a search found; the current one, of the page `before` if any, stays current where it is found still."""
        shown = before or page
        current = shown.matches[shown.current_match] if shown.current_match >= 0 else None
        page.show_matches(self.matches, self.title_matches)
        if current is not None:
            number = bisect_left(page.matches, current[:1])
            begins_there = number < len(page.matches) and page.matches[number][0] == current[0]
            page.current_match = number if begins_there else -1

    def light(self, page: Page, before: Page | None) -> None:
        """Light everything; what the keys have stepped to on the page `before`, too, if it is of the same story."""
        same = before if before is not None and before.article is page.article else None
        if same is not None:
            page.lit = same.lit
        self.light_matches(page, same)
        page.show_marks(self.marks)
        if self.spotlit:
            named = (each for each in page.analysis.entities if each.name == self.spotlit)
            page.spotlight(next(named, None))
