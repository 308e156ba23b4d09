"""What stands around a name, counted over the whole story: the evidence that the rules weigh."""

from dataclasses import dataclass, field
from itertools import pairwise

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.story import Candidate, Story
from tui_reader.analysis.names.wordlists import word_set

_NEARBY = frozenset(("at", "from", "via", "towards", "toward", "outside"))
_I_AM = frozenset(("i'm", "i’m"))
_INTRODUCES = frozenset(("is", "'s", "’s", "am", "was"))
_INTRODUCED = frozenset(("this", "that", "i", "name"))
_OWNS = frozenset(("'s", "’s"))
_DASHES = frozenset(("—", "–", "-", "--"))
_RELATIVE = frozenset(("who", "whose", "whom", "himself", "herself"))
_DETERMINERS = frozenset(("a", "an", "the", "one", "another", "its", "his", "her", "their"))
_BE = frozenset(("is", "was", "are", "were"))
_PRONOUNS = frozenset(("He", "She", "His", "Her"))
_CLOSERS = frozenset((",", ".", ";", ")", "and"))
_JOINERS = frozenset((",", "and", "or", "&", "/"))


@dataclass(slots=True)
class Form:
    """One string with all its candidates in running text, and what stands around them, counted.

    `person`, `place`, `organization` and `thing` (anything else) are sums of clues. `titled` and `said` count titles and verbs of speech
    beside it, `articled` "the" before it, `middle` places where a capital is not forced, `glossed` places in
    brackets after plain words, `owns` possessives, `datelines` starts of a story. `kind` and `rule` are the verdict.
    """

    story: Story
    words: list[str]
    flags: list[int]
    key: str
    spots: list[Candidate] = field(default_factory=list)
    titled: int = 0
    said: int = 0
    person: int = 0
    place: int = 0
    organization: int = 0
    thing: int = 0
    articled: int = 0
    middle: int = 0
    glossed: int = 0
    owns: int = 0
    datelines: int = 0
    kind: EntityType | None = None
    rule: str = ""

    @property
    def last(self) -> int:
        """What is known of the last word."""
        return self.flags[-1]

    @property
    def plain(self) -> bool:
        """True when every word of the name is an English word in lower case as well."""
        return all(flags & (lists.COMMON | lists.SOFT) for flags in self.flags)

    def best(self) -> tuple[EntityType, int]:
        """The type with the most clues, and by how many it leads."""
        order: list[tuple[int, EntityType]] = [
            (self.person, "person"),
            (self.place, "place"),
            (self.organization, "organization"),
        ]
        order.sort(reverse=True)
        return order[0][1], order[0][0] - max(order[1][0], self.thing)

    def add(self, kind: EntityType | None, weight: int) -> None:
        """Count a clue; None stands for a thing."""
        if kind == "person":
            self.person += weight
        elif kind == "place":
            self.place += weight
        elif kind == "organization":
            self.organization += weight
        else:
            self.thing += weight


def gather(story: Story, candidates: list[Candidate]) -> dict[str, Form]:
    """The forms of all candidates that stand in running text."""
    forms: dict[str, Form] = {}
    words, sentences = story.document.words, story.document.sentences
    sentence = 0
    for candidate in candidates:
        if candidate.heading:
            continue
        while sentences[sentence][1] <= candidate.first:
            sentence += 1
        form = forms.get(candidate.key)
        if form is None:
            form = forms[candidate.key] = Form(story, candidate.words, candidate.flags, candidate.key)
        form.spots.append(candidate)
        form.middle += not candidate.opens
        if candidate.title:
            form.titled += 1
            form.person += 3
        begin, end = sentences[sentence]
        if candidate.first - begin < 3 and end < len(words) and words[end] in _PRONOUNS:
            form.person += 1
        if candidate.first > begin:
            _before(story, candidate.first, form, words)
        if candidate.last < len(words):
            _after(story, candidate.last, form, words)
        if candidate.first == begin and candidate.words[0].isupper():
            form.datelines += _opens_dateline(words, candidate.last)
    for form in forms.values():
        if form.datelines:
            form.place += 4
            running = forms.get(form.key.title())
            if running is not None:
                running.place += 4
    return forms


