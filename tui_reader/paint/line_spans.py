"""Where each line of a page comes from, kept as numbers side by side: a long story has a million lines."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, get_args, overload

Kind = Literal["title", "meta", "blank", "label", "context", "rule", "text"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


class LineSpan(NamedTuple):
    """Where a line comes from: `start` and `end` count code points of the headline or the text.

    The text begins `indent` cells right of the column's edge.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    paragraph: int = -1
    first: bool = False
    indent: int = 0


_FIELDS = len(LineSpan._fields)


class LineSpans(Sequence[LineSpan]):
    """The lines of a page; each takes 24 bytes, and becomes a `LineSpan` when it is asked for."""

    def __init__(self, lines: Iterable[LineSpan]) -> None:
        self._numbers = array("i")
        for kind, start, end, paragraph, first, indent in lines:
            self._numbers.extend((_NUMBERS[kind], start, end, paragraph, first, indent))

    def __len__(self) -> int:
        return len(self._numbers) // _FIELDS

    @overload
    def __getitem__(self, at: int) -> LineSpan: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[LineSpan]: ...
    def __getitem__(self, at: int | slice) -> LineSpan | Sequence[LineSpan]:
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        begin = range(len(self))[at] * _FIELDS
        kind, start, end, paragraph, first, indent = self._numbers[begin : begin + _FIELDS]
        return LineSpan(_KINDS[kind], start, end, paragraph, first == 1, indent)

    def of_text(self) -> "array[int]":
        """The numbers of the lines that hold text."""
        text = _NUMBERS["text"]
        return array("i", (number for number, kind in enumerate(self._numbers[::_FIELDS]) if kind == text))

    def starts(self, lines: Iterable[int]) -> "array[int]":
        """Where each of some lines starts."""
        return array("i", (self._numbers[number * _FIELDS + 1] for number in lines))

    def first_of_paragraphs(self) -> "array[int]":
        """The numbers of the lines with which a paragraph begins, but for one on the very first line."""
        found, before = array("i"), -1
        for number, paragraph in enumerate(self._numbers[3::_FIELDS]):
            if paragraph not in (-1, before):
                found.append(number)
            before = paragraph
        return found
