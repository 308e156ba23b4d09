"""The one way through the analysis: tokens, quotation marks, names, pronouns, speakers, roles."""

from tui_reader.analysis import names as naming
from tui_reader.analysis.distinct import Span
from tui_reader.analysis.model import Analysis, Entity, Mention, Quote
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.names.roles import find_roles
from tui_reader.analysis.quotes import find_quotes, speech_of
from tui_reader.analysis.quotes.model import Answer, QuoteSpan
from tui_reader.analysis.quotes.nouns import without_loose_end
from tui_reader.analysis.tokens import Document, read


def analyze(text: str) -> Analysis:
    """Find the entities and the quotes of `text`; it is taken exactly as given, nothing is stripped.

    In a text that is not English the quotation marks are found, and nobody is named.
    """
    document = read(text)
    spans = find_quotes(document)
    if not naming.is_english(document):
        quotes = tuple(_quote(document, span, None, None, n) for n, span in enumerate(spans))
        return Analysis(quotes=quotes, english=False)
    names = naming.find_names(document, spans)
    naming.resolve_pronouns(document, names, spans)
    spoken = speech_of(document, names, spans)
    entities = _entities(document, names, find_roles(document, names, spans))
    quotes = tuple(_quote(document, span, answer, entities, statement) for span, answer, statement in spoken)
    return Analysis(entities, quotes)


def _entities(document: Document, names: Names, roles: list[tuple[Span, ...]]) -> tuple[Entity, ...]:
    """The entities with their mentions and roles as offsets, in reading order."""
    mentions: list[list[Mention]] = [[] for _ in names.entities]
    aliases: list[dict[str, None]] = [{} for _ in names.entities]
    for found in sorted((*names.mentions, *names.inside), key=lambda mention: mention.first):
        start, end = document.starts[found.first], document.end(found.last - 1)
        mentions[found.entity].append(Mention(start, end, found.kind, f"e{found.entity + 1}", found.rule))
        if found.kind == "name":
            aliases[found.entity].setdefault(" ".join(document.text[start:end].split()))
    return tuple(
        Entity(
            f"e{number + 1}",
            entity.name,
            entity.type,
            tuple(alias for alias in aliases[number] if alias != entity.name),
            tuple(mentions[number]),
            roles[number],
        )
        for number, entity in enumerate(names.entities)
    )


def _quote(
    document: Document,
    span: QuoteSpan,
    answer: Answer | None,
    entities: tuple[Entity, ...] | None,
    statement: int,
) -> Quote:
    """The quote with its offsets."""
    source = answer.source if answer else None
    cue, cue_start = None, None
    if answer and answer.cue:
        cue_start = document.starts[answer.cue[0]]
        cue = document.text[cue_start : document.end(answer.cue[1] - 1)]
    speaker = entities[source.entity] if source and entities and source.entity is not None else None
    return Quote(
        start=span.start,
        end=span.end,
        speaker=speaker.id if speaker else None,
        speaker_name=speaker.name if speaker else without_loose_end(source.words) if source else None,
        speaker_start=document.starts[source.first] if source else None,
        speaker_end=document.end(source.last - 1) if source else None,
        cue=cue,
        rule=answer.rule if answer else "marks",
        confidence=answer.confidence if answer else "guess",
        statement=statement,
        cue_start=cue_start,
    )
