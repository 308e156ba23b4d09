"""Where a query's words stand in a text, for lighting them and for the line below a hit."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tui_reader.index import folding
from tui_reader.index.query import Query, Term, terms

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+|\n+")
_BLANKS = re.compile(r"\s")
_PEOPLE, _NAMES = frozenset(("person", "speaker")), frozenset(("org", "place", "mentions"))
"""Fields whose words are parts of names; “the council” may be one as it is, but no person is written so."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One line from a text, and the stretches of it that matched, in code points of `text`."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def find_matches(query: Query, text: str, field: str | None = None) -> list[tuple[int, int]]:
    """The stretches of `text` that the words of `query` match, in order and apart from one another.

    Excluded words are not looked for; words of a name are those written with a capital, where there are any. With
    `field` ("title", "said", …), words that the query asks for in other fields are left out.
    """
    return find_terms(_wanted(query, field), text)


def find_terms(wanted: Sequence[Term], text: str) -> list[tuple[int, int]]:
    """The stretches of `text` that these terms match, whatever their fields, in order and apart from one another."""
    return merged([(start, end) for start, end, _ in _found(wanted, text)])


def snippet(query: Query, text: str, width: int, field: str | None = None) -> Snippet:
    """The sentence of `text` that matches best, on one line of about `width` code points.

    The sentence with the most different words is the best, the first one among equals; without any match
    it is the opening of the text. What is cut off is shown by "…".
    """
    found = _found(_wanted(query, field), text)
    if not found:
        return _cut(text, 0, _sentence_end(text, 0), [], width)
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    different: dict[int, set[int]] = {}
    for start, _, which in found:
        different.setdefault(bisect_right(starts, start) - 1, set()).add(which)
    best = min(different, key=lambda sentence: (-len(different[sentence]), sentence))
    begin = starts[best]
    end = starts[best + 1] if best + 1 < len(starts) else len(text)
    lit = merged([(start, stop) for start, stop, _ in found if begin <= start < end])
    return _cut(text, begin, max(end, lit[-1][1]), lit, width)


def _wanted(query: Query, field: str | None) -> list[Term]:
    return [term for term in terms(query) if _asked(term, field)]


def _asked(term: Term, field: str | None) -> bool:
    if field is None or not term.field or term.field == field:
        return True
    return field == "title" and term.field in ("person", "org", "place", "mentions")


def _found(wanted: Sequence[Term], text: str) -> list[tuple[int, int, int]]:
    """Matches as (start, end, number of the term), in reading order."""
    if not wanted:
        return []
    first: dict[str, list[int]] = {}
    opening: list[tuple[str, int]] = []
    for number, term in enumerate(wanted):
        if len(term.words) == 1 and term.prefix:
            opening.append((term.words[0], number))
        else:
            first.setdefault(term.words[0], []).append(number)
    beginnings = tuple(word for word, _ in opening)
    tokens = list(folding.spans(text))
    found: list[tuple[int, int, int]] = []
    for at, (word, start, end) in enumerate(tokens):
        for number in first.get(word, ()):
            stop = _phrase_end(wanted[number], tokens, at, text)
            if stop:
                found.append((start, stop, number))
        if beginnings and word.startswith(beginnings):
            found += [(start, end, number) for beginning, number in opening if word.startswith(beginning)]
    return _without_common(found, wanted, text)


def _without_common(
    found: list[tuple[int, int, int]], wanted: Sequence[Term], text: str
) -> list[tuple[int, int, int]]:
    """The matches without the common words among those of names: `person:ki` is no “kindergarten”."""
    names = {
        number
        for number, term in enumerate(wanted)
        if term.field in _PEOPLE or (term.field in _NAMES and term.prefix)
    }
    if not names:
        return found
    common = {match for match in found if match[2] in names and text[match[0] : match[1]].islower()}
    named = {number for _, _, number in set(found) - common}
    return [match for match in found if match not in common or match[2] not in named]


def _phrase_end(term: Term, tokens: list[tuple[str, int, int]], at: int, text: str) -> int:
    """Where the phrase that may begin at token `at` ends; 0 when it does not stand there."""
    last = len(term.words) - 1
    if at + last >= len(tokens):
        return 0
    for step in range(1, last + 1):
        word, start, _ = tokens[at + step]
        fits = word == term.words[step] or (
            step == last and term.prefix and word.startswith(term.words[step])
        )
        if not fits or text.find("\n", tokens[at + step - 1][2], start) >= 0:
            return 0
    return tokens[at + last][2]


def merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in reading order, with those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_END.search(text, start)
    return match.end() if match else len(text)


def _cut(text: str, begin: int, end: int, lit: list[tuple[int, int]], width: int) -> Snippet:
    """The stretch from `begin` to `end` on one line, narrowed to `width` around the first match."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    width = max(width, 8)
    first, last = begin, end
    if end - begin > width:
        if lit:
            room = max(width - (lit[0][1] - lit[0][0]), 0)
            first = _word_start(text, max(begin, min(lit[0][0] - room // 3, end - width)), lit[0][0])
        last = min(end, max(_word_end(text, first + width, first + 1), lit[0][1] if lit else 0))
    head = "…" if first > begin else ""
    tail = "…" if last < end else ""
    line = head + _BLANKS.sub(" ", text[first:last]) + tail
    shift = len(head) - first
    spans = tuple((start + shift, min(stop, last) + shift) for start, stop in lit if first <= start < last)
    return Snippet(line, spans)


def _word_start(text: str, at: int, latest: int) -> int:
    """The first start of a word from `at` on, but not after `latest`."""
    if at == 0 or text[at - 1].isspace():
        return at
    match = _BLANKS.search(text, at, latest)
    return match.end() if match else latest


def _word_end(text: str, at: int, earliest: int) -> int:
    """The last end of a word up to `at`; `at` itself where there is none after `earliest`."""
    if at >= len(text) or text[at].isspace():
        return at
    cut = at
    while cut > earliest and not text[cut - 1].isspace():
        cut -= 1
    while cut > earliest and text[cut - 1].isspace():
        cut -= 1
    return cut if cut > earliest else at
