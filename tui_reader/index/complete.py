"""How a word of a query may go on: names of fields, states, people and places, sources, folders."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from tui_reader.index import folding, names
from tui_reader.index.fields import FIELDS, STATES
from tui_reader.index.model import Completion
from tui_reader.index.postings import Lists
from tui_reader.index.query import PERIODS

MOST = 12
_WORD = re.compile(r'(?P<not>-?)(?:(?P<field>\w+):)?(?P<value>["“”„‟«»][^"“”„‟«»]*|[^\s()"“”„‟«»]*)\Z')
_REST = re.compile(r"\w*")
_MARKS = re.compile(r'["“”„‟«»]+')
_LONG_ENOUGH = 3
_KINDS: dict[str, tuple[str, ...]] = {
    "person": ("person",),
    "org": ("org",),
    "place": ("place",),
    "mentions": ("person", "org", "place"),
    "speaker": ("speaker",),
    "source": ("source",),
}


class Completer:
    """Completions for one state of the index; `folders` are those of the library with their numbers of stories."""

    def __init__(self, lists: Lists, folders: dict[str, int]) -> None:
        self._lists = lists
        self._folders = folders
        self._known: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """The completions of the word that ends at `cursor`, the likeliest first."""
        word = _word_at(text, cursor)
        if word.field is None:
            offered = iter(()) if word.marked else self._words(word.value)
        else:
            offered = self._values(word.field, word.value)
        return tuple(Completion(word.start, word.end, *each) for each in offered)[:MOST]

    def _words(self, value: str) -> Iterator[tuple[str, str, int]]:
        """For a word without a field: fields, and people."""
        if not value:
            return
        for field in FIELDS:
            if field.startswith(value.lower()):
                yield f"{field}:", f"{field}:", 0
        if len(value) >= _LONG_ENOUGH:
            yield from self._names("person", value)

    def _values(self, field: str, value: str) -> Iterator[tuple[str, str, int]]:
        if field == "is":
            yield from _fixed(field, STATES, value)
        elif field in ("date", "after", "before"):
            yield from _fixed(field, PERIODS, value)
        elif field == "in":
            below = [
                each for each in self._folders.items() if each[0].casefold().startswith(value.casefold())
            ]
            for folder, number in nlargest(MOST, below, key=lambda each: each[1]):
                yield f"in:{_quoted(folder)}", folder, number
        elif field in _KINDS:
            yield from self._names(field, value)

    def _names(self, field: str, value: str) -> Iterator[tuple[str, str, int]]:
        beginning = " ".join(folding.words(value))
        kinds = _KINDS[field]
        found = [each for kind in kinds for each in self._known_names(kind, beginning)]
        for name, number in nlargest(MOST, found, key=lambda each: each[1]):
            yield f"{field}:{_quoted(name)}", name, number

    def _known_names(self, kind: str, beginning: str) -> list[tuple[str, int]]:
        """The names of a kind one of whose keys begins so, the most frequent first."""
        known = self._known.get((kind, beginning))
        if known is None:
            counts: dict[str, dict[str, int]] = {}
            for key, number in self._lists.vocabulary("names", names.KINDS[kind] + beginning):
                folded, _, name = key[1:].partition("\0")
                spellings = counts.setdefault(" ".join(sorted(folded.split())), {})
                spellings[name] = spellings.get(name, 0) + number
            known = self._known[kind, beginning] = [
                (max(spellings, key=spellings.__getitem__), sum(spellings.values()))
                for spellings in nlargest(MOST, counts.values(), key=lambda each: sum(each.values()))
            ]
        return known


def folders(keys: Iterable[str]) -> dict[str, int]:
    """How many of these articles lie below each folder."""
    found: dict[str, int] = {}
    for key in keys:
        at = key.find("/")
        while at > 0:
            folder = key[:at]
            found[folder] = found.get(folder, 0) + 1
            at = key.find("/", at + 1)
    return found


def tag_completions(
    text: str, cursor: int, tags: Callable[[], Mapping[str, int]]
) -> tuple[Completion, ...] | None:
    """How `tag:` goes on, the most used first; None when the word that ends at `cursor` is another one.

    `tags` gives the user's own with their numbers of stories; the index does not know them.
    """
    word = _word_at(text, cursor)
    if word.field != "tag":
        return None
    below = [each for each in tags().items() if each[0].startswith(word.value.lower().replace(" ", "-"))]
    found = nlargest(MOST, below, key=lambda each: each[1])
    return tuple(Completion(word.start, word.end, f"tag:{tag}", tag, number) for tag, number in found)


@dataclass(frozen=True, slots=True)
class _Word:
    """The word that is being typed: its `field`, in small letters, its `value` without quotation marks, and whether it is `marked` by some."""

    start: int
    end: int
    field: str | None
    value: str
    marked: bool


def _word_at(text: str, cursor: int) -> _Word:
    found = _WORD.search(text, 0, cursor)
    assert found is not None
    rest = _REST.match(text, cursor)
    value = _MARKS.sub("", found["value"])
    return _Word(
        found.start() + len(found["not"]),
        rest.end() if rest else cursor,
        found["field"].lower() if found["field"] is not None else None,
        value,
        marked=value != found["value"],
    )


def _fixed(field: str, values: Iterable[str], value: str) -> Iterator[tuple[str, str, int]]:
    for each in values:
        if each.startswith(value.lower()):
            yield f"{field}:{each}", each, 0


def _quoted(value: str) -> str:
    """A value as a query writes it."""
    plain = _MARKS.sub(" ", value).strip()
    return f'"{plain}"' if re.search(r"[\s()]", plain) else plain
