"""Whom "he", "she", "his" and "her" stand for."""

from collections.abc import Sequence

from tui_reader.analysis.names.model import Gender, Names, TokenMention
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_PRONOUNS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip


def resolve_pronouns(document: Document, names: Names, spans: Sequence[QuoteSpan]) -> None:
    """Add mentions of kind "pronoun"; each names the rule that resolved it."""
    from tui_reader.analysis.names.find import index_tokens

    inside = bytearray(len(document.words))
    for span in spans:
        for token in range(span.first, span.last):
            inside[token] = 1
    last: dict[Gender, int] = {}
    unknown = -1
    found: list[TokenMention] = []
    for token, word in enumerate(document.words):
        index = names.at[token]
        if index >= 0 and names.mentions[index].first == token:
            entity = names.entities[names.mentions[index].entity]
            if entity.type == "person":
                if entity.gender == "unknown":
                    unknown = names.mentions[index].entity
                else:
                    last[entity.gender] = names.mentions[index].entity
                    unknown = -1 if unknown < 0 else unknown
            continue
        gender = _PRONOUNS.get(word) or _PRONOUNS.get(word.lower())
        if gender is None or index >= 0:
            continue
        who = last.get(gender, -1)
        if who < 0:
            who = unknown
            if who >= 0:
                names.entities[who].gender = gender
                last[gender] = who
        if who >= 0:
            found.append(TokenMention(token, token + 1, "pronoun", who, "last person of this gender"))
    names.mentions += found
    index_tokens(names, len(document.words))
