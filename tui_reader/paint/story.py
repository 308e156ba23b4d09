"""A story as lines: headline, one line about it, then its paragraphs with names, quotes and matches marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from tui_reader import signs
from tui_reader.analysis.model import Analysis, Entity
from tui_reader.article.model import Article, Paragraph
from tui_reader.paint import dates, voices
from tui_reader.paint.doubt import is_guess
from tui_reader.paint.headline import named_in
from tui_reader.paint.line_spans import LineSpan, LineSpans
from tui_reader.paint.measure import Span, fit, fit_words, shown, whole, width_of, wrap
from tui_reader.paint.model import Line, Look, Mark, Role, Run, marked_runs
from tui_reader.paint.openings import opening
from tui_reader.paint.speech import Bar, bars, label_lines, with_marks
from tui_reader.paint.stretches import Stretch, Stretches

_FIRST_LINE = 2
NARROWEST_LABEL = 7
"""Margins of fewer cells hold no names; the speaker is named on a line above the paragraph instead."""


class Page:
    """A story laid out in a column of `width` cells.

    `margin` is the room for speakers' names at the left of it, in cells. Without an analysis the page has
    the same paragraphs, and no marks. `matches` are spans of the text, in reading order. `indented`
    paragraphs are told apart by their first line, as in a book, instead of by an empty line.
    """

    def __init__(
        self,
        article: Article,
        analysis: Analysis | None,
        *,
        width: int,
        margin: int,
        indented: bool = False,
        matches: Sequence[Span] = (),
        title_matches: Sequence[Span] = (),
    ) -> None:
        self.article = article
        self.analysis = analysis or Analysis()
        self.analysed = analysis is not None
        self.width = width
        self.margin = margin
        self.indented = indented
        self._soft_hyphens = () if signs.in_words() else article.soft_hyphens
        self.lit: Span | None = None
        self.spotlit: Entity | None = None
        self.voices = voices.assign(self.analysis)
        self.bars: list[Bar] = bars(article, self.analysis)
        self._names = Stretches((name.start, name.end, entity) for name, entity in self.analysis.names())
        self._quotes = Stretches(
            (*with_marks(article.text, quote.start, quote.end), None) for quote in self.analysis.quotes
        )
        self._markup = Stretches((each.start, each.end, each.kind) for each in article.markup)
        self._speech = Stretches((bar.start, bar.end, bar) for bar in self.bars)
        self.spotlight(None)
        self.show_marks(())
        self.show_matches(matches, title_matches)
        self._labels = {} if margin >= NARROWEST_LABEL else label_lines(self.bars)
        self.lines = LineSpans(self._lay_out())
        self._text_lines = self.lines.of_text()
        self._text_starts = self.lines.starts(self._text_lines)
        self._paragraph_starts = self.lines.first_of_paragraphs()

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return self.article.words

    def spotlight(self, entity: Entity | None) -> None:
        """Keep one entity's names, pronouns and words lit, and let the rest step back; None for everything."""
        self.spotlit = entity
        spoken = [
            (*with_marks(self.article.text, quote.start, quote.end), None)
            for quote in self.analysis.quotes
            if entity and quote.speaker == entity.id
        ]
        self._theirs = Stretches(spoken)
        self._in_title = named_in(self.article.title, entity, self.analysis) if entity else []
        self._mentions = (
            Stretches((mention.start, mention.end, entity) for mention in entity.mentions)
            if entity
            else Stretches[Entity](())
        )

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark what is bookmarked."""
        self.marks = marks
        self._marked = Stretches((mark.start, mark.end, mark) for mark in marks if mark.start >= 0)

    def show_matches(self, matches: Sequence[Span], title_matches: Sequence[Span]) -> None:
        """Light what a search found, none of it the current one as yet."""
        self.matches = list(matches)
        self.current_match = -1
        self._title_matches = title_matches
        self._matches = Stretches((start, end, number) for number, (start, end) in enumerate(self.matches))

    def mark_on(self, span: Span) -> Mark | None:
        """What is bookmarked as this very stretch of the text, one with a note or tags first; None for nothing."""
        found = [mark for mark in self.marks if mark[:2] == span]
        return max(found, key=lambda mark: (bool(mark.note), bool(mark.tags)), default=None)

    def line(self, number: int) -> Line:
        """The line `number`, from 0, ready to be drawn."""
        span = self.lines[number]
        if span.kind == "title":
            return Line(tuple(self._title(*span[1:3])), sign=self._sign(-1, 0) if number == 0 else "")
        if span.kind == "label":
            return Line(tuple(self._labels_above(span)))
        if span.kind != "text":
            quiet = self._quiet(span)
            return Line((Run(quiet, Look("meta")),)) if quiet else Line()
        bar = self._bar_on(span)
        return Line(
            (*self._indent(span), *self._hyphenated(span, self._text(span))),
            self._label(bar, span) if bar and bar != self._bar_on(self.lines[number - 1]) else None,
            None if bar is None else self._voice(bar),
            bar is not None and is_guess(bar.quote),
            self._sign(span.start, span.end),
        )

    def _quiet(self, span: LineSpan) -> str:
        """What stands on a line that is neither headline nor text."""
        if span.kind == "meta":
            known = self.analysis if self.analysed else None
            return fit(dates.about(self.article, known, self.width), self.width)
        if span.kind == "context":
            return fit_words(self.article.text[span.start : span.end], self.width)
        return fit(signs.now().rule, self.width) if span.kind == "rule" else ""

    def line_of(self, offset: int) -> int:
        """The number of the line that shows the code point `offset` of the text; 0 when there is no text."""
        number = bisect_right(self._text_starts, offset) - 1
        return self._text_lines[max(number, 0)] if self._text_lines else 0

    def text_line(self, line: int, step: int) -> int:
        """The line of text that is `step` such lines further down (up, when negative); the last or first at the end."""
        number = bisect_left(self._text_lines, line) + step
        return self._text_lines[min(max(number, 0), len(self._text_lines) - 1)] if self._text_lines else line

    def paragraph_line(self, line: int, step: int) -> int | None:
        """Where the next paragraph (the one before, when `step` is negative) begins, from a line; None when there is none."""
        starts = self._paragraph_starts
        number = bisect_right(starts, line) if step > 0 else bisect_left(starts, line) - 1
        return starts[number] if 0 <= number < len(starts) else None

    def paragraph_at(self, line: int) -> int:
        """The paragraph that a line belongs to; the next one on the blank line before it, 0 on the headline."""
        number = bisect_left(self._text_lines, max(line, 0))
        if number < len(self._text_lines):
            return self.lines[self._text_lines[number]].paragraph
        return max(len(self.article.paragraphs) - 1, 0)

    def offset_at(self, line: int) -> int:
        """The first code point of the text on a line, or after it."""
        number = bisect_left(self._text_lines, max(line, 0))
        return self._text_starts[number] if number < len(self._text_lines) else len(self.article.text)

    def _sign(self, start: int, end: int) -> str:
        """What stands beside a line that begins something bookmarked."""
        begun = {mark.sign for mark in self.marks if start <= mark.start < end}
        drawn = signs.now()
        return next((sign for sign in (drawn.noted, drawn.tagged, drawn.bookmarked) if sign in begun), "")

    def _heading(self) -> Iterator[LineSpan]:
        title = self.article.title
        for start, end in wrap(title, 0, len(title), self.width):
            yield LineSpan("title", start, end)
        yield LineSpan("meta")

    def _title(self, start: int, end: int) -> Iterator[Run]:
        """The runs of a stretch of the headline; where somebody is lit, all but their names in it steps back."""
        edges = (min(max(at, start), end) for span in self._in_title for at in span)
        for number, stretch in enumerate(pairwise((start, *edges, end))):
            look = Look("title", dim=self.spotlit is not None and number % 2 == 0)
            yield from marked_runs(self.article.title, stretch, self._title_matches, look)

    def _lay_out(self) -> Iterator[LineSpan]:
        yield from self._heading()
        before: Paragraph | None = None
        for number, paragraph in enumerate(self.article.paragraphs):
            follows_closely = before is not None and self._belongs_to(before, paragraph)
            if paragraph.parted and signs.now().rule:
                yield LineSpan("blank")
                yield LineSpan("rule")
            if not follows_closely:
                yield LineSpan("blank")
            is_told_by_indent = follows_closely and paragraph.kind == "text"
            first_line = min(_FIRST_LINE, max(self.width - 2, 0)) if is_told_by_indent else 0
            yield from self._paragraph_lines(number, paragraph, first_line)
            before = paragraph

    def _belongs_to(self, before: Paragraph, paragraph: Paragraph) -> bool:
        """Whether no blank line parts two paragraphs: items of one list, lines of one piece of code, indented text."""
        if before.kind != paragraph.kind or paragraph.parted:
            return False
        is_of_one_text = self.indented and before.level == paragraph.level
        return paragraph.kind in ("item", "code") or (paragraph.kind == "text" and is_of_one_text)

    def _paragraph_lines(self, number: int, paragraph: Paragraph, first_line: int) -> Iterator[LineSpan]:
        """The lines of one paragraph, those who speak in it before them where the margin has no room for names.

        The first line of text begins `first_line` cells further in.
        """
        begin = paragraph.start
        if number in self._labels:
            yield LineSpan("label", begin, begin, number)
        indent = width_of(self._opening(paragraph))
        for start, end in self.wrap(begin, paragraph.end, self.width - indent, indent=first_line):
            yield LineSpan("text", start, end, number, start == begin, indent + first_line)
            first_line = 0

    def wrap(self, start: int, end: int, width: int, *, indent: int = 0) -> list[Span]:
        """A stretch of the text as lines of at most `width` cells, the first one `indent` cells shorter."""
        return wrap(self.article.text, start, end, width, indent=indent, soft_hyphens=self._soft_hyphens)

    def indent_of(self, paragraph: int) -> int:
        """How many cells a paragraph's opening takes."""
        return width_of(self._opening(self.article.paragraphs[paragraph]))

    def _opening(self, paragraph: Paragraph) -> str:
        drawn = opening(paragraph, signs.now(), max(self.width // 2 - 4, 0))
        return drawn[: max(self.width - 2, 0)]

    def _indent(self, span: LineSpan) -> Iterator[Run]:
        paragraph = self._paragraph(span)
        drawn = self._opening(paragraph) if span.first or paragraph.kind == "quotation" else ""
        if span.indent:
            yield Run(drawn.ljust(span.indent), Look("mark"))

    def _text(self, span: LineSpan) -> Iterator[Run]:
        """The runs of a text line, cut wherever a name, a quote, a match or what is lit begins or ends."""
        text, (start, end) = self.article.text, span[1:3]
        names, quotes = self._names.on(start, end), self._quotes.on(start, end)
        if self.spotlit is not None:
            names += self._mentions.on(start, end)
        matches, markup = self._matches.on(start, end), self._markup.on(start, end)
        marked = self._marked.on(start, end)
        lit = self.lit or (end, end)
        plain = self._paragraph(span).kind
        if self.spotlit is None and self.lit is None and not (names or quotes or matches or markup or marked):
            yield Run(shown(text[start:end]), Look(self._role(plain, None)[0]))
            return
        places = [*lit]
        for each in (*names, *quotes, *matches, *markup, *marked):
            places += each[:2]
        inside = {whole(text, at, end) for at in places if start < at < end}
        for first, last in pairwise(sorted({start, *inside, end})):
            entities = [name.value for name in names if name.start < last and first < name.end]
            entity = entities[0] if entities else None
            found = [match.value for match in matches if match.start < last and first < match.end]
            kinds = [each.value for each in markup if each.start < last and first < each.end]
            role, voice = self._role("code" if "code" in kinds else plain, entity)
            look = Look(
                role,
                voice,
                quoted=_any_on(quotes, first, last),
                emphasis="strong" if "strong" in kinds else "emphasis" if "emphasis" in kinds else "",
                link="link" in kinds,
                match="" if not found else "current" if self.current_match in found else "match",
                lit=lit[0] < last and first < lit[1],
                dim=self.spotlit is not None and entity != self.spotlit and not self._theirs.on(first, last),
                marked=_any_on(marked, first, last),
            )
            yield Run(shown(text[first:last]), look)

    def _hyphenated(self, span: LineSpan, runs: Iterator[Run]) -> Iterator[Run]:
        """The runs of a line, with a hyphen where its last word goes on in the next one at a soft hyphen."""
        at = bisect_left(self._soft_hyphens, span.end)
        if at == len(self._soft_hyphens) or self._soft_hyphens[at] != span.end:
            yield from runs
            return
        *others, last = runs
        yield from others
        is_full = span.indent + width_of(self.article.text[span.start : span.end]) >= self.width
        yield last if is_full else last._replace(text=f"{last.text}-")

    def _role(self, kind: str, entity: Entity | None) -> tuple[Role, int]:
        """What a run is, and its voice."""
        if entity is not None:
            return entity.type, self.voices.get(entity.id, -1)
        return ("heading" if kind == "heading" else "code" if kind == "code" else "text"), -1

    def _paragraph(self, span: LineSpan) -> Paragraph:
        return self.article.paragraphs[span.paragraph]

    def _bar_on(self, span: LineSpan) -> Bar | None:
        """The bar on a line: the one that begins here first, a guess before other words of theirs, else the one that runs through it."""
        if span.kind != "text":
            return None
        found = [stretch.value for stretch in self._speech.on(span.start, span.end)]
        begun = [bar for bar in found if bar.start >= span.start]
        if not begun:
            return found[-1] if found else None
        same = (bar for bar in begun if bar.quote.speaker_name == begun[0].quote.speaker_name)
        return next((bar for bar in same if is_guess(bar.quote)), begun[0])

    def _voice(self, bar: Bar) -> int:
        """The colour of a bar: its speaker's, or none where there is none or somebody else is lit."""
        return -1 if self._is_dim(bar) else self.voices.get(bar.quote.speaker or "", -1)

    def _is_dim(self, bar: Bar) -> bool:
        """Whether a bar steps back, because somebody else is lit."""
        return self.spotlit is not None and bar.quote.speaker != self.spotlit.id

    def _label(self, bar: Bar, span: LineSpan) -> Run | None:
        """Who begins to speak on a line, for the margin, with others who speak on this line alone."""
        if not bar.labelled or self.margin < NARROWEST_LABEL:
            return None
        there = [stretch.value for stretch in self._speech.on(span.start, span.end)]
        others = {
            each.quote.speaker_name: each
            for each in there
            if each.labelled and span.start <= each.start and each.end <= span.end
        }
        others.pop(bar.quote.speaker_name, None)
        if not others:
            return self._name(bar, self.margin)
        between, room = signs.now().between, self.margin // 2 - 1
        if len(others) > 1 or room < NARROWEST_LABEL:
            between, other = " ", signs.now().more
        else:
            (second,) = others.values()
            other = voices.label(second.quote, self.analysis, room)
        name = self._name(bar, self.margin - len(between) - width_of(other))
        return name._replace(text=f"{name.text}{between}{other}")

    def _labels_above(self, span: LineSpan) -> Iterator[Run]:
        """The names of those who speak in the paragraph below, as far as there is room for them."""
        room = self.width
        between, more = signs.now().between, f" {signs.now().more}"
        for number, bar in enumerate(self._labels[span.paragraph]):
            if number and room < len(between) + NARROWEST_LABEL:
                if room >= len(more):
                    yield Run(more, Look("meta"))
                return
            if number:
                yield Run(between, Look("meta"))
                room -= len(between)
            run = self._name(bar, room)
            room -= width_of(run.text)
            yield run

    def _name(self, bar: Bar, room: int) -> Run:
        look = Look("label", self._voice(bar), dim=self._is_dim(bar))
        return Run(voices.label(bar.quote, self.analysis, room), look)


def _any_on(stretches: Sequence[Stretch[Any]], first: int, last: int) -> bool:
    return any(each.start < last and first < each.end for each in stretches)
