"""When two spellings are one name: accents, articles, initials, one letter more or less."""

from itertools import pairwise
from unicodedata import combining, normalize

from tui_reader.analysis.names.wordlists import short_forms

_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "Jnr", "Snr", "II", "III", "IV"))
_MARKS = frozenset("\"“”‘’'")
ARTICLES = ("al-", "el-", "ad-", "as-", "ar-", "an-", "Al-", "El-", "Ad-", "As-", "Ar-", "An-")


def core(words: list[str]) -> list[str]:
    """A person's name without "Jr" and marks."""
    kept = [word for word in words if word not in _SUFFIXES and word not in _MARKS]
    return kept or words


def nicknames(words: list[str]) -> list[str]:
    """The words in marks: "Gordo" in 'Rafael "Gordo" Pineda'."""
    return [word for before, word in pairwise(words) if before in _MARKS and word not in _MARKS]


def fold(word: str) -> str:
    """A word as names are compared: without accents, capitals, curly apostrophes and the Arabic article."""
    if word.startswith(ARTICLES) and len(word) > 4:
        word = word[3:]
    if len(word) > 3 and word.isupper():
        word = word.capitalize()
    if word.isascii():
        return word
    return "".join(letter for letter in normalize("NFD", word.replace("’", "'")) if not combining(letter))


def same_name(one: list[str], other: list[str]) -> bool:
    """The same surname, and the shorter name's words in order in the longer one; or two words the other way round."""
    short, long = sorted(([fold(word) for word in one], [fold(word) for word in other]), key=len)
    if len(short) == len(long) == 2 and short[0] == long[1] and short[1] == long[0]:
        return True
    if short[-1] != long[-1] or len(short) < 2:
        return False
    at = 0
    for word in short[:-1]:
        while at < len(long) - 1 and not _fits(word, long[at]):
            at += 1
        if at == len(long) - 1:
            return False
        at += 1
    return True


def _fits(one: str, other: str) -> bool:
    """The same word, its initial, a spelling of it ("Mohamed" and "Mohammed"), or short for it ("Bob" for "Robert")."""
    if one == other or is_short_for(one, other) or is_short_for(other, one):
        return True
    if one[1:] in ("", ".") or other[1:] in ("", "."):
        return one[:1] == other[:1]
    alike = one[:3] == other[:3] and one[-1:] == other[-1:]
    return min(len(one), len(other)) > 5 and alike and one_edit(one, other)


def is_short_for(short: str, name: str) -> bool:
    """True for "Bob" and "Robert"."""
    return name in short_forms().get(short, ())


def one_edit(one: str, other: str) -> bool:
    """True when one letter more, less or other makes the two the same."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])
