"""Quotes without a cue of their own: the sentence before or after, the paragraph before or after says who speaks."""

import re
from dataclasses import replace

from tui_reader.analysis.model import Confidence
from tui_reader.analysis.quotes.grammar import clause_subject, phrase_after, phrase_before
from tui_reader.analysis.quotes.model import Answer, Source
from tui_reader.analysis.quotes.place import Place, Reading
from tui_reader.analysis.quotes.reports import Report
from tui_reader.analysis.quotes.shape import Shape

_INVERTED_CUE = re.compile(r"c[PUOdnL']+[:.]?$")  # Stated Ann Lee:
_ACTING = re.compile(r"P(?=[xa]*[cCrve])")
_ASKED = frozenset(["asked", "asks", "wondered"])
_SENTENCES = 8  # how far back a speaker is carried on
Answers = list[Answer | None]


def carry_on(reading: Reading, answers: Answers) -> Answers:
    """Fill the gaps in reading order, then what runs on backwards from the paragraph that names its speaker."""
    for number in range(len(answers)):
        if answers[number] is None:
            answers[number] = _same_sentence(reading, answers, number)
        if answers[number] is None:
            answers[number] = _sentence_before(reading, answers, number)
    for number in range(len(answers) - 2, -1, -1):
        if answers[number] is None:
            answers[number] = _colon_before(reading, number) or _later(reading, answers, number)
    for number in range(len(answers)):
        if answers[number] is None:
            answers[number] = _paragraph_before(reading, answers, number)
    return answers


def _again(answer: Answer | None, rule: str, confidence: Confidence) -> Answer | None:
    """The same source by another rule."""
    if answer is None or answer.source is None:
        return None
    return replace(answer, cue=None, rule=rule, confidence=confidence)


def _stands_alone(place: Place) -> bool:
    """Whether the quote is a sentence of its own, apart from a word such as "But" before it."""
    return not place.before.strip("ka,-.(") and not place.after.strip(",.-)|")


def _same_sentence(reading: Reading, answers: Answers, number: int) -> Answer | None:
    """Another quote of the sentence has a speaker: "this," he said, and that was "that"."""
    place = reading.places[number]
    for other in (number - 1, number + 1):
        if 0 <= other < len(answers) and (reading.places[other].paragraph, reading.places[other].first) == (
            place.paragraph,
            place.first,
        ):
            found = _again(answers[other], "same sentence", "guess")
            if found:
                return found
    return None


def _sentence_before(reading: Reading, answers: Answers, number: int) -> Answer | None:
    """The sentence before, in the same paragraph: "…," she said. "…"."""
    place = reading.places[number]
    shape = place.shape
    begins = place.first == place.here
    last = place.first
    distance = 0
    while last > 0 and distance < _SENTENCES:
        first = shape.sentence(last - 1)[0]
        quotes = [
            n for n in range(max(number - 8, 0), number) if _inside(reading.places[n], place, first, last)
        ]
        spoken = next((n for n in reversed(quotes) if answers[n] is not None), None)
        if spoken is not None and answers[spoken].source is not None:  # type: ignore[union-attr]
            return _again(
                answers[spoken], "same paragraph", _as_sure(answers[spoken], distance, begins=begins)
            )
        found = _speaker_of_sentence(reading, shape, place.paragraph, first, last - 1)
        if found is not None:
            return replace(found, confidence="guess")
        last = first
        distance += 1
    if (
        number
        and not reading.spans[number - 1].closed
        and reading.places[number - 1].paragraph + 1 == place.paragraph
    ):
        return _again(answers[number - 1], "runs on", "likely")
    return None


def _as_sure(answer: Answer | None, distance: int, *, begins: bool) -> Confidence:
    """How sure an answer is that is carried on over `distance` sentences; `begins`: the quote begins its sentence."""
    if answer is None or distance or not begins:
        return "guess"
    return answer.confidence


def _inside(other: Place, place: Place, first: int, last: int) -> bool:
    return other.paragraph == place.paragraph and first <= other.here < last


def _speaker_of_sentence(
    reading: Reading, shape: Shape, paragraph: int, first: int, last: int, *, colon: bool = False
) -> Answer | None:
    """Who reports in a sentence without quotes, or who it is about; before a colon anybody may be."""
    inverted = _INVERTED_CUE.match(shape.tags, first, last)
    if inverted:
        phrase = phrase_after(shape, first + 1, last)
        if phrase is not None:
            return Answer(
                reading.source(shape, phrase), (shape.at[first], shape.at[first] + 1), "X said. …", "likely"
            )
    subject = clause_subject(shape, last, first)
    main = subject is not None and shape.tags[subject.head] in "hP"
    for report in reversed(reading.reports(shape, paragraph, first, last)):
        if (
            report.subject is not None
            and (
                report.letter in "cgC"
                or (report.letter == "r" and shape.tags[report.place + 1 : report.place + 2] == "T")
            )
            and not (main and _aside(shape, report, first) and shape.tags[report.place + 1 : last] != ":")
        ):
            cue = (shape.at[report.place], shape.at[report.place] + 1)
            return Answer(reading.source(shape, report.subject), cue, "X said. …", "likely")
    if subject is not None and (main or colon):
        source = reading.source(shape, subject)
        if source.entity is not None or (colon and shape.tags[subject.head] in "nU"):
            return Answer(source, None, "X did. …", "guess")
    return None


