"""Rules for single words, asked in the order of `SHORT_RULES`; the first that answers decides.

Each rule takes a `Form` and gives a verdict: a type (or None: this is no name) and its own name, or nothing.
"""

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.clues import Form
from tui_reader.analysis.names.long_names import Rule, Verdict

_NAMED = lists.FIRST_NAME | lists.SURNAME
_NEVER = lists.DEMONYM | lists.CALENDAR | lists.FUNCTION | lists.TITLE


def listed_country(form: Form) -> Verdict | None:
    """A country is a place unless titles say otherwise: "Mr Jordan"."""
    if form.flags[0] & lists.COUNTRY and form.titled * 2 < len(form.spots):
        return "place", "known place"
    return None


def listed_organization(form: Form) -> Verdict | None:
    """A well-known organization; one that is an English word as well ("Labour") needs a free capital."""
    flags = form.flags[0]
    if not flags & lists.KNOWN_ORG or flags & lists.PLACE or form.titled * 2 >= len(form.spots):
        return None
    return ("organization", "known organization") if form.middle or not flags & lists.COMMON else None


def listed_place(form: Form) -> Verdict | None:
    """A city or region; one that is a person's name or an English word as well needs a clue."""
    flags = form.flags[0]
    if not flags & lists.PLACE or form.titled * 2 >= len(form.spots):
        return None
    if form.person > form.place + (2 if flags & _NAMED else 5):
        return None
    doubtful = flags & lists.COMMON or (flags & _NAMED and form.said)
    small = form.words[0].lower() in form.story.lower and form.articled < 2
    free = flags & lists.REGION and form.middle and not small
    return ("place", "known place") if form.place or free or not doubtful else None


def letters(form: Form) -> Verdict | None:
    """Capitals are an organization's letters, unless brackets show them to stand for plain words."""
    word, known = form.words[0], form.story.known
    core = word.replace(".", "").replace("-", "").replace("&", "")
    if not (core.isupper() and core.isalpha() and len(core) > 1) or form.flags[0] & (
        lists.CALENDAR | lists.TITLE
    ):
        return None
    if form.glossed or word.lower() in known.common or word.lower() in known.functions:
        return None, "letters for plain words"
    if len(core) == 2 and form.middle < 2 and not form.articled and not form.organization:
        return None, "two letters"
    likely = form.place >= 2 and form.place > form.organization + form.articled
    if likely and (len(core) < 4 or form.datelines):
        return "place", "what stands around it"
    return "organization", "letters"


def coined(form: Form) -> Verdict | None:
    """Capitals or points stand inside the word: "TFBoys", "JD.com"."""
    word = form.words[0]
    if "." in word[1:-1] and word.rsplit(".", 1)[1].islower():
        return "organization", "a name of the web"
    if form.flags[0] or word.isupper() or not word.isalpha() or word.startswith("Mac"):
        return None
    return ("organization", "capitals inside a word") if word[2:].lower() != word[2:] else None


def titled_word(form: Form) -> Verdict | None:
    """A title stands before it."""
    if form.titled and len(form.words[0]) > 1 and not form.flags[0] & (lists.CALENDAR | lists.FUNCTION):
        return "person", "after a title"
    return None


def plain_word(form: Form) -> Verdict | None:
    """An English word with a capital, or a word that the story writes in lower case elsewhere, is no name."""
    word, flags = form.words[0], form.flags[0]
    acts = flags & (lists.TITLE | lists.CALENDAR) and flags & _NAMED and form.person >= 2 and form.middle
    speaks = flags & lists.DEMONYM and form.said > 1 and not form.articled and word[-1] != "s"
    if acts or speaks:  # "Dean smiled", "Cuban said"
        return None
    if flags & _NEVER:
        return None, "no name"
    if word.lower() in form.story.lower:
        return None, "in lower case elsewhere"
    if flags & lists.COMMON and form.place > 1 and form.middle == len(form.spots) and not form.articled:
        return None  # "in Stoke"
    again = flags & lists.SURNAME and form.middle > 1 and not form.articled
    if flags & lists.COMMON and not again and not (flags & _NAMED and form.middle and form.person):
        return None, "an English word"
    return None


def institution(form: Form) -> Verdict | None:
    """Tell that "the Assembly" is one: an organization's word with a free capital, which the story never writes small."""
    flags = form.flags[0]
    if not flags & (lists.ORG_END | lists.ORG_HEAD) or not form.articled or not form.middle or flags & _NAMED:
        return None
    if form.words[0].lower() in form.story.lower or form.words[0].endswith("s"):
        return None
    return "organization", "an institution"


def plural(form: Form) -> Verdict | None:
    """Many are no name: "MPs", "Presidents"."""
    word = form.words[0]
    if word[-1] != "s" or len(word) < 3:
        return None
    many = word[:-1].isupper() or form.story.flags(word[:-1]) & (lists.TITLE | lists.DEMONYM)
    return (None, "a plural") if many else None


def clear_word(form: Form) -> Verdict | None:
    """What stands around it leaves little doubt."""
    kind, lead = form.best()
    if lead < 2 or (kind == "person" and form.articled * 2 >= len(form.spots) and not form.titled):
        return None
    return kind, "what stands around it"


def name_word(form: Form) -> Verdict | None:
    """A first or family name, and nothing says otherwise."""
    flags = form.flags[0]
    against = form.place + form.organization + form.thing + 2 * form.articled
    clear = flags & lists.FIRST_NAME and not flags & (lists.COMMON | lists.PLACE | lists.KNOWN_ORG)
    if not flags & _NAMED or (against > form.person and not clear) or against * 2 > len(form.spots):
        return None
    return "person", "a first name" if flags & lists.FIRST_NAME else "a family name"


def owner(form: Form) -> Verdict | None:
    """An unknown word that owns things again and again: "Vrenelle's house", "Vrenelle's estate"."""
    if form.flags[0] or form.owns < 2 or form.owns * 3 < len(form.spots) or form.words[0].isupper():
        return None
    return ("person", "owns things") if form.best()[1] >= 0 and not form.articled and not form.place else None


SHORT_RULES: tuple[Rule, ...] = (
    listed_country,
    listed_organization,
    listed_place,
    letters,
    plural,
    coined,
    titled_word,
    institution,
    plain_word,
    clear_word,
    name_word,
    owner,
)
