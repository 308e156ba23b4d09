"""The rules, in the order in which they are asked. To add one, write a function of a place and put it into RULES."""

import re
from collections.abc import Callable

from tui_reader.analysis.quotes.grammar import Phrase, clause_subject, phrase_after, phrase_before
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.reports import Report

Rule = Callable[[Place], Answer | None]

_AFTER_INVERTED = re.compile(r"[,-]?a*(?P<cue>[cCr])(?P<next>[dnPOULi'ea])")
_FINAL_TAG = re.compile(r"[^|:;.q]*?,(?P<start>)")


def according_to(place: Place) -> Answer | None:
    """ "…," according to Ann Lee. / According to Ann Lee, "…"."""
    tags = place.shape.tags
    for at in range(max(place.first, place.here - 40), min(place.last, place.here + 30)):
        if place.shape.tags[at] == "R" or tags[at] in "in":
            if place.word(at) != "according" or tags[at + 1 : at + 2] != "t":
                continue
            between = tags[at + 2 : place.here] if at < place.here else tags[place.here + 1 : at]
            if "q" in between or any(letter in "cCg" for letter in between):
                continue
            phrase = phrase_after(place.shape, at + 2, place.last)
            if phrase is not None:
                return place.answer(phrase, (at, at + 2), "according to", "likely")
    return None


def said_name(place: Place) -> Answer | None:
    """ "…," said Ann Lee, the mayor of Oslo."""
    found = _AFTER_INVERTED.match(place.after)
    if not found or place.ending not in {",", "?", "!", "-", "–", "—", "…"}:
        return None
    cue = place.here + 1 + found.start("cue")
    phrase = phrase_after(place.shape, cue + 1, place.last)
    if phrase is None or place.shape.tags[phrase.first] == "h":
        return None
    following = place.shape.tags[phrase.last : place.last]
    if following[:1] in tuple("xcCvb") and following:
        return None
    return place.answer(phrase, (cue, cue + 1), "said X", "certain")


def name_said(place: Place) -> Answer | None:
    """ "…," she said. / "…," Ann Lee, the mayor of Oslo, told reporters."""
    tags = place.shape.tags
    start = place.here + 1
    while start < place.last and tags[start] in ",-a":
        start += 1
    if place.ending in {"", "."}:
        return None
    return _following(place, start, "X said", "certain")


def _following(place: Place, start: int, rule: str, confidence: str) -> Answer | None:
    tags = place.shape.tags
    phrase = phrase_after(place.shape, start, place.last)
    if phrase is None:
        return None
    for report in place.reports():
        if report.place < phrase.last or report.letter in "gGR" or report.subject is None:
            continue
        if "q" in tags[start : report.place]:
            return None
        subject = report.subject
        if phrase.first <= subject.head < phrase.last or phrase.first == subject.first:
            return place.answer(subject if subject.relative < 0 else phrase, (report.place, report.place + 1), rule, confidence)
        if report.letter == "c":
            return place.answer(phrase, (report.place, report.place + 1), rule, "likely")
        return None
    return None


def final_tag(place: Place) -> Answer | None:
    """Teachers are "on our side" in this, she said."""
    tags = place.shape.tags
    comma = tags.find(",", place.here + 1, place.last)
    while comma >= 0:
        if any(letter in "q;:" for letter in tags[place.here + 1 : comma]):
            return None
        answer = _following(place, comma + 1, "closing X said", "likely") if _is_tag(tags, comma, place.last) else None
        if answer is not None:
            return answer
        comma = tags.find(",", comma + 1, place.last)
    return None


_TAG = re.compile(r",(?:h|[dnPOULyi'e]+)a*c(?:[mhPOULnpydait']*)(?:[.,|]|$)|,c[dnPOUL']+")


def _is_tag(tags: str, comma: int, last: int) -> bool:
    return _TAG.match(tags, comma, last) is not None


def cue_before(place: Place) -> Answer | None:
    """She said, "…". / Ann Lee called it "…". / He left the room, saying "…"."""
    best: Report | None = None
    for report in place.reports():
        if report.place > place.here:
            break
        if report.subject is not None:
            best = report
        elif report.passive:
            best = None
    if best is None or best.subject is None:
        return None
    between = place.shape.tags[best.place + 1 : place.here]
    sure = "certain" if best.letter == "c" and re.fullmatch(r"[,:Tt]?", between) else "likely" if ";" not in between else "guess"
    return place.answer(best.subject, (best.place, best.place + 1), "X said before", sure)


def colon(place: Place) -> Answer | None:
    """Ann Lee: "…"."""
    found = re.search(r"(?:^|[.|])[dnU(),PO'L]*:$", place.before)
    if not found:
        return None
    phrase = phrase_before(place.shape, place.here - 1, place.first)
    return place.answer(phrase, None, "X:", "likely") if phrase else None


def inside_sentence(place: Place) -> Answer | None:
    """The subject of the sentence in which the quote stands."""
    if not place.before.strip("ka,-.("):
        return None
    subject = clause_subject(place.shape, place.here, place.first)
    return place.answer(subject, None, "subject of the sentence", "guess") if subject else None


RULES: tuple[Rule, ...] = (colon, said_name, name_said, according_to, final_tag, cue_before, inside_sentence)
