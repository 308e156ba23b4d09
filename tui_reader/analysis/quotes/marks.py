"""Quotation marks told apart from apostrophes, inches and decades, and what each mark can do where it stands."""

import re
from dataclasses import dataclass

OPENERS = frozenset("“„‟«")
CLOSERS = frozenset("”»")

# Apostrophes inside a word ("don't", "O'Neill") are no candidates; every other mark is.
_CANDIDATE = re.compile(r"[\"“”„‟«»]|``|(?<!['’])''(?!['’])|’’|(?<!\w)['‘’](?=\w)|['’](?!\w)|‘")
# Words that begin with an apostrophe because letters are left out.
_ELISION = re.compile(
    r"['’](?:\d\ds?\b|(?:em|im|er|til|till|tis|twas|twill|cause|bout|round|n|nuff|cos|cuz|ere|neath|hood|burbs)\b['’]?)",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\d\s?$")
_BRACKETS = frozenset("([{—–-/…")
_AFTER = frozenset(".,;:!?…)]}—–-/")


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate: where it begins and ends, whether it is double, and what it can do by its neighbours."""

    start: int
    end: int
    double: bool
    opens: bool
    closes: bool
    char: str


def marks_in(text: str, begin: int, end: int) -> list[Mark]:
    """The marks of one paragraph, in reading order."""
    found: list[Mark] = []
    for match in _CANDIDATE.finditer(text, begin, end):
        mark = match[0]
        start, stop = match.span()
        if mark in {"'", "’", "‘"}:
            single = _single(text, start, begin, end)
            if single is not None:
                found.append(single)
        else:
            found.append(_double(text, start, stop, begin, end))
    return found


def _single(text: str, at: int, begin: int, end: int) -> Mark | None:
    """A single mark, or None for an apostrophe at the head of a word."""
    mark = text[at]
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark == "‘":
        return Mark(at, at + 1, double=False, opens=True, closes=False, char=mark)
    opens = not before.isalnum() and (after.isalnum() or after in '“"[(.…$£€@#') and before not in ".,;:!?"
    if opens and _ELISION.match(text, at):
        return None
    closes = not before.isspace() and not after.isalnum()
    if mark == "’" and opens and not closes and before not in ' \t\xa0([—–-/“"':
        opens = False
    return Mark(at, at + 1, double=False, opens=opens, closes=closes, char=mark)


def _double(text: str, start: int, stop: int, begin: int, end: int) -> Mark:
    """A double mark; curly ones and guillemets say themselves what they do, but writers mix them up."""
    mark = text[start:stop]
    before = text[start - 1] if start > begin else " "
    after = text[stop] if stop < end else " "
    spaced_before = before.isspace() or before in _BRACKETS
    spaced_after = after.isspace() or after in _AFTER
    if mark in OPENERS or mark == "``":
        astray = stop == end or (
            not before.isspace() and before not in _BRACKETS and spaced_after and mark != "„"
        )
        return Mark(start, stop, double=True, opens=not astray, closes=astray, char=mark)
    if mark in CLOSERS or mark in {"''", "’’"}:
        astray = before.isspace() and not spaced_after
        return Mark(start, stop, double=True, opens=astray, closes=not astray, char=mark)
    opens = not after.isspace() and (spaced_before or not spaced_after or before in "'‘’\"")
    closes = not before.isspace() and (spaced_after or not spaced_before)
    if not opens and not closes:
        opens = closes = True
    if opens and closes and before.isdigit():
        opens = False
    return Mark(start, stop, double=True, opens=opens, closes=closes, char=mark)


def is_measure(text: str, mark: Mark) -> bool:
    """Whether a straight mark after a figure stands for inches or seconds: 5'10", a 12" record."""
    return mark.char == '"' and _MEASURE.search(text, max(mark.start - 2, 0), mark.start) is not None
