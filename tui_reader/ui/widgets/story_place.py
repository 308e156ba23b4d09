"""The place in a story: where the reader has moved to, which stays whatever becomes of the window."""

from bisect import bisect_right
from operator import itemgetter

from tui_reader.article.model import Article
from tui_reader.paint.story import Page
from tui_reader.ui.widgets.story_sight import TOP, Sight


class StoryPlace:
    """A code point of the text, None above all of it, and how far down the reader has moved, from 0 to 1."""

    def __init__(self, offset: int | None = None) -> None:
        self.offset = offset
        self.reached = 0.0

    @classmethod
    def at(cls, article: Article, paragraph: int) -> "StoryPlace":
        """The beginning of a paragraph; above the text for the first one, or for one that is not there."""
        paragraphs = article.paragraphs
        return cls(paragraphs[paragraph].start if 0 < paragraph < len(paragraphs) else None)

    def move_to(self, sight: Sight, *, reading: bool) -> None:
        """The reader has moved to what is in sight; among the statements alone nobody is `reading` the story."""
        self.offset = sight.top_offset if sight.top > TOP else None
        if reading:
            self.reached = max(self.reached, sight.share)

    def line_on(self, page: Page) -> int:
        """The line of the view to have at the top for this place."""
        return 0 if self.offset is None else TOP + page.line_of(self.offset)

    def paragraph_of(self, article: Article) -> int:
        """The paragraph to come back to, from 0: also where the window is too high to have it at the top."""
        if self.offset is None:
            return 0
        return bisect_right(article.paragraphs, self.offset, key=itemgetter(0)) - 1
