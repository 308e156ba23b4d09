"""What a candidate is: person, organization, place or nothing.

The same string is judged once for the whole story, as a `Form` (see clues.py). The rules below are asked in
order; the first that answers gives the verdict and its name. `None` as a verdict means: this is no name.
"""

from collections.abc import Callable

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story
from tui_reader.analysis.names.clues import Form, glosses, is_plain, spread

_SETTLED = frozenset(("known name", "an event, law or prize", "a building or road"))
_POLITE = frozenset("Mr Mrs Ms Miss Dr Sir Lord Lady Dame Prof".split())
Verdict = tuple[EntityType | None, str]
Rule = Callable[[Story, Form], Verdict | None]

_SAINTS = frozenset("San Santa Santo São Saint St Puerto Ciudad Los Las Villa Nueva Nuevo".split())
_LANDFORMS = frozenset("Lake Mount Mt Gulf Cape Port Fort Strait".split())


def judge(story: Story, forms: dict[str, Form], candidates: list[Candidate]) -> None:
    """Give each form its verdict: longer forms first, because they tell what their parts are."""
    running = [candidate for candidate in candidates if not candidate.heading]
    letters, spelled = glosses(story, running)
    longer = [form for form in forms.values() if len(form.words) > 1]
    shorter = [form for form in forms.values() if len(form.words) == 1]
    for form in longer:
        form.kind, form.rule = _ask(LONG_RULES, story, form)
        if form.key in spelled and form.kind in (None, "person") and not form.titled and form.rule not in _SETTLED:
            form.kind, form.rule = "organization", "letters follow in brackets"
    parts = name_parts(longer)
    acronyms = _acronyms(longer)
    for form in shorter:
        word = form.words[0]
        whole = forms.get(letters.get(word, ""))
        if whole and whole.kind != "person" and not form.flags[0] & lists.COUNTRY:
            form.kind, form.rule = whole.kind, "letters of a longer name"
        elif word in acronyms and not form.glossed:
            form.kind, form.rule = "organization", "letters of a longer name"
        elif word in parts and _can_be_part(form):
            form.kind, form.rule = "person", "part of a fuller name"
        else:
            form.kind, form.rule = _ask(SHORT_RULES, story, form)
    spread(forms, running, story)
    for form in forms.values():
        if form.kind is None and not form.rule:
            form.kind, form.rule = _weigh(story, form)


def _can_be_part(form: Form) -> bool:
    """A country is a person's name only with a title or beside "said"."""
    if form.flags[0] & lists.COUNTRY or (form.flags[0] & lists.PLACE and form.place > form.person):
        return bool(form.titled or form.said)
    return not form.flags[0] & (lists.FUNCTION | lists.CALENDAR | lists.DEMONYM) or bool(form.titled or form.said)


def name_parts(forms: list[Form]) -> set[str]:
    """The words of the persons' names."""
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


def _ask(rules: tuple[Rule, ...], story: Story, form: Form) -> Verdict:
    for rule in rules:
        verdict = rule(story, form)
        if verdict:
            return verdict
    return None, ""


# Names of several words.


def _known_phrase(story: Story, form: Form) -> Verdict | None:
    if form.key in story.known.phrases:
        return story.known.phrases[form.key], "known name"
    return None


def _organization_word(story: Story, form: Form) -> Verdict | None:
    if form.last & lists.ORG_END and not _looks_personal(form):
        return "organization", "ends as an organization"
    if form.flags[0] & lists.ORG_HEAD and any(word in ("of", "for", "on") for word in form.words):
        return "organization", "begins as an organization"
    if any(flags & lists.ORG_HEAD for flags in form.flags[1:-1]) and any(word in ("of", "for", "on") for word in form.words):
        return "organization", "begins as an organization"
    return None


def _looks_personal(form: Form) -> bool:
    """"Kelly Bank" may be a person when its first word is a first name and it speaks or has an age."""
    head = form.flags[0]
    if len(form.words) != 2 or not head & lists.FIRST_NAME or head & (lists.PLACE | lists.COMMON | lists.DEMONYM):
        return False
    return bool(form.last & lists.SURNAME or form.person > 1)


