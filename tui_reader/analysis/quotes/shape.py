"""The shape of a paragraph: one letter for each word outside its quotations, one "q" for each quotation.

Rules read the shape instead of the words: `"Fine," said the mayor of Oslo on Monday.` is `qcdnpLpy.`, so a noun
phrase, an aside or a cue is a short pattern over letters. The letters of words stand in lexicon.py; besides,

    P person   O organization   L place   U other capitalized word   ' possessive ending   |  end of a sentence
    ,  :  ;  (  )  -  .  stand for themselves (- for any dash)
"""

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass

from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.lexicon import letter_of, lexicon
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_TYPES = {"person": "P", "organization": "O", "place": "L"}
_PUNCTUATION = {
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "-": "-",
    "–": "-",
    "—": "-",
    "--": "-",
    "'s": "'",
    "’s": "'",
    "...": "-",
    "…": "-",
    "!": ".",
    "?": ".",
    ".": ".",
    "&": "k",
}
_END = re.compile(r"\|")
# A quotation that ends in a mark of its own and is followed by its cue: "Why?" Ann Lee asked.
_SOFT = re.compile(
    r"(?:(?<=[|~])|^)q~(?=(?:h|[dnPOUL'e]+)(?:,[^|~q]{1,40},)?[xa]*(?:c(?!T)|b[xa]*[ecr]u?g)(?:[^cCv|~q]{0,30})[.|~,q])"
)
_LONGEST_SENTENCE = 300
_LONGEST_HEADLINE = 30
_SMALL = frozenset("hmdxbpuwTtkcgy")
_NOUN_BEFORE = frozenset("dp'tPOULU")
_INNER = frozenset(",;:)")  # after "Ky." these show that the sentence goes on
_HYPHENS = frozenset("-‐‑")
_ARTICLES = frozenset(["the", "a", "an"])
_MARKS = frozenset("\"“”„‟«»'’‘`")


@dataclass(slots=True)
class Shape:
    """One paragraph: `tags[i]` is the letter of token `at[i]`; for a "q", `at[i]` is the number of its quote."""

    tags: str
    at: list[int]
    places: dict[int, int]
    starts: list[int]
    headline: bool = False

    def sentence(self, place: int) -> tuple[int, int]:
        """The first and the last place (exclusive) of the sentence around `place`."""
        number = bisect_right(self.starts, place) - 1
        last = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.tags)
        return self.starts[number], last


def shape_of(
    document: Document,
    names: Names,
    spans: list[QuoteSpan],
    paragraph: tuple[int, int],
    numbers: range,
) -> Shape:
    """The shape of the paragraph that holds the quotes `numbers`."""
    tags: list[str] = []
    at: list[int] = []
    places: dict[int, int] = {}
    bounds = document.sentences
    bound = document.sentence_of(paragraph[0]) + 1
    token, last = paragraph
    queue = deque(numbers)
    words = document.words
    token += _label_length(words, token, last)
    while token < last:
        quote = queue[0] if queue else -1
        here = token
        if quote >= 0 and token + 1 >= spans[quote].first:
            here = spans[quote].first
        while bound < len(bounds) and bounds[bound][0] <= here and words[bounds[bound][0]] in _INNER:
            bound += 1
        if bound < len(bounds) and bounds[bound][0] <= here:
            while bound < len(bounds) and bounds[bound][0] <= here:
                bound += 1
            if tags and tags[-1] != "|":
                tags.append("~" if tags[-1] == "q" and _asks(document, spans[at[-1]]) else "|")
                at.append(token)
        if here != token or (quote >= 0 and token >= spans[quote].first):
            places[quote] = len(tags)
            tags.append("q")
            at.append(quote)
            queue.popleft()
            token = max(spans[quote].last, token + 1 if here == token else token)
            while bound < len(bounds) and bounds[bound][0] < token:
                bound += 1
            continue
        word = words[token]
        silent = word in _MARKS or (word in _HYPHENS and _is_glued(document, token))
        if not silent and (word != "." or _ends_sentence(document, token, bound)):
            tags.append(_letter(document, names, token, tags))
            at.append(token)
        token += 1
    shape = _SOFT.sub("q,", "".join(tags)).replace("~", "|")
    starts = _starts(shape)
    return Shape(shape, at, places, starts, _headline(document, shape, at))


def _label_length(words: list[str], first: int, last: int) -> int:
    """How many tokens "Q:" or "A." takes before a question or an answer; they say nothing of grammar."""
    if words[first] in ("Q.", "A."):
        return int(first + 1 < last)
    return 2 * (words[first] in ("Q", "A") and words[first + 1 : first + 2] == [":"] and first + 2 < last)


def _is_glued(document: Document, token: int) -> bool:
    """Whether a hyphen joins two words: "Oslo-based"."""
    starts, end = document.starts, document.end
    inner = 0 < token < len(starts) - 1
    return inner and end(token - 1) == starts[token] and end(token) == starts[token + 1]


