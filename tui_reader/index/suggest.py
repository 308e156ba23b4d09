"""“Did you mean”: a query like one that found nothing, and that finds something.

A word may be wrong by one slip (a letter more, less, another one, or two that changed places), a longer one by
two. The words of a field are compared with what stands in that field, so that names are compared with names.
"""

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import log

from tui_reader.index import folding
from tui_reader.index.postings import Lists
from tui_reader.index.query import Query, Term, parse, terms

_SLIP = 5.0
_SHORTEST, _TWO_SLIPS, _TWO_SLIPS_KNOWN = 3, 6, 9
_MUCH_MORE = 20
_FEW = 3
_EACH, _TRIED, _LEFT_OUT = 3, 12, 2
_MENDED = 4
"""So often mistakes are taken out, each of which may have hidden another one."""
_PHRASE = re.compile(r'(\w*:?)["“”„‟«»]([^"“”„‟«»]*)["“”„‟«»]?')
_VOCABULARIES = {"": ("words",), "mentions": ("person", "org", "place")}


@dataclass(frozen=True, slots=True)
class _Slot:
    """One word of the query: where it stands, and how many articles have it in its field."""

    start: int
    end: int
    word: str
    field: str
    frequency: int


@dataclass(frozen=True, slots=True)
class _Choice:
    """What to write in a slot; the lower its cost, the likelier."""

    slot: _Slot
    word: str
    cost: float


class Suggester:
    """Suggestions for one state of the index; `count` says how many articles a query finds."""

    def __init__(self, lists: Lists, count: Callable[[Query], int]) -> None:
        self._lists = lists
        self._count = count

    def suggest(self, query: Query) -> str:
        """The text of the likeliest query that finds something, in which nothing is a mistake; empty when there is none.

        Unknown words are replaced, or else rare ones that look like a frequent one; or else words need not follow
        one another; or else as few parts as possible are left out.
        """
        asked = terms(query)
        slots = [slot for term in asked for slot in self._slots(query.text, term)]
        for text in map(_understood, [*self._spelt(query.text, slots), _apart(query.text, asked)]):
            if text not in ("", query.text) and self._count(parse(text)):
                return text
        for number in range(1, min(len(asked), _LEFT_OUT + 1)):
            left_out = list(islice(combinations(asked, number), _TRIED))
            counts = {
                text: self._count(parse(text))
                for text in (_understood(_without(query.text, each)) for each in left_out)
            }
            best = max(counts, key=counts.__getitem__)
            if counts[best]:
                return best
        return ""

    def _spelt(self, text: str, slots: list[_Slot]) -> list[str]:
        """The query with other words, the likeliest first."""
        unknown = [slot for slot in slots if not slot.frequency]
        if unknown:
            choices = [self._choices(slot) for slot in unknown]
            chosen = list(product(*choices)) if all(choices) else []
        else:
            few = max(_FEW, self._lists.size * _FEW // 50_000)
            rare = [slot for slot in slots if slot.frequency <= few]
            chosen = [(choice,) for slot in rare for choice in self._choices(slot)]
        chosen.sort(key=lambda each: sum(choice.cost for choice in each))
        return [_written(text, each) for each in chosen[:_TRIED]]

    def _slots(self, text: str, term: Term) -> Iterator[_Slot]:
        spans = list(folding.spans(text[term.start : term.end]))[-len(term.words) :]
        whole = spans[:-1] if term.prefix else spans
        for word, start, end in whole:
            frequency = self._frequency(term.field, word)
            yield _Slot(term.start + start, term.start + end, word, term.field, frequency)

    def _frequency(self, field: str, word: str) -> int:
        return sum(self._lists.frequency(name, word) for name in _VOCABULARIES.get(field, (field,)))

    def _choices(self, slot: _Slot) -> list[_Choice]:
        """The likeliest words for a slot that occur much more often than the one that stands there."""
        if len(slot.word) < _SHORTEST:
            return []
        slips = 2 if len(slot.word) >= (_TWO_SLIPS_KNOWN if slot.frequency else _TWO_SLIPS) else 1
        counts: dict[str, int] = {}
        for name in _VOCABULARIES.get(slot.field, (slot.field,)):
            for beginning in _beginnings(slot.word):
                for word, number in self._lists.vocabulary(name, beginning):
                    if _alike(word, slot.word, slips):
                        counts[word] = counts.get(word, 0) + number
        found = [
            _Choice(slot, word, _SLIP * distance - log(number))
            for word, number in counts.items()
            if number >= slot.frequency * _MUCH_MORE
            and 0 < (distance := slips_between(slot.word, word)) <= slips
        ]
        return sorted(found, key=lambda choice: choice.cost)[:_EACH]


def slips_between(one: str, other: str) -> int:
    """The least number of letters to add, leave out, exchange or swap with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before, row = before, row, [at]
        for to, second in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != second))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == second:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
    return row[-1]


def _beginnings(word: str) -> Iterator[str]:
    """What words may begin with that are a slip or two away: ranges of the vocabulary that do not overlap much."""
    yield word[0]
    others = string.ascii_lowercase if word.isascii() else ""
    yield from {
        beginning
        for letter in others
        for beginning in (letter + word[1:3], letter + word[:2])
        if letter != word[0]
    } | ({word[1:4]} if word[1] != word[0] else set())


def _alike(word: str, meant: str, slips: int) -> bool:
    """Whether two words may be `slips` apart, cheaply: some of their letters may differ, but not many."""
    return (
        abs(len(word) - len(meant)) <= slips and len(set(word) ^ set(meant)) <= 2 * slips and word.isalpha()
    )


def _written(text: str, chosen: tuple[_Choice, ...]) -> str:
    """The query with other words, in the case of those that stood there."""
    for choice in sorted(chosen, key=lambda each: each.slot.start, reverse=True):
        slot = choice.slot
        old = text[slot.start : slot.end]
        new = choice.word.capitalize() if old[:1].isupper() else choice.word
        text = text[: slot.start] + new + text[slot.end :]
    return text


def _apart(text: str, asked: tuple[Term, ...]) -> str:
    """The query with the words of its phrases in any order."""
    grouped = " OR " in text
    for term in sorted(asked, key=lambda each: each.start, reverse=True):
        phrase = _PHRASE.fullmatch(text, term.start, term.end)
        if phrase is not None and len(term.words) > 1:
            words = f"({phrase[2]})" if phrase[1] or grouped else phrase[2]
            text = text[: term.start] + phrase[1] + words + text[term.end :]
    return text


def _understood(text: str) -> str:
    """The query without what could not be understood in it; empty where more is wrong than can be put right by that."""
    for _ in range(_MENDED):
        problems = parse(text).problems
        if not problems:
            return text
        wrong: set[int] = set()
        for problem in problems:
            wrong.update(range(problem.start, problem.end))
        text = " ".join("".join(sign for at, sign in enumerate(text) if at not in wrong).split())
    return ""


def _without(text: str, left_out: tuple[Term, ...]) -> str:
    """The query without some of its parts."""
    for term in sorted(left_out, key=lambda each: each.start, reverse=True):
        text = text[: term.start] + text[term.end :]
    return " ".join(text.split())
