"""A quotation before anybody knows its speaker, and what the rules say about it afterwards."""

from dataclasses import dataclass

from tui_reader.analysis.model import Confidence


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """One stretch between quotation marks within one paragraph.

    `start` and `end` are code points and leave the marks out; `first` and `last` are the tokens inside
    (last exclusive). `opened` is False when the stretch runs on from the paragraph before without an
    opening mark, `closed` is False when it runs on into the next paragraph.
    """

    start: int
    end: int
    first: int
    last: int
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: tokens `first` to `last` (exclusive) are the mention nearby, the local speaker.

    `entity` is an index in `Names.entities`, or None for an unnamed source, whose own words are `words`.
    """

    first: int
    last: int
    entity: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of one quote: its source (None: nobody), the tokens of its cue, and how sure it is."""

    source: Source | None
    cue: tuple[int, int] | None
    rule: str
    confidence: Confidence
