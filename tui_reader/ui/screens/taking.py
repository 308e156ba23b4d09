"""The commands that take words out of a story: selecting, copying, bookmarking what is lit."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from tui_reader.analysis.model import Quote
from tui_reader.article.anchor import anchor
from tui_reader.index.model import QuoteHit
from tui_reader.paint.dates import count
from tui_reader.paint.measure import Span
from tui_reader.ui.bindings import bindings, keyed
from tui_reader.ui.screens.room import Room
from tui_reader.ui.shelving import Target
from tui_reader.ui.widgets.story_selection import StoryWithSelection

if TYPE_CHECKING:
    from tui_reader.export.citation import Cited, Form

_FORM = "copy-form"
_FORMS: "dict[Form, str]" = {
    "citation": "one line: “…” — speaker, headline, date",
    "plain": "the words, where they stand, the file",
    "markdown": "a quotation in Markdown",
}


class Taking(Room):
    """What is done with the words that are selected, or that the keys have stepped to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("copy", "copy-as", "bookmark")]

    @on(StoryWithSelection.Selected)
    def _selected(self, message: StoryWithSelection.Selected) -> None:
        """Say how much is selected; the note and the tags first, where that is bookmarked."""
        kept = f"{self._reading.kept} · " if self._reading.kept else ""
        letters = count(message.length, "letter", "letters")
        keys = keyed(self.app, "{copy} copies · {bookmark} bookmarks · {back} ends")
        self.say_while(f"{kept}{letters} selected · {keys}" if message.length else "")

    async def action_copy(self) -> None:
        """Copy what is selected or lit, or name the story, in the form used last."""
        used: list[Form] = [form for form in _FORMS if form == self._recalled.get(_FORM)]
        await self._copy(used[0] if used else "citation")

    def action_copy_as(self) -> None:
        """Ask in which form to copy; it is used from then on."""
        from tui_reader.ui.screens.chooser import Choice, ChooserScreen  # noqa: PLC0415  not needed for the first frame

        choices = [Choice(form.capitalize(), form, what) for form, what in _FORMS.items()]
        self.app.push_screen(ChooserScreen("Copy as…", choices), self._copy_as)

    async def _copy_as(self, form: "Form | None") -> None:
        if form is not None:
            self._recalled[_FORM] = form
            await self._keep(self._shelving.remember({_FORM: form}))
            await self._copy(form)

    async def _copy(self, form: "Form") -> None:
        from tui_reader import clipboard  # noqa: PLC0415  the same
        from tui_reader.export.citation import cite  # noqa: PLC0415  the same

        cited = await self._cited()
        if cited is None:
            return
        sequences: list[str] = []
        said = await asyncio.to_thread(
            clipboard.copy, cite(cited, form), sequences.append, self._places.state
        )
        if sequences and self.app._driver is not None:  # noqa: SLF001  Textual has no other way to write a sequence
            self.app._driver.write("".join(sequences))  # noqa: SLF001  the same
        self.answer(said)

    async def _cited(self) -> "Cited | None":
        """What is selected or lit, with its speaker; or the story under the cursor as a whole."""
        from tui_reader.export.citation import of_article  # noqa: PLC0415  the same

        article, lit = self._reading.article, self._lit()
        if article is None or lit is None:
            meant, quote = await self._meant(), self._listed_quote()
            if meant is not None and quote is not None and quote.row.content_hash == meant.content_hash:
                return of_article(meant, quote.start, quote.end, quote.speaker or "", quote.confidence)
            return of_article(meant, 0, 0) if meant is not None else None
        chosen = self._reading.chosen()
        said = chosen if isinstance(chosen, Quote) else self._quote_around(*lit)
        if said is None:
            return of_article(article, *lit)
        return of_article(article, *lit, said.speaker_name or "", said.confidence)

    def _quote_around(self, start: int, end: int) -> Quote | None:
        """The quote that holds all of a selected stretch; None when that has other words, too."""
        page = self._reading.story.page
        quotes = page.analysis.quotes if page else ()
        around = (quote for quote in quotes if quote.start - 1 <= start and end <= quote.end + 1)
        return next(around, None)

    def _lit(self) -> Span | None:
        """What is lit or selected in the story that is meant; beside the list that is the chosen one, where it is seen."""
        page = self._reading.story.page
        if page is None or (self._panes.pane == "list" and not self._shows_chosen()):
            return None
        return page.lit

    def _shows_chosen(self) -> bool:
        """Whether the story, or the quote, under the cursor of the list is what the story beside it shows by now."""
        article, row = self._reading.article, self._browsing.stories.row if self._browsing else None
        if article is None or row is None or not self._reading.story.display:
            return False
        quote = self._listed_quote()
        return self._path_of(row) == article.path and (
            quote is None or self._reading.arrived == (quote.start, quote.end)
        )

    def _listed_quote(self) -> QuoteHit | None:
        """The quote under the cursor of a list of quotes that has the keys."""
        return (
            self._browsing.stories.quote
            if self._browsing is not None and self._panes.pane == "list"
            else None
        )

    async def action_bookmark(self) -> None:
        """Bookmark the quote that is lit, the words that are selected, or else the story; or take that away."""
        target = await self._target()
        if target is not None and target.passage is not None:
            await self._change(self._shelving.toggle_passage(target))
        elif target is not None:
            await self._change(self._shelving.toggle_bookmark(target.article))

    async def _target(self) -> Target | None:
        """What a mark is for: the quote that is lit or chosen in a list, the words that are selected, or else the story."""
        article, chosen, lit = self._reading.article, self._reading.chosen(), self._lit()
        if article is None or lit is None or not (isinstance(chosen, Quote) or chosen is None):
            meant, quote = await self._meant(), self._listed_quote()
            if meant is not None and quote is not None and quote.row.content_hash == meant.content_hash:
                words = anchor(meant.text, quote.start, quote.end)
                return Target(meant, words, quote.speaker or "", quote.confidence)
            return Target(meant) if meant is not None else None
        words = anchor(article.text, *lit)
        if chosen is None:
            return Target(article, words)
        return Target(article, words, chosen.speaker_name or "", chosen.confidence)
