"""What the reader put right by hand, applied to an analysis: a speaker, two names for one, a name that is none.

A correction speaks in names and words, never in ids or offsets alone, so that it holds when the rules change
and when the story is edited a little.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from tui_reader.analysis.distinct import distinct
from tui_reader.analysis.model import Analysis, Entity, Quote
from tui_reader.article.anchor import Anchor, anchor, find

RULE = "corrected"
"""The rule of everything that the reader put right."""


class SpeakerCorrection(NamedTuple):
    """The words at `quote`, and what belongs to their statement, are spoken by `speaker`; None for nobody."""

    quote: Anchor
    speaker: str | None


class MergeCorrection(NamedTuple):
    """`name` and `into` are names of one entity, which is called `into`."""

    name: str
    into: str


class MuteCorrection(NamedTuple):
    """`name` names nobody and nothing."""

    name: str


Correction = SpeakerCorrection | MergeCorrection | MuteCorrection
_KINDS: dict[str, type[Correction]] = {
    "speaker": SpeakerCorrection,
    "merge": MergeCorrection,
    "mute": MuteCorrection,
}


def speaker_correction(text: str, quote: Quote, speaker: str | None) -> SpeakerCorrection:
    """The correction that gives a quote of `text` another speaker, by name; None for nobody."""
    return SpeakerCorrection(anchor(text, quote.start, quote.end), speaker)


def describe(correction: Correction) -> str:
    """The correction in a few words, for lists and for undoing."""
    if isinstance(correction, SpeakerCorrection):
        return f"“{_short(correction.quote.words)}” is said by {correction.speaker or 'nobody'}"
    if isinstance(correction, MergeCorrection):
        return f"{correction.name} is {correction.into}"
    return f"{correction.name} is no name"


def record(correction: Correction) -> dict[str, Any]:
    """The correction as plain values, for JSON."""
    kind = next(kind for kind, of in _KINDS.items() if isinstance(correction, of))
    values = correction._asdict()
    if isinstance(correction, SpeakerCorrection):
        values["quote"] = correction.quote._asdict()
    return {"kind": kind, **values}


def from_record(values: object) -> Correction:
    """The correction that `record` wrote.

    Raises:
        ValueError: it is none.
    """
    match values:
        case {"kind": "mute", "name": str(name), **rest} if not rest:
            return MuteCorrection(name)
        case {"kind": "merge", "name": str(name), "into": str(into), **rest} if not rest:
            return MergeCorrection(name, into)
        case {
            "kind": "speaker",
            "speaker": str() | None as speaker,
            "quote": {
                "words": str(words),
                "before": str(before),
                "after": str(after),
                "start": int(start),
                **parts,
            },
            **rest,
        } if not rest and not parts and start >= 0:
            return SpeakerCorrection(Anchor(words, before, after, start), speaker)
    raise ValueError("this is no correction")


def from_text(text: str) -> Correction:
    """The correction that is kept as JSON.

    Raises:
        ValueError: it is none.
    """
    try:
        return from_record(json.loads(text))
    except RecursionError as error:
        raise ValueError("this is no correction") from error


def corrected(text: str, analysis: Analysis, corrections: Iterable[Correction]) -> Analysis:
    """The analysis of `text` with all corrections applied, in the order given; what no longer fits is passed over."""
    for correction in corrections:
        if isinstance(correction, SpeakerCorrection):
            analysis = _with_speaker(text, analysis, correction)
        elif isinstance(correction, MergeCorrection):
            analysis = _merged(text, analysis, correction)
        else:
            analysis = _muted(analysis, correction)
    return analysis


def quote_of(text: str, analysis: Analysis, correction: SpeakerCorrection) -> Quote | None:
    """The quote that a correction is about: the one that holds most of its words now; None when they have gone."""
    place = find(text, correction.quote)
    if place is None:
        return None
    shared = [
        (min(quote.end, place[1]) - max(quote.start, place[0]), -number)
        for number, quote in enumerate(analysis.quotes)
    ]
    most, number = max(shared, default=(0, 0))
    return analysis.quotes[-number] if most > 0 else None


def entity_named(analysis: Analysis, name: str) -> Entity | None:
    """The entity of this name: by its full name, by another form of it, or by its last word; case does not matter."""
    wanted = name.casefold()
    forms: tuple[Callable[[Entity], list[str]], ...] = (
        lambda entity: [entity.name],
        lambda entity: list(entity.aliases),
        lambda entity: entity.name.split()[-1:],
    )
    for form in forms:
        for entity in analysis.entities:
            if wanted in (each.casefold() for each in form(entity)):
                return entity
    return None


def _with_speaker(text: str, analysis: Analysis, correction: SpeakerCorrection) -> Analysis:
    """Give the quote, and the quotes of its statement that had the same speaker, the speaker of the correction."""
    meant = quote_of(text, analysis, correction)
    if meant is None:
        return analysis
    entity = entity_named(analysis, correction.speaker) if correction.speaker else None
    name = entity.name if entity else correction.speaker
    quotes = tuple(
        quote._replace(
            speaker=entity.id if entity else None,
            speaker_name=name,
            speaker_start=None,
            speaker_end=None,
            rule=RULE,
            confidence="certain",
        )
        if _spoken_together(quote, meant)
        else quote
        for quote in analysis.quotes
    )
    return replace(analysis, quotes=quotes)


def _spoken_together(quote: Quote, meant: Quote) -> bool:
    return quote.statement == meant.statement and quote.speaker_name == meant.speaker_name


def _merged(text: str, analysis: Analysis, correction: MergeCorrection) -> Analysis:
    """Let one entity have the names, mentions, roles and quotes of both."""
    gone, kept = entity_named(analysis, correction.name), entity_named(analysis, correction.into)
    if gone is None or kept is None or gone.id == kept.id:
        return analysis
    moved = (mention._replace(entity=kept.id, rule=RULE) for mention in gone.mentions)
    whole = kept._replace(
        aliases=tuple(dict.fromkeys((*kept.aliases, gone.name, *gone.aliases))),
        mentions=tuple(sorted((*kept.mentions, *moved), key=lambda mention: mention.start)),
        roles=distinct(text, (*kept.roles, *gone.roles)),
    )
    entities = tuple(
        whole if entity.id == kept.id else entity for entity in analysis.entities if entity.id != gone.id
    )
    quotes = tuple(
        quote._replace(speaker=kept.id, speaker_name=kept.name) if quote.speaker == gone.id else quote
        for quote in analysis.quotes
    )
    return replace(analysis, entities=entities, quotes=quotes)


def _muted(analysis: Analysis, correction: MuteCorrection) -> Analysis:
    """Take the entity away; what it was thought to have said is said by nobody known."""
    gone = entity_named(analysis, correction.name)
    if gone is None:
        return analysis
    quotes = tuple(
        quote._replace(speaker=None, speaker_name=None, speaker_start=None, speaker_end=None, rule=RULE)
        if quote.speaker == gone.id
        else quote
        for quote in analysis.quotes
    )
    entities = tuple(entity for entity in analysis.entities if entity.id != gone.id)
    return replace(analysis, entities=entities, quotes=quotes)


def _short(words: str, most: int = 40) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
