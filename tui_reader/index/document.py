"""What of an article goes into the index: words with their positions, field by field.

`words` holds every word once, with the fields it stands in and how often the text has it: one posting list
answers a word anywhere, a word in a field, and its weight. The other fields hold positions, which phrases need;
stretches that a phrase must not cross are one position apart. In `speaker` and `said` a statement has
positions of its own, from a multiple of STATEMENT on, so that a speaker and words can be asked of one statement.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.index import folding

STATEMENT = 4096
FIELDS = ("title", "text", "person", "org", "place", "speaker", "said", "source")
BITS = {name: 1 << number for number, name in enumerate(FIELDS)}
"""The bit of each field in the first byte of a posting of `words`."""

MOST = 255
"""The second byte counts a word in the text up to this."""

_LONGEST_NAME = 200

Positions = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Document:
    """Folded words: `fields` gives packed positions by field, `words` two bytes for each: fields and count."""

    fields: dict[str, dict[str, bytes]]
    words: dict[str, bytes]


def pack(places: list[int]) -> bytes:
    """Ascending positions as bytes: two for each, or a zero byte and four for each; in this machine's order."""
    if places[-1] < 0x10000:
        return array("H", places).tobytes()
    return b"\0" + array("I", places).tobytes()


def unpack(value: bytes) -> list[int]:
    """Positions from bytes."""
    places = array("I" if len(value) % 2 else "H")
    places.frombytes(value[len(value) % 2 :])
    return places.tolist()


def document(article: Article, analysis: Analysis) -> Document:
    """Everything of one article that can be searched."""
    names: dict[str, list[str]] = {"person": [], "organization": [], "place": []}
    for entity in analysis.entities:
        names[entity.type] += (entity.name, *entity.aliases)
    speaker, said = _statements(article.text, analysis)
    fields = {
        "title": _positions((article.title,)),
        "text": _positions(article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs),
        "person": _positions(names["person"]),
        "org": _positions(names["organization"]),
        "place": _positions(names["place"]),
        "speaker": speaker,
        "said": said,
        "source": _positions((article.source,)),
    }
    packed = {
        name: {word: pack(places) for word, places in found.items()}
        for name, found in fields.items()
        if found
    }
    return Document(packed, _words(fields))


def _words(fields: dict[str, Positions]) -> dict[str, bytes]:
    where: dict[str, int] = {}
    for name, found in fields.items():
        bit = BITS[name]
        for word in found:
            where[word] = where.get(word, 0) | bit
    nowhere: list[int] = []
    text = fields["text"]
    return {word: bytes((bits, min(len(text.get(word, nowhere)), MOST))) for word, bits in where.items()}


def _positions(parts: Iterable[str]) -> Positions:
    found: Positions = {}
    at = 0
    for part in parts:
        at = _add(found, part, at) + 1
    return found


def _add(found: Positions, text: str, at: int) -> int:
    """Add the words of `text` from position `at` on; return the position after the last."""
    for word in folding.words(text):
        places = found.get(word)
        if places is None:
            found[word] = [at]
        else:
            places.append(at)
        at += 1
    return at


def _statements(text: str, analysis: Analysis) -> tuple[Positions, Positions]:
    """The words of speakers, and what they said; a statement longer than STATEMENT takes several turns."""
    speaker: Positions = {}
    said: Positions = {}
    base = 0
    quotes = sorted(analysis.quotes, key=attrgetter("statement", "start"))
    for _, together in groupby(quotes, key=attrgetter("statement")):
        names: dict[str, None] = {}
        at = base
        for quote in together:
            at = _add(said, text[quote.start : quote.end], at) + 1
            names.update(dict.fromkeys(_names(quote.speaker, quote.speaker_name, analysis)))
        for turn in range(base, at, STATEMENT):
            place = turn
            for name in names:
                place = _add(speaker, name[:_LONGEST_NAME], place) + 1
                if place - turn > STATEMENT - _LONGEST_NAME:
                    break
        base = -(-at // STATEMENT) * STATEMENT
    return speaker, said


def _names(speaker: str | None, name: str | None, analysis: Analysis) -> tuple[str, ...]:
    entity = analysis.by_id.get(speaker) if speaker else None
    if entity is not None:
        return (entity.name, *entity.aliases)
    return (name,) if name else ()
