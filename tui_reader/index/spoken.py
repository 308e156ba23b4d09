"""The quotes of an article as the index keeps them: where each stands in the story, and among the positions of `said`."""

import struct
import sys
from array import array
from collections.abc import Sequence
from typing import NamedTuple, get_args

from tui_reader.analysis.model import Confidence

_CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
_COUNT = struct.Struct("<I")
_COLUMNS = 4


class Spoken(NamedTuple):
    """One quote: `place` is the position of its first word in `said`; `start` and `end` are code points of the story."""

    place: int
    start: int
    end: int
    speaker: str | None
    confidence: Confidence


def pack(quotes: Sequence[Spoken]) -> bytes:
    """The quotes as bytes; none for no quotes."""
    if not quotes:
        return b""
    names = list(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    numbers = {name: number for number, name in enumerate(names, 1)}
    values = array("I")
    for quote in quotes:
        speaker = numbers[quote.speaker] if quote.speaker else 0
        values.extend(
            (quote.place, quote.start, quote.end, speaker << 2 | _CONFIDENCES.index(quote.confidence))
        )
    if sys.byteorder == "big":
        values.byteswap()
    return _COUNT.pack(len(quotes)) + values.tobytes() + "\n".join(names).encode()


def unpack(data: bytes) -> list[Spoken]:
    """The quotes from bytes, by place.

    Raises:
        ValueError, IndexError, struct.error: these bytes are damaged.
    """
    if not data:
        return []
    (count,) = _COUNT.unpack_from(data)
    values = array("I")
    end = _COUNT.size + count * _COLUMNS * values.itemsize
    values.frombytes(data[_COUNT.size : end])
    if sys.byteorder == "big":
        values.byteswap()
    names = [None, *data[end:].decode().split("\n")]
    return [
        Spoken(
            values[at],
            values[at + 1],
            values[at + 2],
            names[values[at + 3] >> 2],
            _CONFIDENCES[values[at + 3] & 3],
        )
        for at in range(0, count * _COLUMNS, _COLUMNS)
    ]
