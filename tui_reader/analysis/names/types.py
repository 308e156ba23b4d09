"""What a candidate is: person, organization, place or nothing.

The same string is judged once for the whole story, from all the places where it stands: its `Form`. The rules
below are asked in order; the first that answers gives the verdict and its name.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story

Verdict = tuple[EntityType | None, str]

_IN = frozenset("in near at from across throughout within outside around into towards toward northern southern eastern western downtown central".split())
_AFTER_PERSON = frozenset("who whose whom himself herself".split())
_PRONOUN_VERBS = frozenset("was is has had".split())


@dataclass(slots=True)
class Form:
    """One string with all its candidates, and what stands around them, counted."""

    words: list[str]
    flags: list[int]
    spots: list[Candidate] = field(default_factory=list)
    titled: int = 0
    said: int = 0
    located: int = 0
    articled: int = 0
    aged: int = 0
    relative: int = 0
    owned: int = 0
    middle: int = 0
    kind: EntityType | None = None
    rule: str = ""

    @property
    def last(self) -> int:
        """What is known of the last word that is not "Jr" or a numeral."""
        return self.flags[-1]


def gather(story: Story, candidates: list[Candidate]) -> dict[str, Form]:
    """The forms of all candidates that stand in running text."""
    forms: dict[str, Form] = {}
    for candidate in candidates:
        if candidate.heading:
            continue
        form = forms.get(candidate.key)
        if form is None:
            form = forms[candidate.key] = Form(candidate.words, candidate.flags)
        form.spots.append(candidate)
        _count(story, candidate, form)
    return forms


def _count(story: Story, candidate: Candidate, form: Form) -> None:
    """Note what stands before and after one candidate."""
    words = story.document.words
    cues = story.known.cues
    total = len(words)
    first, last = candidate.first, candidate.last
    before = words[first - 1] if first else ""
    after = words[last] if last < total else ""
    if candidate.title:
        form.titled += 1
    if not candidate.opens:
        form.middle += 1
    if after in cues or before in cues:
        form.said += 1
    if before in _IN or (before in ("In", "Near", "At", "From")):
        form.located += 1
    if before in ("the", "The"):
        form.articled += 1
    if after == ",":
        follow = words[last + 1] if last + 1 < total else ""
        if follow.isdigit() and len(follow) == 2 and last + 2 < total and words[last + 2] in ",.;":
            form.aged += 1
        elif follow in _AFTER_PERSON:
            form.relative += 1
    elif after == "(":
        follow = words[last + 1] if last + 1 < total else ""
        if follow.isdigit() and len(follow) == 2 and last + 2 < total and words[last + 2] == ")":
            form.aged += 1
    elif after in _AFTER_PERSON:
        form.relative += 1
    elif after in ("'s", "’s"):
        form.owned += 1


def judge(story: Story, forms: dict[str, Form]) -> None:
    """Give each form its verdict: longer forms first, because they tell what their parts are."""
    longer = [form for form in forms.values() if len(form.words) > 1]
    for form in longer:
        form.kind, form.rule = _ask(LONG_RULES, story, form, forms)
    parts = name_parts(longer)
    acronyms = _acronyms(longer)
    for form in forms.values():
        if len(form.words) == 1:
            word = form.words[0]
            if word in acronyms:
                form.kind, form.rule = "organization", "letters of a longer name"
            elif word in parts and not form.flags[0] & lists.COUNTRY and not (form.located and not form.titled and not form.said):
                form.kind, form.rule = "person", "part of a fuller name"
            else:
                form.kind, form.rule = _ask(SHORT_RULES, story, form, forms)


def name_parts(forms: list[Form]) -> set[str]:
    """The first and last words of the persons' names."""
    parts: set[str] = set()
    for form in forms:
        if form.kind == "person":
            parts.add(form.words[0])
            parts.add(form.words[-1])
            parts.update(word for word in form.words if len(word) > 3 and word[0].isupper())
    return parts


def _acronyms(forms: list[Form]) -> set[str]:
    """The letters of organizations' names: "AU" for "African Union"."""
    found: set[str] = set()
    for form in forms:
        if form.kind == "organization":
            capitals = [word[0] for word in form.words if word[0].isupper()]
            if len(capitals) > 1:
                found.add("".join(capitals))
    return found


Rule = Callable[[Story, Form, dict[str, Form]], Verdict | None]


def _ask(rules: tuple[Rule, ...], story: Story, form: Form, forms: dict[str, Form]) -> Verdict:
    for rule in rules:
        verdict = rule(story, form, forms)
        if verdict:
            return verdict
    return None, ""


# Names of several words.


