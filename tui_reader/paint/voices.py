"""Which persons have a colour of their own, and what the margin calls them."""

import sys
from collections import Counter
from collections.abc import Mapping

from tui_reader.analysis.corrections import RULE as CORRECTED
from tui_reader.analysis.model import Analysis, Entity, Quote
from tui_reader.paint.measure import fit, width_of

COLOURS = 8
_NAMED_OFTEN = 3
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def words_said(analysis: Analysis) -> Counter[str]:
    """How many code points of quotation each entity speaks, by entity id."""
    said: Counter[str] = Counter()
    for quote in analysis.quotes:
        if quote.speaker is not None:
            said[quote.speaker] += quote.end - quote.start
    return said


def assign(analysis: Analysis) -> Mapping[str, int]:
    """Colours 0 to 7 by entity id: speakers in the order in which they say most, then persons named often."""
    said = words_said(analysis)
    speakers = [entity for entity in analysis.entities if said[entity.id]]
    speakers.sort(key=lambda entity: -said[entity.id])
    others = [
        entity for entity in analysis.people() if not said[entity.id] and len(entity.names) >= _NAMED_OFTEN
    ]
    others.sort(key=lambda entity: -len(entity.names))
    return {entity.id: colour for colour, entity in enumerate((speakers + others)[:COLOURS])}


def short_name(entity: Entity, analysis: Analysis) -> str:
    """A person's surname, or the given name where another person of the story shares the surname."""
    words = _without_suffix(entity)
    if entity.type != "person" or len(words) < 2:
        return entity.name
    shared = any(
        other.id != entity.id and _without_suffix(other)[-1:] == words[-1:] for other in analysis.people()
    )
    return words[0] if shared else words[-1]


def _without_suffix(entity: Entity) -> list[str]:
    words = entity.name.replace(",", " ").split()
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


def label(quote: Quote, analysis: Analysis, width: int) -> str:
    """Who speaks a quote, in at most `width` cells; a guess ends in a question mark."""
    doubt = "?" if quote.confidence == "guess" else ""
    if quote.speaker_name is None:
        return fit("nobody" if quote.rule == CORRECTED else "unknown", width)
    room = width - len(doubt)
    name = quote.speaker_name
    entity = analysis.by_id.get(quote.speaker) if quote.speaker else None
    if entity is not None and width_of(name) > room:
        name = short_name(entity, analysis)
    return fit(name, room) + doubt


def heard(quote: Quote, analysis: Analysis) -> str:
    """Who speaks a quote, for ears: a guess begins with "perhaps"."""
    name = label(quote, analysis, sys.maxsize)
    guessed = quote.confidence == "guess" and quote.speaker_name is not None
    return f"perhaps {name.removesuffix('?')}" if guessed else name
