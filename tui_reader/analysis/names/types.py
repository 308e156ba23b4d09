"""What a candidate is: person, organization, place or nothing.

The same string is judged once for the whole story, as a `Form` (see clues.py): names of several words first
(long_names.py), because they tell what their parts are, then single words (short_names.py), and at last whatever
has only its clues.
"""

from dataclasses import dataclass

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.clues import Form, glosses, spread
from tui_reader.analysis.names.long_names import LONG_RULES, SETTLED, Rule, Verdict
from tui_reader.analysis.names.short_names import SHORT_RULES
from tui_reader.analysis.names.spelling import fold
from tui_reader.analysis.names.story import Candidate, Story


def judge(story: Story, forms: dict[str, Form], candidates: list[Candidate]) -> None:
    """Give each form its verdict."""
    running = [candidate for candidate in candidates if not candidate.heading]
    letters = glosses(story, running)
    longer = [form for form in forms.values() if len(form.words) > 1]
    for form in longer:
        form.kind, form.rule = ask(LONG_RULES, form)
    surnames = _surnames([form for form in longer if form.rule != _UNSURE])
    for form in longer:
        if form.rule == _UNSURE and form.articled:
            form.kind, form.rule = _thing_of(form, surnames) or (form.kind, form.rule)
    for key in letters.values():
        form = forms[key]
        unsure = form.kind is None or not any(flags & lists.FIRST_NAME for flags in form.flags[:1])
        if unsure and form.kind != "place" and not form.titled and form.rule not in SETTLED:
            form.kind, form.rule = "organization", "letters follow in brackets"
    heads = {form.words[0] for form in longer if form.kind == "organization" and len(form.words[0]) > 2}
    parts = _Parts(_name_parts(longer), _acronyms(longer), heads)
    for form in forms.values():
        if len(form.words) == 1:
            whole = forms.get(letters.get(form.key, ""))
            form.kind, form.rule = _known_from_others(form, whole, parts) or ask(SHORT_RULES, form)
    spread(forms, running, story)
    for form in forms.values():
        if form.kind is None and not form.rule:
            form.kind, form.rule = _thing_of(form, surnames) or _weigh(form)
    late = _Parts(_name_parts([form for form in longer if form.rule in _LATE]), set(), set())
    for form in forms.values():
        if len(form.words) == 1 and form.rule == "unknown word":
            form.kind, form.rule = _known_from_others(form, None, late) or (None, form.rule)


def ask(rules: tuple[Rule, ...], form: Form) -> Verdict:
    """The verdict of the first rule that answers; no rule's name when none does."""
    for rule in rules:
        verdict = rule(form)
        if verdict:
            return verdict
    return None, ""


_UNSURE = "begins with a family name"
_LATE = ("more clues", "words that are no English")


@dataclass(slots=True)
class _Parts:
    """What the longer names of a story tell of single words."""

    persons: set[str]
    letters: set[str]
    heads: set[str]


def _known_from_others(form: Form, whole: Form | None, parts: _Parts) -> Verdict | None:
    """A single word as the letters, the first word or any part of a longer name."""
    word, flags = form.words[0], form.flags[0]
    if whole and whole.kind != "person" and not flags & lists.COUNTRY:
        return whole.kind, "letters of a longer name"
    if word in parts.letters and not form.glossed and not flags & lists.COUNTRY:
        return "organization", "letters of a longer name"
    if fold(word) in parts.persons:
        spoken = bool(form.titled or form.said)
        likely_place = flags & lists.COUNTRY or (flags & lists.PLACE and form.place > form.person)
        barred = likely_place or flags & (lists.FUNCTION | lists.CALENDAR | lists.DEMONYM)
        return ("person", "part of a fuller name") if spoken or not barred else None
    other = form.titled or max(form.place, form.thing) > 1
    if word in parts.heads and not flags & lists.PLACE and (word.isupper() or not (flags or other)):
        return "organization", "first word of a longer name"
    return None


def _name_parts(forms: list[Form]) -> set[str]:
    """The words of the persons' names."""
    parts: set[str] = set()
    for form in forms:
        if form.kind == "person":
            parts.update((fold(form.words[0]), fold(form.words[-1])))
            parts.update(fold(word) for word in form.words if len(word) > 3 and word[0].isupper())
    return parts


def _surnames(forms: list[Form]) -> set[str]:
    """The last words of the persons' names that begin no other person's name."""
    named = [form.words for form in forms if form.kind == "person"]
    return {fold(words[-1]) for words in named} - {fold(words[0]) for words in named}


def _thing_of(form: Form, surnames: set[str]) -> Verdict | None:
    """Tell "an Ofori Polaroid" from a person: a surname of this story, and a word that is no name."""
    if len(form.words) != 2 or form.flags[1] & (lists.FIRST_NAME | lists.SURNAME):
        return None
    return (None, "a thing of a person") if fold(form.words[0]) in surnames else None


def _acronyms(forms: list[Form]) -> set[str]:
    """The letters of organizations' names: "AU" for "African Union"."""
    found: set[str] = set()
    for form in forms:
        if form.kind == "organization":
            capitals = [word[0] for word in form.words if word[0].isupper()]
            if len(capitals) > 1:
                found.add("".join(capitals))
    return found


def _weigh(form: Form) -> Verdict:
    """Whatever is left: the type that has more clues than the others."""
    kind, lead = form.best()
    if len(form.words) == 1:
        return (kind, "more clues") if lead >= 2 else (None, "unknown word")
    if form.plain:
        return (kind, "more clues") if lead >= 2 and kind != "person" else (None, "English words")
    if lead >= 2 or (kind == "person" and lead == 1):
        return kind, "more clues"
    odd = not any(flags & lists.COMMON for flags in form.flags) and not any(
        word.isupper() for word in form.words
    )
    short = len(form.words) <= 4 and "of" not in form.words
    if odd and short and lead == 0 and not form.articled and not form.flags[0] & lists.PLACE:
        return "person", "words that are no English"
    return None, "unknown words"
