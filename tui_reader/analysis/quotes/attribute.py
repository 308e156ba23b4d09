"""Who speaks each quote: an ordered row of small rules, the first that answers wins."""

from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.carry import carry_on
from tui_reader.analysis.quotes.model import Answer, QuoteSpan
from tui_reader.analysis.quotes.place import Place, Reading
from tui_reader.analysis.quotes.rules import RULES
from tui_reader.analysis.quotes.shape import shape_of
from tui_reader.analysis.tokens import Document


def attribute(reading: Reading) -> list[Answer | None]:
    """One answer for each quote, None where nothing says who speaks."""
    answers = reading.answers
    for place in reading.places:
        answer = None
        for rule in RULES:
            answer = rule(place)
            if answer is not None:
                break
        answers.append(answer)
    return carry_on(reading, answers)


def read_around(document: Document, names: Names, spans: list[QuoteSpan]) -> Reading:
    """The shapes of all paragraphs that hold quotes, and the place of each quote."""
    reading = Reading(document, names, spans)
    number = 0
    while number < len(spans):
        paragraph = document.paragraph_of(spans[number].first)
        last = number
        end = document.paragraphs[paragraph][1]
        while last < len(spans) and spans[last].first < end:
            last += 1
        shape = shape_of(document, names, spans, document.paragraphs[paragraph], range(number, last))
        for quote in range(number, last):
            reading.places.append(Place(reading, shape, quote, paragraph, shape.places[quote]))
        number = last
    return reading
