"""The speaker stands before the quote, as the subject of a cue."""

import re

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.reports import Report

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
        return place.answer(report.subject, (report.place, report.place + 1), "X said, …", "certain" if report.letter == "c" else "likely")
    if between[-1] in ",:" and _ADJACENT.fullmatch(between):
        return place.answer(report.subject, (report.place, report.place + 1), "X told Y, …", "likely")
    return None


def called(place: Place) -> Answer | None:
    """Ann Lee called the plan "…". / He attacked the plan, calling it "…"."""
    report = _nearest(place, "cgCG")
    if report is None or report.subject is None or report.letter not in "CG":
        return None
    if place.word(report.place) in {"call", "called", "calls", "calling"} and place.shape.tags[report.place + 1] in "pt":
        return None
    return place.answer(report.subject, (report.place, report.place + 1), "X called", "likely")


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
    return place.answer(report.subject, (report.place, report.place + 1), "X hoped", "guess")


def _nearest(place: Place, letters: str) -> Report | None:
    """The nearest cue of these kinds before the quote."""
    best: Report | None = None
    for report in place.reports():
        if report.place > place.here:
            break
        if report.letter in letters and (report.subject is not None or report.passive):
            best = report
    return best
