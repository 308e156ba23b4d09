"""Which mentions name the same person, organization or place."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import combining, normalize

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story
from tui_reader.analysis.names.model import Gender, NamedEntity, Names, TokenMention

_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "Jnr", "Snr", "II", "III", "IV"))
_ARTICLES = ("al-", "el-", "ad-", "as-", "ar-", "an-", "Al-", "El-", "Ad-", "As-", "Ar-", "An-")
_ALIASES = frozenset("known aka a.k.a. alias pseudonym pen stage real née nee born nickname nicknamed birth maiden".split())
_SAME_PLACE = {
    "U.S.": "United States",
    "US": "United States",
    "USA": "United States",
    "U.S.A.": "United States",
    "United States of America": "United States",
    "U.K.": "United Kingdom",
    "UK": "United Kingdom",
    "U.A.E.": "United Arab Emirates",
    "UAE": "United Arab Emirates",
}
_SAME_ORGANIZATION = {
    "UN": "United Nations",
    "U.N.": "United Nations",
    "EU": "European Union",
    "E.U.": "European Union",
}


@dataclass(slots=True)
class Person:
    """A person as the linker knows them: the fullest name, and how often they were named."""

    words: list[str]
    index: int = -1
    gender: Gender = "unknown"
    seen: int = -1
    count: int = 0


class Linker:
    """Groups accepted candidates into entities, in reading order."""

    def __init__(self, story: Story, accepted: list[Candidate]) -> None:
        self.story = story
        self.accepted = accepted
        self.people = [candidate for candidate in accepted if candidate.kind == "person"]
        self.names = Names()
        self.persons: list[Person] = []
        self.by_part: dict[str, list[Person]] = defaultdict(list)
        self.full: dict[str, Person] = {}
        self.things: dict[str, int] = {}
        self.heads: dict[str, int] = {}

    def link(self) -> Names:
        """Link everything; persons by their full names first, then by parts of them."""
        for candidate in self.people:
            if len(core(candidate.words)) > 1 and candidate.key not in self.full:
                self._full_name(candidate)
        self._aliases()
        owners = self._coordinated()
        for candidate in self.accepted:
            if candidate.kind == "person":
                entity = self._person(candidate, owners)
            else:
                entity = self._thing(candidate)
            mention = TokenMention(candidate.first, candidate.last, "name", entity, candidate.rule)
            self.names.mentions.append(mention)
        for person in self.persons:
            if person.index >= 0:
                self.names.entities[person.index].name = " ".join(person.words)
                self.names.entities[person.index].gender = person.gender
        return self.names

    # Persons by their full names.

    def _full_name(self, candidate: Candidate) -> None:
        """Find or found the person with this full name."""
        words = core(candidate.words)
        for person in self.by_part.get(fold(words[-1]), []):
            if same_name(person.words, words):
                if len(" ".join(words)) > len(" ".join(person.words)):
                    person.words = words
                self._index(person, words)
                break
        else:
            person = self._new_person(words)
        self.full[candidate.key] = person

    def _new_person(self, words: list[str]) -> Person:
        person = Person(words)
        if len(words) > 1:
            person.gender = self.story.known.first_names.get(words[0], "unknown")
        self.persons.append(person)
        self._index(person, words)
        return person

    def _index(self, person: Person, words: list[str]) -> None:
        """Let the person be found by each word of the name."""
        for word in words:
            key = fold(word)
            if (word[0].isupper() or word.startswith(_ARTICLES)) and person not in self.by_part[key]:
                self.by_part[key].append(person)

    def _aliases(self) -> None:
        """"Jenna Mourey, better known as Jenna Marbles": two names of one person."""
        words = self.story.document.words
        for left, right in pairwise(self.people):
            gap = words[left.last : right.first]
            if not gap or len(gap) > 24 or not _ALIASES.intersection(gap) or "." in gap:
                continue
            if len(gap) > 10 and not {"known", "pseudonym", "pen"}.intersection(gap):
                continue
            one, other = self.full.get(left.key), self.full.get(right.key)
            if one is None or other is None or one is other or (gap[-1] == "born" and len(gap) > 3):
                continue
            self._merge(one, other)

    def _merge(self, kept: Person, gone: Person) -> None:
        for key, person in self.full.items():
            if person is gone:
                self.full[key] = kept
        for owners in self.by_part.values():
            if gone in owners:
                owners.remove(gone)
                if kept not in owners:
                    owners.append(kept)
        self.persons.remove(gone)

    def _coordinated(self) -> dict[int, Person]:
        """"Kim and Khloe Kardashian", "Dixie, Heidi and Marc D'Amelio": first names that share a surname."""
        owners: dict[int, Person] = {}
        for left, right in coordinated(self.story, self.people):
            if self._first_name_only(left):
                owners[left.first] = self._with_surname(left.words[0], core(right.words))
        return owners

    def _first_name_only(self, candidate: Candidate) -> bool:
        """False for a word that is somebody's surname here, or a known person's whole name."""
        word, flags = candidate.words[0], candidate.flags[0]
        owners = self.by_part.get(fold(word), ())
        if any(person.words[-1] == word for person in owners):
            return False
        return bool(flags & lists.FIRST_NAME or not flags & lists.SURNAME)

    def _with_surname(self, first: str, name: list[str]) -> Person:
        for person in self.by_part.get(fold(first), ()):
            if person.words[0] == first and person.words[-1] == name[-1]:
                return person
        surname = name[1:] if len(name) < 3 or name[1].islower() else name[-1:]
        return self._new_person([first, *surname])

    # Persons by what their mention says.

    def _person(self, candidate: Candidate, owners: dict[int, Person]) -> int:
        person = owners.get(candidate.first) or self.full.get(candidate.key) or self._by_part(candidate)
        if person is None:
            person = self._misspelt(candidate) or self._new_person(core(candidate.words))
            self.full[candidate.key] = person
        if person.index < 0:
            person.index = len(self.names.entities)
            self.names.entities.append(NamedEntity(" ".join(person.words), "person"))
        if candidate.gender != "unknown":
            person.gender = candidate.gender
        person.seen = candidate.first
        person.count += 1
        return person.index

    def _by_part(self, candidate: Candidate) -> Person | None:
        """The person whose name holds these words; of several, the one most named so far."""
        words = [fold(word) for word in core(candidate.words)]
        fits = [p for p in self.by_part.get(words[-1], ()) if len(words) == 1 or _holds(p.words, words)]
        if len(fits) > 1 and candidate.gender != "unknown":
            fits = [p for p in fits if p.gender in (candidate.gender, "unknown")] or fits
        if len(fits) > 1 and candidate.title:
            fits = [p for p in fits if fold(p.words[-1]) == words[-1]] or fits
        fits = [p for p in fits if p.seen >= 0 or words[-1] in (fold(p.words[0]), fold(p.words[-1]))]
        if not fits:
            return None
        return max(fits, key=lambda p: (p.seen >= 0, words[-1] in (fold(p.words[0]), fold(p.words[-1])), p.count, p.seen))

    def _misspelt(self, candidate: Candidate) -> Person | None:
        """"Michel" for the only Michael in the story."""
        if len(candidate.words) != 1 or len(candidate.words[0]) < 5 or len(self.persons) > 200:
            return None
        word = candidate.words[0]
        fits = [
            person
            for person in self.persons
            if len(person.words) > 1 and (one_edit(person.words[0], word) or one_edit(person.words[-1], word))
        ]
        return fits[0] if len(fits) == 1 else None

    # Organizations and places.

    def _thing(self, candidate: Candidate) -> int:
        kind: EntityType = "place" if candidate.kind == "place" else "organization"
        same = _SAME_PLACE if kind == "place" else _SAME_ORGANIZATION
        name = same.get(candidate.key, candidate.key)
        key = f"{kind}:{fold(name)}"
        found = self.things.get(key)
        if found is None and kind == "organization" and len(candidate.words) == 1:
            found = self.heads.get(candidate.key)
        if found is None:
            found = len(self.names.entities)
            self.names.entities.append(NamedEntity(candidate.key, kind))
            if kind == "organization" and len(candidate.words) > 1:
                letters = "".join(word[0] for word in candidate.words if word[0].isupper())
                self.things.setdefault(f"{kind}:{letters}", found)
                self.heads.setdefault(candidate.words[0], found)
        self.things[key] = found
        return found


def coordinated(story: Story, people: list[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Each single word that stands in a list before a full name, with that name: "Dixie, Heidi and Marc D'Amelio"."""
    words = story.document.words
    found: list[tuple[Candidate, Candidate]] = []
    for index in range(len(people) - 1, 0, -1):
        if len(core(people[index].words)) < 2 or people[index].title:
            continue
        at, joiners = index - 1, ("and", "&")
        while at >= 0:
            left = people[at]
            gap = words[left.last : people[at + 1].first]
            if len(left.words) != 1 or len(gap) != 1 or gap[0] not in joiners:
                break
            found.append((left, people[index]))
            at, joiners = at - 1, (",",)
    return found


