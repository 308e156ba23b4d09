"""What is known of single words and phrases before a story is read: the word lists, loaded when first needed."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names.model import Gender

# What a capitalized word can be; one number holds all that is true of it.
COMMON = 1  # an English word that is written in lower case
FUNCTION = 2  # a word that opens sentences: "The", "But", "She"
TITLE = 4  # stands before a name: "Mr", "President"
TITLE_PART = 8  # makes a title longer: "Deputy", "Foreign"
CALENDAR = 16  # months, days, feasts, currencies: never a name
DEMONYM = 32  # peoples, languages, faiths
FIRST_NAME = 64
SURNAME = 128
ORG_END = 256
ORG_HEAD = 512
PLACE_END = 1024
PLACE_HEAD = 2048
FACILITY_END = 4096
WORK_END = 8192
COUNTRY = 16384
CITY = 32768
REGION = 65536
KNOWN_ORG = 131072
SOFT = 262144  # may begin a name, or just a sentence: "New", "First"

PLACE = COUNTRY | CITY | REGION

_GENDERS: dict[str, Gender] = {"f": "female", "m": "male", "u": "unknown"}
_CODES = ("f", "m", "u")


@dataclass(frozen=True, slots=True)
class Words:
    """All lists in the form in which the rules ask them."""

    flags: dict[str, int]
    phrases: dict[str, EntityType | None]
    phrase_lengths: dict[str, tuple[int, ...]]
    first_names: dict[str, Gender]
    titles: dict[str, Gender]
    roles: dict[str, Gender]
    particles: frozenset[str]
    functions: frozenset[str]
    common: frozenset[str]
    cues: frozenset[str]
    person_verbs: frozenset[str]
    motion: frozenset[str]
    kin: frozenset[str]
    aliases: frozenset[str]
    of_heads: frozenset[str]
    dotted: frozenset[str]
    place_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    place_clues: frozenset[str]
    organization_nouns: frozenset[str]
    organization_people: frozenset[str]


@cache
def _folder() -> Traversable:
    return files("tui_reader.analysis").joinpath("words")


def _lines(name: str) -> list[str]:
    """The lines of one list, without its comments."""
    text = _folder().joinpath(f"{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def _words(name: str) -> list[str]:
    """The words of a list that holds several on a line."""
    return [word for line in _lines(name) for word in line.split()]


@cache
def person_nouns() -> dict[str, Gender]:
    """Nouns for persons, in lower case, with the gender they tell: roles, and words such as "passenger"."""
    return _gendered("roles", "people_nouns")


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Short forms of first names, each with the names it can stand for."""
    rows = (line.split() for line in _lines("nicknames"))
    return {short: frozenset(names) for short, *names in rows}


@cache
def word_set(name: str) -> frozenset[str]:
    """One list by itself, read once."""
    return frozenset(_words(name))


def _gendered(*names: str) -> dict[str, Gender]:
    """Lists of word, tab, gender; a later list overrules an earlier one."""
    found: dict[str, Gender] = {}
    for name in names:
        for line in _lines(name):
            word, _, code = line.partition("\t")
            found[word] = _GENDERS[code]
    return found


_PLAIN = (
    ("calendar", CALENDAR),
    ("demonyms", DEMONYM),
    ("title_parts", TITLE_PART),
    ("organization_ends", ORG_END),
    ("organization_heads", ORG_HEAD),
    ("place_ends", PLACE_END),
    ("place_heads", PLACE_HEAD),
    ("facility_ends", FACILITY_END),
    ("work_ends", WORK_END),
)
_NAMES: tuple[tuple[str, int, EntityType | None], ...] = (
    ("demonyms_long", DEMONYM, None),
    ("countries", COUNTRY, "place"),
    ("regions", REGION, "place"),
    ("cities", CITY, "place"),
    ("capitals", CITY, "place"),
    ("organizations", KNOWN_ORG, "organization"),
    ("organizations_long", KNOWN_ORG, "organization"),
)


@cache
def words() -> Words:
    """The lists, read once."""
    common = _lines("common_words")
    flags = dict.fromkeys(map(str.capitalize, common), COMMON)

    def mark(entries: list[str], flag: int) -> None:
        for word in entries:
            flags[word] = flags.get(word, 0) | flag

    functions = _words("function_words")
    first_names = _gendered("first_names", "first_names_more")
    titles = _gendered("titles")
    mark([word.capitalize() for word in functions], FUNCTION)
    mark([word.capitalize() for word in _words("soft_words")], SOFT)
    mark(list(titles), TITLE)
    for name, flag in _PLAIN:
        mark(_words(name), flag)
    mark(list(first_names), FIRST_NAME)
    mark(_words("surnames") + _words("surnames_more"), SURNAME)
    phrases: dict[str, EntityType | None] = {}
    for name, flag, kind in _NAMES:
        for entry in _words(name) if name == "organizations" else _lines(name):
            if " " in entry:
                phrases.setdefault(entry, kind)
            else:
                flags[entry] = flags.get(entry, 0) | flag
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        parts = phrase.replace(".", " .").split() if ". " in phrase else phrase.split()
        lengths.setdefault(parts[0], set()).add(len(parts))
    return Words(
        flags=flags,
        phrases={(k.replace(". ", " . ") if ". " in k else k): v for k, v in phrases.items()},
        phrase_lengths={word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()},
        first_names=first_names,
        titles=titles,
        roles=_gendered("roles"),
        particles=frozenset(_words("particles")),
        functions=frozenset(functions),
        common=frozenset(common),
        cues=frozenset(_words("speech_cues")),
        person_verbs=frozenset(_words("person_verbs")),
        motion=frozenset(_words("motion_words")),
        kin=frozenset(_words("kin_words")),
        aliases=frozenset(_words("alias_words")),
        of_heads=frozenset(_words("of_heads")),
        dotted=frozenset(_words("dotted_words")),
        place_nouns=frozenset(_words("place_nouns")),
        thing_nouns=frozenset(_words("thing_nouns")),
        place_clues=frozenset(_words("clues_place")),
        organization_nouns=frozenset(_words("organization_nouns")),
        organization_people=frozenset(_words("organization_people")),
    )
