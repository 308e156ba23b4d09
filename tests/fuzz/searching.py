"""Bytes as a query that an index of real stories is asked, in every way that the reader asks one."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.index.conftest import STORIES
from tui_reader.article.within import occurrences
from tui_reader.index.build import update
from tui_reader.index.complete import tag_completions
from tui_reader.index.matches import find_matches, snippet
from tui_reader.index.model import Chosen
from tui_reader.index.query import Query, nodes, parse, while_typing
from tui_reader.index.search import Index

_KEYS = frozenset(STORIES)
_TEXT = "\n\n".join(STORIES.values())
_MOST_TYPED = 200
"""Letters of a query that is answered while it is typed."""


def asked(data: bytes) -> None:
    """Parse the bytes as a query, ask the index for it, and look for it in a text that holds its own words as well."""
    text = data.decode("utf-8", "replace")
    query = parse(text)
    _is_understood(query, text)
    for where in (text, _TEXT):
        assert all(0 <= start < end <= len(where) for start, end in find_matches(query, where))
        assert all(0 <= start < end <= len(where) for start, end in occurrences(where, text[:60]))
        shown = snippet(query, where, 60)
        assert all(0 <= start < end <= len(shown.text) for start, end in shown.spans)
    _is_answered(query, text[:_MOST_TYPED])


def _is_understood(query: Query, text: str) -> None:
    for problem in query.problems:
        assert 0 <= problem.start <= problem.end <= len(text), problem
        assert problem.message
    assert all(nodes(query.root)) or query.empty


def _is_answered(query: Query, text: str) -> None:
    index = _index()
    for each in (query, while_typing(query)):
        found = index.search(each, states=_state)
        by_date = index.search(each, states=_state, order="date")
        assert {hit.row.key for hit in found.hits} == {hit.row.key for hit in by_date.hits} <= _KEYS
        assert found.complete
        assert found.total == len(found.hits)
    quotes = list(index.quotes(query, states=_state))
    assert len(quotes) == index.count_quotes(query, states=_state)
    assert all(0 <= quote.start < quote.end for quote in quotes)
    likely = index.suggest(parse(text), states=_state)
    assert not likely or index.search(parse(likely), states=_state).total
    assert not parse(likely).problems
    for cursor in {len(text), len(text) // 2}:
        completions = index.complete(text, cursor) + (tag_completions(text, cursor, lambda: {"sea": 2}) or ())
        assert all(0 <= each.start <= each.end <= len(text) and each.insert for each in completions)


def _state(name: str) -> Chosen:
    """Some stories are in a state, and some are not."""
    return Chosen(frozenset(sorted(_KEYS)[: len(name) % len(_KEYS)]), others=name == "unread")


@cache
def _index() -> Index:
    """An index of a few stories, which lasts as long as the process."""
    base = Path(tempfile.mkdtemp(prefix="tui-reader-fuzz-index-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    for key, text in STORIES.items():
        path = base / "library" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    update(base / "library", base / "index")
    return Index.open(base / "index")
