"""Rules for names of several words, asked in the order of `LONG_RULES`; the first that answers decides.

Each rule takes a `Form` and gives a verdict: a type (or None: this is no name) and its own name, or nothing.
"""

from collections.abc import Callable

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.clues import Form

Verdict = tuple[EntityType | None, str]
Rule = Callable[[Form], Verdict | None]

# Verdicts that letters in brackets behind the name do not change.
SETTLED = frozenset(("known name", "an event, law or prize", "a building or road"))
_POLITE = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady", "Dame", "Prof"))
_SAINTS = frozenset(
    (
        "San",
        "Santa",
        "Santo",
        "São",
        "Saint",
        "St",
        "Puerto",
        "Ciudad",
        "Los",
        "Las",
        "Villa",
        "Nueva",
        "Nuevo",
    ),
)
_LANDFORMS = frozenset(("Lake", "Mount", "Mt", "Gulf", "Cape", "Port", "Fort", "Strait"))
_OPENERS = frozenset(
    ("Van", "Von", "Bin", "Bint", "Ben", "Ibn", "Abu", "Bar", "De", "Dos", "Di", "Du", "Mac")
)
_PREFIXES = frozenset(
    ("al", "el", "post", "co", "anti", "non", "pre", "pro", "ex", "multi", "self", "sub", "trans", "mid")
)
_TAILS = frozenset(("in", "up", "out", "off", "on", "old", "free", "like", "wide", "made", "term", "style"))
_NAMED = lists.FIRST_NAME | lists.SURNAME
_TIES = ("of", "for", "on", "Of", "For", "de", "del", "des", "do", "da", "di")


def known_phrase(form: Form) -> Verdict | None:
    """The lists hold it: "Burkina Faso", "Red Cross"; or it is a people: "Costa Ricans"."""
    phrases = form.story.known.phrases
    key = form.key.title() if form.key.isupper() else form.key
    return (phrases[key], "known name") if key in phrases else None


def organization_word(form: Form) -> Verdict | None:
    """Its last word, or a head with "of", tells an organization: "Kenya Airways", "Ministry of Health"."""
    if form.titled and form.flags[0] & lists.FIRST_NAME:
        return None
    if "&" in form.words and not form.titled:
        return "organization", "joined by &"
    if form.last & lists.ORG_END and not _looks_personal(form):
        return "organization", "ends as an organization"
    if any(word in _TIES for word in form.words) and any(flags & lists.ORG_HEAD for flags in form.flags[:-1]):
        return "organization", "begins as an organization"
    return None


def _looks_personal(form: Form) -> bool:
    """True for "Kelly Banks": it begins with a first name, and speaks, has an age or ends as a family does."""
    head = form.flags[0]
    if (
        len(form.words) != 2
        or not head & lists.FIRST_NAME
        or head & (lists.PLACE | lists.COMMON | lists.DEMONYM)
    ):
        return False
    return bool(form.last & lists.SURNAME or form.person > 1)


def after_title(form: Form) -> Verdict | None:
    """A title stands before it; plain words ("Mr Chief Justice") need a polite one."""
    if not form.titled or form.last & (lists.FACILITY_END | lists.WORK_END) or "of" in form.words:
        return None
    polite = all(candidate.title in _POLITE for candidate in form.spots if candidate.title)
    if polite or not form.plain or any(flags & _NAMED for flags in form.flags):
        return "person", "after a title"
    return None


def building(form: Form) -> Verdict | None:
    """Buildings and roads are none of the three: "Suez Canal Bridge"."""
    if form.last & lists.FACILITY_END and not _looks_personal(form):
        return None, "a building or road"
    return None


def work(form: Form) -> Verdict | None:
    """Events, laws and prizes are none of the three: "Africa Cup", "Marriage Act"."""
    if form.last & lists.WORK_END and not form.titled and not _looks_personal(form):
        return None, "an event, law or prize"
    return None


