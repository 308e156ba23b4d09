"""The story that is shown, the place in it, and stepping through its quotes, names and matches."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Literal, NamedTuple

from tui_reader import signs
from tui_reader.analysis.model import Entity, Mention, Quote
from tui_reader.article.anchor import anchor, same_words
from tui_reader.article.model import Article
from tui_reader.article.places import paragraph_in
from tui_reader.article.text import label
from tui_reader.article.within import occurrences
from tui_reader.paint import explain, stops
from tui_reader.paint.dates import count, reading_time
from tui_reader.paint.measure import Span
from tui_reader.paint.model import Mark
from tui_reader.paint.story import Page
from tui_reader.ui.bindings import keyed
from tui_reader.ui.finding import Finder
from tui_reader.ui.messages import StoryAnalysed
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_links import StoryWithLinks
from tui_reader.ui.widgets.story_steps import first_from, next_match, next_span

Stop = Literal["quote", "name"]
_BEGUN = 0.01
"""How far a story is read that was opened, and no more."""


class Arrival(NamedTuple):
    """Where a story is entered: `at` its first or last match, or at a stretch of the text with this content hash.

    A stretch is lit; an empty one is only where the reader was.

    `saying` is how it came about, to be told.
    """

    at: Literal["first", "last"] | Span
    saying: str = ""
    content_hash: str = ""


class Reading:
    """Keeps which story is open (a preview is not), and shows where the reader is in it."""

    def __init__(self, shelving: Shelving, finder: Finder | None, *, width: int, indented: bool) -> None:
        self.story = StoryWithLinks(wanted_width=width, indented=indented, id="story")
        self.cast = CastPanel(id="cast")
        self._opened: Article | None = None
        self._shelving = shelving
        self._finder = finder
        self.arrived: Span | None = None
        self._sought: str | None = None
        self._sought_from = 0
        self._sought_at = 0

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

    @property
    def lit(self) -> Span | None:
        """What the keys have stepped to."""
        return self.story.page.lit if self.story.page else None

    @property
    def is_too_large(self) -> bool:
        """Whether the story on the screen is too large to look for names in it."""
        return self.story.page is not None and self.story.page.analysis.large

    def show(self, article: Article, page: Page | None = None) -> None:
        """Show a story at the place where it was left, unless it is on the screen already; `page` is it laid out.

        One whose file has changed while it was on the screen stays at the same paragraph.
        """
        shown = self.article
        if shown is None or shown.path != article.path:
            self._show_at(self._shelving.place_of(article.path), article, page)
        elif shown.content_hash != article.content_hash:
            self._show_changed(article, shown, page)

    def _show_changed(self, article: Article, shown: Article, page: Page | None = None) -> None:
        """Show what has become of the story that is shown, at the same paragraph, with the words lit that were."""
        place = paragraph_in(article, shown, self.story.place.paragraph_of(shown))
        lit, arrived = self.lit, self.arrived
        self._show_at(place, article, page)
        still = None if lit is None else same_words(article.text, anchor(shown.text, *lit))
        self.story.keep_lit(still)
        self.arrived = still if arrived == lit else None

    def _show_at(self, place: int, article: Article, page: Page | None) -> None:
        self._sought = self.arrived = None
        self.story.show(article, paragraph=place, page=page)
        self.light_matches()

    def follow(self, article: Article) -> None:
        """The file of the story on the screen has this name now; all that is shown of it stays, if it reads the same."""
        shown = self.article
        if shown is None:
            return
        opened, renamed = self.is_open, replace(shown, id=article.id, path=article.path)
        self.story.rename(renamed)
        if renamed != article:
            self._show_changed(article, renamed)
        if opened:
            self._opened = article

    def lacks_names(self, article: Article) -> bool:
        """Whether this story is on the screen, and its names and quotes are not there yet."""
        page = self.story.page
        return (
            page is not None
            and not page.analysed
            and (page.article.path, page.article.content_hash) == (article.path, article.content_hash)
        )

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
            self.story.show_analysis(message.analysis, message.page)
            if self._finder is not None and self._finder.asks_said:
                self.light_matches()
            self.cast.show(message.analysis)
            self.cast.mark(self.story.spotlit)

    async def show_marks(self) -> None:
        """Mark what is bookmarked in the story, where its words stand now.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        article = self.article
        if article is None:
            return
        found = await self._shelving.found_in(article)
        if self.article is article:
            self.story.show_marks(
                [
                    Mark(*(span if mark.passage else (-1, -1)), label(mark.note), mark.tags)
                    for mark, span in found
                ]
            )

    def spotlight(self, entity: Entity | None) -> str:
        """Light one entity's names and words, or (for the one that is lit, or None) everything; returns what to say."""
        lit = self.story.spotlit
        chosen = None if entity is None or (lit is not None and lit.id == entity.id) else entity
        self.story.spotlight(chosen)
        self.cast.mark(chosen)
        if chosen is None or self.story.page is None:
            return ""
        quotes = sum(quote.speaker == chosen.id for quote in self.story.page.analysis.quotes)
        told = [f"named {count(len(chosen.names), 'time', 'times')}", count(quotes, "quote", "quotes")]
        keys = keyed(self.story.app, "{next-quote} {next-name} step through · {back} lights all")
        return f"{chosen.name}: {', '.join(told)} · {keys}"

    def toggle_skim(self) -> str:
        """Show the statements alone, or the whole story again; returns what to say."""
        page = self.story.page
        if page is None or not page.bars:
            return ""
        self.story.skim(on=not self.story.skimming)
        ends = "Statements only · {skim} shows the whole story"
        return keyed(self.story.app, ends) if self.story.skimming else ""

    def show_place(self, status: StatusBar, *, in_story: bool) -> None:
        """Say where the reader is, when the keys go to the story."""
        article = self.article
        if article is None or not in_story:
            status.show_place("")
            return
        share = self.story.share
        words = self.story.page.words if self.story.page else article.words
        left = reading_time((1 - share) * words)
        paragraphs = max(len(article.paragraphs), 1)
        here = paragraphs if share >= 1 else self.story.paragraph + 1
        place = f"{signs.now().paragraph} {here:,} of {paragraphs:,}"
        status.show_place(place, "the end" if share >= 1 else f"{left} left", share)

    def place_to_keep(self, *, opened: bool = False) -> Coroutine[object, object, None] | None:
        """What keeps the place that is now in the story, when it is open; `opened` marks it read."""
        if not self.is_open or self.article is None:
            return None
        reached = max(self.story.reached, _BEGUN)
        paragraph = self.story.place.paragraph_of(self.article)
        return self._shelving.save_place(self.article, paragraph, reached, opened=opened)

    @property
    def seeking(self) -> bool:
        """Whether words are being found in this story alone."""
        return self._sought is not None

    def seek(self, words: str) -> None:
        """Find words in the story, from where the reader was when the finding began; that is shown when there are none."""
        if self._sought is None:
            self._sought_from = self.story.top_offset
            self._sought_at = self.story.scroll_offset.y
        self._sought = words
        self.light_matches()
        matches = self.story.page.matches if self.story.page is not None else []
        if matches:
            self.story.go_to_match(first_from(matches, self._sought_from) % len(matches))
        else:
            self.story.scroll_to(y=self._sought_at, animate=False, force=True)

    def end_seeking(self) -> None:
        """Light again what the search of the library has found."""
        self._sought = None
        self.light_matches()

    def light_matches(self) -> None:
        """Light what was found in the story."""
        article = self.article
        if article is None:
            return
        if self._sought is not None:
            sought = self._sought
            self.story.show_matches(occurrences(article.text, sought), occurrences(article.title, sought))
        elif self._finder is not None:
            self.story.show_matches(*self._finder.matches_in(article, self.story.analysis))
        else:
            self.story.show_matches((), ())

    @property
    def awaits_matches(self) -> bool:
        """Whether words are asked for that somebody says, and the quotes of the story are not there yet."""
        asked = self._sought is None and self._finder is not None and self._finder.asks_said
        return asked and self.story.page is not None and self.story.analysis is None

    def arrive(self, arrival: Arrival) -> None:
        """Go to where the story is entered."""
        page = self.story.page
        if page is None:
            return
        if not isinstance(arrival.at, str):
            if arrival.content_hash != page.article.content_hash:
                return
            if arrival.at[0] == arrival.at[1]:
                self.story.return_to(arrival.at[0])
            else:
                self.arrived = arrival.at
                page.current_match = -1
                self.story.light(arrival.at)
        elif page.matches:
            self.story.go_to_match(0 if arrival.at == "first" else len(page.matches) - 1)

    @property
    def place_among_matches(self) -> str:
        """The current match among all of the story: "match 3 of 7"; how many there are before the first step."""
        page = self.story.page
        if page is None or not page.matches:
            return "no match in the text"
        if page.current_match < 0:
            return count(len(page.matches), "match", "matches")
        return f"match {page.current_match + 1:,} of {len(page.matches):,}"

    def step_match(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) match; False when there is none further on in this story."""
        number = next_match(self.story.sight, direction) if self.story.sight else None
        if number is not None:
            self.story.go_to_match(number)
        return number is not None

    def step(self, stop: Stop, direction: int) -> list[str]:
        """Go to the next (1) or previous (-1) quote or name; returns what to say, and shorter forms of it."""
        sight = self.story.sight
        if sight is None:
            return [""]
        spans = stops.quotes(sight.page) if stop == "quote" else stops.names(sight.page)
        span = next_span(sight, spans, direction)
        if span is None:
            return [self._end_of(stop, direction)]
        self.story.light(span)
        return self._explanation()

    def under_cursor(self, step: int, *, found: bool) -> list[str]:
        """What the cursor of the story stands on, after a step forward (1) or back (-1) that has `found` something."""
        if found:
            return self._explanation()
        if self.story.page is not None and not self.story.page.analysed:
            return ["The names and quotes of this story are still being found"]
        return [self._end_of("name or quote", step)]

    @property
    def kept(self) -> str:
        """The note and tags of what is lit or selected, when that is bookmarked."""
        page = self.story.page
        mark = page.mark_on(page.lit) if page and page.lit else None
        return mark.kept if mark else ""

    def _end_of(self, stop: str, direction: int) -> str:
        lit = self.story.spotlit
        return f"No {stop}{f' of {lit.name}' if lit else ''} {'further on' if direction > 0 else 'before'}"

    def chosen(self) -> Quote | tuple[Mention, Entity] | None:
        """The quote, or the name with what it names, that the keys have stepped to."""
        page = self.story.page
        if page is None or page.lit is None:
            return None
        quotes = (quote for quote in page.analysis.quotes if (quote.start, quote.end) == page.lit)
        names = (pair for pair in page.analysis.names() if (pair[0].start, pair[0].end) == page.lit)
        return next(quotes, None) or next(names, None)

    def explains(self, said: str) -> bool:
        """Whether this says what the quote or the name is that the keys have stepped to."""
        return said == self._explanation()[0]

    def _explanation(self) -> list[str]:
        """What the quote or the name is that the keys have stepped to, the fullest form first."""
        page, chosen = self.story.page, self.chosen()
        if page is None or chosen is None:
            return [""]
        if isinstance(chosen, Quote):
            said = explain.of_quote(page.article.text, page.analysis, chosen)
            mark = page.mark_on((chosen.start, chosen.end))
            if mark is None or not mark.kept:
                return said
            first, last = ("", mark.kept) if mark.note else (mark.kept, "")
            return [signs.now().between.join(filter(None, (first, form, last))) for form in said]
        return [explain.of_name(page.article.text, *chosen)]
