"""A story as its statements alone, each with the sentence before it on one line."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from tui_reader.analysis.tokens import read
from tui_reader.paint.line_spans import LineSpan
from tui_reader.paint.measure import Span
from tui_reader.paint.story import Page

_STRAIGHT = frozenset("\"'")


class Skim(Page):
    """Shows whole sentences that hold speech, and one line of what comes right before where something is left out."""

    @cached_property
    def words(self) -> int:
        """How many words the statements have."""
        lines = (self.lines[number] for number in self._text_lines)
        return sum(len(self.article.text[line.start : line.end].split()) for line in lines)

    def _lay_out(self) -> Iterator[LineSpan]:
        yield from self._heading()
        end_of_last = -1
        for number, paragraph, (start, end), before in self._stretches():
            yield LineSpan("blank")
            if before[0] >= end_of_last and before[0] < before[1]:
                yield LineSpan("context", *before, paragraph)
            yield from self._stretch_lines(paragraph, start, end, named=number == 0)
            end_of_last = end

    def _stretch_lines(self, paragraph: int, start: int, end: int, *, named: bool) -> Iterator[LineSpan]:
        """The lines of one stretch, after those who speak in its paragraph when they are to be `named`."""
        if named and paragraph in self._labels:
            yield LineSpan("label", start, start, paragraph)
        indent = self.indent_of(paragraph)
        for first, last in self.wrap(start, end, self.width - indent):
            yield LineSpan("text", first, last, paragraph, first == start, indent)

    def _stretches(self) -> Iterator[tuple[int, int, Span, Span]]:
        """Which stretch of a paragraph it is, the paragraph, the stretch, and the sentence before it."""
        sentences = _sentences(self.article.text)
        starts = [start for start, _ in sentences]
        found: list[tuple[int, list[int]]] = []
        for bar in self.bars:
            first = self._sentence(starts, bar.start)
            last = max(first, self._sentence(starts, bar.end))
            if found and found[-1][0] == bar.paragraph and first <= found[-1][1][1] + 1:
                found[-1][1][1] = max(last, found[-1][1][1])
            else:
                found.append((bar.paragraph, [first, last]))
        paragraph_before, number = -1, 0
        for paragraph, (first, last) in found:
            number = number + 1 if paragraph == paragraph_before else 0
            paragraph_before = paragraph
            before = sentences[first - 1] if first else (0, 0)
            yield number, paragraph, (sentences[first][0], sentences[last][1]), before

    @staticmethod
    def _sentence(starts: list[int], offset: int) -> int:
        """The number of the sentence that holds a code point."""
        return max(bisect_right(starts, offset) - 1, 0)


def _sentences(text: str) -> list[Span]:
    """The sentences of a text; a straight quotation mark behind a blank opens the next one."""
    document = read(text)
    found = [(document.starts[first], document.end(last - 1)) for first, last in document.sentences]
    for number, ((_, end), (start, last)) in enumerate(pairwise(found)):
        mark = end - 1
        if end == start and text[mark] in _STRAIGHT and text[mark - 1] == " ":
            found[number] = found[number][0], mark - 1
            found[number + 1] = mark, last
    return found
