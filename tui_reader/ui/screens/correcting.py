"""The command that puts speakers and names right by hand."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui_reader.analysis.model import Quote
from tui_reader.article.model import Article
from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.room import Room

if TYPE_CHECKING:
    from tui_reader.ui.corrections import Answer


class Correcting(Room):
    """Who speaks, and whom a name means, said by the reader."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("correct")]

    async def action_correct(self) -> None:
        """Ask who says the quote, or whom the name means, that the keys have stepped to."""
        from tui_reader.ui import corrections  # noqa: PLC0415  not needed for the first frame
        from tui_reader.ui.screens.chooser import ChooserScreen  # noqa: PLC0415  the same

        article, page = self._reading.article, self._reading.story.page
        if article is None or page is None:
            return
        kept = await self._shelve(self._shelving.corrections_of(article)) or []
        chosen = self._reading.chosen()
        typed = None
        if isinstance(chosen, Quote):
            question, answers = corrections.about_quote(article.text, page.analysis, chosen)
            typed = partial(corrections.typed_speaker, article.text, chosen)
        elif chosen is not None:
            question, answers = corrections.about_name(page.analysis, chosen[1])
        else:
            question, answers = "What you put right in this story", []
        answers += corrections.take_back(kept)
        if not answers:
            return
        chooser = ChooserScreen["Answer"](
            question, answers, typed=typed, placeholder="type to narrow" if typed is None else "type a name"
        )
        self.app.push_screen(chooser, partial(self._correct, article))

    async def _correct(self, article: Article, answer: "Answer | None") -> None:
        from tui_reader.ui.corrections import TakeBack  # noqa: PLC0415  the same

        if isinstance(answer, TakeBack):
            await self._change(self._shelving.take_back_correction(answer.id))
        elif answer is not None:
            await self._change(self._shelving.correct(article, answer))
