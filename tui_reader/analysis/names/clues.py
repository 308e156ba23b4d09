"""What stands around a name, counted over the whole story: the evidence that the rules in types.py weigh."""

from dataclasses import dataclass, field

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story

_LOOSE_PLACE = frozenset(("at", "from", "via", "towards", "toward", "outside"))
_MOTION = frozenset(
    "went go goes going gone travel travels traveled travelled travelling flew fly flying moved move moves moving return "
    "returns returned returning trip trips visit visits flight flights road way back came come coming sent export exports "
    "exported deported drive drove close near next home arrived migrated fled relocated journey tour route bound "
    "shipped extradited transferred".split(),
)
_RELATIVE = frozenset(("who", "whose", "whom", "himself", "herself"))
_PRONOUNS = frozenset(("He", "She", "His", "Her"))
_KIN = frozenset(
    "sons daughters wife husband mother father son daughter brother sister family parents uncle aunt widow lawyer lawyers attorney "
    "girlfriend boyfriend friend friends death body face voice hands eyes parents children childhood career".split(),
)
_DETERMINERS = frozenset(("a", "an", "the", "one", "another", "its", "his", "her", "their"))
_BE = frozenset(("is", "was", "are", "were"))


@dataclass(slots=True)
class Form:
    """One string with all its candidates in running text, and what stands around them, counted.

    `person`, `place` and `organization` are sums of clues; `sure` ones are those that hardly ever mislead.
    """

    words: list[str]
    flags: list[int]
    spots: list[Candidate] = field(default_factory=list)
    titled: int = 0
    said: int = 0
    person: int = 0
    place: int = 0
    organization: int = 0
    articled: int = 0
    plural: int = 0
    middle: int = 0
    bracketed: int = 0
    glossed: int = 0
    kind: EntityType | None = None
    rule: str = ""

    @property
    def last(self) -> int:
        """What is known of the last word."""
        return self.flags[-1]

    @property
    def key(self) -> str:
        """The name as it is compared with others."""
        return " ".join(self.words)

    def best(self) -> tuple[EntityType | None, int]:
        """The type with the most clues, and by how many it leads."""
        order: list[tuple[int, EntityType]] = [
            (self.person, "person"),
            (self.place, "place"),
            (self.organization, "organization"),
        ]
        order.sort(reverse=True)
        return order[0][1], order[0][0] - order[1][0]


def gather(story: Story, candidates: list[Candidate]) -> dict[str, Form]:
    """The forms of all candidates that stand in running text."""
    forms: dict[str, Form] = {}
    sentence = 0
    sentences = story.document.sentences
    for candidate in candidates:
        while sentences[sentence][1] <= candidate.first:
            sentence += 1
        if candidate.heading:
            continue
        form = forms.get(candidate.key)
        if form is None:
            form = forms[candidate.key] = Form(candidate.words, candidate.flags)
        form.spots.append(candidate)
        if candidate.title:
            form.titled += 1
            form.person += 3
        if not candidate.opens:
            form.middle += 1
        words = story.document.words
        end = sentences[sentence][1]
        if end < len(words) and words[end] in _PRONOUNS and candidate.first - sentences[sentence][0] < 3:
            form.person += 1
        _before(story, candidate, form, words)
        _after(story, candidate, form, words)
    return forms


def _before(story: Story, candidate: Candidate, form: Form, words: list[str]) -> None:
    """Clues from the words before."""
    first = candidate.first
    if not first or words[first - 1][0] in ".;":
        return
    before = words[first - 1].lower()
    known = story.known
    earlier = words[first - 2].lower() if first > 1 else ""
    if before in known.place_clues:
        form.place += 2
    elif before in _LOOSE_PLACE:
        form.place += 1
    elif before == "to":
        if earlier in _MOTION:
            form.place += 2
        elif earlier == "according":
            form.person += 1
            form.organization += 1
    elif before == "of":
        if earlier in known.place_nouns:
            form.place += 3
        elif earlier in _KIN:
            form.person += 3
        elif earlier in known.organization_people and earlier not in known.roles:
            form.organization += 1
    elif before == "the":
        form.articled += 1
    elif before in known.organization_nouns:
        form.organization += 3
    elif before in known.place_nouns:
        form.place += 2
    elif before in known.cues and story.kinds.get(words[first - 1]) == "x":
        form.said += 1
        form.person += 2
    elif before == "(":
        form.bracketed += 1
        if earlier and story.kinds.get(words[first - 2]) == "x" and earlier.isalpha():
            form.glossed += 1


