"""The commands that look further for what a story has: its words, a person of it, what else they said."""

from collections import deque
from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar

from textual.binding import BindingType

from tui_reader.analysis.model import Entity, EntityType, Quote
from tui_reader.index.model import QuoteHit
from tui_reader.paint.cast import roles
from tui_reader.paint.dates import count
from tui_reader.paint.story import Page
from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.searching import Searching, arrival_at

_NOTHING = "Nothing is lit; {next-quote} goes to a quote, {next-name} to a name, {cursor} to either, {select} selects words"
_FIELDS: dict[EntityType, str] = {"person": "person", "organization": "org", "place": "place"}
_LAST = 3
"""So many quotes are shown of somebody."""


class Looking(Searching):
    """Searches of the library for what is lit or selected, or chosen in the cast; the trail leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("search-for-it", "search-person", "said-elsewhere", "peek", "export-found")
    ]

    async def action_search_for_it(self) -> None:
        """Search for the words that are lit or selected; for a name as such."""
        from tui_reader.index.wording import phrase  # noqa: PLC0415  not needed for the first frame

        article, page, chosen = self._reading.article, self._reading.story.page, self._reading.chosen()
        if self._panes.pane == "cast" and self._reading.cast.entity is not None:
            await self._look_for(phrase(self._reading.cast.entity.name, "mentions"))
        elif article is None or page is None or page.lit is None:
            return
        elif chosen is not None and not isinstance(chosen, Quote):
            await self._look_for(phrase(chosen[1].name, "mentions"))
        else:
            start, end = page.lit
            await self._look_for(phrase(article.text[start:end]))

    async def action_search_person(self) -> None:
        """Search for the stories that name whom the lit name means, or who speaks."""
        from tui_reader.index.wording import phrase  # noqa: PLC0415  the same

        meant = self._whom()
        if isinstance(meant, Entity):
            field = _FIELDS[meant.type]
            await self._look_for(f"{field}:{phrase(meant.name)}")

    async def action_said_elsewhere(self) -> None:
        """List what the person of the lit name, or the speaker of the lit quote, says in the library."""
        from tui_reader.index.wording import phrase  # noqa: PLC0415  the same

        meant = self._whom()
        name = meant.name if isinstance(meant, Entity) else meant
        if name:
            await self._look_for(phrase(name, "speaker"), quotes=True)

    def action_peek(self) -> None:
        """Show who the lit name or the speaker is, over the page."""
        from tui_reader.index.query import parse  # noqa: PLC0415  the same
        from tui_reader.index.wording import phrase  # noqa: PLC0415  the same
        from tui_reader.ui.screens.peek import PeekScreen  # noqa: PLC0415  the same

        meant, page = self._whom(), self._reading.story.page
        name = meant.name if isinstance(meant, Entity) else meant
        if not name or page is None:
            return
        if not isinstance(meant, Entity):
            facts = [["A source without a name; elsewhere the same words may mean somebody else"]]
            self.app.push_screen(PeekScreen(name, facts, None), self._go_to_quote)
            return
        facts, query, library = _facts(meant, page), phrase(name, "speaker"), self._library

        def last() -> list[QuoteHit]:
            if library is None or not query:
                return []
            return _last(library.search_quotes(parse(query), order="date"))

        self.app.push_screen(PeekScreen(name, facts, last if library else None), self._go_to_quote)

    def action_export_found(self) -> None:
        """Write the quotes that a search finds into a file, with speaker, headline and date."""
        from tui_reader.ui.found_quotes import found_quotes  # noqa: PLC0415  the same
        from tui_reader.ui.screens.exporting import Export  # noqa: PLC0415  the same

        browsing, library = self._browsing, self._library
        if library is None or browsing is None or not browsing.finder.active:
            return
        text, view, order = browsing.finder.text, browsing.view, browsing.finder.order
        Export(
            self.app, lambda: list(found_quotes(library, text, view, order)), self.say, ("quote", "quotes")
        ).begin()

    async def _go_to_quote(self, hit: QuoteHit | None) -> None:
        if hit is not None and self._browsing is not None:
            await self._travel(self._browsing.library.path_of(hit.row), arrival_at(hit))

    def _whom(self) -> Entity | str:
        """Whom the keys point at; the words of the story for a source without a name; empty for nobody."""
        if self._panes.pane == "cast" and self._reading.cast.entity is not None:
            return self._reading.cast.entity
        chosen, page = self._reading.chosen(), self._reading.story.page
        if page is None or page.lit is None:
            return self._reading.story.spotlit or ""
        if isinstance(chosen, Quote):
            return page.analysis.by_id.get(chosen.speaker or "") or chosen.speaker_name or ""
        if chosen is not None:
            return chosen[1]
        start, end = page.lit
        named = (entity for name, entity in page.analysis.names() if name.start < end and start < name.end)
        return next(named, "")

    def _nobody(self) -> str:
        """Why it is not known whom the keys point at."""
        page = self._reading.story.page
        if page is None or page.lit is None:
            return _NOTHING
        quote = isinstance(self._reading.chosen(), Quote)
        return "Speaker unknown; {correct} says who it is" if quote else "No name is in these words"

    async def _look_for(self, query: str, *, quotes: bool = False) -> None:
        """Search the library, and remember this place."""
        if self._browsing is None:
            self.answer("Searching needs a library; this story was opened alone")
        elif not query:
            self.answer("There is no word in this to search for")
        else:
            self._trail.leave(self._here())
            await self._save_place()
            self._reading.story.end_selection()
            self._end_seeking()
            self._browsing.finder.quotes_only = quotes
            self.list_found(query)
            self._keep_query()


def _last(hits: Iterable[QuoteHit]) -> list[QuoteHit]:
    """Of the quotes of stories from the newest on, each in reading order, those that were said last, the very last first."""
    found: list[QuoteHit] = []
    for _, of_story in groupby(hits, key=lambda hit: hit.row.id):
        found += reversed(deque(of_story, maxlen=_LAST - len(found)))
        if len(found) == _LAST:
            break
    return found


def _facts(entity: Entity, page: Page) -> list[list[str]]:
    """What a story knows of somebody, in rows: the other forms of the name; roles; the kind, how often they are named and speak."""
    analysis = page.analysis
    quotes = [quote for quote in analysis.quotes if quote.speaker == entity.id]
    words = sum(quote.end - quote.start for quote in quotes)
    share = words / max(sum(quote.end - quote.start for quote in analysis.quotes), 1)
    also = [[f"Also called {', '.join(entity.aliases)}"]] if entity.aliases else []
    called = roles(page.article.text, entity)
    is_called = (
        [[f"{'Role' if len(called) == 1 else 'Roles'} here: {called[0]}", *called[1:]]] if called else []
    )
    said = (
        f"{count(len(quotes), 'quote', 'quotes')}, {share:.0%} of all that is said"
        if quotes
        else "not quoted"
    )
    named = count(len(entity.names), "time", "times")
    return [*also, *is_called, [f"In this story: {entity.type}", f"named {named}", said]]
