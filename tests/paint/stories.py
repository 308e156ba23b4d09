"""Stories with their names and quotes, told in a few words."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from tui_reader.analysis.model import Analysis, Confidence, Entity, EntityType, Mention, Quote
from tui_reader.article.formats.draft import Part, compose
from tui_reader.article.model import Article, ParagraphKind

Span = tuple[int, int]


def article(*paragraphs: str | tuple[str, ParagraphKind] | Part, title: str = "Ferry Returns") -> Article:
    """A story of these paragraphs."""
    parts = [Part(part) if isinstance(part, str) else Part(*part) for part in paragraphs]
    body = compose(parts)
    return Article(
        id="0" * 16,
        title=title,
        date=datetime.date(2024, 3, 9),
        source="The Post",
        path=Path("/news/a.txt"),
        text=body.text,
        paragraphs=body.paragraphs,
        content_hash="c0ffee",
        markup=tuple(body.markup),
        soft_hyphens=body.soft_hyphens,
    )


def entity(number: int, name: str, type_: EntityType, spans: Iterable[Span]) -> Entity:
    """An entity that is named at these places."""
    key = f"e{number}"
    return Entity(key, name, type_, (), tuple(Mention(*span, "name", key, "test") for span in spans))


def quote(span: Span, speaker: Entity | None, statement: int, confidence: Confidence = "certain") -> Quote:
    """What somebody says at a place."""
    key, name = (speaker.id, speaker.name) if speaker else (None, None)
    return Quote(*span, key, name, None, None, None, "test", confidence, statement)


def places(text: str, words: str) -> list[Span]:
    """Where the words stand in a text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return found


def analysis(
    story: Article,
    names: Sequence[tuple[str, EntityType]] = (),
    said: Sequence[tuple[str, str]] = (),
    *,
    statements: Sequence[int] = (),
    confidence: Confidence = "certain",
) -> Analysis:
    """Every name where it stands; what is said, each with the name of its speaker ("" for nobody known)."""
    entities = [entity(n, name, kind, places(story.text, name)) for n, (name, kind) in enumerate(names, 1)]
    by_name = {each.name: each for each in entities}
    quotes = [
        quote(places(story.text, words)[0], by_name.get(speaker), number, confidence)
        for (words, speaker), number in zip(said, statements or range(len(said)), strict=True)
    ]
    return Analysis(tuple(entities), tuple(sorted(quotes, key=lambda each: each.start)))
