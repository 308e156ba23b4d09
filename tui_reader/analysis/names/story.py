"""A document as the rules for names see it: one letter for each token, and where capitals tell nothing."""

from dataclasses import dataclass, field
from typing import Final

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.model import Gender
from tui_reader.analysis.tokens import Document

# The letters: C capitalized, A capitalized and shortened by a point ("Mr"), p particle ("van"), x anything else,
# and the marks and small words that can stand inside a name.
_MARKS: Final = {
    **dict.fromkeys("\"“”„'‘’«»", "q"),
    **dict.fromkeys(("of", "for", "on"), "o"),
    **dict.fromkeys(("and", "&"), "a"),
    **dict.fromkeys(("'s", "’s"), "s"),
    ".": ".",
    ",": ",",
    "the": "t",
}
_TIES: Final = {"Of": "o", "For": "o", "And": "a"}
_CONTRACTED: Final = tuple(mark + tail for mark in "'’" for tail in ("d", "ll", "ve", "re", "m"))
_ROLE_TAILS = frozenset(
    (
        "old",
        "author",
        "founder",
        "owner",
        "star",
        "chair",
        "president",
        "host",
        "worker",
        "writer",
        "director",
    )
)
_LONGEST_HEADING = 30


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name.

    `opens`: its capital is forced by the start of a sentence or a quotation. `title` is the word before it that is
    no part of the name ("Mr", "president"), `gender` what that word tells. `inside`: it is a part of another name, which is
    found as well. `kind` and `rule` are the verdict.
    """

    first: int
    last: int
    words: list[str]
    flags: list[int]
    opens: bool = False
    title: str = ""
    gender: Gender = "unknown"
    heading: bool = False
    inside: bool = False
    kind: EntityType | None = None
    rule: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        self.key = " ".join(self.words)


@dataclass(slots=True)
class Story:
    """A document with its letters (`codes`, one for each token) and what the lists know.

    `lower` holds the words that the story writes in lower case, `opening` a 1 for each token that opens a sentence,
    `headings` the indices of paragraphs in title case or capitals. `start` and `edge` are the ends of the paragraph
    that is being cut.
    """

    document: Document
    codes: str
    known: lists.Words
    kinds: dict[str, str]
    lower: set[str]
    opening: bytearray = field(default_factory=bytearray)
    headings: set[int] = field(default_factory=set)
    start: int = 0
    edge: int = 0

    def flags(self, word: str) -> int:
        """What is known of a capitalized word; a word in capitals is looked up in its usual form as well."""
        found = self.known.flags.get(word, 0)
        if not found and word.endswith(_CONTRACTED):
            return lists.FUNCTION
        if not found and len(word) > 3 and word.isupper():
            found = self.known.flags.get(word.capitalize(), 0)
        return found

    def is_capital(self, token: int) -> bool:
        """True when the token is a capitalized word."""
        return self.codes[token] in "CA"


def read_story(document: Document) -> Story:
    """Give each token its letter, and find where capitals mean nothing."""
    known = lists.words()
    kinds = {word: _code(word, known) for word in set(document.words)}
    codes = "".join([kinds[word] for word in document.words])
    lower = {word for word, code in kinds.items() if code in "xpot" and word.islower()}
    story = Story(document, codes, known, kinds, lower)
    story.opening = bytearray(len(document.words) + 1)
    for first, _ in document.sentences:
        story.opening[first] = 1
    for index, (first, last) in enumerate(document.paragraphs):
        if last - first <= _LONGEST_HEADING and _is_heading(document.words, codes, first, last):
            story.headings.add(index)
    return story


def _code(word: str, known: lists.Words) -> str:
    head = word[0]
    if not head.isalpha():
        return _MARKS.get(word, "x")
    if word.islower():
        return "p" if word in known.particles else _MARKS.get(word, "x")
    if "-" in word and word.rsplit("-", 1)[1] in _ROLE_TAILS:
        return "x"
    if head.isupper():
        return _TIES.get(word) or ("A" if word in known.dotted else "C")
    return "C" if len(word) > 2 and word != word.lower() and not word[-1].isupper() else "x"


def _is_heading(words: list[str], codes: str, first: int, last: int) -> bool:
    """True for a line in title case or capitals; a byline ("By …") is none."""
    if last - first < 3 or words[first] in ("By", "BY"):
        return False
    if codes[last - 1] == "." and not words[last - 2].isupper():
        return False
    small = big = 0
    for word in words[first + 1 : last]:
        if len(word) > 3 and word[0].isalpha():
            if word[0].isupper():
                big += 1
            else:
                small += 1
    return big >= 3 and big > 3 * small
