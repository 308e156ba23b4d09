"""A story goes in, its names come out as words."""

from dataclasses import dataclass

from tui_reader.analysis import tokens
from tui_reader.analysis.names import find_names, resolve_pronouns
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes import find_quotes
from tui_reader.analysis.tokens import Document


@dataclass(slots=True)
class Found:
    """The names of a story, easy to ask."""

    document: Document
    names: Names

    def text(self, first: int, last: int) -> str:
        """The story's words from one token to another."""
        return self.document.text[self.document.starts[first] : self.document.end(last - 1)]

    def of(self, kind: str) -> list[str]:
        """The entities of one type, in reading order."""
        return [entity.name for entity in self.names.entities if entity.type == kind]

    def mentions(self, name: str, kind: str = "name") -> list[str]:
        """The mentions of the entity with this name."""
        return [
            self.text(mention.first, mention.last)
            for mention in self.names.mentions
            if self.names.entities[mention.entity].name == name and mention.kind == kind
        ]

    def rules(self, name: str) -> list[str]:
        """The rules that found or resolved the mentions of an entity."""
        return [m.rule for m in self.names.mentions if self.names.entities[m.entity].name == name]


def read_names(text: str) -> Found:
    """The names and pronouns of a story."""
    document = tokens.read(text)
    spans = find_quotes(document)
    names = find_names(document, spans)
    resolve_pronouns(document, names, spans)
    return Found(document, names)
