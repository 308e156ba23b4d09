"""A story as lines: headline, one line about it, then its paragraphs with names, quotes and matches marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from tui_reader.analysis.model import Analysis, Entity
from tui_reader.article.model import Article, Paragraph
from tui_reader.paint import dates, voices
from tui_reader.paint.measure import Span, fit, shown, width_of, wrap
from tui_reader.paint.model import Line, Look, Run
from tui_reader.paint.speech import Bar, bars, label_lines, with_marks

_INDENT = {"item": 2, "quotation": 2, "code": 2}
NARROWEST_LABEL = 7
"""Margins of fewer cells hold no names; the speaker is named on a line above the paragraph instead."""


_Marked = TypeVar("_Marked", Span, tuple[int, int, Entity])


class LineSpan(NamedTuple):
    """Where a line comes from: `start` and `end` count code points of the headline or the text."""

    kind: Literal["title", "meta", "blank", "label", "text"]
    start: int = 0
    end: int = 0
    paragraph: int = -1
    first: bool = False


class Page:
    """A story laid out in a column of `width` cells.

    `margin` is the room for speakers' names at the left of it, in cells. Without an analysis the page has
    the same paragraphs, and no marks. `matches` are spans of the text, in reading order.
    """

    def __init__(
        self,
        article: Article,
        analysis: Analysis | None,
        *,
        width: int,
        margin: int,
        matches: Sequence[Span] = (),
        title_matches: Sequence[Span] = (),
    ) -> None:
        self.article = article
        self.analysis = analysis or Analysis()
        self.analysed = analysis is not None
        self.width = width
        self.margin = margin
        self.matches = list(matches)
        self.current_match = -1
        self.lit: Span | None = None
        self._title_matches = title_matches
        self.voices = voices.assign(self.analysis)
        self._names = [(mention.start, mention.end, entity) for mention, entity in self.analysis.names()]
        self._name_starts = [name[0] for name in self._names]
        self._quotes = [with_marks(article.text, quote.start, quote.end) for quote in self.analysis.quotes]
        self._quote_starts = [quote[0] for quote in self._quotes]
        self._match_starts = [match[0] for match in self.matches]
        self.bars: list[Bar] = bars(article, self.analysis)
        self._bar_starts = [bar.start for bar in self.bars]
        self._labels = {} if margin >= NARROWEST_LABEL else label_lines(self.bars)
        self.lines: list[LineSpan] = list(self._lay_out())
        self._paragraph_lines = {
            span.paragraph: number
            for number, span in reversed(list(enumerate(self.lines)))
            if span.paragraph >= 0
        }

    def __len__(self) -> int:
        return len(self.lines)

    def line(self, number: int) -> Line:
        """The line `number`, from 0, ready to be drawn."""
        span = self.lines[number]
        if span.kind == "title":
            return Line(tuple(self._title(span)))
        if span.kind == "meta":
            known = self.analysis if self.analysed else None
            return Line((Run(fit(dates.about(self.article, known), self.width), Look("meta")),))
        if span.kind == "label":
            return Line(tuple(self._labels_above(span.paragraph)))
        if span.kind == "blank":
            return Line()
        bar = self._bar_on(span)
        return Line(
            tuple(self._indent(span)) + tuple(self._text(span)),
            self._label(bar) if bar and span.start <= bar.start else None,
            None if bar is None else self.voices.get(bar.quote.speaker or "", -1),
        )

    def line_of(self, offset: int) -> int:
        """The number of the line that shows the code point `offset` of the text."""
        paragraphs = self.article.paragraphs
        number = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        line = self.line_of_paragraph(max(number, 0))
        while (
            line + 1 < len(self.lines)
            and self.lines[line + 1].kind in ("text", "label")
            and (self.lines[line].kind == "label" or self.lines[line + 1].start <= offset)
        ):
            line += 1
        return line

    def line_of_paragraph(self, paragraph: int) -> int:
        """The number of the first line of a paragraph; of the headline for the first one."""
        return 0 if paragraph <= 0 else self._paragraph_lines.get(paragraph, len(self.lines) - 1)

    def paragraph_at(self, line: int) -> int:
        """The paragraph that a line belongs to; the next one on the blank line before it, 0 on the headline."""
        for span in self.lines[max(line, 0) :]:
            if span.paragraph >= 0:
                return span.paragraph
        return max(len(self.article.paragraphs) - 1, 0)

    def offset_at(self, line: int) -> int:
        """The first code point of the text on a line, or after it."""
        for span in self.lines[max(line, 0) :]:
            if span.kind == "text":
                return span.start
        return len(self.article.text)

    def _lay_out(self) -> Iterator[LineSpan]:
        title = self.article.title
        for start, end in wrap(title, 0, len(title), self.width):
            yield LineSpan("title", start, end)
        yield LineSpan("meta")
        for number, paragraph in enumerate(self.article.paragraphs):
            if not self._follows_closely(number):
                yield LineSpan("blank")
            if number in self._labels:
                yield LineSpan("label", paragraph.start, paragraph.start, number)
            room = self.width - _INDENT.get(paragraph.kind, 0)
            spans = wrap(self.article.text, paragraph.start, paragraph.end, room)
            for start, end in spans:
                yield LineSpan("text", start, end, number, start == paragraph.start)

    def _follows_closely(self, number: int) -> bool:
        """Whether no blank line stands before a paragraph: items of one list, lines of one piece of code."""
        paragraphs = self.article.paragraphs
        kind = paragraphs[number].kind
        return number > 0 and kind in ("item", "code") and paragraphs[number - 1].kind == kind

    def _title(self, span: LineSpan) -> Iterator[Run]:
        look = Look("title")
        at = span.start
        for start, end in self._title_matches:
            start, end = max(start, at), min(end, span.end)  # noqa: PLW2901  only the part on this line
            if start < end:
                yield Run(shown(self.article.title[at:start]), look)
                yield Run(shown(self.article.title[start:end]), look._replace(match="match"))
                at = end
        yield Run(shown(self.article.title[at : span.end]), look)

    def _indent(self, span: LineSpan) -> Iterator[Run]:
        kind = self._paragraph(span).kind
        if kind == "item":
            yield Run("• " if span.first else "  ", Look("mark"))
        elif kind == "quotation":
            yield Run("│ ", Look("mark"))
        elif kind == "code":
            yield Run("  ", Look("mark"))

    def _text(self, span: LineSpan) -> Iterator[Run]:
        """The runs of a text line, cut wherever a name, a quote, a match or what is lit begins or ends."""
        kind = self._paragraph(span).kind
        names = _overlapping(self._names, self._name_starts, span)
        quotes = _overlapping(self._quotes, self._quote_starts, span)
        matches = _overlapping(self.matches, self._match_starts, span)
        cuts = {span.start, span.end}
        for start, end, *_ in (*names, *quotes, *matches, *((self.lit,) if self.lit else ())):
            cuts.update((min(max(start, span.start), span.end), min(max(end, span.start), span.end)))
        current = self.matches[self.current_match] if 0 <= self.current_match < len(self.matches) else None
        points = sorted(cuts)
        for start, end in pairwise(points):
            entity = next((entity for first, last, entity in names if first <= start < last), None)
            look = self._look(kind, entity)
            found = next((match for match in matches if match[0] <= start < match[1]), None)
            yield Run(
                shown(self.article.text[start:end]),
                look._replace(
                    quoted=any(first <= start < last for first, last in quotes),
                    match="" if found is None else "current" if found == current else "match",
                    lit=self.lit is not None and self.lit[0] <= start < self.lit[1],
                ),
            )

    def _look(self, kind: str, entity: Entity | None) -> Look:
        if entity is not None:
            return Look(entity.type, self.voices.get(entity.id, -1))
        return Look("heading" if kind == "heading" else "code" if kind == "code" else "text")

    def _paragraph(self, span: LineSpan) -> Paragraph:
        return self.article.paragraphs[span.paragraph]

    def _bar_on(self, span: LineSpan) -> Bar | None:
        """The bar on a line: the one that begins here first, else the one that runs through it."""
        last = bisect_left(self._bar_starts, span.end)
        found = [bar for bar in self.bars[max(last - 4, 0) : last] if bar.end > span.start]
        return next((bar for bar in found if bar.start >= span.start), found[-1] if found else None)

    def _label(self, bar: Bar) -> Run | None:
        if not bar.labelled or self.margin < NARROWEST_LABEL:
            return None
        name = voices.label(bar.quote, self.analysis, self.margin)
        return Run(name, Look("label", self.voices.get(bar.quote.speaker or "", -1)))

    def _labels_above(self, paragraph: int) -> Iterator[Run]:
        room = self.width
        for number, bar in enumerate(self._labels[paragraph]):
            if number:
                yield Run(" · ", Look("meta"))
                room -= 3
            name = voices.label(bar.quote, self.analysis, max(room, 1))
            room -= width_of(name)
            yield Run(name, Look("label", self.voices.get(bar.quote.speaker or "", -1)))


def _overlapping(spans: list[_Marked], starts: list[int], line: LineSpan) -> list[_Marked]:
    """The spans that share code points with a line; spans are sorted and do not overlap one another."""
    first = max(bisect_right(starts, line.start) - 1, 0)
    return [span for span in spans[first : bisect_left(starts, line.end)] if span[1] > line.start]
