"""The speaker stands before the quote, as the subject of a cue."""

import re

from tui_reader.analysis.model import Confidence
from tui_reader.analysis.quotes.grammar import phrase_after, subject_of
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.reports import Report

_NP = r"(?:h|[dnPOULyi'e]*[nPOUL](?:p[dnPOULyi'e]*[nPOUL])?)"
_BURST = re.compile(r"[rRve](?:a|p[dnPOUL']+|m|h){0,2}[,:-]$")
_PASSING = re.compile(rf",(?:(?P<subject>{_NP})[xa]*c|c(?P<name>{_NP})),")
_VERB_FOLLOWS = re.compile(r",a*[xbcCrve]")
_CLAUSE_FOLLOWS = re.compile(rf"[,q]a*{_NP}[xa]*[bcCrvex]")
_ADJACENT = re.compile(r"[mPOULnad']{0,6}[,:]?T?[,:]?")


def said_right_before(place: Place) -> Answer | None:
    """She said, "…". / Ann Lee told the council: "…"."""
    report = _nearest(place, "cg")
    if report is None:
        return None
    if report.subject is None:
        asked = place.shape.tags[report.place + 1 : place.here] in {",", ":"}
        cue = (place.shape.at[report.place], place.shape.at[report.place] + 1)
        return Answer(None, cue, "was asked", "likely") if asked and report.passive else None
    between = place.shape.tags[report.place + 1 : place.here]
    if not between or between in {",", ":", "T", "T,", ",T"}:
        return place.answer(
            report.subject,
            (report.place, report.place + 1),
            "X said, …",
            "certain" if report.letter == "c" and _beside(place, report) else "likely",
        )
    if between[-1] in ",:" and _ADJACENT.fullmatch(between):
        return place.answer(report.subject, (report.place, report.place + 1), "X told Y, …", "likely")
    return None


def _beside(place: Place, report: Report) -> bool:
    """Whether a person or a pronoun stands right beside the cue, so that little can go wrong."""
    tags, subject = place.shape.tags, report.subject
    if subject is None or subject.relative >= 0 or tags[subject.head] not in "Ph":
        return False
    return not tags[subject.last : report.place].strip("xa") and subject.last <= report.place


def burst_out(place: Place) -> Answer | None:
    """Any verb will do before a comma and a whole sentence: Ann Lee shot back, "…"."""
    found = _BURST.search(place.shape.tags, max(place.first, place.here - 12), place.here)
    if not found or place.ending == "":
        return None
    verb = found.start()
    if (
        place.shape.tags[verb - 1 : verb] == "b"
        or _nearest(place, "cg") is not None
        or place.word(verb) in word_set("works", "works")
    ):
        return None
    subject = subject_of(place.shape, verb, place.first)
    if subject is None or subject.relative >= 0:
        return None
    return place.answer(subject, (verb, verb + 1), "X shot back, …", "likely")


def said_in_passing(place: Place) -> Answer | None:
    """The plan, she said, was what others called "…"."""
    best = None
    for found in _PASSING.finditer(place.shape.tags, place.first, place.here):
        best = found
    if best is None:
        return None
    side = "subject" if best["subject"] else "name"
    phrase = phrase_after(place.shape, best.start(side), best.end(side))
    cue = best.end() - 2 if best["subject"] else best.start() + 1
    return place.answer(phrase, (cue, cue + 1), ", X said,", "likely") if phrase else None


def called(place: Place) -> Answer | None:
    """Ann Lee called the plan "…". / He attacked the plan, calling it "…"."""
    report = _nearest(place, "cgCG")
    if report is None or report.subject is None or report.letter not in "CG":
        return None
    sure: Confidence = "likely" if place.shape.tags[report.subject.head] in "Ph" else "guess"
    return place.answer(report.subject, (report.place, report.place + 1), "X called", sure)


def said_before(place: Place) -> Answer | None:
    """Ann Lee said that the plan was "…". / He left the room, adding that it was "…"."""
    report = _nearest(place, "cgCG")
    if report is None or report.subject is None:
        return None
    return place.answer(report.subject, (report.place, report.place + 1), "X said that …", "likely")


def weakly_said(place: Place) -> Answer | None:
    """Ann Lee hoped that the plan was "…"."""
    report = _nearest(place, "rR")
    if report is None or report.subject is None:
        return None
    return place.answer(report.subject, (report.place, report.place + 1), "words after a verb", "guess")


def _nearest(place: Place, letters: str) -> Report | None:
    """The nearest cue of these kinds before the quote; what would be said counts only when nothing was."""
    best: Report | None = None
    for report in place.reports():
        if report.place > place.here:
            break
        if (
            report.letter not in letters
            or (report.subject is None and not report.passive)
            or _closed(place, report)
        ):
            continue
        if best is None or report.real or not best.real:
            best = report
    if best is not None and not best.real and letters == "cgCG":
        return _nearest_real(place, best) or best
    return best


def _nearest_real(place: Place, unreal: Report) -> Report | None:
    """What was hoped comes before what would be said: she hoped that members would remember it."""
    found = [
        r for r in place.reports() if r.place < unreal.place and r.letter == "r" and r.real and r.subject
    ]
    return found[-1] if found and not _closed(place, found[-1]) else None


def _closed(place: Place, report: Report) -> bool:
    """Whether the clause of the cue ends before the quote: the mayor, who said no, is "…"."""
    tags = place.shape.tags
    between = tags[report.place + 1 : place.here].rstrip(",:")
    if "," not in between and "q" not in between:
        return False
    start = tags.rfind(",w", place.first, report.place)
    if start >= 0 and "," not in tags[start + 2 : report.place] and "," in between:
        return _VERB_FOLLOWS.search(between) is not None
    return (
        tags[place.first] == "u"
        and "," not in tags[place.first : report.place]
        and _CLAUSE_FOLLOWS.search(between) is not None
    )
