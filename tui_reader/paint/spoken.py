"""A story to be heard: whoever speaks is named on a line before the words, and nothing is drawn beside them."""

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from tui_reader.analysis.corrections import RULE as CORRECTED
from tui_reader.article.model import Paragraph
from tui_reader.paint import voices
from tui_reader.paint.line_spans import LineSpan
from tui_reader.paint.measure import fit
from tui_reader.paint.model import Look, Run
from tui_reader.paint.skim import Skim
from tui_reader.paint.speech import Bar, is_worth_naming, with_marks
from tui_reader.paint.story import Page

_SAID = " said:"


class Spoken(Page):
    """Breaks a paragraph before each statement in it, and says there who speaks."""

    @cached_property
    def _spoken_from(self) -> dict[int, Bar]:
        """The statements by where their words begin, in code points; none that nobody says."""
        found: dict[int, Bar] = {}
        for bar in self.bars if self.analysis.english else ():
            start = max(
                with_marks(self.article.text, bar.start, bar.end)[0],
                self.article.paragraphs[bar.paragraph].start,
            )
            nobody = bar.quote.speaker_name is None and bar.quote.rule == CORRECTED
            if is_worth_naming(bar.quote) and not nobody:
                found[start] = bar
        return found

    def _paragraph_lines(self, number: int, paragraph: Paragraph, first_line: int) -> Iterator[LineSpan]:
        del first_line
        yield from self._heard_lines(number, paragraph.start, paragraph.end)

    def _heard_lines(self, number: int, begin: int, stop: int) -> Iterator[LineSpan]:
        """A stretch of a paragraph, broken before each statement, with a line there for who speaks."""
        indent = self.indent_of(number)
        inside = (start for start in self._spoken_from if begin < start < stop)
        for start, end in pairwise((begin, *inside, stop)):
            if start in self._spoken_from:
                yield LineSpan("label", start, start, number)
            for first, last in self.wrap(start, end, self.width - indent):
                yield LineSpan("text", first, last, number, first == begin, indent)

    def _labels_above(self, span: LineSpan) -> Iterator[Run]:
        bar = self._spoken_from[span.start]
        name = voices.heard(bar.quote)
        said = "Somebody" if bar.quote.speaker_name is None else f"{name[:1].upper()}{name[1:]}"
        yield Run(
            f"{fit(said, self.width - len(_SAID))}{_SAID}",
            Look("label", self._voice(bar), dim=self._is_dim(bar)),
        )


class SpokenSkim(Skim, Spoken):
    """The statements alone, to be heard."""

    def _stretch_lines(self, paragraph: int, start: int, end: int, *, named: bool) -> Iterator[LineSpan]:
        del named
        yield from self._heard_lines(paragraph, start, end)
