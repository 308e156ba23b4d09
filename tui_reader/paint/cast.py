"""The cast of a story: who speaks and how much, who is only mentioned, organizations, places."""

from collections import Counter
from typing import NamedTuple

from tui_reader.analysis.model import Analysis, Entity
from tui_reader.paint import voices


class CastRow(NamedTuple):
    """One entity of the cast.

    `share` is how much of all quoted words the entity speaks (0 to 1, relative to the one who says
    most), `quotes` how many of the quotes those are, `mentions` how often the story names it, `voice` its colour
    (0 to 7) or -1.
    """

    entity: Entity
    share: float
    quotes: int
    mentions: int
    voice: int


class CastGroup(NamedTuple):
    """A heading of the cast with its rows."""

    title: str
    rows: tuple[CastRow, ...]


def roles(text: str, entity: Entity) -> list[str]:
    """What the story of this text says that somebody is, in its own words, each on one line."""
    return [" ".join(text[start:end].split()) for start, end in entity.roles]


def cast(analysis: Analysis) -> list[CastGroup]:
    """The groups that are not empty: voices by how much they say, the others by how often they are named."""
    said = voices.words_said(analysis)
    colours = voices.assign(analysis)
    most = max(said.values(), default=1)
    spoken = Counter(quote.speaker for quote in analysis.quotes)
    rows = [
        CastRow(
            entity,
            said[entity.id] / most,
            spoken[entity.id],
            len(entity.names),
            colours.get(entity.id, -1),
        )
        for entity in analysis.entities
    ]
    speakers = sorted((row for row in rows if row.share), key=lambda row: -row.share)
    named = sorted((row for row in rows if not row.share and row.mentions), key=lambda row: -row.mentions)
    groups = [
        CastGroup("Voices", tuple(speakers)),
        CastGroup("Mentioned", tuple(row for row in named if row.entity.type == "person")),
        CastGroup("Organizations", tuple(row for row in named if row.entity.type == "organization")),
        CastGroup("Places", tuple(row for row in named if row.entity.type == "place")),
    ]
    return [group for group in groups if group.rows]