def _opens_dateline(words: list[str], last: int) -> bool:
    """Tell "OSLO — The", "OSLO (AP) — The" and "OSLO, March 14 — The" from any other start of a sentence."""
    for at in range(last, min(last + 9, len(words))):
        if words[at] in _DASHES:
            return at > last or words[at] != "-"
        if words[at].isalpha() and words[at].islower():
            return False
    return False


def _before(story: Story, first: int, form: Form, words: list[str]) -> None:
    """Clues from the words before: "in X", "the village of X", "the company X", "(X"."""
    before, known = words[first - 1].lower(), story.known
    earlier = words[first - 2].lower() if first > 1 else ""
    if story.codes[first - 1] == "q" and first > 2:
        before, earlier = earlier, words[first - 3].lower()
    if before in ("of", "to"):
        _before_tie(story, form, before, earlier)
    elif before in ("in", "at") and earlier in word_set("stake_words"):
        form.organization += 3 if before == "in" or earlier in known.roles else 1
    elif before == ",":
        _before_comma(story, form, words, earlier)
    elif before == "(" and earlier.isalpha():
        _before_bracket(story, form, words[first - 2])
    elif before == "the":
        form.articled += 1
    elif before in _I_AM or (before in _INTRODUCES and earlier in _INTRODUCED):
        form.person += 2  # "I'm Ama", "this is Ama"
    elif before in known.cues:
        form.said += 1
        form.person += 2
    elif before in known.place_clues:
        owned = words[form.spots[-1].last : form.spots[-1].last + 1] in (["'s"], ["’s"])
        form.place += 0 if owned else 2  # "in Mozart's concerto"
    elif before in _NEARBY:
        form.place += 1
    else:
        form.add(*_kind_of_noun(story, before))


def _kind_of_noun(story: Story, noun: str) -> tuple[EntityType | None, int]:
    """What "the company X", "the river X" or "the ferry X" tells, and how much; None stands for a thing."""
    known = story.known
    if noun in known.organization_nouns:
        return "organization", 3
    if noun in known.place_nouns:
        return "place", 2
    return None, 2 * (noun in known.thing_nouns)


def _before_comma(story: Story, form: Form, words: list[str], kin: str) -> None:
    """Tell "his wife, Ama, left" from "with his wife, Ama left": the name stands between commas."""
    candidate = form.spots[-1]
    closed = candidate.last < len(words) and words[candidate.last] in _CLOSERS
    if closed and kin in story.known.kin:
        form.person += 3
        candidate.gender = story.known.roles.get(kin, "unknown")


def _before_bracket(story: Story, form: Form, earlier: str) -> None:
    """What stands before "(NEV)": plain words or a work that it shortens, or a kind of organization."""
    if not earlier.islower():
        form.glossed += bool(story.flags(earlier) & lists.WORK_END)
    elif earlier in story.known.organization_nouns or story.flags(earlier.capitalize()) & lists.ORG_END:
        form.organization += 3
    else:
        form.glossed += form.words[-1][-1:].upper() == earlier[0].upper() or form.words[-1][-1:] == "s"


def _before_tie(story: Story, form: Form, tie: str, noun: str) -> None:
    """Clues from the noun before "of" or "to": "the son of X", "travelled to X", "according to X"."""
    known = story.known
    if tie == "to":
        form.place += 2 * (noun in known.motion)
        form.person += noun == "according"
        form.organization += noun == "according"
    elif noun in known.place_nouns or noun == ",":
        form.place += 3 * (noun != "," or _has_age(form))
    elif noun in known.kin:
        form.person += 3
    elif noun in known.organization_people and noun not in known.roles:
        form.organization += 1


