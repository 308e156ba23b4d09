"""Every cue of a sentence with its subject, found once for all the quotes beside it."""

from dataclasses import dataclass

from tui_reader.analysis.quotes.grammar import (
    Phrase,
    clause_subject,
    phrase_after,
    phrase_before,
    subject_ahead,
    subject_of,
)
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.shape import Shape

_CALLS = frozenset(["call", "calls", "called"])  # "called for" and "called on" name nothing
CUES = frozenset("cCrgGR")


@dataclass(frozen=True, slots=True)
class Report:
    """A cue at `place`; `subject` is who reports, None when nobody was found.

    `passive`: "was called"; `real` is False for what is not (yet) said: "would say", "to call".
    """

    place: int
    subject: Phrase | None
    letter: str
    passive: bool
    real: bool


def reports_in(shape: Shape, words: list[str], first: int, last: int) -> list[Report]:
    """The reports of one sentence, in reading order."""
    found: list[Report] = []
    tags = shape.tags
    for place in range(first, last):
        letter = tags[place]
        if letter in CUES:
            passive = letter in "cCr" and _passive(tags, place, first)
            if passive:
                subject = _agent(shape, words, place, last)
            elif letter in "gGR":
                subject = _of_participle(shape, words, place, first, found)
            else:
                subject = subject_of(shape, place, first)
                if subject is None and letter == "c" and tags[place - 1 : place] == ",":
                    subject = _opening(shape, place, first)
            if (
                (letter == "C" or words[shape.at[place]] == "known")
                and subject is not None
                and _reduced(shape, words, place, subject)
            ):
                passive, subject = True, None
            if (
                letter == "C"
                and words[shape.at[place]].lower() in _CALLS
                and tags[place + 1 : place + 2] in tuple("pt")
            ):
                letter = "r"
            found.append(Report(place, subject, letter, passive, _is_real(shape, words, place, first)))
    return found


def _opening(shape: Shape, place: int, first: int) -> Phrase | None:
    """The subject that opens the sentence, far before its verb: Ann Lee, who wore a coat with the words "…," said."""
    while first < place and shape.tags[first] in "ka":
        first += 1
    phrase = phrase_after(shape, first, place)
    return phrase if phrase is not None and shape.tags[phrase.last] == "," else None


def _passive(tags: str, place: int, first: int) -> bool:
    at = place - 1
    while at >= first and tags[at] == "a":
        at -= 1
    return at >= first and tags[at] == "b"


def _reduced(shape: Shape, words: list[str], place: int, subject: Phrase) -> bool:
    """Whether "emails deemed" means emails that are deemed, not emails that deem."""
    tags = shape.tags
    if tags[subject.head] != "n" or subject.relative >= 0 or tags[subject.last : place].strip("a"):
        return False
    owned = "'" in tags[subject.first : subject.last] or tags[max(subject.first - 1, 0)] in "uw"
    known = words[shape.at[place]].lower() == "known"
    if not known and (owned or words[shape.at[subject.head]].lower() in word_set("people", "roles")):
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


def _is_real(shape: Shape, words: list[str], place: int, first: int) -> bool:
    """Whether the words were said, not "will be" or "would have been"."""
    at = place - 1
    while at >= first and shape.tags[at] in "ax":
        if words[shape.at[at]].lower() in word_set("grammar", "modal"):
            return False
        at -= 1
    return at < first or shape.tags[at] != "t"


def _of_participle(
    shape: Shape, words: list[str], place: int, first: int, found: list[Report]
) -> Phrase | None:
    """Who is "saying": the noun before ("a man saying"), or the subject of the clause (", saying")."""
    tags = shape.tags
    if tags[first:place].strip("ka,pu") == "":
        return subject_ahead(shape, place, shape.sentence(place)[1])
    before = tags[place - 1]
    if before == "b":
        return subject_of(shape, place, first)
    if before in "cCrve" and _passive(tags, place - 1, first):
        return subject_of(shape, place - 1, first)
    if before in "nPOUL)y":
        phrase = phrase_before(shape, place, first)
        if (
            phrase is not None
            and not _in_passing(shape, words, phrase, first)
            and words[shape.at[phrase.head]].lower() not in word_set("speech_nouns", "texts")
        ):
            wrote = phrase.first > first and tags[phrase.first - 1] == "c" and tags[phrase.head] in "nP"
            return (subject_of(shape, phrase.first - 1, first) if wrote else None) or phrase
    if before == "k":
        coordinate = next(
            (report.subject for report in reversed(found) if report.letter in "gG" and report.subject), None
        )
        if coordinate is not None:
            return coordinate
    clause = max(tags.rfind(",k", first, place), tags.rfind(";", first, place))
    said = next(
        (r.subject for r in found if r.letter == "c" and r.subject and r.place > clause and r.real), None
    )
    return said or clause_subject(shape, place, first) or phrase_before(shape, place, first)


def _in_passing(shape: Shape, words: list[str], phrase: Phrase, first: int) -> bool:
    """Whether a phrase before a participle is a circumstance: ", at one point calling"."""
    at = phrase.first - 1
    if at <= first or shape.tags[at] != "p" or words[shape.at[at]].lower() == "with":
        return False
    return shape.tags[at - 1] in ",k"
