"""Web addresses in stories: where they stand, and which of them may be opened."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tui_reader.article.model import Markup

SCHEMES = frozenset({"http", "https"})
_MOST = 2_000
# That it begins a word is asked behind its first letters: so these are looked for as fast as any string.
_ADDRESS = re.compile(r"http(?<=\bhttp)s?://[^\s<>\"“”‘’«»]{1,2000}")
_AFTER = ".,;:!?'*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str) -> Iterator[Markup]:
    """The addresses that stand in a text as such, without the marks of the sentence that follow them."""
    for match in _ADDRESS.finditer(text):
        address = match[0]
        while address[-1] in _AFTER or (
            address[-1] in _PAIRS and address.count(address[-1]) > address.count(_PAIRS[address[-1]])
        ):
            address = address[:-1]
        if may_open(address):
            yield Markup(match.start(), match.start() + len(address), "link", address)


def may_open(target: str) -> bool:
    """Whether a link leads to a page of the web: http or https, with a host, of sober length, without control characters."""
    if len(target) > _MOST or not target.isprintable() or " " in target:
        return False
    try:
        parts = urlsplit(target)
        return parts.scheme in SCHEMES and bool(parts.hostname)
    except ValueError:
        return False
