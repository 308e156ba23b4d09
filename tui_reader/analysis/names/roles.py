"""What a story says that somebody is: "founder of the Harbour Trust", "Mayor", "49, a baker".

It stands around a person's name, outside of quotations: a title before it, an apposition on either side, "who is the …".
Such a phrase is a short pattern over letters, one for each token:

    R role   T role with a capital   r role too vague to stand alone   K role that needs to be told whose, or of what
    z "former", "vice"   J "head" of something, or before a role
    P person   O organization, place   U other capitalized word   n noun or adjective   # number   ' possessive
    A a, an   E the   H his, her   I its, their   F of, for   t to   p other preposition   s as   b is, was   w who
    k and   Y Mr, Dr   0 point of an abbreviation   q quotation mark   ~ hyphen   ? what makes a role doubtful

Other letters are those of quotes/lexicon.py: v verb, e word in -ed, V word in -ing, c "said", …
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tui_reader.analysis.distinct import Span, distinct
from tui_reader.analysis.names.model import Names, TokenMention
from tui_reader.analysis.names.wordlists import words
from tui_reader.analysis.quotes.lexicon import letter_of, lexicon, word_set
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_AHEAD, _BACK = 32, 16  # tokens that are looked at after a name, and before it
_LONGEST_HEADING = 30
_KNOWN = 8192  # words whose letters are remembered
_SIGNS = {
    **dict.fromkeys("\"“”„‟«»'‘’`", "q"),
    **dict.fromkeys(("'s", "’s"), "'"),
    **dict.fromkeys(("-", "–", "—", "--"), "-"),
    **dict.fromkeys(("!", "?", "…", "..."), "."),
    **dict.fromkeys(("of", "for"), "F"),
    **dict.fromkeys(("a", "an"), "A"),
    **dict.fromkeys(("his", "her", "my", "our", "your"), "H"),
    **dict.fromkeys(("its", "their"), "I"),
    **dict.fromkeys(("is", "was"), "b"),
    **dict.fromkeys(("be", "been", "being", "are", "were", "isn't", "wasn't", "isn’t", "wasn’t"), "x"),
    **dict.fromkeys(("based", "representing", "leading"), "V"),
    **dict.fromkeys(("himself", "herself", "also", "still"), "a"),
    **dict.fromkeys(("not", "never", "nearly", "almost", "hardly", "perhaps", "maybe"), "?"),
    **{mark: mark for mark in ",;:().["},
    "the": "E",
    "&": "k",
    "as": "s",
    "to": "t",
}
_SECTIONS = (
    ("doubts", "?"),
    ("leads", "J"),
    ("before", "z"),
    ("honours", "Y"),
    ("vague", "r"),
    ("relations", "K"),
    ("heads", "R"),
)
_OTHER = {"d": "D", "G": "V", "i": "V", "C": "v", "r": "v", "R": "V", "g": "V", "T": "w", "y": "n"}
_UNLIKE = frozenset(("like", "unlike", "than"))

_NOUN = r"[nzJUORrTKP#0']"
_HEAD = rf"[nzJeUORrT#']{{0,6}}[RrT](?!{_NOUN})"
_THING = r"(?:D|[AEI]?e?[nzJUOPRrTK#0](?:[nzJUOPRrTK#0]|'(?=[nzJUORrTK]))*(?:k[nzJUOPRrTK#0']+)*)"
_TAIL = rf"(?:[Fpt]{_THING}){{0,4}}"
_ALONE = rf"{_HEAD}{_TAIL}(?:kA?{_HEAD}{_TAIL}){{0,2}}"
_RELATED = rf"[nzJeUO#]{{0,4}}[KRrTJ]F{_THING}{_TAIL}"
_WHOSE = r"(?:(?<![POU0])[POU][POU0]*|[AE][nzJUO]{1,4})'"
_OWNED = rf"{_WHOSE}[nzJeUORrT]{{0,4}}[RrTK](?!{_NOUN}){_TAIL}"
_BARE = rf"(?:[zJ][zJUO]*|[UO]{{0,4}})[zJ]?n{{0,2}}[RT]{{1,3}}(?!{_NOUN}){_TAIL}(?:k{_HEAD}{_TAIL}){{0,2}}"
_FULL = rf"{_OWNED}|[AE](?:{_RELATED}|{_ALONE})"
_PHRASE = rf"(?:z?(?:{_FULL})|{_RELATED}|{_BARE})"
_END = r"(?=[,.;)\-wV])"

_APPOSED = re.compile(rf",a?(?:I(?=[nzJeUORrT]))?(?P<role>(?:#,)?{_PHRASE}|#,FO+){_END}")
_WHO = re.compile(rf"(?:,#)?,?w(?:ba*|[vx]?va*s)(?P<role>{_PHRASE})(?!{_NOUN}|[e?])")
_IS = re.compile(rf"ba*(?P<role>z?(?:{_FULL})|{_RELATED})(?!{_NOUN}|[e?])")
_COMMA = re.compile(rf"(?:(?P<role>{_FULL})|I(?P<its>{_ALONE})),$")
_INNER = re.compile(r"[Fpt].*[RrTK]")
# In "Bank of the River President Ann Lee" the river is no part of her title.
_OUTSIDE = r"(?<!F[AEDI])(?<!FED)(?<![UO]k)"
_TITLES = tuple(
    re.compile(rf"{before}(?P<role>{role})(?:Y0?)*$")
    for before, role in (
        ("", rf"{_WHOSE}[nzJeUORrT]{{0,4}}[RrTK]"),
        ("", r"[zJUOT0]*T0?F[UOzJ]{1,4}"),
        (rf"(?:(?<=[AEIH]){_OUTSIDE}e?|(?<=[p,;:(\-c])|^)", r"(?:[nzJUORT#]0?){0,5}R(?:k[zJ]?R)?"),
        (rf"(?<![FnzJUOT#0]){_OUTSIDE}", r"(?:[zJUOT]0?)*T0?(?:k[zJ]?T0?)?"),
        (rf"(?<![FnzJUORT#0]){_OUTSIDE}", r"[zJUOR]*R(?:k[zJ]?R)?"),
        ("", r"(?:[zJT]0?)*T0?(?:k[zJ]?T0?)?|[zJR]*R"),
        (rf"(?:(?<=[AE]){_OUTSIDE}(?=r)|(?<=[AEIHp,;:(\-c]){_OUTSIDE})", r"[nzJUO]{0,4}r"),
    )
)


def find_roles(document: Document, names: Names, spans: Sequence[QuoteSpan] = ()) -> list[tuple[Span, ...]]:
    """For each entity the roles of the person that it is, as stretches of the text, in reading order."""
    finder = _Finder(document, names)
    found: list[list[Span]] = [[] for _ in names.entities]
    sentence = quote = 0
    for mention in names.mentions:
        while document.sentences[sentence][1] <= mention.first:
            sentence += 1
        while quote < len(spans) and spans[quote].last <= mention.first:
            quote += 1
        quoted = quote < len(spans) and spans[quote].first <= mention.first
        person = mention.kind == "name" and names.entities[mention.entity].type == "person"
        if person and not quoted and not finder.in_title_case(*document.sentences[sentence]):
            stretches = finder.around(mention, document.sentences[sentence])
            found[mention.entity] += [
                (document.starts[first], document.end(last - 1)) for first, last in stretches
            ]
    return [distinct(document.text, each) for each in found]


@dataclass(slots=True)
class _Finder:
    """Reads the letters around the names of one document."""

    document: Document
    names: Names

    def around(self, mention: TokenMention, sentence: tuple[int, int]) -> Iterator[Span]:
        """The roles beside one name, as tokens, end exclusive; `sentence` are the tokens of the sentence around it."""
        first, last = mention.first, mention.last
        begin, end = sentence
        after = self.document.words[last] if last < end else ""
        if first > begin:
            back = max(begin, first - _BACK)
            yield from (
                self._apposed_before(back, mention, end)
                if self.document.words[first - 1] == ","
                else self._titles(back, first, end)
            )
        if after in (",", "who", "is", "was"):
            letters = self._read(last, min(last + _AHEAD, end), end)
            opens = first - begin < _BACK and not self._read(begin, first, end).strip("RTzJUOY0")
            for pattern in (_APPOSED, _WHO, _IS) if opens else (_APPOSED, _WHO):
                if found := pattern.match(letters):
                    yield last + found.start("role"), last + found.end("role")

    def in_title_case(self, first: int, last: int) -> bool:
        """Whether the words of a sentence that belong to no name have capitals, so that a capital makes no title."""
        capitals = 0
        if last - first > _LONGEST_HEADING:
            return False
        for token in range(first + 1, last):
            word = self.document.words[token]
            if len(word) > 3 and self.names.at[token] < 0 and word[0].isalpha():
                if word[0].islower():
                    return False
                capitals += self._letter(token, last) not in "TzJY"
        return capitals > 1

    def _titles(self, back: int, first: int, end: int) -> Iterator[Span]:
        """The role in "Mayor Ann Lee" and "the company's chief executive Ann Lee"."""
        if self._letter(first - 1, end) not in "RrTKY0UOzJ":
            return
        letters = self._read(back, first, end)
        for pattern in _TITLES:
            found = pattern.search(letters)
            if found and found["role"]:
                if letters[found.start("role") - 1 : found.start("role")] == "?":
                    return
                yield back + found.start("role"), back + found.end("role")
                return

    def _apposed_before(self, back: int, mention: TokenMention, end: int) -> Iterator[Span]:
        """The role in "The mayor, Ann Lee, left"; of "the mayor, Ann Lee and others left" nobody knows."""
        document, last = self.document, mention.last
        follow = self._read(last, min(last + 2, end), end)
        if follow[:1] not in (",", ".", ";", ")") or follow[1:2] in ("P", "k"):
            return
        found = _COMMA.search(self._read(back, mention.first, end))
        if found is None:
            return
        name = "role" if found["role"] else "its"
        first = back + found.start(name)
        unlike = first > 0 and document.words[first - 1].lower() in _UNLIKE
        if not unlike and not _INNER.search(found[name]):
            yield first, back + found.end(name)

    def _read(self, first: int, last: int, end: int) -> str:
        """The letters of these tokens, with a point at the end of the sentence."""
        found: list[str] = []
        for token in range(first, last):
            letter = self._letter(token, end)
            if letter == "*":
                letter = "n" if found and found[-1] in "AEIHDFpzJ'" else "v"
            found.append(letter)
        return "".join(found) + "." * (last == end)

    def _letter(self, token: int, end: int) -> str:
        """The letter of a token; "*" for a verb that may be a noun."""
        names, word = self.names, self.document.words[token]
        at = names.at[token]
        if at >= 0 and names.mentions[at].kind == "name":
            return "P" if names.entities[names.mentions[at].entity].type == "person" else "O"
        if word == ".":
            return "0" if token + 1 < end and _SIGNS.get(self.document.words[token + 1]) != "q" else "."
        if word == "-" and token + 1 < end and self.document.starts[token + 1] == self.document.end(token):
            return "~"  # a hyphen
        return _of_word(word)


@lru_cache(_KNOWN)
def _of_word(word: str) -> str:
    """The letter of a word by itself."""
    lower = word.lower()
    return _SIGNS.get(lower) or _of_role(word, lower) or _of_grammar(word, lower)


@cache
def _role_letters(*, capital: bool) -> dict[str, str]:
    """The letters of the words that belong to roles, by the word in lower case; an honour has a capital."""
    letters = dict.fromkeys(words().roles, "R")
    for section, letter in reversed(_SECTIONS):
        if capital or letter != "Y":
            letters |= dict.fromkeys(word_set("role_words", section), letter)
    return letters


def _of_role(word: str, lower: str) -> str:
    """The letter of a word that belongs to roles; empty for another."""
    capital = word[0].isupper()
    letter = _role_letters(capital=capital).get(lower, "")
    titled = capital and (letter == "R" or (letter in ("", "r", "K") and word in words().titles))
    return "T" if titled else letter


def _of_grammar(word: str, lower: str) -> str:
    """The letter of any other word."""
    if lower.isdigit():
        return "#" if len(lower) < 4 else "n"
    grammar = lexicon()
    letter = letter_of(lower, grammar.letters)
    if word[0].isupper() and letter in "ncCrvgGRVei":
        letter = "U"
    elif lower in grammar.ambiguous and letter != "n":
        letter = "*"
    return _OTHER.get(letter, letter)