def _after_title(story: Story, form: Form) -> Verdict | None:
    if not form.titled or form.last & (lists.FACILITY_END | lists.WORK_END):
        return None
    polite = all(candidate.title in _POLITE for candidate in form.spots if candidate.title)
    if polite or not is_plain(form) or any(flags & (lists.FIRST_NAME | lists.SURNAME) for flags in form.flags):
        return "person", "after a title"
    return None


def _building(story: Story, form: Form) -> Verdict | None:
    if form.last & lists.FACILITY_END and not _looks_personal(form):
        return None, "a building or road"
    return None


def _work(story: Story, form: Form) -> Verdict | None:
    if form.last & lists.WORK_END and not form.titled and not _looks_personal(form):
        return None, "an event, law or prize"
    return None


def _place_word(story: Story, form: Form) -> Verdict | None:
    if form.last & lists.PLACE_END and not _looks_personal(form):
        return "place", "ends as a place"
    head = form.words[0]
    if head in _LANDFORMS or (head in _SAINTS and form.person < 2 and not form.organization):
        return "place", "begins as a place"
    if form.flags[0] & lists.PLACE_HEAD and (form.place > form.person or form.last & lists.PLACE):
        return "place", "begins as a place"
    if len(form.words) > 2 and "of" in form.words and form.flags[0] & lists.PLACE_END:
        return "place", "begins as a place"
    return None


def _first_name(story: Story, form: Form) -> Verdict | None:
    head = form.flags[0]
    if not head & lists.FIRST_NAME or "of" in form.words:
        return None
    if head & (lists.COMMON | lists.PLACE) and form.last & lists.COMMON and not form.last & lists.SURNAME:
        return None
    if form.organization > form.person + 2 or (head & lists.PLACE and form.place > form.person):
        return None
    return "person", "begins with a first name"


def _initial(story: Story, form: Form) -> Verdict | None:
    if any(len(word) == 2 and word[1] == "." for word in form.words[:-1]) and form.words[-1][1:].islower():
        return "person", "holds an initial"
    return None


def _family_name(story: Story, form: Form) -> Verdict | None:
    """"Rondo Bonilla", "Park Jin": a family name at either end, and no plain word at the other."""
    plain = lists.COMMON | lists.PLACE | lists.SOFT | lists.DEMONYM
    if form.articled > 1 or form.place > form.person or form.organization > form.person:
        return None
    if form.last & lists.SURNAME and not form.flags[0] & plain:
        return "person", "ends with a family name"
    if form.flags[0] & lists.SURNAME and not any(flags & plain for flags in form.flags):
        return "person", "begins with a family name"
    return None


def _clear_clues(story: Story, form: Form) -> Verdict | None:
    kind, lead = form.best()
    if lead >= 3 and (not is_plain(form) or form.middle) and not (kind == "place" and form.articled > form.place):
        return kind, "what stands around it"
    return None


LONG_RULES: tuple[Rule, ...] = (
    _known_phrase,
    _organization_word,
    _after_title,
    _building,
    _work,
    _place_word,
    _first_name,
    _initial,
    _clear_clues,
    _family_name,
)


# Names of one word.


def _listed(story: Story, form: Form) -> Verdict | None:
    """Countries, cities and well-known organizations; a city that is a name as well needs a clue."""
    flags = form.flags[0]
    if form.titled * 2 >= len(form.spots):
        return None
    if flags & lists.COUNTRY:
        return "place", "known place"
    if flags & lists.KNOWN_ORG and not flags & lists.PLACE and (form.middle or not flags & lists.COMMON):
        return "organization", "known organization"
    namelike = flags & (lists.FIRST_NAME | lists.SURNAME)
    if flags & lists.PLACE and form.person <= form.place + (2 if namelike else 5):
        if flags & lists.COMMON and not form.place:
            return None
        if flags & (lists.FIRST_NAME | lists.SURNAME) and form.said and not form.place:
            return None
        return "place", "known place"
    return None


