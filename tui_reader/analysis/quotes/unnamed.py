"""Pronouns that stand for an unnamed source: A spokesman came out. "No," he said."""

import re

from tui_reader.analysis.quotes.grammar import Phrase, phrase_after
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.shape import Shape
from tui_reader.analysis.tokens import Document

_FAR = 200  # places that the search looks back
_GENDERS = {"he": "male", "she": "female"}
INDEFINITE = frozenset(["a", "an", "one", "another"])
_SUBJECT = re.compile(r"(?:^|[|q]|,k)[kau,]*(?P<subject>d[n']*n|[dnUL']*P+)(?=[,pwcCrvexb|(-])")


def unnamed_before(document: Document, shape: Shape, pronoun: int) -> Phrase | None:
    """The unnamed person whom "he" or "she" means: the last subject before it in the paragraph."""
    gender = _GENDERS.get(document.words[shape.at[pronoun]].lower())
    if gender is None:
        return None
    last = None
    for last in _SUBJECT.finditer(shape.tags, max(pronoun - _FAR, 0), pronoun):  # noqa: B007
        pass
    if last is None or shape.tags[last.end("subject") - 1] == "P":
        return None
    first, head = last.start("subject"), last.end("subject") - 1
    if document.words[shape.at[first]].lower() not in INDEFINITE:
        return None
    noun = document.words[shape.at[head]].lower()
    if noun not in word_set("people", gender) and noun not in word_set("people", "either"):
        return None
    return phrase_after(shape, first, pronoun)
