"""Bytes as a story that is drawn in every way: its first bytes choose width, signs, page, and what is lit or found."""

from collections.abc import Iterator, Sequence

from tests.fuzz.files import is_clean, stories_of
from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.model import Article
from tui_reader.article.within import occurrences
from tui_reader.export.citation import FORMS, cite, of_article
from tui_reader.paint import explain, stops
from tui_reader.paint.bookmark_rows import BookmarkFacts, bookmark_height, bookmark_lines
from tui_reader.paint.cast import cast, roles
from tui_reader.paint.hints import hints, links_of, on_line, starting_with
from tui_reader.paint.measure import fit, width_of
from tui_reader.paint.model import Mark, Run
from tui_reader.paint.plain import plain_lines
from tui_reader.paint.rows import QuoteFacts, RowFacts, quote_height, quote_lines, row_lines
from tui_reader.paint.selection import Selection, offset_in_line
from tui_reader.paint.skim import Skim
from tui_reader.paint.spoken import Spoken, SpokenSkim
from tui_reader.paint.story import Page

_PAGES = (Page, Skim, Spoken, SpokenSkim)
_WIDTHS = range(8, 90)
_ROOM_FOR_NAMES = 40
_LINES = 60
"""Screens' worth of lines on which keys and letters are tried."""
_CHOICES = 4


def painted(data: bytes) -> None:
    """Draw the bytes after the first four as a story of each kind, and everything that is drawn of one."""
    width, page, drawn, more = (*data[:_CHOICES], *[0] * _CHOICES)[:_CHOICES]
    signs.use(("unicode", "ascii")[drawn % 2], plain=drawn % 3 == 2)
    try:
        for article in stories_of(data[_CHOICES:]):
            found = analyze(article.text)
            _page(article, found, _WIDTHS[width % len(_WIDTHS)], _PAGES[page % len(_PAGES)], more)
            _lists(article, found, _WIDTHS[width % len(_WIDTHS)])
            assert all(is_clean(line) and "\n" not in line for line in plain_lines(article, found))
    finally:
        signs.use("unicode")


def _page(article: Article, found: Analysis, width: int, kind: type[Page], more: int) -> None:
    """The story itself, at first as it is, then with all that may be marked in it."""
    words = article.text.split()
    page = kind(
        article,
        found,
        width=width,
        margin=14 if width > _ROOM_FOR_NAMES else 0,
        indented=bool(more & 1),
        matches=occurrences(article.text, words[more % len(words)] if words else ""),
        title_matches=occurrences(article.title, article.title[more % 8 : 12]),
    )
    _is_drawn(page)
    page.current_match = 0
    places = [*stops.all_stops(page), (0, min(9, len(article.text)))]
    page.show_marks([Mark(*places[more % len(places)], "A note."), Mark(-1, -1)])
    page.spotlight(found.entities[more % len(found.entities)] if found.entities and more & 2 else None)
    page.lit = places[-more % len(places)]
    _is_drawn(page)
    _is_gone_through(page, places)


def _is_drawn(page: Page) -> None:
    for number in range(len(page)):
        line = page.line(number)
        _fits(line.runs, page.width)
        _fits([line.label] if line.label else [], page.margin)
        assert line.bar is None or -1 <= line.bar < 8
        assert is_clean(line.sign)
    _covers(page)


def _covers(page: Page) -> None:
    """Lines of text are in reading order and apart, and leave out nothing but blanks and joiners where they are all of it."""
    texts = [span for span in page.lines if span.kind == "text"]
    left, last = [], 0
    for span in texts:
        assert last <= span.start <= span.end, span
        left.append(page.article.text[last : span.start])
        last = span.end
    if not isinstance(page, Skim):
        left.append(page.article.text[last:])
        assert not "".join(left).strip(" \t\n\u200d\ufe0f"), left


def _is_gone_through(page: Page, places: list[tuple[int, int]]) -> None:
    """Keys step through what is drawn: to lines, stops and links, and over stretches of the text."""
    text, end = page.article.text, len(page.article.text)
    letters = hints(page, 0, _LINES)
    for number in range(min(len(page), _LINES)):
        assert 0 <= page.offset_at(number) <= end
        assert -1 <= page.paragraph_at(number) <= max(len(page.article.paragraphs) - 1, 0)
        at = 0
        for cell, hint in on_line(page, number, starting_with(letters, "")):
            assert cell >= at - 1
            at = cell + len(hint.letters)
        if page.lines[number].kind == "text":
            assert page.lines[number].start <= offset_in_line(page, number, 5) <= page.lines[number].end
    for start, stop in places[:6]:
        for step in (1, -1):
            beyond = stops.beside(page, (start, stop), start, step), stops.across(page, (start, stop), step)
            assert all(each is None or each in places for each in beyond)
        chosen = Selection(start, stop)
        for moved in (
            *(chosen.by_words(text, count) for count in (2, -2)),
            *(chosen.by_lines(page, count) for count in (2, -2)),
            *(chosen.by_paragraphs(page, count) for count in (1, -1)),
        ):
            first, last = moved.span
            assert 0 <= first <= last <= end
            for form in FORMS:
                assert is_clean(cite(of_article(page.article, first, last), form))


def _lists(article: Article, found: Analysis, width: int) -> None:
    """What lists, the cast and the bar below say of the story."""
    date = article.date.isoformat() if article.date else ""
    shown = RowFacts(
        article.title, date, 1, 2, share=0.5, bookmarked=True, why=article.title, why_spans=[(0, 3)]
    )
    for line in row_lines(shown, width, 2):
        _fits(line, width)
    for line in _said(article, found, date, width):
        _fits(line, width)
    for group in cast(found):
        for row in group.rows:
            assert 0 <= row.share <= 1
            for said in (row.entity.name, *roles(article.text, row.entity)):
                _fits([Run(fit(said, width))], width)
    for quote in found.quotes[:6]:
        assert all(map(is_clean, explain.of_quote(article.text, found, quote)))
    for mention, entity in list(found.names())[:6]:
        assert is_clean(explain.of_name(article.text, mention, entity))
    for link in links_of(article):
        assert link.end > link.start


def _said(article: Article, found: Analysis, date: str, width: int) -> Iterator[list[Run]]:
    for quote in found.quotes[:6]:
        words = " ".join(article.text[quote.start : quote.end].split())
        speaker = quote.speaker_name or ""
        facts = QuoteFacts(speaker, quote.confidence == "guess", words, [(0, 4)], article.title, date)
        lines = quote_lines(facts, width, 1)
        assert len(lines) == quote_height(facts, width, 1)
        yield from lines
        marked = BookmarkFacts(
            article.title, date, words, speaker, ("sea",), words, "harbour", heading=speaker
        )
        rows = bookmark_lines(marked, width)
        assert len(rows) <= bookmark_height(marked, width)
        yield from rows


def _fits(runs: Sequence[Run], width: int) -> None:
    text = "".join(run.text for run in runs)
    assert width_of(text) <= width, (width, text)
    assert is_clean(text), text
    assert "\n" not in text
