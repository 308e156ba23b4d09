"""The paragraphs of a story, kept as numbers side by side: a large file may have millions of them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import get_args, overload

from tui_reader.article.model import Paragraph, ParagraphKind

_KINDS: tuple[ParagraphKind, ...] = get_args(ParagraphKind)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}


class Paragraphs(Sequence[Paragraph]):
    """Each takes 16 bytes, and what an item's number takes; it becomes a `Paragraph` when it is asked for."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self._starts, self._ends = array("i"), array("i")
        self._kinds, self._levels = array("i"), array("i")
        self._numbers: dict[int, str] = {}
        self._parted: set[int] = set()
        self._last: tuple[int | None, Paragraph] = None, Paragraph(0, 0)
        for start, end, kind, level, number, parted in paragraphs:
            if number:
                self._numbers[len(self._starts)] = number
            if parted:
                self._parted.add(len(self._starts))
            self._starts.append(start)
            self._ends.append(end)
            self._kinds.append(_CODES[kind])
            self._levels.append(level)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Paragraph: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Paragraph]: ...
    def __getitem__(self, at: int | slice) -> Paragraph | Sequence[Paragraph]:
        known, paragraph = self._last  # whoever draws asks for the same one again and again
        if at == known:
            return paragraph
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        at = range(len(self))[at]
        paragraph = Paragraph(
            self._starts[at],
            self._ends[at],
            _KINDS[self._kinds[at]],
            self._levels[at],
            self._numbers.get(at, ""),
            at in self._parted,
        )
        self._last = at, paragraph
        return paragraph

    def __iter__(self) -> Iterator[Paragraph]:
        kinds = map(_KINDS.__getitem__, self._kinds)
        numbers = map(self._numbers.get, range(len(self)), repeat("")) if self._numbers else repeat("")
        parted = map(self._parted.__contains__, range(len(self))) if self._parted else repeat(False)
        return map(Paragraph, self._starts, self._ends, kinds, self._levels, numbers, parted)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Paragraphs) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash((self._starts.tobytes(), self._ends.tobytes()))
