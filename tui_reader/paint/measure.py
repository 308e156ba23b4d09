"""Widths in terminal cells: wrapping, cutting and padding text of any script."""

import re

from rich.cells import cell_len, split_graphemes

# Everything else is measured sign by sign: it may be two cells wide, or none.
_NOT_ONE_CELL = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc]"
)
# No line begins with these.
_CLOSING = frozenset("、。，．・：；？！）］｝〉》」』】〕”’ー…")
_UNSEEN = str.maketrans({"\t": " ", "\n": " "})

Span = tuple[int, int]


def width_of(text: str) -> int:
    """How many cells `text` takes."""
    return cell_len(text) if _NOT_ONE_CELL.search(text) else len(text)


def shown(text: str) -> str:
    """Text of an article as one line shows it: tabs and line breaks as blanks."""
    return text.translate(_UNSEEN)


def wrap(text: str, start: int, end: int, width: int) -> list[Span]:
    """Break `text[start:end]` into lines of at most `width` cells; blanks at the breaks are left out.

    Words longer than a line are broken anywhere; wide letters may part from one another.
    """
    width = max(width, 2)
    if _NOT_ONE_CELL.search(text, start, end):
        return _wrap_measured(text, start, end, width)
    lines: list[Span] = []
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            dash = text.rfind("-", start, start + width)
            cut = dash + 1 if dash > start else start + width
        lines.append((start, cut))
        start = cut
        while start < end and text[start] == " ":
            start += 1
    if start < end or not lines:
        lines.append((start, end))
    return lines


def _wrap_measured(text: str, start: int, end: int, width: int) -> list[Span]:
    lines: list[Span] = []
    graphemes, _ = split_graphemes(text[start:end])
    line, cells, chance = start, 0, -1
    at = 0
    while at < len(graphemes):
        first, last, size = graphemes[at]
        sign = text[start + first]
        if cells + size > width and sign != " ":
            cut = chance if chance > line else start + first
            lines.append((line, cut))
            line = cut
            while line < end and text[line] == " ":
                line += 1
            while at > 0 and start + graphemes[at - 1][0] >= line:
                at -= 1
            cells, chance = 0, -1
            continue
        if sign == " " or (size == 2 and sign not in _CLOSING and start + first > line):
            chance = start + first
        cells += size
        at += 1
        if size == 2 and at < len(graphemes) and text[start + last] not in _CLOSING:
            chance = start + last
    if line < end or not lines:
        lines.append((line, end))
    return [(first, _without_blanks(text, first, last)) for first, last in lines]


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def fit(text: str, width: int) -> str:
    """`text` cut to at most `width` cells, with an ellipsis where something is left out."""
    if width <= 0:
        return ""
    if width_of(text) <= width:
        return text
    kept: list[str] = []
    cells = 0
    for first, last, size in split_graphemes(text[: width * 8 + 64])[0]:
        if cells + size > width - 1:
            break
        kept.append(text[first:last])
        cells += size
    return "".join(kept).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """`text` cut or filled with blanks to exactly `width` cells."""
    cut = fit(text, width)
    return cut + " " * (width - width_of(cut))
