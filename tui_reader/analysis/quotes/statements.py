"""Which quotes belong together: split by their cue, or running over paragraphs."""

from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Reading


def statements(reading: Reading, answers: list[Answer | None]) -> list[int]:
    """The number of the statement of each quote, counted from 0 in reading order."""
    numbers: list[int] = []
    for number, place in enumerate(reading.places):
        joined = False
        if number:
            before = reading.places[number - 1]
            if before.paragraph == place.paragraph:
                joined = _joined(answers[number - 1], answers[number])
            else:
                joined = not reading.spans[number - 1].closed and before.paragraph + 1 == place.paragraph
        numbers.append((numbers[-1] if numbers else -1) + (not joined))
    return numbers


def _joined(before: Answer | None, after: Answer | None) -> bool:
    if before is None or after is None or before.source is None or after.source is None:
        return False
    return (before.source.first, before.source.last) == (after.source.first, after.source.last)
