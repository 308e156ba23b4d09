"""From a noun phrase to a source: a known entity, or an unnamed one with its own words."""

from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.grammar import Phrase
from tui_reader.analysis.quotes.model import Source
from tui_reader.analysis.quotes.shape import Shape
from tui_reader.analysis.tokens import Document


def source_of(document: Document, names: Names, shape: Shape, phrase: Phrase) -> Source:
    """The source that a phrase of a shape names."""
    tags, at = shape.tags, shape.at
    head, first, last = phrase.head, phrase.first, phrase.last
    name = None if phrase.joint else _name_at(names, at[head])
    if name is None and tags[head] in "nU" and not phrase.joint:
        name = _apposed_name(names, shape, phrase)
    if name is None and tags[first:last] in ("h", "d"):
        name = _mention_at(names, at[head])
    if phrase.relative >= 0:
        token = at[phrase.relative]
        who = source_of(document, names, shape, Phrase(first, last, head))
        return Source(token, token + 1, who.entity, who.words)
    if name is not None:
        mention = names.mentions[name]
        return Source(mention.first, mention.last, mention.entity, names.entities[mention.entity].name)
    begin, end = at[first], at[last - 1] + 1
    return Source(begin, end, None, document.text[document.starts[begin] : document.end(end - 1)])


def _name_at(names: Names, token: int) -> int | None:
    """The name that covers a token."""
    number = names.at[token] if names.at else -1
    return number if number >= 0 and names.mentions[number].kind == "name" else None


def _mention_at(names: Names, token: int) -> int | None:
    number = names.at[token] if names.at else -1
    return number if number >= 0 else None


def _apposed_name(names: Names, shape: Shape, phrase: Phrase) -> int | None:
    """The name in "the mayor, Ann Lee, said"."""
    after = phrase.last
    if shape.tags[phrase.first] in "dnPU" and shape.tags[after : after + 2] == ",P":
        end = after + 2
        while end < len(shape.tags) and shape.tags[end] == "P":
            end += 1
        if shape.tags[end : end + 1] in ",|.":
            return _name_at(names, shape.at[after + 1])
    return None
