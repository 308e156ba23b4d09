"""Which mentions name the same person, organization or place."""

from collections import defaultdict
from dataclasses import dataclass, field

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story
from tui_reader.analysis.names.model import Gender, NamedEntity, Names, TokenMention

_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
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
_SAME_ORGANIZATION = {"UN": "United Nations", "U.N.": "United Nations", "EU": "European Union", "E.U.": "European Union"}


@dataclass(slots=True)
class _Person:
    words: list[str]
    index: int
    gender: Gender = "unknown"
    seen: int = -1
    middle: set[str] = field(default_factory=set)


class Linker:
    """Groups accepted candidates into entities, in reading order."""

    def __init__(self, story: Story, accepted: list[Candidate]) -> None:
        self.story = story
        self.accepted = accepted
        self.names = Names()
        self.people: list[_Person] = []
        self.by_key: dict[str, int] = {}
        self.by_part: dict[str, list[_Person]] = defaultdict(list)
        self.full: dict[str, _Person] = {}

    def link(self) -> Names:
        """Link everything; persons by their full names first, then by parts of them."""
        people = [candidate for candidate in self.accepted if candidate.kind == "person"]
        for candidate in people:
            if len(_core(candidate.words)) > 1 and candidate.key not in self.full:
                self._full_name(candidate)
        owners = self._coordinated(people)
        for candidate in self.accepted:
            if candidate.kind == "person":
                entity = self._person(candidate, owners)
            else:
                entity = self._thing(candidate)
            self._mention(candidate, entity)
        return self._finish()

    # Persons.

    def _full_name(self, candidate: Candidate) -> None:
        """Find or found the person with this full name."""
        words = _core(candidate.words)
        for person in self.by_part.get(words[-1], []):
            if _same_name(person.words, words):
                if len(" ".join(words)) > len(" ".join(person.words)):
                    person.words = words
                self.full[candidate.key] = person
                self._index(person, words)
                return
        self.full[candidate.key] = self._new_person(words)

    def _new_person(self, words: list[str]) -> _Person:
        person = _Person(words, -1)
        person.gender = self.story.known.first_names.get(words[0], "unknown") if len(words) > 1 else "unknown"
        self.people.append(person)
        self._index(person, words)
        return person

    def _index(self, person: _Person, words: list[str]) -> None:
        for word in words:
            if word[0].isupper() and person not in self.by_part[word]:
                self.by_part[word].append(person)

    def _coordinated(self, people: list[Candidate]) -> dict[int, _Person]:
        """"Kim and Khloe Kardashian", "Dixie, Heidi and Marc D'Amelio": first names that share a surname."""
        owners: dict[int, _Person] = {}
        words = self.story.document.words
        for index in range(len(people) - 1, 0, -1):
            right = people[index]
            core = _core(right.words)
            if len(core) < 2:
                continue
            at, joiners = index - 1, ("and", "&")
            while at >= 0:
                left = people[at]
                gap = words[left.last : people[at + 1].first]
                if len(left.words) != 1 or len(gap) != 1 or gap[0] not in joiners or not self._first_name_only(left):
                    break
                owners[left.first] = self._with_surname(left.words[0], core)
                at, joiners = at - 1, (",",)
        return owners

    def _first_name_only(self, candidate: Candidate) -> bool:
        flags = candidate.flags[0]
        if flags & lists.FIRST_NAME:
            return not any(person.words[-1] == candidate.words[0] for person in self.by_part.get(candidate.words[0], ()))
        return not flags & (lists.SURNAME | lists.PLACE | lists.KNOWN_ORG) and candidate.words[0] not in self.by_part

    def _with_surname(self, first: str, core: list[str]) -> _Person:
        for person in self.by_part.get(first, ()):
            if person.words[0] == first and person.words[-1] == core[-1]:
                return person
        surname = core[1:] if len(core) < 3 or core[1].islower() else core[-1:]
        person = self._new_person([first, *surname])
        return person

    def _person(self, candidate: Candidate, owners: dict[int, _Person]) -> int:
        person = owners.get(candidate.first) or self.full.get(candidate.key) or self._by_part(candidate)
        if person is None:
            person = self._misspelt(candidate) or self._new_person(_core(candidate.words))
            self.full[candidate.key] = person
        if person.index < 0:
            person.index = len(self.names.entities)
            self.names.entities.append(NamedEntity(" ".join(person.words), "person"))
        if candidate.gender != "unknown":
            person.gender = candidate.gender
        person.seen = candidate.first
        return person.index

    def _by_part(self, candidate: Candidate) -> _Person | None:
        """The person whose name holds this one word (or these words): the last named, if there are several."""
        words = _core(candidate.words)
        fits = [p for p in self.by_part.get(words[-1], ()) if all(word in p.words for word in words)]
        if candidate.gender != "unknown":
            fits = [p for p in fits if p.gender in (candidate.gender, "unknown")] or fits
        if candidate.title:
            fits = [p for p in fits if p.words[-1] == words[-1]] or fits
        if not fits:
            return None
        seen = [p for p in fits if p.seen >= 0]
        return max(seen, key=lambda p: (p.words[-1] == words[-1] or p.words[0] == words[-1], p.seen)) if seen else fits[0]

    def _misspelt(self, candidate: Candidate) -> _Person | None:
        """"Michel" for the only Michael in the story."""
        if len(candidate.words) != 1 or len(candidate.words[0]) < 5:
            return None
        word = candidate.words[0]
        fits = [p for p in self.people if len(p.words) > 1 and (_one_edit(p.words[0], word) or _one_edit(p.words[-1], word))]
        return fits[0] if len(fits) == 1 else None

    # Organizations and places.

    def _thing(self, candidate: Candidate) -> int:
        key = candidate.key
        kind: EntityType = "place" if candidate.kind == "place" else "organization"
        same = _SAME_PLACE if kind == "place" else _SAME_ORGANIZATION
        key = same.get(key, key)
        found = self.by_key.get(f"{kind}:{key}")
        if found is None and kind == "organization":
            found = self._short_organization(candidate)
        if found is None:
            found = len(self.names.entities)
            self.names.entities.append(NamedEntity(candidate.key, kind))
            if kind == "organization" and len(candidate.words) > 1:
                letters = "".join(word[0] for word in candidate.words if word[0].isupper())
                self.by_key.setdefault(f"{kind}:{letters}", found)
        self.by_key[f"{kind}:{key}"] = found
        return found

    def _short_organization(self, candidate: Candidate) -> int | None:
        """"REFORM" for the REFORM Alliance."""
        if len(candidate.words) != 1:
            return None
        start = f"{candidate.words[0]} "
        for key, index in self.by_key.items():
            if key.startswith(f"organization:{start}"):
                return index
        return None

    def _mention(self, candidate: Candidate, entity: int) -> None:
        self.names.mentions.append(TokenMention(candidate.first, candidate.last, "name", entity, candidate.rule))

    def _finish(self) -> Names:
        for person in self.people:
            if person.index >= 0:
                entity = self.names.entities[person.index]
                entity.name = " ".join(person.words)
                entity.gender = person.gender
        return self.names


def _core(words: list[str]) -> list[str]:
    """A person's name without "Jr" and nicknames in marks."""
    core = [word for word in words if word not in _SUFFIXES and word not in "\"“”‘’'"]
    return core or words


def _same_name(one: list[str], other: list[str]) -> bool:
    """The same last word, and the shorter name's words (or initials) in order within the longer."""
    short, long = sorted((one, other), key=len)
    if short[-1] != long[-1]:
        return False
    if len(short) == 1:
        return True
    at = 0
    for word in short[:-1]:
        while at < len(long) - 1 and not (long[at] == word or (word[1:] in ("", ".") and long[at][0] == word[0]) or (long[at][1:] in ("", ".") and long[at][0] == word[0])):
            at += 1
        if at == len(long) - 1:
            return False
        at += 1
    return True


def _one_edit(one: str, other: str) -> bool:
    """True when one letter more, less or other makes the two the same."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
