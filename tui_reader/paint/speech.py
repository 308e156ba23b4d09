"""Where the bars of speech run, and where a speaker is named anew."""

from typing import NamedTuple

from tui_reader.analysis.model import Analysis, Quote
from tui_reader.article.model import Article
from tui_reader.paint.doubt import is_guess
from tui_reader.paint.measure import Span

_MARKS = frozenset("\"'“”‘’„‟«»‹›`")


class Bar(NamedTuple):
    """A stretch of one paragraph in which one statement is spoken, cue included.

    `labelled` is True where the speaker has to be named: another one spoke before, or nobody did for a
    whole paragraph, or a guess begins behind what was certain, or the other way about. In another language than English nobody is.
    """

    start: int
    end: int
    paragraph: int
    quote: Quote
    labelled: bool


def bars(article: Article, analysis: Analysis) -> list[Bar]:
    """All bars of a story, in reading order."""
    found: list[Bar] = []
    paragraph = 0
    for quote in analysis.quotes:
        while paragraph + 1 < len(article.paragraphs) and article.paragraphs[paragraph].end <= quote.start:
            paragraph += 1
        before = found[-1] if found else None
        if before and before.paragraph == paragraph and before.quote.statement == quote.statement:
            found[-1] = before._replace(end=quote.end)
            continue
        goes_on = (
            before is not None
            and paragraph - before.paragraph <= 1
            and _spoken_by(before.quote) == _spoken_by(quote)
        )
        labelled = analysis.english and not goes_on and is_worth_naming(quote)
        found.append(Bar(quote.start, quote.end, paragraph, quote, labelled))
    return found


def _spoken_by(quote: Quote) -> tuple[str | None, str | None, bool]:
    """Who speaks, and whether that is a guess."""
    return quote.speaker, quote.speaker_name, is_guess(quote)


def is_worth_naming(quote: Quote) -> bool:
    """Whether a label helps: words that are only guessed to name a source ("it") do not."""
    return quote.speaker is not None or quote.speaker_name is None or quote.confidence != "guess"


def label_lines(found: list[Bar]) -> dict[int, list[Bar]]:
    """For each paragraph in which a speaker is named anew, a bar of everybody who speaks there.

    Each speaker is there once: with words that are theirs, where there are such, and else with a guess.
    """
    anew = {bar.paragraph for bar in found if bar.labelled}
    lines: dict[int, dict[str | None, Bar]] = {}
    for bar in found:
        if bar.paragraph in anew and is_worth_naming(bar.quote):
            named = lines.setdefault(bar.paragraph, {})
            known = named.setdefault(bar.quote.speaker_name, bar)
            if is_guess(known.quote) and not is_guess(bar.quote):
                named[bar.quote.speaker_name] = bar
    return {paragraph: list(named.values()) for paragraph, named in lines.items()}


def with_marks(text: str, start: int, end: int) -> Span:
    """A quote's stretch of `text` with the quotation marks around it."""
    first = start - 1 if start > 0 and text[start - 1] in _MARKS else start
    return first, end + 1 if end < len(text) and text[end] in _MARKS else end