def _ends_sentence(document: Document, token: int, bound: int) -> bool:
    """Whether a full stop is the last mark of its sentence, not of an abbreviation."""
    bounds, words = document.sentences, document.words
    end = bounds[bound][0] if bound < len(bounds) else len(words)
    return token + 2 >= end and words[min(token + 1, len(words) - 1)] not in _INNER


def _asks(document: Document, span: QuoteSpan) -> bool:
    """Whether the quote ends in a mark of its own, so that its sentence may go on."""
    return document.text[span.start : span.end].rstrip("'’‘\"” ")[-1:] in tuple("?!…—-")


def _starts(tags: str) -> list[int]:
    """Where the sentences begin; one that never ends is cut, so that no rule looks at more than it must."""
    starts = [0]
    for start in [*(match.end() for match in _END.finditer(tags)), len(tags)]:
        while start - starts[-1] > _LONGEST_SENTENCE:
            starts.append(starts[-1] + _LONGEST_SENTENCE)
        if start < len(tags):
            starts.append(start)
    return starts


def _headline(document: Document, tags: str, at: list[int]) -> bool:
    """Whether a short paragraph is in title case: most of its words are capitalized."""
    if len(tags) > _LONGEST_HEADLINE:
        return False
    words = [document.words[token] for letter, token in zip(tags, at, strict=True) if letter not in "q|"]
    long = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _letter(document: Document, names: Names, token: int, before: list[str]) -> str:  # noqa: PLR0911 - one for each kind
    """The letter of one token, by its word and by the letter before it."""
    word = document.words[token]
    number = names.at[token] if names.at else -1
    if number >= 0 and names.mentions[number].kind == "name":
        if word in _PUNCTUATION and word in ("'s", "’s"):
            return "'"
        return _TYPES[names.entities[names.mentions[number].entity].type]
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    lower = word.lower()
    known = lexicon()
    letter = letter_of(lower, known.letters)
    previous = before[-1] if before else "|"
    if word is not lower and word[0].isupper() and previous not in "|(:;q" and letter not in _SMALL:
        return "U"
    if lower in known.ambiguous and letter != "n":
        return _verb_or_noun(document, token, letter, before)
    if letter == "a" and (previous == "d" or (previous == "'" and before[-2] in "POULn")):
        return "n"
    if previous == "d" and letter in "cCrve" and document.words[token - 1].lower() in _ARTICLES:
        return "n"
    if previous in "d'" and (letter in "RgGV" or (letter in "cCrve" and _noun_follows(document, token))):
        return "n"
    return letter


def _noun_follows(document: Document, token: int) -> bool:
    """Whether the next word is a noun or a name, so that this one belongs to it: a smiling Ann Lee."""
    if token + 1 >= len(document.words):
        return False
    word = document.words[token + 1]
    return word[0].isalpha() and (word[0].isupper() or letter_of(word.lower(), lexicon().letters) in "ni")


def _next(document: Document, token: int) -> str:
    return document.words[token + 1].lower() if token + 1 < len(document.words) else "."


def _verb_or_noun(document: Document, token: int, letter: str, before: list[str]) -> str:
    """Whether "claim" or "claims" is a verb here, by its neighbours."""
    word = document.words[token].lower()
    previous = before[-1] if before else "|"
    if word.endswith("s") and previous in "nPOU" and _right_after_quote(before):
        return letter
    counted = previous == "n" and token > 1 and "0" <= document.words[token - 2][0] <= "9"
    if counted:
        return "n"
    if previous in "dp'CcirR|(" or (previous == "n" and "d" in before[-4:-1]):
        singular = (
            previous == "n" and word.endswith("s") and not document.words[token - 1].lower().endswith("s")
        )
        if not (singular and _takes_object(_following(document, token))):
            return "n"
    if previous in "hxtwa":
        return letter
    plural = document.words[token - 1].lower().endswith("s")
    if word.endswith("s") and not word.endswith("ss"):
        return (
            letter
            if previous in "P),-q" or (not plural and _takes_object(_following(document, token)))
            else "n"
        )
    return letter if (previous in "nUO" and plural) or previous == "k" else "n"


def _following(document: Document, token: int) -> str:
    return document.words[token + 1] if token + 1 < len(document.words) else "."


def _right_after_quote(before: list[str]) -> bool:
    """Whether a noun phrase right after a quotation ends here: "…," the suit [reads]."""
    at = len(before) - 1
    while at > 0 and len(before) - at < 8 and before[at] in "dnPOUL'p":
        at -= 1
    return before[at] in "q," and "q" in before[max(at - 1, 0) : at + 1]


def _takes_object(word: str) -> bool:
    """Whether the next word shows that a verb stands before it."""
    return word in _OBJECT_STARTS or word[0].isupper()


_OBJECT_STARTS = frozenset(
    [
        "that",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "him",
        "them",
        "itself",
        "himself",
        "herself",
        "themselves",
        "it",
        "us",
        "me",
        ":",
        '"',
        "“",
        "‘",
        "as",
        "how",
        "why",
        "what",
        "whether",
    ],
)
