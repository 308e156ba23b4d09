"""The persons' names and pronouns of a story in reading order, and what the pronouns tell of genders."""

from collections import Counter, defaultdict
from collections.abc import Container
from typing import NamedTuple

from tui_reader.analysis.names.model import Gender, Names
from tui_reader.analysis.names.wordlists import person_nouns, word_set
from tui_reader.analysis.tokens import Document

_MALE = ("he", "him", "his", "himself")
_FEMALE = ("she", "her", "hers", "herself")
GENDERS: dict[str, Gender] = {
    **{form: "male" for word in _MALE for form in (word, word.capitalize(), word.upper())},
    **{form: "female" for word in _FEMALE for form in (word, word.capitalize(), word.upper())},
}


# Entities that stand for somebody without a name ("one juror"); who is meant is not known.
UNNAMED = -2
_INTRODUCERS = frozenset(
    (
        "a",
        "an",
        "one",
        "another",
        "my",
        "our",
        "his",
        "her",
        "their",
        "some",
        "A",
        "An",
        "One",
        "Another",
        "My",
        "Our",
        "His",
        "Her",
    )
)


class Event(NamedTuple):
    """A person's name, a pronoun (`entity` is -1), or somebody without a name (UNNAMED, and `gender`)."""

    token: int
    sentence: int
    paragraph: int
    entity: int
    gender: Gender = "unknown"


def events(document: Document, names: Names, pronouns: list[int]) -> list[Event]:
    """All of them in reading order."""
    nouns = person_nouns()
    rows = [(m.first, m.entity) for m in names.mentions if names.entities[m.entity].type == "person"]
    rows += [(token, -1) for token in pronouns]
    rows += [(token, UNNAMED) for token, word in enumerate(document.words) if word in nouns]
    rows.sort()
    found: list[Event] = []
    sentence = paragraph = 0
    for token, entity in rows:
        while document.sentences[sentence][1] <= token:
            sentence += 1
        while document.paragraphs[paragraph][1] <= token:
            paragraph += 1
        if entity != UNNAMED:
            found.append(Event(token, sentence, paragraph, entity))
        elif _introduces(document, names, token, document.sentences[sentence][0]):
            gender = nouns[document.words[token]]
            found.append(Event(token, sentence, paragraph, UNNAMED, gender))
    return found


def _introduces(document: Document, names: Names, token: int, first: int) -> bool:
    """Tell that "one juror", "an elderly man" or "my neighbour" opens a sentence or follows "said", and no name follows."""
    words, at = document.words, names.at
    last = min(token + (5 if words[token + 1 : token + 2] == [","] else 3), len(words))
    if at[token] >= 0 or any(at[near] >= 0 for near in range(token, last)):
        return False
    for begin in range(token - 1, max(token - 4, first - 1), -1):
        if words[begin] in _INTRODUCERS:
            opens = begin == first or (begin == first + 1 and not words[first][0].isalnum())
            return opens or words[begin - 1] in word_set("speech_cues")
    return False


def learn_genders(document: Document, names: Names, row: list[Event], quoted: Container[int]) -> None:
    """Where only one person is named in two sentences, a pronoun there tells that person's gender."""
    votes: dict[int, Counter[Gender]] = defaultdict(Counter)
    named: dict[int, set[int]] = defaultdict(set)
    for event in row:
        if event.entity != -1:
            named[event.sentence].add(event.entity)
            continue
        here, before = named[event.sentence], named[event.sentence - 1]
        if event.token in quoted or len(here) > 1 or len(before) > 1:
            continue
        around = here | before
        if len(around) == 1:
            votes[next(iter(around))][GENDERS[document.words[event.token]]] += 1
    votes.pop(UNNAMED, None)
    for entity, counter in votes.items():
        gender, count = counter.most_common(1)[0]
        person = names.entities[entity]
        needed = (2, 3) if person.gender == "unknown" else (4, 5)
        if person.gender == "unknown" or count >= 4:
            person.gender = gender if count * needed[1] >= counter.total() * needed[0] else person.gender
