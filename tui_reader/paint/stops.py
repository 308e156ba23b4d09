"""Where the keys stop in a story: at its quotes and names, those of one entity alone while it is lit."""

from bisect import bisect_left, bisect_right

from tui_reader.paint.measure import Span, width_of
from tui_reader.paint.story import Page


def quotes(page: Page) -> list[Span]:
    """The quotes, in reading order, marks left out."""
    whose = page.spotlit
    found = (quote for quote in page.analysis.quotes if whose is None or quote.speaker == whose.id)
    return [(quote.start, quote.end) for quote in found]


def names(page: Page) -> list[Span]:
    """The names, in reading order."""
    whose = page.spotlit
    found = (name for name, entity in page.analysis.names() if whose is None or entity.id == whose.id)
    return [(name.start, name.end) for name in found]


def all_stops(page: Page) -> list[Span]:
    """Quotes and names that the page shows, in reading order; a quote before the names within it."""
    found = {*quotes(page), *names(page)}
    return sorted((span for span in found if _is_shown(page, span)), key=lambda span: (span[0], -span[1]))


def beside(page: Page, here: Span | None, at: int, step: int) -> Span | None:
    """The stop after (1) or before (-1) `here`, else the next after or before the code point `at`; None at the end."""
    stops = all_stops(page)
    if here in stops:
        number = stops.index(here) + step
    else:
        after = bisect_left(stops, (at,))
        number = after if step > 0 else after - 1
    return stops[number] if 0 <= number < len(stops) else None


def across(page: Page, here: Span, step: int) -> Span | None:
    """The stop that is nearest to `here` on the next line below (1) or above (-1) that has one; None at the end."""
    stops = all_stops(page)
    line, cell = page.line_of(here[0]), _cell(page, here[0])
    lines = sorted({page.line_of(start) for start, _ in stops})
    number = bisect_right(lines, line) if step > 0 else bisect_left(lines, line) - 1
    if not 0 <= number < len(lines):
        return None
    there = [span for span in stops if page.line_of(span[0]) == lines[number]]
    return min(there, key=lambda span: abs(_cell(page, span[0]) - cell))


def _cell(page: Page, offset: int) -> int:
    """How many cells of its line stand before a code point."""
    return width_of(page.article.text[page.lines[page.line_of(offset)].start : offset])


def _is_shown(page: Page, span: Span) -> bool:
    line = page.lines[page.line_of(span[0])]
    return line.kind == "text" and line.start <= span[0] < line.end
