"""Looking up which of many stretches lie on a line, without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Stretch(NamedTuple, Generic[Value]):
    """Code points from `start` to `end`, and what they stand for."""

    start: int
    end: int
    value: Value


class Stretches(Generic[Value]):
    """Stretches in reading order; they may lie within one another."""

    def __init__(self, stretches: Iterable[tuple[int, int, Value]]) -> None:
        self._all = sorted((Stretch(*stretch) for stretch in stretches), key=lambda found: found[:2])
        self._starts = [stretch.start for stretch in self._all]
        # The furthest end so far grows with each stretch, so that it can be searched by halves.
        self._ends = list(accumulate((stretch.end for stretch in self._all), max))

    def on(self, start: int, end: int) -> list[Stretch[Value]]:
        """Those that share a code point with the ones from `start` to `end`, in reading order."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [stretch for stretch in self._all[first:last] if stretch.end > start]
