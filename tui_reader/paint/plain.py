"""A story as plain text: nothing drawn, one paragraph a line, each speaker named before the words."""

from collections.abc import Iterator

from tui_reader import signs
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.paint import dates, voices
from tui_reader.paint.measure import shown
from tui_reader.paint.openings import opening
from tui_reader.paint.speech import bars, with_marks


def plain_lines(article: Article, analysis: Analysis) -> Iterator[str]:
    """Headline, a line about the story, then its paragraphs with an empty line before each.

    A speaker stands in brackets before each statement, and again where it goes on in the next paragraph. It
    is written to be heard as well: signs that a screen reader passes over are words or commas.
    """
    yield article.title
    yield dates.about(article, analysis).replace(signs.now().between, signs.WORDS.between)
    speech = bars(article, analysis)
    at = 0
    for number, paragraph in enumerate(article.paragraphs):
        pieces = [opening(paragraph, signs.WORDS)]
        done = paragraph.start
        while at < len(speech) and speech[at].paragraph == number:
            quote = speech[at].quote
            start = max(with_marks(article.text, quote.start, quote.end)[0], done)
            pieces += [article.text[done:start], f"[{voices.heard(quote)}] "]
            done = start
            at += 1
        pieces.append(article.text[done : paragraph.end])
        yield ""
        yield shown("".join(pieces))
