"""Finding a passage again after its text was edited.

An anchor is the passage's words with a little of what stood around them, as in the Web Annotation model's
TextQuoteSelector. Where the words stand unchanged they are found wherever they moved to; where they were
edited, the stretch that shares most of their words in the same order is taken, if it shares enough.
"""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

_AROUND = 32
_ALIKE = 0.6
"""The least share of words that an edited passage keeps; below it, it is another passage."""
_SEEDS = 8
_WINDOWS = 24
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


class Anchor(NamedTuple):
    """A passage: its `words`, up to 32 code points `before` and `after` them, and where it `start`ed."""

    words: str
    before: str
    after: str
    start: int


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of a stretch of `text`, in code points, end exclusive."""
    return Anchor(text[start:end], text[max(start - _AROUND, 0) : start], text[end : end + _AROUND], start)


def find(text: str, passage: Anchor) -> Span | None:
    """Where the passage stands in `text` now, in code points, end exclusive; None when it has gone."""
    end = passage.start + len(passage.words)
    if not passage.words.strip():
        return None
    if text[passage.start : end] == passage.words and anchor(text, passage.start, end) == passage:
        return passage.start, end
    return _unchanged(text, passage) or _edited(text, passage)


def same_words(text: str, passage: Anchor) -> Span | None:
    """Where the very words of the passage stand in `text` now; None when they were edited or have gone."""
    return _unchanged(text, passage) if passage.words.strip() else None


def _unchanged(text: str, passage: Anchor) -> Span | None:
    """The occurrence of the very words whose surroundings are most alike, the nearest among equals."""
    best: tuple[int, int] | None = None
    at = text.find(passage.words)
    found = -1
    while at >= 0:
        end = at + len(passage.words)
        alike = _common_end(text[max(at - _AROUND, 0) : at], passage.before) + _common_start(
            text[end : end + _AROUND], passage.after
        )
        score = (alike, -abs(at - passage.start))
        if best is None or score > best:
            best, found = score, at
        at = text.find(passage.words, at + max(len(passage.words), 1))
    return None if found < 0 else (found, found + len(passage.words))


def _edited(text: str, passage: Anchor) -> Span | None:
    """The stretch with most of the words in their order: looked for around the passage's rarest words."""
    wanted = [match[0].casefold() for match in _WORD.finditer(passage.words)]
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    if len(wanted) < 2:
        return None
    counts = Counter(word for word, _, _ in tokens)
    rare = sorted({word for word in wanted if counts[word]}, key=lambda word: (counts[word], word))[:_SEEDS]
    first_place = {word: wanted.index(word) for word in rare}
    begins = Counter(at - first_place[word] for at, (word, _, _) in enumerate(tokens) if word in first_place)
    best: tuple[float, int] = (_ALIKE, 0)
    found: Span | None = None
    slack = max(len(wanted) // 3, 2)
    for begin, _ in begins.most_common(_WINDOWS):
        first = max(begin - slack, 0)
        window = tokens[first : max(begin, 0) + len(wanted) + slack]
        blocks = [
            block
            for block in SequenceMatcher(
                None, wanted, [word for word, _, _ in window], autojunk=False
            ).get_matching_blocks()
            if block.size
        ]
        kept = sum(block.size for block in blocks) / len(wanted)
        if not blocks or (score := (kept, -abs(window[blocks[0].b][1] - passage.start))) < best:
            continue
        last = blocks[-1].b + blocks[-1].size - 1
        best, found = score, (window[blocks[0].b][1], window[last][2])
    return found


def _common_start(one: str, other: str) -> int:
    length = min(len(one), len(other))
    return next((n for n in range(length) if one[n] != other[n]), length)


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])
