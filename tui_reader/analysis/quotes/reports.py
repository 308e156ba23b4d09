"""Every cue of a sentence with its subject, found once for all the quotes beside it."""

from dataclasses import dataclass

from tui_reader.analysis.quotes.grammar import Phrase, clause_subject, phrase_before, subject_of
from tui_reader.analysis.quotes.shape import Shape

CUES = frozenset("cCrgGR")
_TEXTS = frozenset(
    "statement email e-mail letter tweet tweets post note memo message speech report article release interview ad "
    "column op-ed essay editorial filing complaint lawsuit book video text comment comments remarks".split(),
)


@dataclass(frozen=True, slots=True)
class Report:
    """A cue at `place`; `subject` is who reports, None when nobody was found. `passive`: "was called"."""

    place: int
    subject: Phrase | None
    letter: str
    passive: bool


def reports_in(shape: Shape, words: list[str], first: int, last: int) -> list[Report]:
    """The reports of one sentence, in reading order."""
    found: list[Report] = []
    tags = shape.tags
    for place in range(first, last):
        letter = tags[place]
        if letter in CUES:
            passive = _passive(tags, place, first) and letter in "cCr"
            subject = None if passive else _subject(shape, words, place, first)
            found.append(Report(place, subject, letter, passive))
    return found


def _passive(tags: str, place: int, first: int) -> bool:
    at = place - 1
    while at >= first and tags[at] == "a":
        at -= 1
    return at >= first and tags[at] == "b"


def _subject(shape: Shape, words: list[str], place: int, first: int) -> Phrase | None:
    tags = shape.tags
    if tags[place] in "gGR":
        before = tags[place - 1] if place > first else "|"
        if before in "nPOUL)":
            phrase = phrase_before(shape, place, first)
            if phrase is not None and words[shape.at[phrase.head]].lower() not in _TEXTS:
                return phrase
        if before == "b":
            return subject_of(shape, place, first)
        return clause_subject(shape, place, first) or phrase_before(shape, place, first)
    return subject_of(shape, place, first)
