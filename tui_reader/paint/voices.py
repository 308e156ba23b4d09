"""Which persons have a colour of their own, and what the margin calls them."""

import re
from collections import Counter
from collections.abc import Mapping

from tui_reader.analysis.corrections import RULE as CORRECTED
from tui_reader.analysis.model import Analysis, Entity, Quote
from tui_reader.analysis.quotes.nouns import up_to_noun
from tui_reader.paint.doubt import is_guess, with_doubt
from tui_reader.paint.measure import fit, fit_words, width_of

COLOURS = 8
_NAMED_OFTEN = 3
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_PARTICLES = frozenset(
    [
        "Da",
        "De",
        "Del",
        "Della",
        "Der",
        "Di",
        "Du",
        "La",
        "Le",
        "Mac",
        "Ní",
        "O",
        "St",
        "St.",
        "Van",
        "Von",
        "Ó",
    ]
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_NARROW = 20
"""Where there are fewer cells, whoever has no name is called by that noun."""


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


def short_names(entity: Entity, analysis: Analysis) -> list[str]:
    """What the margin may call an entity whose name is too long, the best first: as the story itself does."""
    if entity.type != "person":
        return sorted(entity.aliases, key=width_of, reverse=True)
    words = _without_suffix(entity)
    if len(words) < 2:
        return []
    given, surname = words[0], _surname(words)
    initials = [word for word in words[:-1] if word.endswith(".")]
    first = " ".join(initials) if given in initials else given
    if any(
        other.id != entity.id and _without_suffix(other)[-1:] == words[-1:] for other in analysis.people()
    ):
        alone = [] if given in initials else [given]
        return [*alone, f"{given[0]}. {surname}", f"{given[0]}. {words[-1]}", first]
    surnames = [surname, words[-1]]
    if given in entity.aliases and not set(surnames) & set(entity.aliases):
        return [given, *surnames]
    return [*surnames, first]


def _surname(words: list[str]) -> str:
    """The last of a person's names, with the small words before it: "de la Mora", "Le Pen"."""
    start = len(words) - 1
    while start > 1 and (words[start - 1][0].islower() or words[start - 1] in _PARTICLES):
        start -= 1
    return " ".join(words[start:])


def _short_words(source: str, room: int) -> list[str]:
    """What else an unnamed source may be called, the best first: "the county council", "county council", "council"."""
    bare = _ARTICLE.sub("", source)
    if room >= _NARROW:
        return [bare]
    who = up_to_noun(bare)
    return [bare, who, *who.split()[-1:]]


def _without_suffix(entity: Entity) -> list[str]:
    words = entity.name.replace(",", " ").split()
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


def label(quote: Quote, analysis: Analysis, width: int) -> str:
    """Who speaks a quote, in at most `width` cells; a guess ends in a question mark."""
    if quote.speaker_name is None:
        return fit(_nobody(quote), width)
    entity = analysis.by_id.get(quote.speaker) if quote.speaker else None
    name = _short_name(quote.speaker_name, entity, analysis, width - is_guess(quote))
    return with_doubt(name, quote.confidence)


def heard(quote: Quote) -> str:
    """Who speaks a quote, for ears: a guess begins with "perhaps"."""
    if quote.speaker_name is None:
        return _nobody(quote)
    return f"perhaps {quote.speaker_name}" if is_guess(quote) else quote.speaker_name


def _nobody(quote: Quote) -> str:
    return "nobody" if quote.rule == CORRECTED else "unknown"


def _short_name(name: str, entity: Entity | None, analysis: Analysis, room: int) -> str:
    """What a speaker is called in `room` cells."""
    if width_of(name) <= room:
        return name
    forms = short_names(entity, analysis) if entity else _short_words(name, room)
    fitting = (form for form in forms if width_of(form) <= room)
    return next(fitting, None) or fit_words(forms[-1] if forms else name, room, least=0)
