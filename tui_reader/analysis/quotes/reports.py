"""Every cue of a sentence with its subject, found once for all the quotes beside it."""

from dataclasses import dataclass

from tui_reader.analysis.quotes.grammar import Phrase, clause_subject, phrase_before, subject_ahead, subject_of
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.shape import Shape

CUES = frozenset("cCrgGR")
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
    if tags[place] not in "gGR":
        return subject_of(shape, place, first)
    if place == first or tags[first:place].strip("ka,") == "":
        return subject_ahead(shape, place, shape.sentence(place)[1])
    before = tags[place - 1]
    if before == "b":
        return subject_of(shape, place, first)
    if before in "nPOUL)":
        phrase = phrase_before(shape, place, first)
        aside = phrase is not None and phrase.first > first + 1 and tags[phrase.first - 1] == "p" and tags[phrase.first - 2] in ",k"
        if phrase is not None and not aside and words[shape.at[phrase.head]].lower() not in word_set("speech_nouns", "texts"):
            return phrase
    return clause_subject(shape, place, first) or phrase_before(shape, place, first)
