"""One pass over a text that every later rule shares: words, paragraphs and sentences.

A `Document` keeps its tokens in parallel lists, because rules look at hundreds of thousands of them a
second and a list index is the cheapest thing that Python has.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.)+(?!\w)                             # initials and U.S.
  | [^\W_]+(?:[.'’\-‐‑&](?=[^\W_])[^\W_]+)*         # words, with inner hyphens, apostrophes and points
  | [@#]\w+                                        # handles and tags
  | \.\.\.|--
  | \S                                             # marks, one at a time
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"(?:['’]s)\Z", re.IGNORECASE)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev fr sr jr st sen rep gov gen col lt capt maj sgt cmdr adm hon pres supt det insp "
    "jan feb mar apr jun jul aug sep sept oct nov dec no vs v inc ltd co corp bros etc e.g i.e approx dept est "
    "ave blvd rd ft mt".split(),
)
_CLOSERS = frozenset("\"'”’»)]")
_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Document:
    """A text cut into tokens.

    `words[i]` is the token `text[starts[i]:ends[i]]`; a possessive ending ("'s") is a token of its own.
    `paragraphs` and `sentences` are (first, last) token indices, last exclusive, in reading order.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]

    def token_at(self, offset: int) -> int:
        """The index of the first token that ends after `offset` (code points); len(words) past the last."""
        return bisect_right(self.ends, offset)

    def paragraph_of(self, token: int) -> int:
        """The index in `paragraphs` of the paragraph that holds `token`."""
        return max(bisect_left(self.paragraphs, (token + 1,)) - 1, 0)

    def sentence_of(self, token: int) -> int:
        """The index in `sentences` of the sentence that holds `token`."""
        return max(bisect_left(self.sentences, (token + 1,)) - 1, 0)


def read(text: str) -> Document:
    """Cut `text` into tokens, sentences and paragraphs; any line break ends a paragraph."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        first = len(words)
        for match in _TOKEN.finditer(line):
            word, start, end = match[0], position + match.start(), position + match.end()
            if _POSSESSIVE.search(word) and len(word) > 2:
                words += [word[:-2], word[-2:]]
                starts += [start, end - 2]
                ends += [end - 2, end]
            else:
                words.append(word)
                starts.append(start)
                ends.append(end)
        position += len(line)
        if len(words) > first:
            paragraphs.append((first, len(words)))
            sentences += _sentences(words, first, len(words))
    return Document(text, words, starts, ends, paragraphs, sentences)


def _sentences(words: list[str], first: int, last: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin, at = first, first
    while at < last:
        if words[at] in _ENDS and not (
            words[at] == "." and at > begin and words[at - 1].lower() in _ABBREVIATIONS
        ):
            at += 1
            while at < last and (words[at] in _CLOSERS or words[at] in _ENDS):
                at += 1
            if at < last and words[at][0].islower():
                continue
            found.append((begin, at))
            begin = at
        else:
            at += 1
    if begin < last:
        found.append((begin, last))
    return found
