"""Noun phrases and subjects, found in a shape by walking from one place to the next."""

import re
from dataclasses import dataclass

from tui_reader.analysis.quotes.shape import Shape

NOUN = frozenset("nPOULyi")
PHRASE = frozenset("nPOULydi'e")
VERB = frozenset("cCrveb")
_FAR = 80  # places that a search looks back

_NP = r"(?:h|[dnPOULyi'e]*[nPOULyi](?:p[dnPOULyi'e]*[nPOULyi])*(?:k[dnPOULyi'e]*[nPOULyi])?)"
_ASIDE = r"(?:\([^)|]{0,30}\)|,[^,|q]{1,40}(?:,[^,|q]{1,30})?,|-[^-|q]{1,40}-)?"
_JOINED = re.compile(r"(?:[,;]k|;|-)(?=a*(?:h|d?[nPOU]+)[xa]*[bcCrvex])")
_AHEAD = re.compile(rf"[,q][a,]*(?P<subject>{_NP}){_ASIDE}[xa]*[bcCrvex]")
_CLAUSE = re.compile(rf"[ka,]*(?P<subject>{_NP}){_ASIDE}[xa]*[bcCrvex]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: places `first` to `last` (exclusive); `head` is the place of its head word.

    `relative` is the place of a "who" that stands for it; `joint` says that two are named ("Lee and Kim").
    """

    first: int
    last: int
    head: int
    relative: int = -1
    joint: bool = False


def phrase_before(shape: Shape, last: int, floor: int) -> Phrase | None:
    """The noun phrase that ends right before `last`, with what "of", "for" and the like hang on it."""
    tags = shape.tags
    end = last - 1
    if end < floor:
        return None
    if tags[end] == "h":
        return Phrase(end, last, end)
    if tags[end] not in NOUN and tags[end] != "d":
        return None
    first = _phrase_start(tags, end, floor)
    head = end
    while head > first and tags[head] == "y" and tags[head - 1] in NOUN:
        head -= 1
    while (
        first - 2 >= floor and tags[first - 1] == "p" and (tags[first - 2] in NOUN or tags[first - 2] == "d")
    ):
        head = first - 2
        first = _phrase_start(tags, head, floor)
    if (
        first - 3 >= floor
        and tags[first - 1] in "pt"
        and tags[first - 2] in "eCcrviVgGR"
        and tags[first - 3] in NOUN
    ):
        return phrase_before(shape, first - 2, floor)
    if first - 2 >= floor and tags[first - 1] == "k" and tags[first - 2] in NOUN:
        other = phrase_before(shape, first - 1, floor)
        if other is not None and (other.first == floor or tags[other.first - 1] in "|,uTcCkq-;:("):
            return Phrase(other.first, last, other.head, joint=True)
    return Phrase(first, last, head)


def _phrase_start(tags: str, end: int, floor: int) -> int:
    at = end
    while at > floor and tags[at - 1] in PHRASE:
        if tags[at] == "d" and tags[at - 1] != "d":
            break
        at -= 1
    return at


def phrase_after(shape: Shape, first: int, ceiling: int) -> Phrase | None:
    """The noun phrase that begins at `first`, with what "of", "for" and the like hang on it."""
    tags = shape.tags
    if first >= ceiling:
        return None
    if tags[first] == "h":
        return Phrase(first, first + 1, first)
    at = first
    while at < ceiling and tags[at] in PHRASE:
        at += 1
    end = at
    while end > first and tags[end - 1] not in NOUN and tags[end - 1] != "d":
        end -= 1
    if end == first:
        return None
    head = end - 1
    while end + 1 < ceiling and tags[end] == "p" and tags[end + 1] in PHRASE:
        at = end + 1
        while at < ceiling and tags[at] in PHRASE:
            at += 1
        if tags[at - 1] not in NOUN:
            break
        end = at
    other = (
        phrase_after(shape, end + 1, ceiling) if tags[end : end + 1] == "k" and tags[head] in NOUN else None
    )
    if other is not None and tags[other.last : other.last + 1] in tuple("cCrvxbae,.|"):
        return Phrase(first, other.last, head, joint=True)
    return Phrase(first, end, head)


def subject_of(shape: Shape, verb: int, floor: int) -> Phrase | None:  # noqa: PLR0911 - one for each letter
    """The subject of the verb at `verb`, sought to its left, not before `floor`."""
    tags = shape.tags
    floor = max(floor, verb - _FAR)
    at = verb
    while at > floor and (tags[at - 1] in "xay" or (tags[at - 1] == "p" and tags[at] == "y")):
        at -= 1
    if at <= floor:
        return None
    before = tags[at - 1]
    if before == "h" or before in NOUN or before == "d":
        found = phrase_before(shape, at, floor)
        if found is None or before == "h":
            return found
        tie = found.first - 1
        while tie > floor and tags[tie] in "ad":
            tie -= 1
        if tie - 1 >= floor and tags[tie] == "p" and tags[tie - 1] in ",kw":
            if tags[tie - 1] == "w":
                return subject_of(shape, tie, floor)
            return clause_subject(shape, tie, floor) or found
        return found
    if before == "w" or (before == "T" and at - 2 >= floor and tags[at - 2] in NOUN):
        antecedent = _antecedent(shape, at - 1, floor)
        return (
            Phrase(at - 1, at, at - 1, at - 1)
            if antecedent is None
            else Phrase(antecedent.first, antecedent.last, antecedent.head, at - 1)
        )
    if before in ",)-":
        return _before_aside(shape, at - 1, floor) or clause_subject(shape, at, floor)
    if before in "kt":
        return clause_subject(shape, at, floor)
    if before in "bgGVvc":
        return subject_of(shape, at - 1, floor)
    return None


def _antecedent(shape: Shape, relative: int, floor: int) -> Phrase | None:
    """What "who" at `relative` stands for."""
    at = relative
    if at > floor and shape.tags[at - 1] in ",-":
        at -= 1
    if at > floor and shape.tags[at - 1] == ")":
        at = max(shape.tags.rfind("(", floor, at), floor)
    return phrase_before(shape, at, floor)


def _before_aside(shape: Shape, closer: int, floor: int) -> Phrase | None:
    """The noun phrase that an aside, which ends at `closer`, says more about: X, the mayor of Y, said."""
    tags = shape.tags
    if tags[closer] in ")-":
        opener = tags.rfind("(" if tags[closer] == ")" else "-", floor, closer)
        if opener <= floor:
            return None
        if tags[opener - 1] in NOUN:
            return phrase_before(shape, opener, floor)
        return _before_aside(shape, opener - 1, floor) if tags[opener - 1] in ",)" else None
    nearer = max(tags.rfind(letter, floor, closer) for letter in "uT") + 1
    which = tags.rfind("w", nearer, closer) + 1
    if which and tags[which] in "dPOU":
        nearer = which
    found = _before_comma(shape, closer, nearer) if nearer > floor else None
    return found or _before_comma(shape, closer, floor)


def _before_comma(shape: Shape, closer: int, floor: int) -> Phrase | None:
    tags = shape.tags
    fallback: Phrase | None = None
    comma = closer
    for _ in range(6):
        comma = tags.rfind(",", floor, comma)
        if comma <= floor or any(letter in "q:;" for letter in tags[comma:closer]):
            break
        end = comma
        if tags[end - 1] == ")":
            end = max(tags.rfind("(", floor, end), floor)
        if end <= floor or tags[end - 1] not in NOUN:
            continue
        phrase = phrase_before(shape, end, floor)
        if phrase is None:
            continue
        if (
            tags[end - 1] == "P"
            and tags[phrase.head] == "P"
            and not (phrase.first > floor and tags[phrase.first - 1] == "p")
        ):
            return phrase
        if fallback is None or tags[fallback.first] != "d":
            fallback = phrase
    return fallback


def clause_subject(shape: Shape, before: int, floor: int) -> Phrase | None:
    """The subject of the main clause that stands before `before`."""
    tags = shape.tags
    floor = max(floor, before - _FAR)
    at = max(floor, _latest_clause(tags, floor, before))
    while at < before and tags[at] in "ka,":
        at += 1
    if at < before and tags[at] in "puVegGRitqc":
        at = _after_comma(tags, at, before)
    tries = 0
    while 0 <= at < before and tries < 8:
        found = _CLAUSE.match(tags, at, before + 1)
        if found and found.end() <= before + 1:
            first, last = found.span("subject")
            return phrase_after(shape, first, last) or Phrase(first, last, last - 1)
        at = _after_comma(tags, at, before)
        tries += 1
    return None


def subject_ahead(shape: Shape, after: int, ceiling: int) -> Phrase | None:
    """The subject that follows a fronted phrase: Admitting that it was "…", Ann Lee left."""
    found = _AHEAD.search(shape.tags, after, ceiling)
    return phrase_after(shape, found.start("subject"), found.end("subject")) if found else None


def _latest_clause(tags: str, floor: int, before: int) -> int:
    """Where the last clause begins that "and", "but" or a semicolon joins to the ones before it."""
    best = -1
    for found in _JOINED.finditer(tags, floor, before):
        best = found.end()
    return best


def _after_comma(tags: str, at: int, before: int) -> int:
    comma = tags.find(",", at, before)
    return comma + 1 if comma >= 0 else -1