def _has_age(form: Form) -> bool:
    """Tell that "of" follows an age: "Ama Boateng, 45, of X"."""
    first = form.spots[-1].first
    return first > 3 and form.story.document.words[first - 3].isdigit()


def _after(story: Story, last: int, form: Form, words: list[str]) -> None:
    """Clues from the words after: "X said", "X, 45,", "X, who", "X district", "X members"."""
    after, known = words[last], story.known
    follow = words[last + 1] if last + 1 < len(words) else ""
    if after in known.cues:
        form.said += 1
        form.person += 1 if form.articled else 2
        form.organization += bool(form.articled) or form.words[-1].isupper()
    elif after in (",", "("):
        _after_mark(last, form, words)
    elif after in _RELATIVE:
        form.person += 3
    elif after in known.person_verbs and not form.articled:
        form.person += 1
    elif after in ("'s", "’s"):
        form.person += 2 * (follow in known.kin)
        form.owns += 1
    elif after in known.place_nouns:
        form.place += 3
    elif after in known.thing_nouns:
        form.thing += 2
    elif after in known.organization_people or after in known.organization_nouns:
        form.organization += 2
    elif after == "was" and follow == "born":
        form.person += 3
    elif after in _BE and follow in _DETERMINERS:
        _apposition(form, words, last + 2)


def _after_mark(last: int, form: Form, words: list[str]) -> None:
    """Clues after a comma or bracket: "X, 45,", "X (45)", "X, who", "X, a town in"."""
    follow = words[last + 1] if last + 1 < len(words) else ""
    closed = words[last + 2] if last + 2 < len(words) else ""
    if follow.isdigit() and len(follow) == 2 and closed and closed in ",.;)":
        form.person += 4
    elif words[last] == ",":
        if follow in _RELATIVE:
            form.person += 3
        elif follow == "which":
            form.organization += 3 * (closed in word_set("company_verbs"))
        elif follow in _DETERMINERS:
            _apposition(form, words, last + 2)


def _apposition(form: Form, words: list[str], at: int) -> None:
    """What the last noun tells in "X, a small town in …" or "X is the former mayor of …"."""
    known = form.story.known
    kind: EntityType | None = None
    for place, word in enumerate(words[at : at + 6], at + 1):
        if word in _OWNS or words[place : place + 1] in (["'s"], ["’s"]):
            continue  # "the company's director"
        if word in known.place_nouns:
            kind = "place"
        elif word in known.roles:
            kind = "person"
        elif word in known.organization_nouns:
            kind = "organization"
        elif not word[0].isalnum() or word in known.functions:
            break
    form.add(kind, 3 if kind else 0)


def spread(forms: dict[str, Form], candidates: list[Candidate], story: Story) -> None:
    """Names in one list are of one type: in "Tolé, San Juan and X" X is a place if the others are."""
    words = story.document.words
    for left, right in pairwise(candidates):
        if right.first - left.last == 1 and words[left.last] in _JOINERS:
            one, other = forms[left.key], forms[right.key]
            for giver, taker in ((one, other), (other, one)):
                if giver.kind and (giver.kind != "person" or len(giver.words) > 1):
                    taker.add(giver.kind, 1)


def glosses(story: Story, candidates: list[Candidate]) -> dict[str, str]:
    """Letters in brackets after the name that they shorten, each with that name: "African Union (AU)"."""
    words = story.document.words
    found: dict[str, str] = {}
    for previous, candidate in pairwise(candidates):
        first, last = candidate.first, candidate.last
        if len(candidate.words) > 1 or previous.last != first - 1 or len(previous.words) < 2:
            continue
        if words[first - 1] != "(" or last >= len(words) or words[last] not in "),;":
            continue
        letters = {letter.upper() for letter in candidate.words[0] if letter.isalpha()}
        capitals = {word[0] for word in previous.words if word[0].isupper()}
        if len(letters & capitals) > 1:
            found[candidate.key] = previous.key
    return found
