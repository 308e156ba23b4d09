"""What single words do in a sentence, as one letter each; the lists are read once, when first needed.

h subject pronoun   m object pronoun   d determiner     n noun or adjective   y Monday, July
c says, said        g saying           C called         G calling
r denied, shows     R denying          v other verb     V other verb in -ing
e unknown in -ed    i unknown in -ing  x auxiliary      b form of "be"        a adverb
p preposition       t to               u subordinator   w who, which          T that     k and, or, but
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LETTERS = {
    "subject": "h",
    "object": "m",
    "determiner": "d",
    "modal": "x",
    "auxiliary": "x",
    "being": "b",
    "adverb": "a",
    "day": "y",
    "preposition": "p",
    "subordinator": "u",
    "relative": "w",
    "that": "T",
    "to": "t",
    "joining": "k",
}
_CUES = {"say": ("c", "g"), "name": ("C", "G"), "weak": ("r", "R")}
_NOT_ADVERBS = frozenset(
    [
        "family",
        "ally",
        "rally",
        "reply",
        "supply",
        "assembly",
        "july",
        "italy",
        "only",
        "bully",
        "monopoly",
        "anomaly",
        "fly",
        "early",
        "daily",
        "weekly",
        "monthly",
        "friendly",
        "elderly",
        "likely",
        "deadly",
        "ugly",
        "holy",
        "lovely",
        "lonely",
        "costly",
        "belly",
        "jelly",
        "melancholy",
        "butterfly",
        "homily",
    ]
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`letters` by lower-case word; `ambiguous` are verb forms that can be nouns ("claim", "claims")."""

    letters: dict[str, str]
    ambiguous: frozenset[str]


def read_list(name: str) -> list[str]:
    """The lines of one word list, without comments and blank lines."""
    text = files("tui_reader.analysis").joinpath("words", f"{name}.txt").read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def sections(name: str) -> dict[str, list[str]]:
    """A word list cut at its `[section]` lines."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read_list(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    return found


@cache
def word_set(name: str, section: str) -> frozenset[str]:
    """All words of one section."""
    return frozenset(word for line in sections(name)[section] for word in line.split())


def verb_forms(line: str) -> tuple[str, str, tuple[str, ...], str]:
    """The plain form, the -s form, the past forms and the -ing form of a verb line."""
    plain, _, irregular = line.partition(":")
    if plain.endswith("y") and plain[-2:-1] not in "aeiou":
        third = plain[:-1] + "ies"
        past, ing = plain[:-1] + "ied", plain + "ing"
    else:
        third = plain + ("es" if plain.endswith(("s", "x", "sh", "ch", "z", "o")) else "s")
        past = plain + ("d" if plain.endswith("e") else "ed")
        ing = (plain[:-1] if plain.endswith("e") and not plain.endswith("ee") else plain) + "ing"
    forms = irregular.split()
    if forms:
        return plain, third, tuple(forms[:-1]), forms[-1]
    return plain, third, (past,), ing


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once; a word's first meaning in this order wins: small words, cues, other verbs."""
    letters: dict[str, str] = {}
    ambiguous: set[str] = set()
    for section, lines in sections("grammar").items():
        for line in lines:
            for word in line.split():
                letters.setdefault(word, _LETTERS[section])
    lists = [(_CUES[section], lines) for section, lines in sections("speech_verbs").items()]
    lists.append((("v", "V"), read_list("verbs")))
    for (finite, participle), lines in lists:
        for line in lines:
            plain, third, past, ing = verb_forms(line)
            for form in (plain, third, *past):
                letters.setdefault(form, finite)
            letters.setdefault(ing, participle)
            ambiguous.update({plain, third} - set(past))
    ambiguous = {word for word in ambiguous if letters[word] in "cCrv"}
    return Lexicon(
        letters, frozenset(ambiguous - {"say", "says", "tell", "tells", "think", "thinks", "write", "writes"})
    )


def letter_of(word: str, letters: dict[str, str]) -> str:
    """The letter of a lower-case word that may be in no list; the answer is kept in `letters`."""
    letter = letters.get(word)
    if letter is None:
        letter = letters[word] = _guess(word)
    return letter


def _guess(word: str) -> str:
    if len(word) > 4:
        if word.endswith("ly") and word not in _NOT_ADVERBS:
            return "a"
        if word.endswith("ed"):
            return "e"
        if word.endswith("ing"):
            return "i"
    return "n"
