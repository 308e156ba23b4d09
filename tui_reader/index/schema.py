"""The index's fields in Whoosh's terms: posting lists made from words that are folded and counted already."""

from collections.abc import Mapping
from typing import Any

from whoosh import fields, formats

from tui_reader.index.document import FIELDS, unpack
from tui_reader.index.model import Row

STORED = Row._fields
QUOTES = "spoken"
"""The stored field that holds an article's quotes."""

INDEXED = ("id", "in_words", *(f"in_{name}" for name in FIELDS), "in_names")


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
    """The positions of a word in a field."""

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
    """A field whose posting lists are made by this program, not by Whoosh's analysers."""

    def __init__(self, form: formats.Format) -> None:
        super().__init__(format=form, analyzer=None)


def schema() -> fields.Schema:
    """The schema: `id` is unique, a row's values and the quotes are stored, words are indexed."""
    made: dict[str, Any] = {name: fields.STORED() for name in STORED}
    made["id"] = fields.ID(unique=True, stored=True)
    made[QUOTES] = fields.STORED()
    forms = {"in_words": Tags(), "in_names": formats.Existence()}
    for name in INDEXED:
        if name != "id":
            made[name] = Counted(forms.get(name) or Places())
    return fields.Schema(**made)


def row(stored: Mapping[str, Any]) -> Row:
    """A row from Whoosh's stored fields.

    Raises:
        KeyError: these are not the stored fields of an article.
    """
    return Row(*(stored[name] for name in STORED))
