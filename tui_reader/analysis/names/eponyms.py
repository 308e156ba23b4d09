"""Persons' names inside the names of other things: "Ama Ofori Foundation", "Ofori Tower", "Ama Ofori Memorial Prize".

Only who is named in full elsewhere in the story is found so; a surname alone counts when a plain word follows it.
Such a name refers to the person, but nobody acts or speaks there, so that pronouns and quotations pass it over.
"""

from dataclasses import dataclass, field

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.spelling import core
from tui_reader.analysis.names.story import Candidate, Story

_NO_SURNAME = lists.PLACE | lists.COMMON | lists.DEMONYM | lists.KNOWN_ORG | lists.TITLE
_THING = lists.ORG_END | lists.ORG_HEAD | lists.FACILITY_END | lists.WORK_END | lists.PLACE_END | lists.COMMON
_NAME = lists.FIRST_NAME | lists.SURNAME


@dataclass(slots=True)
class _Known:
    """The words of the full names of a story, and their first and last words by themselves."""

    full: set[tuple[str, ...]] = field(default_factory=set)
    first: set[str] = field(default_factory=set)
    last: set[str] = field(default_factory=set)


def find_eponyms(story: Story, running: list[Candidate]) -> list[Candidate]:
    """Persons' names inside candidates that name something else; they may overlap it."""
    known = _known(running)
    if not known.full:
        return []
    found: list[Candidate] = []
    for candidate in running:
        if candidate.kind != "person":
            found += [_inner(story, candidate, at, size) for at, size in _names_in(candidate, known)]
    return found


def _known(running: list[Candidate]) -> _Known:
    known = _Known()
    for candidate in running:
        words = core(candidate.words)
        if candidate.kind == "person" and len(words) > 1:
            known.full.add(tuple(words))
            known.full.add((words[0], words[-1]))
            known.first.add(words[0])
            known.last.add(words[-1])
    return known


def _names_in(candidate: Candidate, known: _Known) -> list[tuple[int, int]]:
    """Where in the candidate's words a person's name stands, and how many words it takes."""
    words = candidate.words
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        sizes = range(min(4, len(words) - at), 1, -1)
        size = next((n for n in sizes if tuple(words[at : at + n]) in known.full), 0)
        if not size and _alone(candidate, at, known):
            size = 1
        if size and size < len(words):
            found.append((at, size))
        at += size or 1
    return found


def _alone(candidate: Candidate, at: int, known: _Known) -> bool:
    """Whether one word names the person: a surname before a plain word, or a first name before another person's."""
    words, flags = candidate.words, candidate.flags
    word = words[at]
    if at + 1 == len(words) or flags[at] & _NO_SURNAME or "&" in words:
        return False
    named = candidate.kind in ("organization", "place")
    thing = not flags[at + 1] & _NAME and (not named or bool(flags[at + 1] & _THING))
    if word in known.last:
        return thing and (at == 0 or not flags[at - 1] & _NAME)
    return word in known.first and (thing or words[at + 1] in known.first)


def _inner(story: Story, candidate: Candidate, at: int, size: int) -> Candidate:
    """The person's name as a candidate of its own."""
    tokens = [token for token in range(candidate.first, candidate.last) if story.codes[token] != "."]
    first, last = tokens[at], tokens[at + size - 1] + 1
    words = candidate.words[at : at + size]
    flags = candidate.flags[at : at + size]
    return Candidate(first, last, words, flags, kind="person", rule="inside another name", inside=True)
