"""The speaker stands after the quote."""

import re

from tui_reader.analysis.model import Confidence
from tui_reader.analysis.quotes.grammar import Phrase, phrase_after, subject_of
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place

# Marks before which a quotation leaves its cue to what follows.
_OPEN_ENDINGS = frozenset(",?!—–-…;")
# A closing comma was forgotten: "Fine" Ann Lee said.
_BARE = re.compile(r"(?<![^|])q(?:h|[nPU]{1,3})c(?:[.,|pdyua]|$)")
# A subject and its cue: right beside it, behind an aside, or a nearer subject behind a comma.
_ASKED = re.compile(r"x*b[xa]*c")
_TO_SOMEBODY = frozenset(("asked", "told", "warned", "informed", "assured", "reminded", "instructed"))
_PLAIN = re.compile(r"[xay]*(?:b[xa]*[ecr]u?g|[cCrve])")
_ASIDE = re.compile(r"(?:[,(-][^|:;]{0,90}?[,)-]|,?w)[xay]*c")
_CLOSER = re.compile(r",(?:h|[dnPOUL']{1,8})[xa]*c")
_INVERTED = re.compile(r"[,-]?a?(?P<cue>[cCr])(?=[dnPOULi'ea])")
_INVERTED_WEAK = re.compile(r"[,-]?(?P<cue>[ve])(?=[dPOU])")
_TAG = re.compile(
    r",(?P<subject>h|[dnPOULyi'e]+(?:p[dnPOULyi'e]+)?(?:,[^,q|]{1,40},)?)[xa]*c[mhPOULnpydait',]*(?:[.|-]|$)"
)
_TAG_INVERTED = re.compile(r",c(?=[dnPOUL'])")


def said_name(place: Place) -> Answer | None:
    """As in "…," said Ann Lee, the mayor of Oslo."""
    found = _INVERTED.match(place.shape.tags, place.here + 1, place.last)
    if not found and place.first == place.here:
        found = _INVERTED_WEAK.match(place.shape.tags, place.here + 1, place.last)
    if not found or not place.ending:
        return None
    cue = found.start("cue")
    letter = place.shape.tags[cue]
    if place.ending not in _OPEN_ENDINGS and letter != "c":
        return None
    if letter != "c" and place.first != place.here:
        return None
    phrase = phrase_after(place.shape, cue + 1, place.last)
    if phrase is None or place.shape.tags[phrase.first] == "h":
        return None
    if place.shape.tags[phrase.last : phrase.last + 1] in tuple("xcCvb"):
        return None
    return place.answer(phrase, (cue, cue + 1), "said X", "certain" if letter == "c" else "likely")


def name_said(place: Place) -> Answer | None:  # noqa: PLR0911 - one for each order of words
    """As in "…," she said. / "…," Ann Lee, the mayor of Oslo, told reporters. / "…," as she put it."""
    tags = place.shape.tags
    if (not place.ending or place.ending not in _OPEN_ENDINGS) and not _BARE.match(
        tags, place.here, place.last
    ):
        return None
    start = place.here + 1
    as_said = False
    while start < place.last and (tags[start] in ",-a" or (tags[start] == "u" and place.word(start) == "as")):
        as_said = as_said or tags[start] == "u"
        start += 1
    phrase = phrase_after(place.shape, start, place.last)
    if phrase is None:
        return None
    whole = place.first == place.here or as_said
    asked = _ASKED.match(tags, phrase.last, place.last)
    if asked and place.word(asked.end() - 1) in _TO_SOMEBODY:
        return Answer(
            None,
            (place.shape.at[asked.end() - 1], place.shape.at[asked.end() - 1] + 1),
            "was asked",
            "likely",
        )
    plain = _PLAIN.match(tags, phrase.last, place.last)
    if plain:
        cue = plain.end() - 1
        letter = tags[cue]
        if place.word(cue) == "written":  # a novel written by
            return None
        if letter == "c" or (whole and (letter in "Cr" or place.span.last - place.span.first > 3)):
            return place.answer(phrase, (cue, cue + 1), "X said", "certain" if letter == "c" else "likely")
        return None
    return (
        _after_aside(place, phrase)
        if whole or tags[place.here + 1 : phrase.first].strip(",-a") == ""
        else None
    )


def _after_aside(place: Place, phrase: Phrase) -> Answer | None:
    """As in "…," Ann Lee, the mayor, said. / "…," Lee, who said. / "…," a sign of change, Lee said."""
    tags = place.shape.tags
    closer = _CLOSER.match(tags, phrase.last, place.last)
    if closer:
        subject = subject_of(place.shape, closer.end() - 1, phrase.last)
        if subject is not None and subject.first > phrase.last:
            return place.answer(subject, (closer.end() - 1, closer.end()), "X said", "likely")
    found = _ASIDE.match(tags, phrase.last, place.last)
    if found is None:
        return None
    sure: Confidence = "certain" if "q" not in found[0] else "likely"
    return place.answer(
        phrase,
        (found.end() - 1, found.end()),
        "X, …, said" if "w" not in found[0][-2:] else "X, who said",
        sure,
    )


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
