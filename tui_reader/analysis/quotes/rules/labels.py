"""The speaker is a label: before a colon, or under the quote behind a dash."""

import re

from tui_reader.analysis.quotes.grammar import Phrase, clause_subject, phrase_after, phrase_before
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.rules.nominal import owner_of
from tui_reader.analysis.quotes.shape import shape_of

_LABEL = re.compile(r"(?:^|[-(])a?(?P<name>[dnPOUL'e]+(?:p[dnPOUL'e]+)*)(?:,[^:;|q]*|\([^)]*\)|-[^:;|q]*)?:$")
_INVERTED_LABEL = re.compile(r"ca?(?P<name>[dnPOUL']+)[:,]")
_HEADLINE_LABEL = re.compile(r"[dnPOUL'().,]{1,14}?:")
_FIRST_NAME = re.compile(r"(?<![P'])P+(?!')")
_HEADLINES = 2  # a headline stands in one of the first paragraphs
_SIGNATURE = re.compile(r"-(?P<name>[PU]+)(?:[,(|.]|$)")


def label(place: Place) -> Answer | None:
    """Ann Lee: "…". / Ann Lee, mayor of Oslo: "…"."""
    tags = place.shape.tags
    if place.here == place.first or tags[place.here - 1] != ":":
        return None
    found = _LABEL.search(tags[place.first : place.here])
    first = place.first + found.start("name") if found else 0
    if found and not any(first <= report.place < place.here and report.subject for report in place.reports()):
        phrase = phrase_after(place.shape, first, place.here)
        return _whose(place, phrase) or place.answer(phrase, None, "X: …", "likely") if phrase else None
    return None


def _whose(place: Place, phrase: Phrase) -> Answer | None:
    """Who speaks when the label is what was said: Her answer: "…"."""
    said = place.shape.tags[phrase.head] == "n" and place.word(phrase.head) in word_set(
        "speech_nouns", "words"
    )
    return owner_of(place, phrase.head) if said else None


def inverted_label(place: Place) -> Answer | None:
    """Continued Ann Lee: "…"."""
    tags = place.shape.tags
    found = _INVERTED_LABEL.fullmatch(tags, place.first, place.here)
    phrase = phrase_after(place.shape, found.start("name"), found.end("name")) if found else None
    return place.answer(phrase, (place.first, place.first + 1), "said X: …", "likely") if phrase else None


def headline_label(place: Place) -> Answer | None:
    """Ann Lee: Ferry Plan "a Disgrace"."""
    found = _HEADLINE_LABEL.match(place.shape.tags, place.first, place.here)
    phrase = phrase_after(place.shape, place.first, found.end() - 1) if found else None
    if phrase is None or place.paragraph > _HEADLINES:
        return None
    return place.answer(phrase, None, "headline: X: …", "likely")


def first_in_headline(place: Place) -> Answer | None:
    """Ann Lee Sees "Disgrace" in Ferry Plan: headlines have verbs that no list knows, and put first who speaks."""
    if not place.headline:
        return None
    found = _FIRST_NAME.search(place.shape.tags, place.first, place.here)
    phrase = phrase_before(place.shape, found.end(), found.start()) if found else None
    return place.answer(phrase, None, "headline: X …", "guess") if phrase else None


def signature(place: Place) -> Answer | None:
    """As in "…" — Ann Lee, or the same on a line of its own below the quote."""
    tags = place.shape.tags
    if place.first != place.here:
        return None
    at = place.here + 1
    if tags[at : at + 1] == "|":
        at += 1
    if at >= len(tags):
        return _signature_below(place)
    found = _SIGNATURE.match(tags, at, min(at + 12, len(tags)))
    phrase = phrase_before(place.shape, found.end("name"), found.start("name")) if found else None
    return place.answer(phrase, None, "— X", "likely") if phrase else None


def _signature_below(place: Place) -> Answer | None:
    """The name in a next paragraph that begins with a dash."""
    document = place.reading.document
    if place.paragraph + 1 >= len(document.paragraphs):
        return None
    first, last = document.paragraphs[place.paragraph + 1]
    if document.words[first] not in {"-", "–", "—", "--"} or last - first > 25:
        return None
    shape = shape_of(document, place.reading.names, [], (first, last), range(0))
    found = _SIGNATURE.match(shape.tags)
    phrase = phrase_before(shape, found.end("name"), found.start("name")) if found else None
    return Answer(place.reading.source(shape, phrase), None, "— X", "likely") if phrase else None


def clause_with_colon(place: Place) -> Answer | None:
    """He was blunt: "…". / Ann Lee's answer was blunt: "…"."""
    if place.shape.tags[place.here - 1 : place.here] != ":":
        return None
    subject = clause_subject(place.shape, place.here - 1, place.first)
    return _whose(place, subject) or place.answer(subject, None, "X did: …", "guess") if subject else None
