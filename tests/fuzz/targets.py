"""What is fuzzed: reader, queries, analysis and painter, each with what must hold of any bytes at all."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from tests.fuzz.files import marks_of, preferences_of, stories_of
from tests.fuzz.painting import painted
from tests.fuzz.searching import asked
from tui_reader.analysis.corrections import (
    Correction,
    MergeCorrection,
    MuteCorrection,
    corrected,
    describe,
    from_record,
    record,
    speaker_correction,
)
from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.anchor import anchor, find

_READERS: tuple[Callable[[bytes], object], ...] = (stories_of, preferences_of, marks_of)


def reader(data: bytes) -> None:
    """A file is what it should be, clean and whole, or it is told why not: the first byte chooses what it is read as."""
    _READERS[data[0] % len(_READERS) if data else 0](data[1:])


def query(data: bytes) -> None:
    """A query is understood, or its problems are named; it is answered by an index, and finds stretches of a text."""
    asked(data)


def analysis(data: bytes) -> None:
    """Quotes and names are stretches of the text, their entities are there, and corrections leave it so."""
    text = data.decode("utf-8", "replace")
    found = analyze(text)
    _is_whole(text, found)
    for quote in found.quotes[:3]:
        kept = anchor(text, quote.start, quote.end)
        place = find(text, kept)
        assert place is None or 0 <= place[0] < place[1] <= len(text)
        assert place or not kept.words.strip()
    names = [entity.name for entity in found.entities]
    corrections: list[Correction] = [
        speaker_correction(text, quote, speaker)
        for quote in found.quotes[:2]
        for speaker in (None, *names[:1])
    ]
    corrections += [MuteCorrection(name) for name in names[-1:]]
    corrections += [MergeCorrection(*pair) for pair in pairwise(names[:3])]
    for correction in corrections:
        assert describe(correction)
        assert from_record(record(correction)) == correction
    _is_whole(text, corrected(text, found, corrections))


def painter(data: bytes) -> None:
    """Every line fits the width and is clean: with signs, without and in words, lit, marked, found, linked and chosen."""
    painted(data)


def _is_whole(text: str, found: Analysis) -> None:
    last = 0
    for quote in found.quotes:
        assert last <= quote.start < quote.end <= len(text)
        assert quote.speaker is None or quote.speaker in found.by_id
        last = quote.end
    for entity in found.entities:
        assert all(0 <= mention.start < mention.end <= len(text) for mention in entity.mentions)
        assert all(0 <= start < end <= len(text) for start, end in entity.roles)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "reader": reader,
    "query": query,
    "analysis": analysis,
    "painter": painter,
}
