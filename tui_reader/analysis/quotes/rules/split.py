"""One sentence of speech that its cue cuts in two."""

from dataclasses import replace

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place


def split_by_cue(place: Place) -> Answer | None:
    """As in "We would like," said Ann Lee, the mayor of Oslo, "to see it built."."""
    if place.quote == 0 or place.here == place.first or place.shape.tags[place.here - 1] not in ",-":
        return None
    first = place.reading.places[place.quote - 1]
    answer = place.reading.answers[place.quote - 1]
    if answer is None or answer.cue is None or answer.source is None:
        return None
    if (first.paragraph, first.first, first.here) != (place.paragraph, place.first, place.first):
        return None
    behind = place.reading.spans[first.quote].last
    if answer.cue[0] < behind or not place.reading.document.words[place.span.first][:1].islower():
        return None
    return replace(answer, cue=None, rule="…, X said, …")
