"""The speaker is a label: before a colon, or under the quote behind a dash."""

import re

from tui_reader.analysis.quotes.grammar import clause_subject, phrase_after, phrase_before
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place

_LABEL = re.compile(r"[-a(]*(?P<name>[dnPOUL'e]+(?:p[dnPOUL'e]+)*)(?:,[^:;|q]*|\([^)]*\)|-[^:;|q]*)?:$")
_SIGNATURE = re.compile(r"-(?P<name>[PU]+)(?:[,(|.]|$)")


def label(place: Place) -> Answer | None:
    """Ann Lee: "…". / Ann Lee, mayor of Oslo: "…"."""
    tags = place.shape.tags
    if place.here == place.first or tags[place.here - 1] != ":":
        return None
    found = _LABEL.fullmatch(tags[place.first : place.here])
    if found and not any(report.place < place.here and report.subject is not None for report in place.reports()):
        first = place.first + found.start("name")
        phrase = phrase_after(place.shape, first, place.here)
        return place.answer(phrase, None, "X: …", "likely") if phrase else None
    return None


def signature(place: Place) -> Answer | None:
    """ "…" — Ann Lee, or the same on a line of its own below the quote."""
    tags = place.shape.tags
    found = _SIGNATURE.match(tags, place.here + 1, min(place.here + 12, len(tags)))
    if found is None and tags[place.here + 1 : place.here + 2] == "|":
        found = _SIGNATURE.match(tags, place.here + 2, min(place.here + 12, len(tags)))
    if found is None or place.first != place.here:
        return None
    phrase = phrase_before(place.shape, found.end("name"), found.start("name"))
    return place.answer(phrase, None, "— X", "likely") if phrase else None


def clause_with_colon(place: Place) -> Answer | None:
    """He was blunt: "…"."""
    if place.shape.tags[place.here - 1 : place.here] != ":":
        return None
    subject = clause_subject(place.shape, place.here - 1, place.first)
    return place.answer(subject, None, "X did: …", "likely") if subject else None
