"""The story that is shown, the place in it, and stepping through its quotes, names and matches."""

from collections.abc import Callable
from typing import Literal

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.article.places import paragraph_in
from tui_reader.paint import explain
from tui_reader.paint.dates import WORDS_A_MINUTE
from tui_reader.paint.measure import Span
from tui_reader.ui.finding import Finder
from tui_reader.ui.messages import StoryAnalysed
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_view import StoryView

Stop = Literal["quote", "name", "match"]


class Reading:
    """Keeps which story is open (a preview is not), and shows where the reader is in it."""

    def __init__(self, shelving: Shelving, finder: Finder | None, *, width: int) -> None:
        self.story = StoryView(wanted_width=width, id="story")
        self.cast = CastPanel(id="cast")
        self._opened: Article | None = None
        self._shelving = shelving
        self._finder = finder

    @property
    def article(self) -> Article | None:
        """The story on the screen."""
        return self.story.article

    @property
    def article_id(self) -> str | None:
        """The id of the story on the screen."""
        return self.article.id if self.article else None

    @property
    def is_open(self) -> bool:
        """Whether the story on the screen was opened, and not only previewed."""
        return (
            self._opened is not None and self.article is not None and self._opened.path == self.article.path
        )

    def show(self, article: Article) -> None:
        """Show a story at the place where it was left, unless it is on the screen already.

        One whose file has changed while it was on the screen stays at the same paragraph.
        """
        shown = self.article
        if shown is None or shown.path != article.path:
            place = self._shelving.place_of(article.path)
        elif shown.content_hash == article.content_hash:
            return
        else:
            place = paragraph_in(article, shown, self.story.paragraph)
        self.story.show(article, paragraph=place)
        self.light_matches()

    def show_message(self, message: str) -> None:
        """Show a sentence instead of a story."""
        self._opened = None
        self.story.show_message(message)
        self.cast.show(None)

    def open(self, article: Article) -> None:
        """The story on the screen is read from now on."""
        self._opened = article

    def close(self) -> None:
        """The story on the screen is a preview from now on."""
        self._opened = None

    def show_analysis(self, message: StoryAnalysed) -> None:
        """Light names and quotes, when the story is still on the screen."""
        if self.article is not None and self.article.content_hash == message.article.content_hash:
            self.story.show_analysis(message.analysis)
            self.cast.show(message.analysis)

    def show_place(self, status: StatusBar, *, in_story: bool) -> None:
        """Say where the reader is, when the keys go to the story."""
        article = self.article
        if article is None or not in_story:
            status.show_place("")
            return
        share = self.story.share
        minutes = max(round((1 - share) * article.words / WORDS_A_MINUTE), 1)
        place = f"¶ {self.story.paragraph + 1} of {max(len(article.paragraphs), 1)}"
        status.show_place(place, "the end" if share >= 1 else f"{minutes} min left", share)

    async def save_place(self, *, opened: bool = False) -> None:
        """Keep the place in the story, when it is open; `opened` marks it read.

        Raises:
            ShelfError: the shelf cannot be written.
        """
        if self.is_open and self.article is not None:
            await self._shelving.save_place(
                self.article, self.story.paragraph, self.story.share, opened=opened
            )

    def light_matches(self) -> None:
        """Light what the search found in the story."""
        if self._finder is not None and self.article is not None:
            self.story.show_matches(*self._finder.matches_in(self.article))

    def step(self, stop: Stop, direction: int) -> str:
        """Go to the next (1) or previous (-1) quote, name or match; returns what to say."""
        page = self.story.page
        if page is None:
            return "No story is open"
        if stop == "match":
            if not page.matches:
                return (
                    "No match in this story" if self._finder and self._finder.active else "/ begins a search"
                )
            moved = self.story.step_match(direction)
            if moved:
                return f"Match {page.current_match + 1} of {len(page.matches)}"
        else:
            moved = self.story.step(_STOPS[stop](page.analysis), direction)
            if moved:
                return self._explanation()
        return f"No {stop} {'further on' if direction > 0 else 'before'}"

    def _explanation(self) -> str:
        """What the quote or the name is that the keys have stepped to."""
        page = self.story.page
        if page is None or page.lit is None:
            return ""
        text, start = page.article.text, page.lit[0]
        for quote in page.analysis.quotes:
            if (quote.start, quote.end) == page.lit:
                return explain.of_quote(text, page.analysis, quote)
        names = (
            explain.of_name(text, name, entity)
            for name, entity in page.analysis.names()
            if name.start == start
        )
        return next(names, "")


def _quotes(analysis: Analysis) -> list[Span]:
    return [(quote.start, quote.end) for quote in analysis.quotes]


def _names(analysis: Analysis) -> list[Span]:
    return [(mention.start, mention.end) for mention, _ in analysis.names()]


_STOPS: dict[str, Callable[[Analysis], list[Span]]] = {"quote": _quotes, "name": _names}
