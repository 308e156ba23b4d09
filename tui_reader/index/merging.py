"""Which segments should become one, told from their sizes alone."""

from collections.abc import Sequence

MOST_SEGMENTS = 8
"""How many segments an index that is not being filled has at most: each makes every look-up a little slower."""

_TINY = 100
_SHARE = 6
_FEWEST = 4


def at_rest(segments: Sequence[tuple[int, int]]) -> list[int]:
    """Which of the segments, given as (documents, deleted documents), to merge; none, or at least one.

    Where they are too many, the smallest are merged until few are left, and all tiny ones with them. One that is
    mostly deleted is written anew.
    """
    mostly_gone = [number for number, (count, deleted) in enumerate(segments) if deleted * 2 > count]
    if len(segments) <= MOST_SEGMENTS:
        return mostly_gone
    smallest = sorted(range(len(segments)), key=lambda number: segments[number][0])
    chosen: list[int] = []
    for number in smallest:
        few = len(segments) - len(chosen) < MOST_SEGMENTS
        if few and segments[number][0] > _TINY:
            break
        chosen.append(number)
    return sorted({*chosen, *mostly_gone})


def while_filling(segments: Sequence[tuple[int, int]], expected: int) -> list[int]:
    """Which to merge while an index is being filled with `expected` documents; usually none.

    The small ones become one as soon as they make up a good share of all, so that each document is written twice,
    and few segments are left to merge at the end.
    """
    size = expected // _SHARE
    small = [number for number, (count, _) in enumerate(segments) if count < size // 2]
    return small if len(small) >= _FEWEST and sum(segments[number][0] for number in small) >= size else []
