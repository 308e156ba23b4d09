"""Whether marked words are speech, or a title, a nickname, a term or a scare quote."""

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place


def is_speech(place: Place, answer: Answer | None) -> bool:
    """Whether the quote reports words."""
    span = place.span
    length = span.last - span.first
    if answer is None:
        return length > 5
    return length > 3 or answer.confidence != "guess"
