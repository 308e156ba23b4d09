"""Why stories were found: of each the sentence, or where a query asks for speech the quote, that matches best."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from tui_reader import signs
from tui_reader.analysis.model import Confidence
from tui_reader.index.engine import never
from tui_reader.index.matches import Snippet, snippet
from tui_reader.index.model import QuoteHit, Row
from tui_reader.index.query import Query, terms
from tui_reader.library import Library
from tui_reader.paint.doubt import with_doubt
from tui_reader.paint.measure import with_more

_AT_ONCE = 8
"""So many sentences are found before they are handed on."""
_AROUND = 4
"""Code points of the marks of a quote and of what stands between it and its speaker."""


class Reason(NamedTuple):
    """A sentence of a story, or words of a quote in it; `confidence` is None for a sentence.

    `speaker` is who says the quote, empty when nobody is known.
    """

    snippet: Snippet
    speaker: str = ""
    confidence: Confidence | None = None

    @property
    def named(self) -> str:
        """The speaker as people read the name."""
        return with_doubt(self.speaker, self.confidence)

    @property
    def drawn(self) -> Snippet:
        """The sentence, or the quote between its marks, with the signs that are in use."""
        text, spans = with_more(self.snippet.text, self.snippet.spans)
        if self.confidence is not None:
            shift = len(signs.now().opening)
            text, spans = signs.now().quoted(text), [(start + shift, end + shift) for start, end in spans]
        return Snippet(text, tuple(spans))


def reasons(
    library: Library,
    query: Query,
    rows: Sequence[Row],
    width: int,
    cancelled: Callable[[], bool] = never,
) -> Iterator[list[tuple[Row, Reason | None]]]:
    """Why each of these stories was found, in `width` code points at most; a few stories at a time.

    None stands for a story whose file has gone.

    Raises:
        LibraryError: the index cannot be read; an update builds it anew.
    """
    asks_speech = any(term.field in ("said", "speaker") for term in terms(query))
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        said = _said(library, query, {row.key for row in some}, cancelled) if asks_speech else {}
        yield [
            (
                row,
                _of_quote(query, said[row.key], width)
                if row.key in said
                else _of_sentence(library, query, row, width),
            )
            for row in some
        ]


def _said(
    library: Library, query: Query, stories: Collection[str], cancelled: Callable[[], bool]
) -> dict[str, QuoteHit]:
    """The quote of each story that matches best, by the key of the story."""
    found: dict[str, QuoteHit] = {}
    for hit in library.search_quotes(query, stories=stories, cancelled=cancelled):
        found.setdefault(hit.row.key, hit)
    return found


def _of_quote(query: Query, hit: QuoteHit, width: int) -> Reason:
    speaker = hit.speaker or ""
    room = width - len(with_doubt(speaker, hit.confidence)) - _AROUND
    return Reason(snippet(query, hit.text, room, "said"), speaker, hit.confidence)


def _of_sentence(library: Library, query: Query, row: Row, width: int) -> Reason | None:
    sentence = library.snippet(query, row, width)
    return Reason(sentence) if sentence is not None else None