def _after(story: Story, candidate: Candidate, form: Form, words: list[str]) -> None:
    """Clues from the words after."""
    last = candidate.last
    if last >= len(words):
        return
    after = words[last]
    known = story.known
    follow = words[last + 1] if last + 1 < len(words) else ""
    if after in known.cues:
        form.said += 1
        form.person += 2 if not form.articled else 1
        form.organization += not form.flags[0] & (lists.FIRST_NAME | lists.SURNAME)
    elif after == ",":
        if follow.isdigit() and len(follow) == 2 and last + 2 < len(words) and words[last + 2] in ",.;":
            form.person += 4
        elif follow in _RELATIVE:
            form.person += 3
        elif follow in _DETERMINERS:
            _apposition(story, form, words, last + 2)
    elif after == "(" and follow.isdigit() and len(follow) == 2 and last + 2 < len(words) and words[last + 2] == ")":
        form.person += 4
    elif after in _RELATIVE:
        form.person += 3
    elif after in known.person_verbs and not form.articled:
        form.person += 1
    elif after in ("'s", "’s"):
        if follow in _KIN:
            form.person += 2
    elif after in known.place_nouns:
        form.place += 3
    elif after in known.organization_people or after in known.organization_nouns:
        form.organization += 2
    elif after == "was" and follow == "born":
        form.person += 3
    elif after in _BE and follow in _DETERMINERS:
        _apposition(story, form, words, last + 2)


def _apposition(story: Story, form: Form, words: list[str], at: int) -> None:
    """"X, a town in …", "X is the mayor of …": the first noun that tells a kind."""
    known = story.known
    kind: EntityType | None = None
    for word in words[at : at + 6]:
        if word in known.place_nouns:
            kind = "place"
        elif word in known.roles:
            kind = "person"
        elif word in known.organization_nouns:
            kind = "organization"
        elif not word[0].isalnum() or word in known.functions:
            break
    if kind == "place":
        form.place += 3
    elif kind == "person":
        form.person += 3
    elif kind == "organization":
        form.organization += 3


def spread(forms: dict[str, Form], candidates: list[Candidate], story: Story) -> None:
    """Names in one list are of one type: "Tolé, San Juan and X" are places if the others are."""
    words = story.document.words
    for left, right in zip(candidates, candidates[1:], strict=False):
        gap = right.first - left.last
        if gap != 1 or left.heading or right.heading or words[left.last] not in (",", "and", "or", "&", "/"):
            continue
        one, other = forms[left.key], forms[right.key]
        _lend(one, other)
        _lend(other, one)


def _lend(giver: Form, taker: Form) -> None:
    if giver.kind == "place":
        taker.place += 1
    elif giver.kind == "organization":
        taker.organization += 1
    elif giver.kind == "person" and len(giver.words) > 1:
        taker.person += 1


def glosses(story: Story, candidates: list[Candidate]) -> tuple[dict[str, str], set[str]]:
    """Letters in brackets after the name that they shorten: each with that name; and the names so shortened."""
    words = story.document.words
    short: dict[str, str] = {}
    long: set[str] = set()
    for index, candidate in enumerate(candidates):
        if len(candidate.words) > 1 or not candidate.first or words[candidate.first - 1] != "(":
            continue
        if candidate.last >= len(words) or words[candidate.last] not in ")),;":
            continue
        letters = [letter for letter in candidate.words[0] if letter.isalpha()]
        previous = candidates[index - 1] if index else None
        if len(letters) < 2 or previous is None or previous.last != candidate.first - 1 or len(previous.words) < 2:
            continue
        if _starts(previous, letters):
            short[candidate.key] = previous.key
            if not previous.flags[-1] & (lists.FACILITY_END | lists.WORK_END):
                long.add(previous.key)
    return short, long


def _starts(candidate: Candidate, letters: list[str]) -> bool:
    capitals = [word[0] for word in candidate.words if word[0].isupper()]
    return len(set(capitals) & {letter.upper() for letter in letters}) >= 2


def is_plain(form: Form) -> bool:
    """True when every word of the name is an English word in lower case as well."""
    return all(flags & (lists.COMMON | lists.SOFT) for flags in form.flags)
