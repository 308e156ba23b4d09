"""A quotation before anybody knows its speaker."""

from dataclasses import dataclass


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
