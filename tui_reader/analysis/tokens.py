"""One pass over a text that every later rule shares: words, paragraphs and sentences.

A `Document` keeps its tokens in parallel lists, because rules look at hundreds of thousands of them a
second and a list index is the cheapest thing that Python has; where they begin is asked less often, and lies in an array,
which takes a fifth of the memory.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# A hyphen before one of these does not make one word: "Delhi-based", "US-led".
_SUFFIXES = (
    "administered|aligned|area|armed|backed|based|born|bound|brokered|controlled|dominated|educated|era|financed|flagged|"
    "friendly|funded|held|issued|led|like|linked|listed|made|majority|occupied|owned|registered|related|run|ruled|"
    "sponsored|style|supported|trained|wide"
)
_COUNTRIES = (
    "US|UK|EU|UN|UAE|NATO|China|India|Pakistan|Bangladesh|Japan|Korea|Taiwan|Russia|Ukraine|Turkey|Iran|Iraq|Israel|"
    "Palestine|Egypt|Syria|Lebanon|Jordan|Africa|Nigeria|Kenya|Ghana|Ethiopia|Sudan|Germany|France|Britain|Italy|Spain|"
    "Poland|Europe|Asia|America|Canada|Mexico|Brazil|Argentina|Chile|Colombia|Venezuela|Cuba|Australia"
)
# These join nothing to a capitalized word: "ex-FARC", "pro-Beijing".
_PREFIXES = (
    "ex|pro|anti|non|post|pre|mid|ultra|neo|un|inter|co|self|half|semi|super|cross|all|counter|quasi|then|now|late|"
    "early|former|current|fellow|" + _COUNTRIES
)
_NO_PREFIX = re.sub(r"(\w+)\|?", r"(?<!\\b\1-)", _PREFIXES)
_TOKEN = re.compile(
    rf"""
    [^\W\d_](?:\.[^\W\d_])+\b(?:\.(?!\w))?            # U.S., J.K, a.m.
  | [A-Z]\.(?=\s|[A-Z][^\W\d_]|\Z)                    # an initial: "J."
  | [^\W_]+
    (?:
        [.](?=[^\W_])(?![A-Z][a-z])[^\W_]+            # an inner point: "3.5", "tui.example"
      | ['’](?!s\b)(?=[^\W_])[^\W_]+                  # an inner apostrophe: "don't", "D'Amelio"
      | [\-‐‑](?!(?:{_SUFFIXES}|{_COUNTRIES})\b)(?:(?![A-Z])|{_NO_PREFIX})[^\W_]+
      | &(?=[A-Z])[^\W_]+                             # "AT&T"
    )*
  | ['’]s\b                                           # a possessive is a token of its own
  | [@#]\w+                                           # handles and tags
  | \.\.\.|--
  | \S                                                # marks, one at a time
    """,
    re.VERBOSE,
)
# A point after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:mrs?|ms|dr|prof|rev|fr|[sj]r|ste?|sen|rep|gov|gen|col|lt|lieut|capt|maj|sgt|cmdr|cdr|cpl|pte|pvt|adm|brig|hon|"
    r"pres|supt|det|insp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|vs?|inc|ltd|co|corp|bros|etc|approx|dept|est|ave|"
    r"blvd|rd|ft|mt|engr?|messrs|mme|mlle|atty|asst|assn)\Z",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # what parts lines for str.splitlines
_CLOSERS = frozenset("\"'”’»)]")
_ENDS = frozenset([".", "!", "?", "…", "..."])


@dataclass(frozen=True, slots=True)
class Document:
    """A text cut into tokens.

    `words[i]` is the token that begins at `text[starts[i]]`; a possessive ending ("'s") is a token of its own.
    `paragraphs` and `sentences` are (first, last) token indices, last exclusive, in reading order.
    """

    text: str
    words: list[str]
    starts: Sequence[int]
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]

    def token_at(self, offset: int) -> int:
        """The index of the first token that ends after `offset` (code points); len(words) past the last."""
        after = bisect_right(self.starts, offset)
        return after - 1 if after and self.end(after - 1) > offset else after

    def end(self, token: int) -> int:
        """Where a token ends, in code points, exclusive."""
        return self.starts[token] + len(self.words[token])

    def paragraph_of(self, token: int) -> int:
        """The index in `paragraphs` of the paragraph that holds `token`."""
        return max(bisect_left(self.paragraphs, (token + 1,)) - 1, 0)

    def sentence_of(self, token: int) -> int:
        """The index in `sentences` of the sentence that holds `token`."""
        return max(bisect_left(self.sentences, (token + 1,)) - 1, 0)


def read(text: str) -> Document:
    """Cut `text` into tokens, sentences and paragraphs; any line break ends a paragraph."""
    words: list[str] = []
    starts = array("l")
    paragraphs: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    first = 0
    for line in _LINE.finditer(text):
        stops: list[int] = []
        for match in _TOKEN.finditer(text, *line.span()):
            word = match[0]
            if word in _ENDS:
                stops.append(len(words))
            words.append(word)
            starts.append(match.start())
        last = len(words)
        if last > first:
            paragraph = first, last
            paragraphs.append(paragraph)
            _cut_sentences(words, stops, paragraph, sentences)
            first = last
    return Document(text, words, starts, paragraphs, sentences)


def _cut_sentences(
    words: list[str], stops: list[int], paragraph: tuple[int, int], found: list[tuple[int, int]]
) -> None:
    """Add the sentences of a paragraph; `stops` are its full stops and the like."""
    first, last = paragraph
    begin = first
    for stop in stops:
        if stop < begin:
            continue
        if words[stop] == "." and stop > begin and _ABBREVIATION.match(words[stop - 1]):
            continue
        at = stop + 1
        while at < last and (words[at] in _CLOSERS or words[at] in _ENDS):
            at += 1
        if at < last and words[at][0].islower():
            continue
        found.append(paragraph if (begin, at) == paragraph else (begin, at))
        begin = at
    if begin < last:
        found.append(paragraph if begin == first else (begin, last))
