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
    found = _SUBJECT.finditer(shape.tags, max(pronoun - _FAR, 0), pronoun)
    persons = [last for last in found if _is_person(document, shape, last, gender)]
    if not persons or shape.tags[persons[-1].end("subject") - 1] == "P":
        return None
    first, head = persons[-1].span("subject")
    article = document.words[shape.at[first]].lower()
    noun = document.words[shape.at[head - 1]].lower()
    if article in INDEFINITE or (article == "the" and noun in word_set("people", gender)):
        return phrase_after(shape, first, pronoun)
    return None


def _is_person(document: Document, shape: Shape, subject: re.Match[str], gender: str) -> bool:
    """Whether a subject is a name, or a noun for somebody whom "he" or "she" may mean."""
    head = subject.end("subject") - 1
    noun = document.words[shape.at[head]].lower()
    return (
        shape.tags[head] == "P" or noun in word_set("people", gender) or noun in word_set("people", "either")
    )
