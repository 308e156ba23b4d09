"""The noun that says who an unnamed source is: "source" of "a source close to the talks"."""

import re

from tui_reader.analysis.names.wordlists import person_nouns, words
from tui_reader.analysis.quotes.lexicon import letter_of, lexicon, word_set

# What follows the noun and what is said of it: "a spokesman for the council".
_SAID_MORE = re.compile(
    r",|\s(?:about|and|as|at|by|for|from|in|near|of|on|or|that|to|which|who|whose|with)\s"
)
_COMPLEMENT = re.compile(r"\s(?:about|to|with)\s")
_DEGREES = frozenset(["more", "most", "quite", "rather", "so", "too", "very"])
_ADVERB_OR_PAST, _ACTIVE, _VERBS = "ae", "iVGR", "vcCr"


def up_to_noun(source: str) -> str:
    """The words of a source up to the noun: "the county council" of "the county council in Oslo".

    What is said behind the noun goes: "of Oslo", "very close to the talks", "involved in them", "speaking on Monday".
    """
    found = _SAID_MORE.search(source)
    who = source[: found.start()] if found else source
    said = who.split()
    last = len(said)
    while last and _says_how(said, last - 1, source[len(who) :]):
        last -= 1
    return " ".join(said[:last]) if last else who


def without_loose_end(source: str) -> str:
    """The words of a source without an adjective whose own words are left out: "a source" of "a source close"."""
    shorter = up_to_noun(source)
    *_, noun = ("", *shorter.split())
    is_noun = noun != "" and letter_of(noun.lower(), lexicon().letters) != "d"
    return shorter if is_noun and not _SAID_MORE.search(source) else source


def _says_how(said: list[str], at: int, more: str) -> bool:
    """Whether a word says how the noun before it is; `more` follows them all."""
    word, before = said[at], said[at - 1] if at else ""
    if word != word.lower() or _is_person(word):
        return False
    lists = lexicon()
    letter = letter_of(word, lists.letters)
    if letter in _ACTIVE:
        return _is_person(before)
    past = letter in _VERBS and word not in lists.ambiguous
    return past or letter in _ADVERB_OR_PAST or word in _DEGREES or _is_adjective(word, before, more)


def _is_adjective(word: str, before: str, more: str) -> bool:
    """Whether an adverb or a noun is made of a word as of adjectives, or it stands like one behind a person.

    "closely" and "readiness" are made of such words; in "a source privy to the talks" one stands behind a person.
    """
    common = words().common
    stem = f"{word[:-1]}i" if word.endswith("y") else word
    how = f"{word[:-1]}y" if word.endswith("le") else f"{word}ally" if word.endswith("ic") else f"{stem}ly"
    if how in common or f"{stem}ness" in common:
        return bool(more) or _is_person(before)
    return _is_person(before) and bool(_COMPLEMENT.match(more)) and not _is_thing(word)


def _is_thing(word: str) -> bool:
    """Whether a word is a noun for what is written, an organization or another thing."""
    lists, written = words(), (word_set("speech_nouns", section) for section in ("words", "texts"))
    return any(word in nouns for nouns in (lists.thing_nouns, lists.organization_nouns, *written))


def _is_person(word: str) -> bool:
    """Whether a word is a noun for a person, or for several."""
    noun = word.lower()
    known = {noun, noun.removesuffix("s"), re.sub("men$", "man", noun)}
    unnamed = (word_set("people", section) for section in ("male", "female", "either"))
    return noun == "people" or any(not known.isdisjoint(nouns) for nouns in (person_nouns(), *unnamed))
