"""Quotes without a cue of their own: carried on from the sentence or the paragraph beside them."""

from dataclasses import replace

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place, Reading


def carry_on(reading: Reading, answers: list[Answer | None]) -> list[Answer | None]:
    """Fill the gaps: from the same statement, the sentence before, the paragraph around."""
    for number, place in enumerate(reading.places):
        if answers[number] is None:
            answers[number] = _from_before(reading, answers, number, place)
    for number in range(len(answers) - 1, -1, -1):
        if answers[number] is None or not reading.spans[number].closed:
            following = _from_after(reading, answers, number)
            if following is not None:
                answers[number] = following
    for number in range(1, len(answers)):
        if answers[number] is None and answers[number - 1] is not None:
            answers[number] = _again(answers[number - 1], "carried on", "guess")
    return answers


def _again(answer: Answer | None, rule: str, confidence: str) -> Answer | None:
    if answer is None or answer.source is None:
        return None
    return replace(answer, cue=None, rule=rule, confidence=confidence)


def _from_before(reading: Reading, answers: list[Answer | None], number: int, place: Place) -> Answer | None:
    if number == 0:
        return None
    before = reading.places[number - 1]
    if before.paragraph == place.paragraph:
        return _again(answers[number - 1], "same paragraph", "certain")
    if not reading.spans[number - 1].closed and before.paragraph == place.paragraph - 1:
        return _again(answers[number - 1], "runs on", "likely")
    return None


def _from_after(reading: Reading, answers: list[Answer | None], number: int) -> Answer | None:
    if number + 1 >= len(answers):
        return None
    place, after = reading.places[number], reading.places[number + 1]
    if after.paragraph == place.paragraph:
        return _again(answers[number + 1], "same paragraph", "likely")
    if not reading.spans[number].closed and after.paragraph == place.paragraph + 1 and answers[number] is None:
        return _again(answers[number + 1], "runs on", "likely")
    return None