def place_word(form: Form) -> Verdict | None:
    """Its first or last word tells a place: "Volta Region", "Lake Chad", "San Isidro"."""
    head, flags = form.words[0], form.flags[0]
    if form.last & lists.PLACE_END and not _looks_personal(form):
        return "place", "ends as a place"
    saint = head in _SAINTS and form.person < 2 and not form.organization
    located = flags & lists.PLACE_HEAD and (form.place > form.person or form.last & lists.PLACE)
    republic = (
        "of" in form.words
        and any(f & lists.PLACE_END for f in form.flags[:2])
        and (form.last & lists.PLACE or not form.last & lists.COMMON)
    )
    if head in _LANDFORMS or saint or located or republic:
        return "place", "begins as a place"
    return None


def first_name(form: Form) -> Verdict | None:
    """It begins with a first name: "Ama Ofori"."""
    head = form.flags[0]
    if not head & lists.FIRST_NAME or "of" in form.words:
        return None
    clear = not head & (lists.COMMON | lists.PLACE | lists.KNOWN_ORG)
    if form.articled > max(form.person, clear * len(form.spots) // 2):
        return None
    doubtful = (
        head & (lists.COMMON | lists.PLACE) and form.last & lists.COMMON and not form.last & lists.SURNAME
    )
    family = form.last & _NAMED and not form.last & lists.PLACE
    located = head & lists.PLACE and form.place > form.person + bool(family)
    if doubtful or located or form.organization > form.person + 2:
        return None
    return "person", "begins with a first name"


def known_head(form: Form) -> Verdict | None:
    """A well-known organization with more words: "JPMorgan Cazenove", "Google Cloud"."""
    known = form.flags[0] & lists.KNOWN_ORG and not form.flags[0] & (lists.COMMON | lists.PLACE | _NAMED)
    return (
        ("organization", "begins with a known name")
        if known and not form.titled and len(form.words) < 4
        else None
    )


def initial(form: Form) -> Verdict | None:
    """It holds an initial, or a particle of one letter: "B. Ofori", "W.N. Ofori", "J K Ofori", "Ada Ó Broin"."""
    if form.last & (lists.COMMON | lists.ORG_END) or form.words[-1].isupper():
        return None
    if any(
        word.isupper() and (len(word) == 1 or (word[1] == "." and len(word) < 7)) for word in form.words[:-1]
    ):
        return "person", "holds a particle" if "Ó" in form.words[:-1] else "holds an initial"
    return None


def particle_first(form: Form) -> Verdict | None:
    """A capital particle opens a surname: "Van Loon", "Bin Salman"."""
    if form.words[0] not in _OPENERS or form.place > form.person or form.last & (lists.PLACE | lists.COMMON):
        return None
    return "person", "opens with a particle"


def clear_clues(form: Form) -> Verdict | None:
    """What stands around it leaves little doubt."""
    kind, lead = form.best()
    if lead < 3 or (form.plain and not form.middle) or (kind == "place" and form.articled > form.place):
        return None
    return kind, "what stands around it"


def hyphened_given_name(form: Form) -> Verdict | None:
    """A family name and a given name of two syllables, as in Korea and China: "Han Ji-woo"."""
    last = form.words[-1]
    head, _, tail = last.partition("-")
    if len(form.words) != 2 or form.last or not (head.isalpha() and tail.isalpha() and tail.islower()):
        return None
    plain = form.story.known.common
    if head.lower() in _PREFIXES or (head.lower() in plain and (len(head) > 4 or tail in _TAILS)):
        return None
    return None if len(form.words[0]) > 6 or form.words[0].isupper() else ("person", "a hyphened given name")


def family_name(form: Form) -> Verdict | None:
    """A family name stands at either end, and no plain word at the other: "Rondo Bonilla", "Park Jin"."""
    plain = lists.COMMON | lists.PLACE | lists.SOFT | lists.DEMONYM
    if form.articled > 1 or form.place > form.person or form.organization > form.person:
        return None
    if form.last & lists.SURNAME and not form.flags[0] & plain:
        return "person", "ends with a family name"
    if form.flags[0] & lists.SURNAME and not any(flags & plain for flags in form.flags):
        return "person", "begins with a family name"
    return None


LONG_RULES: tuple[Rule, ...] = (
    known_phrase,
    organization_word,
    after_title,
    building,
    work,
    place_word,
    first_name,
    known_head,
    initial,
    hyphened_given_name,
    particle_first,
    clear_clues,
    family_name,
)
