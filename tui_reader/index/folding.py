"""Words as the index knows them: runs of letters and digits, without case and without accents.

Queries, stories and headlines all go through here, so that what is found is also what is lit.
"""

import re
import unicodedata
from collections.abc import Iterator

MAX_WORD = 64
"""Longer words are cut: nobody types them, and they would fill the index."""

# Marks that combine with the letter before them belong to its word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0df4\u0e31-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_WORD = re.compile(rf"\w[\w{_MARKS}]*")
_CACHE_LIMIT = 200_000
# Letters with a stroke or two letters in one, which Unicode does not take apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)


class _Folded(dict[str, str]):
    """Words to folded words; emptied when it grows too large."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        folded = self[word] = _fold(word)
        return folded


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:MAX_WORD]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    letters = "".join(letter for letter in plain if letter == "_" or letter.isalnum()).translate(_PLAIN)
    return (letters or word)[:MAX_WORD]


_FOLDED = _Folded()


def fold(word: str) -> str:
    """One word as the index knows it; never empty for a word."""
    return _FOLDED[word]


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return [_FOLDED[word] for word in _WORD.findall(text)]


def spans(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """The folded words of `text` from `start` on, each with its start and end in code points."""
    for match in _WORD.finditer(text, start):
        yield _FOLDED[match[0]], match.start(), match.end()
