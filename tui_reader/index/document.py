"""What of an article goes into the index: words with their positions, field by field.

`words` holds every word once, with the fields it stands in and how often the text has it: one posting list
answers a word anywhere, a word in a field, and its weight. The other fields hold positions, which phrases need;
stretches that a phrase must not cross are one position apart. In `speaker` and `said` a statement has
positions of its own, from a multiple of STATEMENT on, so that a speaker and words can be asked of one statement.
Names stand in their fields in every way that they may be written; `names` has them whole, to be offered.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from tui_reader.analysis.model import Analysis, EntityType, Quote
from tui_reader.article.model import Article
from tui_reader.index import folding, names, spoken
from tui_reader.index.spoken import Spoken

STATEMENT = 4096
FIELDS = ("title", "text", "person", "org", "place", "speaker", "said", "source")
BITS = {name: 1 << number for number, name in enumerate(FIELDS)}
"""The bit of each field in the first byte of a posting of `words`."""

MOST = 255
"""The second byte counts a word in the text up to this."""

_KINDS: dict[EntityType, str] = {"person": "person", "organization": "org", "place": "place"}

Positions = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Document:
    """Folded words: `fields` gives packed positions by field, `words` two bytes for each: fields and count.

    `quotes` are the quotes as `spoken` packs them.
    """

    fields: dict[str, dict[str, bytes]]
    words: dict[str, bytes]
    quotes: bytes = b""


def pack(places: list[int]) -> bytes:
    """Ascending positions as bytes: two for each, or a zero byte and four for each; in this machine's order."""
    if places[-1] < 0x10000:
        return array("H", places).tobytes()
    return b"\0" + array("I", places).tobytes()


def unpack(value: bytes) -> list[int]:
    """Positions from bytes."""
    return (array("I", value[1:]) if len(value) % 2 else array("H", value)).tolist()


def document(article: Article, analysis: Analysis) -> Document:
    """Everything of one article that can be searched."""
    found: dict[str, list[names.Words]] = {}
    for kind, field in _KINDS.items():
        entities = [entity for entity in analysis.entities if entity.type == kind]
        written = [name for entity in entities for name in (entity.name, *entity.aliases)]
        found[field] = names.forms(written, person=kind == "person")
    speaker, said, quotes = _statements(article.text, analysis)
    fields = {
        "title": _positions([folding.words(article.title)]),
        "text": _positions(
            folding.words(article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs
        ),
        **{field: _positions(written) for field, written in found.items()},
        "speaker": speaker,
        "said": said,
        "source": _positions([folding.words(article.source)]),
    }
    packed = {
        name: {word: pack(places) for word, places in found.items()}
        for name, found in fields.items()
        if found
    }
    packed["names"] = dict.fromkeys(_offered(article, analysis), b"")
    return Document(packed, _words(fields), spoken.pack(quotes))


def _offered(article: Article, analysis: Analysis) -> Iterator[str]:
    """The keys of the names that the article adds to those that are offered."""
    speakers = {quote.speaker for quote in analysis.quotes}
    for entity in analysis.entities:
        yield from names.keys(_KINDS[entity.type], entity.name)
        if entity.id in speakers:
            yield from names.keys("speaker", entity.name)
    yield from names.keys("source", article.source)


def _words(fields: dict[str, Positions]) -> dict[str, bytes]:
    where: dict[str, int] = {}
    for name, found in fields.items():
        bit = BITS[name]
        for word in found:
            where[word] = where.get(word, 0) | bit
    nowhere: list[int] = []
    text = fields["text"]
    return {word: bytes((bits, min(len(text.get(word, nowhere)), MOST))) for word, bits in where.items()}


def _positions(parts: Iterable[Sequence[str]]) -> Positions:
    found: Positions = {}
    at = 0
    for words in parts:
        at = _add(found, words, at) + 1
    return found


def _add(found: Positions, words: Sequence[str], at: int) -> int:
    """Add words from position `at` on; return the position after the last."""
    for word in words:
        places = found.get(word)
        if places is None:
            found[word] = [at]
        else:
            places.append(at)
        at += 1
    return at


def _statements(text: str, analysis: Analysis) -> tuple[Positions, Positions, list[Spoken]]:
    """The words of speakers, what they said, and the quotes.

    A statement longer than STATEMENT takes several turns.
    """
    speaker: Positions = {}
    said: Positions = {}
    found: list[Spoken] = []
    base = 0
    quotes = sorted(analysis.quotes, key=attrgetter("statement", "start"))
    for _, together in groupby(quotes, key=attrgetter("statement")):
        written: dict[names.Words, None] = {}
        at = base
        for quote in together:
            found.append(Spoken(at, quote.start, quote.end, quote.speaker_name, quote.confidence))
            at = _add(said, folding.words(text[quote.start : quote.end]), at) + 1
            written.update(dict.fromkeys(speaker_names(quote, analysis)))
        for turn in range(base, at, STATEMENT):
            place = turn
            for words in written:
                if place - turn + len(words) >= STATEMENT:
                    break
                place = _add(speaker, words, place) + 1
        base = -(-at // STATEMENT) * STATEMENT
    return speaker, said, found


def speaker_names(quote: Quote, analysis: Analysis) -> list[names.Words]:
    """The folded words of the ways to write the name of a quote's speaker."""
    entity = analysis.by_id.get(quote.speaker) if quote.speaker else None
    if entity is not None:
        return names.forms((entity.name, *entity.aliases), person=entity.type == "person")
    return names.forms((quote.speaker_name,), person=False) if quote.speaker_name else []
