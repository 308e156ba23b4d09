"""How a name may be written by somebody who looks for it, and how it is offered while it is being typed."""

from collections.abc import Iterable, Iterator

from tui_reader.index import folding

LONGEST = 80
"""Longer names, in code points, are not offered."""

KINDS = {"person": "p", "org": "o", "place": "l", "speaker": "s", "source": "c"}
"""The first letter of an offered name's key, by the field that asks for it."""

_GLUE = "'’ʼ-‐‑"

Words = tuple[str, ...]


def forms(names: Iterable[str], *, person: bool) -> list[Words]:
    """The folded words of each name, and of the other ways to write it, each once.

    "D'Amelio" may be written as one word; a person's first names as initials or left out in part: "John F. Kennedy"
    is found as "J. F. Kennedy", "J. Kennedy" and "John Kennedy", too.
    """
    found: dict[Words, None] = {}
    for name in names:
        words = tuple(folding.words(name))
        if not words:
            continue
        for form in (words, *_glued(name, words)):
            found[form] = None
            if person and len(form) > 1:
                found.update(dict.fromkeys(_shortened(form)))
    return list(found)


def _glued(name: str, words: Words) -> Iterator[Words]:
    if not any(mark in name for mark in _GLUE):
        return
    whole: list[str] = []
    for piece in name.split():
        parts = folding.words(piece)
        if len(parts) > 1 and len(parts[-1]) > 1:
            whole.append("".join(parts)[: folding.MAX_WORD])
        else:
            whole += parts
    if len(whole) < len(words):
        yield tuple(whole)


def _shortened(words: Words) -> Iterator[Words]:
    last = words[-1]
    yield (*(word[0] for word in words[:-1]), last)
    if len(words) > 2:
        yield words[0], last
        yield words[0][0], last


def keys(field: str, name: str) -> Iterator[str]:
    """The keys under which a name is offered in `field`: by its first word, and by its last one."""
    words = folding.words(name)
    if not words or len(name) > LONGEST:
        return
    yield f"{KINDS[field]}{' '.join(words)}\0{name}"
    if len(words) > 1 and field in ("person", "speaker"):
        yield f"{KINDS[field]}{words[-1]} {' '.join(words[:-1])}\0{name}"
