"""Which mentions name the same person, organization or place."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.model import Gender, NamedEntity, Names, TokenMention
from tui_reader.analysis.names.spelling import (
    ARTICLES,
    core,
    fold,
    is_short_for,
    nicknames,
    one_edit,
    same_name,
)
from tui_reader.analysis.names.story import Candidate, Story

_NAMED = lists.FIRST_NAME | lists.SURNAME
# Bounds that no story reaches and that keep the time linear on any text.
_SHARING = 16  # persons with one word in common
_MERGES = 100
_PERSONS = 200  # among whom a misspelt name is looked for

_SAME: dict[str, str] = {
    "U.S.": "United States",
    "US": "United States",
    "USA": "United States",
    "U.S.A.": "United States",
    "United States of America": "United States",
    "U.K.": "United Kingdom",
    "UK": "United Kingdom",
    "U.A.E.": "United Arab Emirates",
    "UAE": "United Arab Emirates",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "EU": "European Union",
    "E.U.": "European Union",
}


@dataclass(slots=True)
class Person:
    """A person as the linker knows them: the fullest name, and how often they were named.

    `calls` are the words by which they may be called alone: first and last names, and nicknames in marks. `titles` stand
    before their name.
    """

    words: list[str]
    name: str
    calls: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    index: int = -1
    gender: Gender = "unknown"
    seen: int = -1
    count: int = 0


class Linker:
    """Groups accepted candidates into entities, in reading order."""

    def __init__(self, story: Story, accepted: list[Candidate]) -> None:
        self.story = story
        self.accepted = accepted
        self.people = [
            candidate for candidate in accepted if candidate.kind == "person" and not candidate.inside
        ]
        self.names = Names()
        self.persons: list[Person] = []
        self.by_part: dict[str, list[Person]] = defaultdict(list)
        self.full: dict[str, Person] = {}
        self.things: dict[str, int] = {}
        self.heads: dict[str, int] = {}
        self.inside: list[tuple[Candidate, Person]] = []

    def link(self) -> Names:
        """Link everything; persons by their full names first, then by parts of them."""
        for candidate in self.people:
            if len(core(candidate.words)) > 1 and candidate.key not in self.full:
                self._full_name(candidate)
        for candidate in self.people:
            if candidate.title and (someone := self.full.get(candidate.key)):
                someone.titles.add(candidate.title)
        self._aliases()
        owners = self._coordinated()
        for candidate in self.accepted:
            if candidate.inside:
                self._inside(candidate)
                continue
            person = candidate.kind == "person"
            entity = self._person(candidate, owners) if person else self._thing(candidate)
            mention = TokenMention(candidate.first, candidate.last, "name", entity, candidate.rule)
            self.names.mentions.append(mention)
        for someone in self.persons:
            if someone.index >= 0:
                self.names.entities[someone.index].name = someone.name
                self.names.entities[someone.index].gender = someone.gender
        self.names.inside = [
            TokenMention(candidate.first, candidate.last, "eponym", person.index, candidate.rule)
            for candidate, person in self.inside
            if person.index >= 0
        ]
        return self.names

    # Persons by their full names.

    def _full_name(self, candidate: Candidate) -> None:
        """Find or found the person with this full name."""
        words = core(candidate.words)
        for person in self.by_part.get(fold(words[-1]), []):
            if same_name(person.words, words):
                if len(" ".join(words)) > len(" ".join(person.words)):
                    person.words, person.name = words, self._text(candidate)
                self._index(person, words)
                break
        else:
            person = self._new_person(words, self._text(candidate))
        person.calls.update(fold(word) for word in nicknames(candidate.words))
        self.full[candidate.key] = person

    def _new_person(self, words: list[str], name: str) -> Person:
        person = Person(words, name)
        if len(words) > 1:
            person.gender = self.story.known.first_names.get(words[0], "unknown")
        self.persons.append(person)
        self._index(person, words)
        return person

    def _index(self, person: Person, words: list[str]) -> None:
        """Let the person be found by each word of the name."""
        person.calls.update((fold(words[0]), fold(words[-1])))
        for word in words:
            owners = self.by_part[fold(word)]
            if (
                (not word.islower() or word.startswith(ARTICLES))
                and person not in owners
                and len(owners) < _SHARING
            ):
                owners.append(person)

    def _aliases(self) -> None:
        """Merge "Ama Ofori, better known as Mama Star": two names of one person."""
        words, known = self.story.document.words, self.story.known.aliases
        merges = 0
        for candidate in self.people:
            someone = self.full.get(candidate.key)
            if someone and candidate.first and words[candidate.first - 1] == "Born" and merges < _MERGES:
                merges += self._born(someone)
        for left, right in pairwise(self.people):
            if not 0 < right.first - left.last <= 24 or merges == _MERGES:
                continue
            gap = words[left.last : right.first]
            far = len(gap) > 10 and not {"known", "pseudonym", "pen"}.intersection(gap)
            if "." in gap or far or not known.intersection(gap) or (gap[-1] == "born" and len(gap) > 3):
                continue
            one, other = self.full.get(left.key), self.full.get(right.key)
            if one and other and one is not other:
                self._merge(one, other)
                merges += 1

    def _born(self, someone: Person) -> bool:
        """Merge "Born Ama Quist" with the one whom the story calls Ama by another surname."""
        first = someone.words[0]
        fits = [
            p
            for p in self.by_part.get(fold(first), ())
            if p is not someone and _same_first(p.words[0], first)
        ]
        if len(fits) == 1:
            self._merge(fits[0], someone)
        return len(fits) == 1

    def _merge(self, kept: Person, gone: Person) -> None:
        kept.calls |= gone.calls
        kept.titles |= gone.titles
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
        """Whom the first names in "Kim and Khloe Kardashian" mean, by the token where each stands."""
        owners: dict[int, Person] = {}
        for left, right in coordinated(self.story, self.people):
            if self._first_name_only(left):
                owners[left.first] = self._with_surname(left.words[0], core(right.words))
        return owners

    def _first_name_only(self, candidate: Candidate) -> bool:
        """False for a word that is somebody's surname here, or is known as one."""
        word, flags = candidate.words[0], candidate.flags[0]
        if any(person.words[-1] == word for person in self.by_part.get(fold(word), ())):
            return False
        return bool(flags & lists.FIRST_NAME or not flags & lists.SURNAME)

    def _with_surname(self, first: str, name: list[str]) -> Person:
        for person in self.by_part.get(fold(first), ()):
            if person.words[0] == first and person.words[-1] == name[-1]:
                return person
        surname = name[1:] if len(name) < 3 or name[1].islower() else name[-1:]
        return self._new_person([first, *surname], " ".join([first, *surname]))

    # Persons by what their mention says.

    def _person(self, candidate: Candidate, owners: dict[int, Person]) -> int:
        person = owners.get(candidate.first) or self.full.get(candidate.key) or self._by_part(candidate)
        person = person or self._misspelt(candidate)
        if person is None:
            person = self._new_person(core(candidate.words), self._text(candidate))
            self.full[candidate.key] = person
        if person.index < 0:
            person.index = len(self.names.entities)
            self.names.entities.append(NamedEntity(person.name, "person"))
        if candidate.gender != "unknown":
            person.gender = candidate.gender
        if candidate.title:
            person.titles.add(candidate.title)
        person.seen = candidate.first
        person.count += 1
        return person.index

    def _by_part(self, candidate: Candidate) -> Person | None:
        """The person whose name holds these words; of several, the one most named so far."""
        words = [fold(word) for word in core(candidate.words)]
        word = words[-1]
        fits = [p for p in self.by_part.get(word, ()) if len(words) == 1 or _holds(p.words, words)]
        if len(fits) > 1 and candidate.gender != "unknown":
            fits = [p for p in fits if p.gender in (candidate.gender, "unknown")] or fits
        if len(fits) > 1 and candidate.title:
            fits = [p for p in fits if fold(p.words[-1]) == word] or fits
            fits = [p for p in fits if candidate.title in p.titles] or fits
        fits = [p for p in fits if p.seen >= 0 or word in (fold(p.words[0]), fold(p.words[-1]))]
        if len(words) == 1 and not candidate.title and candidate.flags[0] & _NAMED == lists.FIRST_NAME:
            fits = [p for p in fits if word in p.calls]  # a sister, not "Ama Agnes Ofori"
        if not fits:
            return None
        return max(
            fits, key=lambda p: (p.seen >= 0, word in (fold(p.words[0]), fold(p.words[-1])), p.count, p.seen)
        )

    def _misspelt(self, candidate: Candidate) -> Person | None:
        """Whom "Michel" or "Mike" means when there is one Michael in the story."""
        word = candidate.words[0]
        if len(candidate.words) != 1 or len(self.persons) > _PERSONS:
            return None
        full = [person for person in self.persons if len(person.words) > 1]
        fits = [p for p in full if is_short_for(word, p.words[0])]
        if not fits and len(word) > 4:
            fits = [p for p in full if one_edit(p.words[0], word) or one_edit(p.words[-1], word)]
        return fits[0] if len(fits) == 1 else None

    def _inside(self, candidate: Candidate) -> None:
        """A person's name inside another name; only whom the story names elsewhere before or after."""
        person = self.full.get(candidate.key) or self._by_part(candidate)
        if person is not None:
            self.inside.append((candidate, person))

    # Organizations and places.

    def _thing(self, candidate: Candidate) -> int:
        kind: EntityType = "place" if candidate.kind == "place" else "organization"
        key = f"{kind}:{fold(_SAME.get(candidate.key, candidate.key))}"
        found = self.things.get(key)
        if found is None and kind == "organization" and len(candidate.words) == 1:
            found = self.heads.get(candidate.key)
        if found is None:
            found = len(self.names.entities)
            self.names.entities.append(NamedEntity(self._text(candidate), kind))
            if kind == "organization" and len(candidate.words) > 1:
                letters = "".join(word[0] for word in candidate.words if word[0].isupper())
                self.things.setdefault(f"{kind}:{letters}", found)
                self.heads.setdefault(candidate.words[0], found)
        self.things[key] = found
        return found

    def _text(self, candidate: Candidate) -> str:
        """The name as the story writes it, on one line."""
        document = self.story.document
        return " ".join(
            document.text[document.starts[candidate.first] : document.end(candidate.last - 1)].split()
        )


def coordinated(story: Story, people: list[Candidate]) -> list[tuple[Candidate, Candidate]]:
    """Each single word in a list before a full name, with that name: "Dixie, Heidi and Marc D'Amelio"."""
    words = story.document.words
    found: list[tuple[Candidate, Candidate]] = []
    full: Candidate | None = None
    joiners: tuple[str, ...] = ()
    for left, right in pairwise(reversed([None, *people])):
        assert left is not None
        if len(core(left.words)) > 1:
            full, joiners = (None if left.title else left), ("and", "&")
        if full is None or right is None:
            continue
        joined = left.first - right.last == 1 and words[right.last] in joiners
        if len(right.words) == 1 and joined:
            found.append((right, full))
            joiners = (",",)
        else:
            full = None
    return found


def _same_first(one: str, other: str) -> bool:
    return fold(one) == fold(other) or is_short_for(one, other)


def _holds(name: list[str], words: list[str]) -> bool:
    folded = {fold(word) for word in name}
    return all(word in folded for word in words)
