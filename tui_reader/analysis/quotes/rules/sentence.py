"""Nothing in the sentence reports: its subject is the best guess."""

from tui_reader.analysis.quotes.grammar import clause_subject
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place


def subject_of_sentence(place: Place) -> Answer | None:
    """Ann Lee ran on "…"."""
    if not place.before.strip("ka,-.("):
        return None
    subject = clause_subject(place.shape, place.here, place.first)
    if subject is None:
        return None
    verb = place.shape.tags[subject.last : place.here].lstrip("xa")[:1]
    if place.shape.tags[subject.head] not in "PUOh" and verb in tuple("b,"):
        return None
    answer = place.answer(subject, None, "subject of the sentence", "guess")
    thing = answer.source is not None and answer.source.entity is None and answer.source.words.lower() == "it"
    return None if thing else answer