def _known_phrase(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    kind = story.known.phrases.get(" ".join(form.words))
    return (kind, "known name") if kind else None


def _after_title(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.titled and not form.last & (lists.ORG_END | lists.FACILITY_END | lists.WORK_END):
        return "person", "after a title"
    return None


def _organization_ending(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.last & lists.ORG_END and not _looks_personal(form):
        return "organization", "ends as an organization"
    if form.flags[0] & lists.ORG_HEAD and any(word in ("of", "for", "on") for word in form.words):
        return "organization", "begins as an organization"
    return None


def _looks_personal(form: Form) -> bool:
    plain = lists.PLACE | lists.COMMON | lists.DEMONYM
    return len(form.words) == 2 and bool(form.flags[0] & lists.FIRST_NAME) and not form.flags[0] & plain and bool(form.last & lists.SURNAME or form.said or form.aged)


def _facility_ending(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.last & lists.FACILITY_END and not _looks_personal(form):
        return None, "a building or road"
    return None


def _work_ending(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.last & lists.WORK_END and not form.titled and not _looks_personal(form):
        return None, "an event, law or prize"
    return None


def _place_ending(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.last & lists.PLACE_END and not _looks_personal(form):
        return "place", "ends as a place"
    if form.flags[0] & lists.PLACE_HEAD and not form.said:
        if form.words[0] in ("Lake", "Mount", "Mt", "Gulf", "Cape", "Port", "Fort", "Strait"):
            return "place", "begins as a place"
        if form.located or form.last & lists.PLACE or form.words[0] in ("San", "Santa", "Puerto", "Ciudad", "Los", "Las"):
            return "place", "begins as a place"
    if len(form.words) > 2 and "of" in form.words and form.flags[0] & lists.PLACE_END:
        return "place", "begins as a place"
    return None


def _first_name(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    head = form.flags[0]
    if head & lists.FIRST_NAME and not form.last & (lists.PLACE_END | lists.WORK_END) and not "of" in form.words:
        if head & (lists.COMMON | lists.PLACE) and form.last & lists.COMMON and not form.last & lists.SURNAME:
            return None
        return "person", "begins with a first name"
    return None


def _initial_inside(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if any(len(word) == 2 and word[1] == "." for word in form.words[:-1]) and form.words[-1][1:].islower():
        return "person", "holds an initial"
    return None


def _particle_inside(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if any(word in story.known.particles for word in form.words[1:-1]) and not form.located and not form.articled:
        if not form.flags[0] & (lists.COMMON | lists.PLACE_HEAD | lists.ORG_HEAD):
            return "person", "holds a particle"
    return None


def _like_a_person(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.aged or form.relative or (form.said and not form.articled):
        return "person", "does what persons do"
    return None


def _surname(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.last & lists.SURNAME and not form.located and not form.articled and not form.flags[0] & (lists.COMMON | lists.PLACE):
        return "person", "ends with a family name"
    return None


def _family_first(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.flags[0] & lists.SURNAME and not form.located and not form.articled and not any(f & (lists.COMMON | lists.PLACE) for f in form.flags[1:]):
        return "person", "begins with a family name"
    return None


def _located(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.located and not form.articled and not form.flags[-1] & lists.COMMON:
        return "place", "after a word of place"
    return None


def _foreign_words(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    odd = all(not f & lists.COMMON for f in form.flags) and not any(word.isupper() for word in form.words)
    if odd and len(form.words) <= 4 and not form.articled and not "of" in form.words:
        if form.flags[0] & lists.PLACE:
            return "organization", "a place with more words"
        return "person", "words that are no English"
    return None


def _common_words(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.articled or form.owned:
        if form.middle and len(form.words) <= 6:
            return "organization", "English words with an article"
    return None


LONG_RULES: tuple[Rule, ...] = (
    _known_phrase,
    _organization_ending,
    _after_title,
    _facility_ending,
    _work_ending,
    _place_ending,
    _first_name,
    _initial_inside,
    _particle_inside,
    _like_a_person,
    _surname,
    _family_first,
    _located,
    _foreign_words,
    _common_words,
)


# Names of one word.


def _known_place(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    flags = form.flags[0]
    if flags & lists.COUNTRY and not form.titled:
        return "place", "known place"
    if flags & lists.KNOWN_ORG and not form.titled and not form.flags[0] & lists.PLACE:
        if not flags & lists.COMMON or form.middle:
            return "organization", "known organization"
    if flags & lists.PLACE and not form.titled and not form.aged:
        if flags & lists.COMMON and not form.located:
            return None
        if flags & (lists.FIRST_NAME | lists.SURNAME) and not form.located and form.said:
            return None
        return "place", "known place"
    return None


def _letters(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    word = form.words[0]
    if word.isupper() and 2 <= len(word.replace(".", "")) <= 7 and word.isalpha() and not form.flags[0] & lists.CALENDAR:
        if len(word) > 2 or form.middle:
            if form.located and not form.articled and not form.owned and len(form.spots) == form.located:
                return "place", "after a word of place"
            return "organization", "letters"
    return None


def _plain_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    """An English word with a capital, or a word that the story writes in lower case elsewhere, is no name."""
    word, flags = form.words[0], form.flags[0]
    names = lists.FIRST_NAME | lists.SURNAME
    if flags & (lists.DEMONYM | lists.CALENDAR | lists.FUNCTION):
        return None, "no name"
    if word.lower() in story.lower and not form.titled:
        return None, "in lower case elsewhere"
    if flags & lists.COMMON and not form.titled and not (flags & names and (form.said or form.middle)):
        return None, "an English word"
    return None


def _titled_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    return ("person", "after a title") if form.titled else None


def _word_like_a_person(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if (form.said or form.aged or form.relative) and not form.articled:
        return "person", "does what persons do"
    return None


def _located_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.located and not form.articled:
        return "place", "after a word of place"
    return None


def _name_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.flags[0] & (lists.FIRST_NAME | lists.SURNAME) and not form.articled:
        return "person", "a first or family name"
    return None


def _articled_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.articled and form.middle:
        return "organization", "unknown word with an article"
    return None


def _unknown_word(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    if form.middle:
        return "person", "unknown word"
    return None


def _stop(story: Story, form: Form, forms: dict[str, Form]) -> Verdict | None:
    return _plain_word(story, form, forms)


SHORT_RULES: tuple[Rule, ...] = (
    _known_place,
    _letters,
    _titled_word,
    _plain_word,
    _word_like_a_person,
    _located_word,
    _name_word,
    _articled_word,
    _unknown_word,
)
