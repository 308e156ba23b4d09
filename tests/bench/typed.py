"""How quickly searches are answered: keys as they are typed beside FTS5, ranked answers, who said what."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench import fts
from tests.bench.table import Figure
from tui_reader.index.query import parse
from tui_reader.library import Library

QUERIES = (
    "clinton tax",
    "supreme court",
    "prime minister",
    '"police said"',
    "climate change",
    "olympic gold",
    "trump OR sanders",
    "title:election",
    "said:reform",
    "person:obama",
    "market shares",
    "after:2015 quake",
    "school -high",
    "hong kong",
    "bank rates",
    "vaccine trial",
    "world cup",
    "the president",
    "speaker:clinton",
    "space station",
    "refugees border",
    "oil prices",
    "immigration",
    "privacy law",
)
"""Typed letter by letter: 300 keys."""

_PAIRS = 100
_COMMON = 40


def typing(
    library: Library, beside: sqlite3.Connection, *, targets: tuple[str, str, str]
) -> Iterator[Figure]:
    """Every beginning of every query, newest first, fifty at most."""
    typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    library.search(parse("warm"), typing=True)
    ours = [_timed(lambda text: library.search(parse(text), typing=True), text) for text in typed]
    wanted = [fts.expression(text, prefix_last=True) for text in typed]
    theirs = [_timed(lambda text: fts.newest(beside, text), text) for text in wanted if text]
    for name, share, target in (("p50", 0.5, targets[0]), ("p99", 0.99, targets[1])):
        mine = at(ours, share)
        yield Figure(f"a typed key to results, {name} of {len(typed)}", _ms(mine), "", None, target)
    mine, other = at(ours, 0.99), at(theirs, 0.99)
    yield Figure("the same ÷ SQLite FTS5, p99", _ms(mine), f"FTS5 {_ms(other)}", mine / other, targets[2])
    most, other = max(ours), max(theirs)
    slowest = typed[ours.index(most)]
    yield Figure(f"the slowest key ({slowest!r})", _ms(most), f"FTS5 {_ms(other)}", most / other)


def ranked(library: Library, beside: sqlite3.Connection, *, target: str) -> Figure:
    """Two common words, the best first."""
    words = fts.common_words(beside, 20, _COMMON)
    pairs = list(zip(words[::2], words[1::2], strict=True))
    times = [_timed(lambda text: library.search(parse(text)), " ".join(pair)) for pair in pairs]
    return Figure(
        f"ranked answer for two common words, p50 of {len(pairs)}", _ms(at(times, 0.5)), "", None, target
    )


def said(library: Library, beside: sqlite3.Connection, *, target: str) -> Figure:
    """What a person has said about something."""
    times = []
    found = 0
    asked = list(fts.pairs(beside, _PAIRS))
    for name, word in asked:
        query = parse(f"speaker:{name} said:{word}")
        began = time.perf_counter()
        found += library.search(query).total > 0
        times.append(time.perf_counter() - began)
    beside_it = f"{found} of {len(asked)} found"
    return Figure("speaker:X said:Y, p99", _ms(at(times, 0.99)), beside_it, None, target)


def at(times: Sequence[float], share: float) -> float:
    """The time that this share of all do not exceed."""
    return statistics.quantiles(times, n=1000, method="inclusive")[min(max(round(share * 1000) - 1, 0), 998)]


def _timed(what: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    what(text)
    return time.perf_counter() - began


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
