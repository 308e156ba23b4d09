"""Every cue of a sentence with its subject, found once for all the quotes beside it."""

from dataclasses import dataclass

from tui_reader.analysis.quotes.grammar import Phrase, clause_subject, phrase_after, phrase_before, subject_ahead, subject_of
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
            passive = letter in "cCr" and _passive(tags, place, first)
            subject = _agent(shape, words, place, last) if passive else _subject(shape, words, place, first)
            if letter == "C" and subject is not None and _reduced(tags, place, subject):
                passive, subject = True, None
            found.append(Report(place, subject, letter, passive))
    return found


def _passive(tags: str, place: int, first: int) -> bool:
    at = place - 1
    while at >= first and tags[at] == "a":
        at -= 1
    return at >= first and tags[at] == "b"


def _reduced(tags: str, place: int, subject: Phrase) -> bool:
    """Whether "emails deemed" means emails that are deemed, not emails that deem."""
    if tags[subject.head] != "n" or subject.relative >= 0 or subject.last != place:
        return False
    return tags[place + 1 : place + 2] == "q" or tags[place + 1 : place + 3] in {"pq", "uq"}


def _agent(shape: Shape, words: list[str], place: int, last: int) -> Phrase | None:
    """Who does what is said in the passive: it was called "…" by Ann Lee."""
    tags = shape.tags
    for at in range(place + 1, min(place + 6, last - 1)):
        if tags[at] == "p" and words[shape.at[at]].lower() == "by":
            return phrase_after(shape, at + 1, last)
        if tags[at] in "cCrvb":
            break
    return None


def _subject(shape: Shape, words: list[str], place: int, first: int) -> Phrase | None:
    tags = shape.tags
    if tags[place] not in "gGR":
        return subject_of(shape, place, first)
    if place == first or tags[first:place].strip("ka,pu") == "":
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
