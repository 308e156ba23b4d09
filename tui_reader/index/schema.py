"""The index's fields in Whoosh's terms: posting lists made from words that are folded and counted already."""

from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh import fields, formats

from tui_reader.index import document
from tui_reader.index.model import Row

ROW_FIELDS = tuple(Row.__slots__)
_INDEXED = ("words", *document.FIELDS)


class Tags(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Two bytes for each word of a document: the fields it stands in, and its count in the text."""

    posting_size = 2

    def decode_frequency(self, value: bytes) -> int:
        """How often the text has the word, at least 1."""
        return max(value[1], 1)

    def decode_weight(self, value: bytes) -> float:
        """The same, as Whoosh's weight."""
        return float(self.decode_frequency(value))


class Places(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """The positions of a word in a field: two bytes each, or a zero byte and four bytes each."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions, ascending."""
        return unpack(value)

    def decode_frequency(self, value: bytes) -> int:
        """How many positions there are."""
        return len(unpack(value))

    def decode_weight(self, value: bytes) -> float:
        """The same, as Whoosh's weight."""
        return float(self.decode_frequency(value))


class Counted(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is a mapping from words to what their postings hold."""

    def __init__(self, form: formats.Format) -> None:
        super().__init__(format=form, analyzer=None)

    def index(self, value: Mapping[str, Any], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's postings: word, frequency, weight, payload."""
        if isinstance(self.format, Tags):
            return ((word.encode(), 1, 1.0, tags) for word, tags in value.items())
        return ((word.encode(), len(places), 1.0, pack(places)) for word, places in value.items())


def pack(places: list[int]) -> bytes:
    """Positions as bytes of this machine; Whoosh's files are for one architecture, too."""
    if places[-1] < 0x10000:
        return array("H", places).tobytes()
    return b"\0" + array("I", places).tobytes()


def unpack(value: bytes) -> list[int]:
    """Positions from bytes."""
    places = array("I" if len(value) % 2 else "H")
    places.frombytes(value[len(value) % 2 :])
    return places.tolist()


def schema() -> fields.Schema:
    """The schema: `id` is unique, a row's values are stored, words are indexed."""
    made: dict[str, Any] = {name: fields.STORED() for name in ROW_FIELDS}
    made["id"] = fields.ID(unique=True, stored=True)
    for name in _INDEXED:
        made[f"in_{name}"] = Counted(Tags() if name == "words" else Places())
    return fields.Schema(**made)


def values(row: Row, found: document.Document) -> dict[str, Any]:
    """What Whoosh's writer takes for one article."""
    made: dict[str, Any] = {name: getattr(row, name) for name in ROW_FIELDS}
    made["in_words"] = found.words
    made.update((f"in_{name}", places) for name, places in found.fields.items())
    return made


def row(stored: Mapping[str, Any]) -> Row:
    """A row from Whoosh's stored fields.

    Raises:
        KeyError: these are not the stored fields of an article.
    """
    return Row(*(stored[name] for name in ROW_FIELDS))