def _aside(shape: Shape, report: Report, first: int) -> bool:
    """Whether a report stands in a clause that hangs on another: she laughs when I tell her."""
    if report.subject is None:
        return True
    start = report.subject.first
    return report.subject.relative >= 0 or (start > first and shape.tags[start - 1] in "uw")


def _later(reading: Reading, answers: Answers, number: int) -> Answer | None:
    """The next quote names the speaker: in the same paragraph, or where the quotation runs on."""
    place, after = reading.places[number], reading.places[number + 1]
    if after.paragraph == place.paragraph and _stands_alone(place):
        return _again(answers[number + 1], "same paragraph, later", "likely")
    if not reading.spans[number].closed and after.paragraph == place.paragraph + 1:
        return _again(answers[number + 1], "runs on, later", "guess")
    return None


def _colon_before(reading: Reading, number: int) -> Answer | None:
    """The paragraph before ends with a colon: Ann Lee wrote: ¶ "…"."""
    place = reading.places[number]
    document = reading.document
    if place.paragraph == 0 or not _stands_alone(place):
        return None
    last = document.paragraphs[place.paragraph - 1][1]
    if document.words[last - 1] != ":" or place.first > 0:
        return None
    before = [
        other
        for other in reading.places[max(number - 8, 0) : number]
        if other.paragraph == place.paragraph - 1
    ]
    shape = before[-1].shape if before else reading.plain_shape(place.paragraph - 1)
    begin, end = shape.sentence(len(shape.tags) - 1)
    found = _speaker_of_sentence(reading, shape, place.paragraph - 1, begin, end, colon=True)
    return replace(found, rule="X said: ¶ …", confidence="likely") if found else None


def _paragraph_before(reading: Reading, answers: Answers, number: int) -> Answer | None:
    """The paragraph before ends with a colon, or with the speaker."""
    place = reading.places[number]
    if place.paragraph == 0 or not _stands_alone(place):
        return None
    before = [
        n for n in range(max(number - 8, 0), number) if reading.places[n].paragraph == place.paragraph - 1
    ]
    spoken = next((n for n in reversed(before) if answers[n] is not None), None)
    document = reading.document
    shape = reading.places[before[-1]].shape if before else reading.plain_shape(place.paragraph - 1)
    begin, end = shape.sentence(len(shape.tags) - 1)
    ends_with_quote = "q" in shape.tags[begin:end]
    if not ends_with_quote:
        found = _speaker_of_sentence(reading, shape, place.paragraph - 1, begin, end)
        if found is not None:
            return replace(found, rule="X said. ¶ …", confidence="guess")
    if spoken is None:
        acting = [found.start() for found in _ACTING.finditer(shape.tags, begin, end)]
        phrase = phrase_before(shape, acting[-1] + 1, begin) if acting else None
        return Answer(reading.source(shape, phrase), None, "X did. ¶ …", "guess") if phrase else None
    if document.text[reading.spans[spoken].end - 1] == "?" and reading.spans[spoken].closed:
        answerer = _answerer(reading, answers, number, spoken)
        if answerer is not None or _was_asked(reading, answers[spoken]):
            return answerer
    return _again(answers[spoken], "carried on", "guess")


def _was_asked(reading: Reading, answer: Answer | None) -> bool:
    """Whether a question was put to somebody, who then answers: "Why?" Ann Lee asked."""
    return answer is not None and answer.cue is not None and reading.document.words[answer.cue[0]] in _ASKED


def _answerer(reading: Reading, answers: Answers, number: int, question: int) -> Answer | None:
    """Who answers a question: whoever spoke before the one who asks."""
    asker = answers[question]
    for other in range(question - 1, max(question - 4, -1), -1):
        answer = answers[other]
        if reading.places[other].paragraph < reading.places[number].paragraph - 2:
            break
        if answer and answer.source and asker and asker.source and _other(answer.source, asker.source):
            return _again(answer, "answers X", "guess")
    return None


def _other(one: Source, two: Source) -> bool:
    """Whether two sources differ."""
    return (
        one.entity != two.entity
        if one.entity is not None and two.entity is not None
        else one.words != two.words
    )
