"""The sentence after a quote that stands alone says whose words they were."""

import re

from tui_reader.analysis.quotes.grammar import Phrase, phrase_after
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.shape import Shape

_THAT = frozenset(["that", "this", "those", "these", "so", "such", "the"])
_HOW = re.compile(r"(?:[Td]b[uw]|[kan]c)(?=[hdnPOUL])")
_WORDS = re.compile(r"(?:[dTn]b?)d?[ne]*?(?P<noun>[ncrC])[bv]?p(?=[hdnPOUL])")


def told_behind(place: Place) -> Answer | None:
    """As in "…" That was how Ann Lee described the plan. / "…" Those were the words of Ann Lee."""
    if place.before.strip("ka,-.(") or place.after.strip(",.-)|"):
        return None
    shape, first = place.shape, place.last + 1
    if first >= len(shape.tags):
        if place.paragraph + 1 >= len(place.reading.document.paragraphs):
            return None
        shape, first = place.reading.plain_shape(place.paragraph + 1), 0
    phrase = _whose(place, shape, first)
    return Answer(place.reading.source(shape, phrase), None, "words by X", "guess") if phrase else None


def _whose(place: Place, shape: Shape, first: int) -> Phrase | None:
    """The phrase behind "that was how" or "the words of"."""
    if shape.tags[first : first + 1] in ("", "q"):
        return None
    words, last = place.reading.document.words, shape.sentence(first)[1]
    if words[shape.at[first]].lower() not in _THAT:
        return None
    how = _HOW.match(shape.tags, first, last)
    if how:
        return phrase_after(shape, how.end(), last)
    found = _WORDS.match(shape.tags, first, last)
    if found is None:
        return None
    noun, tie = found.start("noun"), words[shape.at[found.end() - 1]]
    if words[shape.at[noun]].lower() not in word_set("speech_nouns", "words"):
        return None
    return phrase_after(shape, found.end(), last) if tie in {"of", "from", "by"} else None
