"""JSON objects for articles and what is found in them. Offsets count code points of `text`, end exclusive."""

from tui_reader.analysis.model import Analysis, Entity, Quote
from tui_reader.article.model import Article


def story_record(article: Article, analysis: Analysis) -> dict[str, object]:
    """A story with its entities, names and quotes."""
    text = article.text
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "source": article.source or None,
        "path": str(article.path),
        "text": text,
        "english": analysis.english,
        "entities": [_entity(entity, text) for entity in analysis.entities],
        "names": [
            {
                "start": mention.start,
                "end": mention.end,
                "text": text[mention.start : mention.end],
                "type": entity.type,
                "entity": entity.id,
            }
            for mention, entity in analysis.names()
        ],
        "quotes": [_quote(quote, text) for quote in analysis.quotes],
    }


def _entity(entity: Entity, text: str) -> dict[str, object]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "mentions": [{"start": mention.start, "end": mention.end} for mention in entity.mentions],
        "roles": [{"start": start, "end": end, "text": text[start:end]} for start, end in entity.roles],
    }


def _quote(quote: Quote, text: str) -> dict[str, object]:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": text[quote.start : quote.end],
        "speaker": quote.speaker,
        "speaker_name": quote.speaker_name,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "cue": quote.cue,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "statement": quote.statement,
    }
