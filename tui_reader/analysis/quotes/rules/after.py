"""The speaker stands after the quote."""

import re

from tui_reader.analysis.model import Confidence
from tui_reader.analysis.quotes.grammar import Phrase, phrase_after
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place

# Marks before which a quotation leaves its cue to what follows.
_OPEN_ENDINGS = frozenset(",?!—–-…;")
# A closing comma was forgotten: "Fine" Ann Lee said.
_BARE = re.compile(r"(?<![^|])q(?:h|[PU]+)c(?:[.,|pdy]|$)")
_INVERTED = re.compile(r"[,-]?a?(?P<cue>[cCr])(?=[dnPOULi'ea])")
_INVERTED_WEAK = re.compile(r"[,-]?(?P<cue>[ve])(?=[dPOU])")
_TAG = re.compile(r",(?P<subject>h|[dnPOULyi'e]+(?:p[dnPOULyi'e]+)?(?:,[^,q|]{1,40},)?)[xa]*c[mhPOULnpydait',]*(?:[.|-]|$)")
_TAG_INVERTED = re.compile(r",c(?=[dnPOUL'])")


def said_name(place: Place) -> Answer | None:
    """ "…," said Ann Lee, the mayor of Oslo."""
    found = _INVERTED.match(place.shape.tags, place.here + 1, place.last)
    if not found and place.first == place.here:
        found = _INVERTED_WEAK.match(place.shape.tags, place.here + 1, place.last)
    if not found or place.ending not in _OPEN_ENDINGS or not place.ending:
        return None
    cue = found.start("cue")
    letter = place.shape.tags[cue]
    if letter != "c" and place.first != place.here:
        return None
    phrase = phrase_after(place.shape, cue + 1, place.last)
    if phrase is None or place.shape.tags[phrase.first] == "h":
        return None
    if place.shape.tags[phrase.last : phrase.last + 1] in tuple("xcCvb"):
        return None
    return place.answer(phrase, (cue, cue + 1), "said X", "certain" if letter == "c" else "likely")


def name_said(place: Place) -> Answer | None:
    """ "…," she said. / "…," Ann Lee, the mayor of Oslo, told reporters."""
    tags = place.shape.tags
    if (not place.ending or place.ending not in _OPEN_ENDINGS) and not _BARE.match(tags, place.here, place.last):
        return None
    start = place.here + 1
    while start < place.last and tags[start] in ",-a":
        start += 1
    return _subject_then_cue(place, start, "X said")


def _subject_then_cue(place: Place, start: int, rule: str) -> Answer | None:
    """The phrase at `start` when it is the subject of a cue; weak cues only after a whole sentence in marks."""
    tags = place.shape.tags
    phrase = phrase_after(place.shape, start, place.last)
    if phrase is None:
        return None
    whole = place.first == place.here
    for report in place.reports():
        if report.place < phrase.last:
            continue
        if "q" in tags[start : report.place] or report.place - phrase.last > 40:
            return None
        if report.letter in "gGR" or report.subject is None or (report.letter != "c" and not whole):
            if report.letter in "Cr" and not whole and tags[phrase.last : report.place].strip("xa") == "":
                return None
            continue
        return _if_subject(place, phrase, report.subject, report.place, rule, report.letter)
    if whole and tags[phrase.last : phrase.last + 1] in tuple("ve") and place.span.last - place.span.first > 3:
        return place.answer(phrase, (phrase.last, phrase.last + 1), rule, "likely")
    return None


def _if_subject(place: Place, phrase: Phrase, subject: Phrase, cue: int, rule: str, letter: str) -> Answer | None:
    """The answer when the cue's subject is the phrase after the quote, or an apposition to it."""
    sure: Confidence = "certain" if letter == "c" else "likely"
    between = place.shape.tags[phrase.last : cue].strip("xa")
    if subject.relative >= 0:
        return None if letter != "c" else place.answer(phrase, (cue, cue + 1), rule, "likely")
    if subject.first < phrase.last and not between:
        return place.answer(phrase, (cue, cue + 1), rule, sure)
    if between[:1] in tuple(",(-w"):
        return place.answer(phrase, (cue, cue + 1), rule, sure)
    return None


def closing_tag(place: Place) -> Answer | None:
    """Teachers are "on our side" in this, she said."""
    tags = place.shape.tags
    stop = tags.find("q", place.here + 1, place.last)
    comma = tags.find(",", place.here + 1, place.last)
    while comma >= 0:
        if stop >= 0 and comma > stop and tags[stop + 1 : stop + 2] not in tuple("kp,"):
            return None
        found = _TAG.match(tags, comma, place.last)
        if found:
            phrase = phrase_after(place.shape, comma + 1, found.end("subject"))
            cue = tags.find("c", found.end("subject"))
            return place.answer(phrase, (cue, cue + 1), "closing X said", "likely") if phrase else None
        inverted = _TAG_INVERTED.match(tags, comma, place.last)
        if inverted:
            phrase = phrase_after(place.shape, comma + 2, place.last)
            if phrase and tags[phrase.last : phrase.last + 1] not in tuple("xcCvb"):
                return place.answer(phrase, (comma + 1, comma + 2), "closing said X", "likely")
        comma = tags.find(",", comma + 1, place.last)
    return None
