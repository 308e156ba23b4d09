"""What can be put right by hand at a place of a story, as questions with their answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui_reader.analysis.corrections import (
    Correction,
    MergeCorrection,
    MuteCorrection,
    describe,
    speaker_correction,
)
from tui_reader.analysis.model import Analysis, Entity, Quote
from tui_reader.paint.cast import cast
from tui_reader.shelf.corrections import KeptCorrection
from tui_reader.ui.screens.chooser import Choice

_SHORT = 60


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The correction on the shelf that no longer holds."""

    id: str


Answer = Correction | TakeBack
Answers = list[Choice[Answer]]


def about_quote(text: str, analysis: Analysis, quote: Quote) -> tuple[str, Answers]:
    """Who says a quote: the cast, those who speak first, or nobody."""
    words = " ".join(text[quote.start : quote.end].split()).rstrip(",;")
    short = words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"
    answers = [
        Choice[Answer](
            entity.name,
            speaker_correction(text, quote, entity.name),
            "as it is now" if entity.id == quote.speaker else detail,
        )
        for entity, detail in _cast(analysis)
        if entity.type != "place"
    ]
    answers.append(Choice("Nobody", speaker_correction(text, quote, None), "these words have no speaker"))
    return f"Who says “{short}”?", answers


def typed_speaker(text: str, quote: Quote, name: str) -> Choice[Answer]:
    """A speaker who is not in the cast."""
    return Choice(name, speaker_correction(text, quote, name), "as typed")


def about_name(analysis: Analysis, entity: Entity) -> tuple[str, Answers]:
    """Whom a name means: somebody else of the cast, or nobody and nothing."""
    answers = [
        Choice[Answer](other.name, MergeCorrection(entity.name, other.name), detail)
        for other, detail in _cast(analysis)
        if other.id != entity.id
    ]
    answers.sort(key=lambda answer: _of_other_type(analysis, entity, answer))
    answers.insert(0, Choice("No name", MuteCorrection(entity.name), "it is not lit any more"))
    return f"{entity.name} is the same as…", answers


def take_back(kept: Sequence[KeptCorrection]) -> Answers:
    """The corrections of a story, each to be taken back; the latest first."""
    return [Choice(f"Take back: {describe(each.correction)}", TakeBack(each.id)) for each in reversed(kept)]


def _cast(analysis: Analysis) -> Iterator[tuple[Entity, str]]:
    """The cast in its order, each with a word about it."""
    for group in cast(analysis):
        for row in group.rows:
            yield row.entity, "speaks" if row.share else row.entity.type


def _of_other_type(analysis: Analysis, entity: Entity, answer: Choice[Answer]) -> bool:
    other = next((each for each in analysis.entities if each.name == answer.title), entity)
    return other.type != entity.type