def core(words: list[str]) -> list[str]:
    """A person's name without "Jr" and marks."""
    kept = [word for word in words if word not in _SUFFIXES and word not in "\"“”‘’'"]
    return kept or words


def fold(word: str) -> str:
    """A word as names are compared: without accents, curly apostrophes and the Arabic article."""
    if word.startswith(_ARTICLES) and len(word) > 4:
        word = word[3:]
    if word.isascii():
        return word
    return "".join(letter for letter in normalize("NFD", word.replace("’", "'")) if not combining(letter))


def _holds(name: list[str], words: list[str]) -> bool:
    folded = {fold(word) for word in name}
    return all(word in folded for word in words)


def same_name(one: list[str], other: list[str]) -> bool:
    """The same surname, and the shorter name's words (or initials) in order in the longer; or the order reversed."""
    short, long = sorted(([fold(word) for word in one], [fold(word) for word in other]), key=len)
    if len(short) == len(long) == 2 and short[0] == long[1] and short[1] == long[0]:
        return True
    if short[-1] != long[-1] or len(short) < 2:
        return False
    at = 0
    for word in short[:-1]:
        while at < len(long) - 1 and not _fits(word, long[at]):
            at += 1
        if at == len(long) - 1:
            return False
        at += 1
    return True


def _fits(one: str, other: str) -> bool:
    """The same word, an initial of the other, or a spelling of it: "Mohamed" and "Mohammed"."""
    if one == other:
        return True
    if one[1:] in ("", ".") or other[1:] in ("", "."):
        return one[0] == other[0]
    return len(one) > 5 and len(other) > 5 and one[:3] == other[:3] and one[-1] == other[-1] and one_edit(one, other)


def one_edit(one: str, other: str) -> bool:
    """True when one letter more, less or other makes the two the same."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
