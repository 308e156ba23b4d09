"""Finding quotations, apart from finding who speaks them: an ordered row of small rules does the latter.

marks.py and find.py pair quotation marks. shape.py writes a paragraph as one letter a word (lexicon.py knows the
letters); grammar.py finds noun phrases and subjects in it, reports.py the cues with their subjects. rules/ says who
speaks, carry.py fills the gaps from the sentences around; sources.py, described.py and unnamed.py tell whom a phrase
means. speech.py and titles.py drop what is no speech, statements.py joins what is one. For those who show quotes,
nouns.py has the noun of an unnamed source, and telling.py the words of the story around a cue.
"""

from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.attribute import attribute, read_around
from tui_reader.analysis.quotes.find import find_quotes
from tui_reader.analysis.quotes.model import Answer, QuoteSpan
from tui_reader.analysis.quotes.speech import is_speech
from tui_reader.analysis.quotes.statements import statements
from tui_reader.analysis.tokens import Document

__all__ = ["find_quotes", "speech_of"]


def speech_of(
    document: Document,
    names: Names,
    spans: list[QuoteSpan],
) -> list[tuple[QuoteSpan, Answer | None, int]]:
    """The quotes that are speech, each with who speaks and the number of its statement."""
    reading = read_around(document, names, spans)
    answers = attribute(reading)
    for number, place in enumerate(reading.places):
        reading.speech[number] = is_speech(place, answers[number])
    kept = [number for number, speech in reading.speech.items() if speech]
    reading.places = [reading.places[n] for n in kept]
    answers = [answers[n] for n in kept]
    reading.spans = [spans[n] for n in kept]
    numbers = statements(reading, answers)
    return list(zip(reading.spans, answers, numbers, strict=True))
