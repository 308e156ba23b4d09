"""What the search for names hands on: mentions over tokens, grouped into entities."""

from dataclasses import dataclass, field
from typing import Literal

from tui_reader.analysis.model import EntityType, MentionKind

Gender = Literal["female", "male", "unknown"]


@dataclass(slots=True)
class TokenMention:
    """A mention over tokens `first` to `last` (last exclusive); `entity` is an index in `Names.entities`."""

    first: int
    last: int
    kind: MentionKind
    entity: int
    rule: str


@dataclass(slots=True)
class NamedEntity:
    """An entity as it grows: `name` is its fullest form without titles."""

    name: str
    type: EntityType
    gender: Gender = "unknown"


@dataclass(slots=True)
class Names:
    """All entities of a document, and their mentions in reading order, none overlapping another.

    `at[token]` is the index in `mentions` of the mention that covers the token, or -1. `inside` are the names of persons
    inside other names, such as an organization's.
    """

    entities: list[NamedEntity] = field(default_factory=list)
    mentions: list[TokenMention] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    inside: list[TokenMention] = field(default_factory=list)