def _letters(story: Story, form: Form) -> Verdict | None:
    """Capitals are an organization's letters, unless brackets show them to stand for plain words."""
    word = form.words[0]
    core = word.replace(".", "").replace("-", "").replace("&", "")
    if not (core.isupper() and core.isalpha() and len(core) > 1) or form.flags[0] & (lists.CALENDAR | lists.TITLE):
        return None
    if form.glossed:
        return None, "letters for plain words"
    if word.lower() in story.known.common or word.lower() in story.known.functions:
        return None, "an English word in capitals"
    if len(core) == 2 and form.middle < 2 and not form.articled and not form.organization:
        return None, "two letters"
    if form.place >= 2 and form.place > form.organization + form.articled and len(core) < 4:
        return "place", "what stands around it"
    return "organization", "letters"


def _titled_word(story: Story, form: Form) -> Verdict | None:
    if form.titled and len(form.words[0]) > 1 and not form.flags[0] & (lists.CALENDAR | lists.FUNCTION):
        return "person", "after a title"
    return None


def _plain_word(story: Story, form: Form) -> Verdict | None:
    """An English word with a capital, or a word that the story writes in lower case elsewhere, is no name."""
    word, flags = form.words[0], form.flags[0]
    names = lists.FIRST_NAME | lists.SURNAME
    if flags & (lists.TITLE | lists.CALENDAR) and flags & names and form.person >= 2 and form.middle:
        return None
    if flags & (lists.DEMONYM | lists.CALENDAR | lists.FUNCTION | lists.TITLE):
        return None, "no name"
    if word.lower() in story.lower:
        return None, "in lower case elsewhere"
    if flags & lists.SURNAME and form.middle > 1 and not form.articled:
        return None
    if flags & lists.COMMON and not (flags & names and form.middle and form.person):
        return None, "an English word"
    if word.endswith("s") and story.flags(word[:-1]) & (lists.TITLE | lists.DEMONYM):
        return None, "a plural"
    if word[-1] == "s" and word[:-1].isupper() and len(word) > 2:
        return None, "a plural"
    return None


def _clear_word(story: Story, form: Form) -> Verdict | None:
    kind, lead = form.best()
    if lead >= 2:
        return kind, "what stands around it"
    return None


def _name_word(story: Story, form: Form) -> Verdict | None:
    if form.articled or form.place or form.organization:
        return None
    if form.flags[0] & lists.FIRST_NAME:
        return "person", "a first name"
    if form.flags[0] & lists.SURNAME:
        return "person", "a family name"
    return None


def _coined(story: Story, form: Form) -> Verdict | None:
    """"TFBoys", "JD.com": capitals or points inside a word."""
    word = form.words[0]
    if "." in word[1:-1] and word.rsplit(".", 1)[1].islower():
        return "organization", "a name of the web"
    if word[1:].islower() or word.isupper() or form.flags[0]:
        return None
    if any(letter.isupper() for letter in word[2:]) and "-" not in word and "’" not in word and "'" not in word and not word.startswith("Mac"):
        return "organization", "capitals inside a word"
    return None


SHORT_RULES: tuple[Rule, ...] = (
    _listed,
    _letters,
    _coined,
    _titled_word,
    _plain_word,
    _clear_word,
    _name_word,
)


def _weigh(story: Story, form: Form) -> Verdict:
    """Whatever is left: the type that has more clues than the others."""
    kind, lead = form.best()
    if len(form.words) == 1:
        return (kind, "more clues") if lead >= 2 else (None, "unknown word")
    if is_plain(form):
        return (kind, "more clues") if lead >= 2 and kind != "person" else (None, "English words")
    if kind == "person" and lead >= 1 or lead >= 2:
        return kind, "more clues"
    odd = not any(flags & lists.COMMON for flags in form.flags) and not any(word.isupper() for word in form.words)
    if odd and len(form.words) <= 4 and not form.articled and "of" not in form.words and not form.flags[0] & lists.PLACE:
        return "person", "words that are no English"
    return None, "unknown words"
