"""An analysis in the form that scorers of quotations and names read: one JSON object a text."""

from typing import Any

from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze

_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}


def jsonl_record(text: str) -> dict[str, list[dict[str, Any]]]:
    """The quotes, names and mentions of persons of `text`, offsets in code points, end exclusive."""
    return record_of(analyze(text))


def record_of(analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    """The same of a text that is analysed already."""
    quotes: list[dict[str, Any]] = [
        {
            "start": quote.start,
            "end": quote.end,
            "speaker_start": quote.speaker_start,
            "speaker_end": quote.speaker_end,
            "speaker": quote.speaker_name,
        }
        for quote in analysis.quotes
    ]
    names: list[dict[str, Any]] = [
        {"start": mention.start, "end": mention.end, "type": _TYPES[entity.type]}
        for mention, entity in analysis.names()
    ]
    mentions: list[dict[str, Any]] = [
        {"start": mention.start, "end": mention.end, "entity": entity.id}
        for entity in analysis.people()
        for mention in entity.mentions
    ]
    mentions.sort(key=lambda mention: mention["start"])
    return {"quotes": quotes, "names": names, "mentions": mentions}
