"""Quotation marks paired into stretches, paragraph by paragraph; who speaks is not asked here."""

import re
from bisect import bisect_left

from tui_reader.analysis.quotes.marks import Mark, is_measure, marks_in
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

# A pair found in one paragraph: where the words begin and end, and whether its marks are there.
Pair = tuple[int, int, bool, bool]

_LONGEST_SINGLE = 400  # a longer stretch between single marks in a story that uses double ones is an accident
_NO_MARKS: list[Mark] = []  # of every paragraph that has none
_FAR = 40  # marks that one repair looks ahead
_ANY_MARK = "\"“”„‟«»'‘’`"
_MOST_MARKS = 20_000  # so many may stand in any text
_MARK_APART = 20  # more than one in so many signs, apostrophes among them, is no prose
# What stands before a quotation that is a sentence of its own.
_BREAK = re.compile(r"[,:.!?”\"]\s+$")
# Where a quotation whose closing mark is missing ends: before its cue.
_CUE_FOLLOWS = re.compile(
    r"[,?!—](?=\s+(?:(?:he|she|they|I|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s+(?:said|says|told|added|wrote)"
    r"|(?:said|says|added)\s)\b)",
)


def find_quotes(document: Document) -> list[QuoteSpan]:
    """Every stretch between quotation marks, one for each paragraph it touches, in reading order.

    None are found where marks are so many and stand so close that they are data or decoration: each would take hundreds
    of bytes.
    """
    text = document.text
    most = max(_MOST_MARKS, len(text) // _MARK_APART)
    if len(text) > most and sum(map(text.count, _ANY_MARK)) > most:
        return []
    marks = [
        marks_in(text, *_bounds(document, number)) or _NO_MARKS for number in range(len(document.paragraphs))
    ]
    british = _single_style(marks)
    found: list[QuoteSpan] = []
    running = False
    for number, here in enumerate(marks):
        if not here:
            running = False
            continue
        begin, end = _bounds(document, number)
        following = marks[number + 1] if number + 1 < len(marks) else _NO_MARKS
        next_begin = _bounds(document, number + 1)[0] if following else -1
        runs_on = bool(following) and (
            (following[0].start == next_begin and following[0].opens)
            or (following[0].closes and not following[0].opens and following[0].double)
        )
        pairs = _pairs(text, here, begin, end, british=british, running=running, runs_on=runs_on)
        running = bool(pairs) and not pairs[-1][3]
        found.extend(_span(document, pair) for pair in pairs)
    return [span for span in found if span.last > span.first]


def _bounds(document: Document, paragraph: int) -> tuple[int, int]:
    """Where a paragraph begins and ends, in code points."""
    first, last = document.paragraphs[paragraph]
    return document.starts[first], document.end(last - 1)


def _span(document: Document, pair: Pair) -> QuoteSpan:
    """The pair without blanks at its edges, with its tokens."""
    start, end, opened, closed = pair
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    first = document.token_at(start)
    return QuoteSpan(start, end, first, max(first, bisect_left(document.starts, end)), opened, closed)


def _single_style(marks: list[list[Mark]]) -> bool:
    """Whether the story puts speech in single marks, as British papers do."""
    single = double = 0
    for paragraph in marks:
        inside = False
        for mark in paragraph:
            if mark.double:
                double += mark.opens
                inside = (inside or mark.opens) and not (mark.closes and not mark.opens)
            elif mark.opens and not inside:
                single += 1
    return single > 2 and single > double


def _pairs(
    text: str,
    marks: list[Mark],
    begin: int,
    end: int,
    *,
    british: bool,
    running: bool,
    runs_on: bool,
) -> list[Pair]:
    """The outermost pairs of one paragraph."""
    doubles = [mark for mark in marks if mark.double]
    singles = [mark for mark in marks if not mark.double]
    if british:
        outer = _pair_singles(text, singles, begin, end, runs_on=runs_on, longest=end)
        inner = _pair_doubles(text, _outside(doubles, outer), begin, end, running=running, runs_on=False)
    else:
        outer = _pair_doubles(text, doubles, begin, end, running=running, runs_on=runs_on)
        free = _outside(singles, outer)
        inner = _pair_singles(text, free, begin, end, runs_on=False, longest=_LONGEST_SINGLE) if free else []
        inner = _clear_of(inner, outer)
    return _apart(sorted(outer + inner)) if inner else outer


def _outside(marks: list[Mark], pairs: list[Pair]) -> list[Mark]:
    """The marks that no pair holds."""
    found: list[Mark] = []
    at = 0
    for mark in marks:
        while at < len(pairs) and pairs[at][1] < mark.start:
            at += 1
        if at == len(pairs) or mark.end < pairs[at][0]:
            found.append(mark)
    return found


def _apart(pairs: list[Pair]) -> list[Pair]:
    """Pairs without those that lie inside one that began before them: words quoted by somebody who is quoted."""
    found: list[Pair] = []
    for pair in pairs:
        if not found or pair[0] >= found[-1][1]:
            found.append(pair)
    return found


def _clear_of(pairs: list[Pair], outer: list[Pair]) -> list[Pair]:
    """The pairs that do not reach over an outer one."""
    starts = [pair[0] for pair in outer]
    return [pair for pair in pairs if bisect_left(starts, pair[0]) == bisect_left(starts, pair[1])]


def _pair_doubles(
    text: str, marks: list[Mark], begin: int, end: int, *, running: bool, runs_on: bool
) -> list[Pair]:
    """Pair double marks; what is nested stays inside, what cannot be paired is repaired or dropped."""
    pairs: list[Pair] = []
    opener: Mark | None = None
    depth = 0
    for number, mark in enumerate(marks):
        if opener is None:
            if mark.opens:
                opener, depth = mark, 1
            elif running and number == 0 and not is_measure(text, mark):
                pairs.append((begin, mark.start, False, True))
        elif mark.closes:
            if is_measure(text, mark) and _closes_again(marks, number) and not mark.opens:
                continue
            depth -= 1
            if depth == 0:
                pairs.append((opener.end, mark.start, True, True))
                opener = None
        elif _nested(marks, number):
            depth += 1
        else:
            cut = _CUE_FOLLOWS.search(text, opener.end, mark.start)
            if cut:
                pairs.append((opener.end, cut.end(), True, True))
            elif runs_on and opener.start == begin and depth == 1 and not _later_opener(marks, number):
                depth = 2
                continue
            opener, depth = mark, 1
    if opener is not None and (runs_on or opener.start == begin or _BREAK.search(text, begin, opener.start)):
        pairs.append((opener.end, end, True, False))
    return pairs


def _closes_again(marks: list[Mark], number: int) -> bool:
    """Whether another closing mark follows before the next opening one."""
    return number + 1 < len(marks) and marks[number + 1].closes and not marks[number + 1].opens


def _nested(marks: list[Mark], number: int) -> bool:
    """Whether the quotation that opens at `number` is closed, and the one around it after it."""
    depth = 1
    for mark in marks[number + 1 : number + 1 + _FAR]:
        if mark.closes:
            depth -= 1
            if depth < 0:
                return True
        elif depth == 0:
            return False
        else:
            depth += 1
    return False


def _later_opener(marks: list[Mark], number: int) -> bool:
    """Whether yet another quotation opens after the one at `number`."""
    return any(mark.opens and not mark.closes for mark in marks[number + 1 : number + 1 + _FAR])


def _pair_singles(
    text: str, marks: list[Mark], begin: int, end: int, *, runs_on: bool, longest: int
) -> list[Pair]:
    """Pair single marks; a mark after a plural's "s" closes only when nothing better follows."""
    pairs: list[Pair] = []
    opener: Mark | None = None
    closer: Mark | None = None
    for mark in marks:
        if opener is None:
            if mark.opens:
                opener = mark
        elif mark.opens and not mark.closes:
            if closer is not None:
                pairs.append((opener.end, closer.start, True, True))
            opener, closer = mark, None
        elif mark.closes:
            before = text[mark.start - 1]
            closer = mark if closer is None or not before.isalnum() else closer
            if not _maybe_possessive(text, mark, end):
                pairs.append((opener.end, mark.start, True, True))
                opener = closer = None
    if opener is not None:
        if closer is not None:
            pairs.append((opener.end, closer.start, True, True))
        elif runs_on and (opener.start == begin or _BREAK.search(text, begin, opener.start)):
            pairs.append((opener.end, end, True, False))
    return [pair for pair in pairs if pair[1] - pair[0] <= longest]


def _maybe_possessive(text: str, mark: Mark, end: int) -> bool:
    """Whether the mark can be the end of "the workers' rights" or "nothin' but"."""
    if mark.start < 2 or mark.end + 1 >= end:
        return False
    ending = text[mark.start - 2 : mark.start]
    after = text[mark.end : mark.end + 2]
    return (ending[1] == "s" or ending == "in") and after[0] == " " and after[1].isalnum()
