"""Where names could stand: runs of capitalized words, cut into candidates.

A run is found with one regular expression over a string that holds one letter for each token, so that only
capitalized stretches cost anything. A run is cut at words that no name holds, at titles and at demonyms.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.model import Gender
from tui_reader.analysis.tokens import Document

_NAME_ENDS = lists.ORG_END | lists.PLACE_END | lists.FACILITY_END | lists.WORK_END
_HARD = lists.FUNCTION | lists.CALENDAR
_DOTTED = frozenset(
    "Mr Mrs Ms Dr Prof Rev Fr Sr Jr St Ste Sen Rep Gov Gen Col Lt Lieut Capt Maj Sgt Cmdr Cdr Cpl Adm Brig Hon Pres Supt Det "
    "Insp Mt Ft Inc Ltd Co Corp Bros Engr Eng Ing Arch Mme Mlle Messrs Atty Dept Univ Pvt".split(),
)
_MARKS: Final = {
    **dict.fromkeys("\"“”„'‘’«»", "q"),
    **dict.fromkeys(("of", "for", "on"), "o"),
    **dict.fromkeys(("and", "&"), "a"),
    **dict.fromkeys(("'s", "’s"), "s"),
    ".": ".",
    ",": ",",
    "the": "t",
}
_UNIT = r"(?:A\.?|C)"
_RUN = re.compile(rf"{_UNIT}(?:(?:p{{1,3}}|ot?|a|s|,|q(?:{_UNIT}{{1,2}}q)?)?{_UNIT}){{0,24}}")
_OF_HEADS = frozenset(
    "Republic Gulf Bay Isle Isles Cape Kingdom Strait Straits State States Province City County Horn Port Emirate Sea "
    "Duchy Islands Valley Bank Lake Mount Duke Prince Princess Duchess Earl House Lord Bishop Archbishop Son Sons Friends "
    "Daughters Voice Church Archdiocese Diocese Parliament Bureau Board Times Palace Cup King Queen Saint Company".split(),
)


@dataclass(slots=True)
class Candidate:
    """A stretch that may be a name.

    `opens`: its capital is forced by the start of a sentence or heading. `title` is the word before it that is no
    part of the name ("Mr", "President"), `gender` what that word tells. `kind` and `rule` are the verdict.
    """

    first: int
    last: int
    words: list[str]
    flags: list[int]
    opens: bool = False
    title: str = ""
    gender: Gender = "unknown"
    heading: bool = False
    kind: EntityType | None = None
    rule: str = ""
    before_title: bool = False

    @property
    def key(self) -> str:
        """The name as it is compared with others."""
        return " ".join(self.words)


@dataclass(slots=True)
class Story:
    """A document as the rules for names see it."""

    document: Document
    codes: str
    known: lists.Words
    kinds: dict[str, str]
    lower: set[str]
    opening: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    edge: int = 0  # the end of the paragraph that is being cut

    def flags(self, word: str) -> int:
        """What is known of a capitalized word; a word in capitals is looked up in its usual form as well."""
        found = self.known.flags.get(word, 0)
        if not found and len(word) > 3 and word.isupper():
            found = self.known.flags.get(word.capitalize(), 0)
        return found


def read_story(document: Document) -> Story:
    """Classify each token with one letter, and find where capitals mean nothing."""
    known = lists.words()
    kinds = {word: _code(word, known) for word in set(document.words)}
    codes = "".join([kinds[word] for word in document.words])
    lower = {word for word, code in kinds.items() if code in "xpot" and word.islower()}
    story = Story(document, codes, known, kinds, lower)
    for first, _ in document.sentences:
        story.opening.add(first)
    for index, (first, last) in enumerate(document.paragraphs):
        if _is_heading(document.words, codes, first, last):
            story.headings.add(index)
    return story


def _code(word: str, known: lists.Words) -> str:
    head = word[0]
    if head.isalpha():
        if word.islower():
            return "p" if word in known.particles else _MARKS.get(word, "x")
        if head.isupper() or (len(word) > 2 and not word[-1].isupper()):
            return "A" if word in _DOTTED else "C"
        return "x"
    return _MARKS.get(word, "x")


def _is_heading(words: list[str], codes: str, first: int, last: int) -> bool:
    """True for a line in title case or capitals, where a capital tells nothing."""
    if last - first > 30 or last - first < 3:
        return False
    if codes[last - 1] == "." and last - first > 12:
        return False
    if words[first] in ("By", "BY"):
        return False
    small = big = 0
    for index in range(first + 1, last):
        word = words[index]
        if len(word) > 3 and word[0].isalpha():
            if word[0].isupper():
                big += 1
            else:
                small += 1
    return big >= 3 and big > 3 * small


def find_candidates(story: Story) -> list[Candidate]:
    """All candidates in reading order."""
    found: list[Candidate] = []
    document, codes = story.document, story.codes
    for index, (first, last) in enumerate(document.paragraphs):
        heading = index in story.headings
        begin = len(found)
        story.edge = last
        for match in _RUN.finditer(codes, first, last):
            _cut_run(story, match.start(), match.end(), found)
        for candidate in found[begin:]:
            candidate.heading = heading
            candidate.opens = candidate.first in story.opening or _follows_opening(codes, candidate.first, first)
    return found


def _follows_opening(codes: str, token: int, first: int) -> bool:
    """True after an opening quotation mark, a bullet or a colon: the capital is forced there."""
    return token == first or codes[token - 1] == "q"


def _cut_run(story: Story, first: int, last: int, found: list[Candidate]) -> None:
    """Cut a run at words that no name holds and at connectors that join nothing."""
    codes, words = story.codes, story.document.words
    begin = first
    at = first
    while at < last:
        code = codes[at]
        if code in "CA":
            phrase = _phrase_at(story, at)
            if phrase:
                at += phrase
                continue
            flags = story.flags(words[at])
            if flags & _HARD and not _is_name_anyway(story, flags, at, last):
                _cut_chunk(story, begin, at, found)
                begin = at + 1
        elif code != "." and not _joins(story, begin, at, last):
            _cut_chunk(story, begin, at, found)
            while at + 1 < last and codes[at + 1] not in "CA":
                at += 1
            begin = at + 1
        at += 1
    _cut_chunk(story, begin, last, found)


def _is_name_anyway(story: Story, flags: int, at: int, last: int) -> bool:
    """"Will Smith", "Sunday Times", "May Thurgood": the word belongs to the name that follows."""
    if at + 1 >= last or story.codes[at + 1] not in "CA":
        words = story.document.words
        said = at + 1 < len(words) and words[at + 1] in story.known.cues
        return said and bool(flags & lists.CALENDAR and flags & lists.FIRST_NAME)
    after = story.flags(story.document.words[at + 1])
    if flags & lists.FIRST_NAME and at not in story.opening:
        return not after & (_HARD | lists.COMMON) or bool(after & lists.SURNAME)
    return bool(flags & lists.CALENDAR and after & lists.ORG_END)


def _phrase_at(story: Story, at: int) -> int:
    """How many tokens the longest known phrase takes that begins here; 0 when none does."""
    words = story.document.words
    for size in story.known.phrase_lengths.get(words[at], ()):
        if at + size <= story.edge and " ".join(words[at : at + size]) in story.known.phrases:
            return size
    return 0


def _joins(story: Story, begin: int, at: int, last: int) -> bool:
    """Does the connector at `at` hold the words before and after it together in one name?"""
    codes, words = story.codes, story.document.words
    code = codes[at]
    if at == begin:
        return False
    before = story.flags(words[at - 1])
    if code == "p" or code == "t":
        return not before & (_HARD | lists.DEMONYM)
    if code == "o":
        head = story.flags(words[begin])
        if words[at] == "of":
            return words[at - 1] in _OF_HEADS or bool((head | before) & lists.ORG_HEAD)
        return bool((head | before) & lists.ORG_HEAD)
    after = story.flags(words[at + 1]) if at + 1 < last else 0
    if code == "a":
        if words[at] == "&":
            both = before & after & lists.FIRST_NAME
            return not both or bool(story.flags(words[last - 1]) & lists.ORG_END)
        plain = lists.COMMON | lists.TITLE_PART
        names = lists.FIRST_NAME | lists.PLACE | lists.KNOWN_ORG | lists.DEMONYM
        if not (before & plain and after & plain) or (before | after) & (names | _HARD):
            return False
        inside = "o" in codes[begin:at]
        return inside or bool(story.flags(words[last - 1]) & lists.ORG_END and not before & lists.ORG_END)
    if code == "s":
        return _joins_possessive(story, before, at, last)
    if code == ",":
        return _joins_list(story, begin, at, last)
    if code == "q":
        if at + 1 < last and codes[at + 1] in "CA" and "q" not in codes[at + 1 : at + 4]:
            glued = story.document.starts[at] == story.document.ends[at - 1]
            return glued and words[at - 1].endswith("s") and _joins_possessive(story, before, at, last)
        return bool(before & lists.FIRST_NAME) or not before & (_HARD | lists.COMMON | lists.TITLE)
    return False


def _joins_possessive(story: Story, before: int, at: int, last: int) -> bool:
    """"People's Bank", "Children's Fund": a plain word owns the rest."""
    words = story.document.words
    names = lists.FIRST_NAME | lists.PLACE | lists.ORG_END | lists.DEMONYM
    if words[at - 1].isupper() or not before & lists.COMMON or before & names:
        return False
    return bool(story.flags(words[last - 1]) & (lists.ORG_END | lists.PLACE_END))


def _joins_list(story: Story, begin: int, at: int, last: int) -> bool:
    """"Ministry of Health, Welfare and Sport": plain words in a list after "of"."""
    words, codes = story.document.words, story.codes
    if not story.flags(words[begin]) & lists.ORG_HEAD or "o" not in codes[begin:at]:
        return False
    plain = lists.COMMON | lists.TITLE_PART
    end = codes.find("a", at, min(last, at + 6))
    if end < 0:
        return False
    return all(
        story.flags(words[token]) & plain and not story.flags(words[token]) & (lists.ORG_HEAD | lists.PLACE | lists.FIRST_NAME)
        for token in range(at + 1, min(end + 2, last))
        if codes[token] in "CA"
    )


def _cut_chunk(story: Story, first: int, last: int, found: list[Candidate]) -> None:
    """Cut what hangs together into candidates: titles and demonyms stay outside names of persons."""
    codes, words = story.codes, story.document.words
    while first < last and codes[first] not in "CA":
        first += 1
    while last > first and codes[last - 1] not in "CA.":
        last -= 1
    if first >= last:
        return
    title, gender = _title_before(story, first)
    if _carries_title_on(story, first):
        start = first
        while first < last and story.flags(words[first]) & (lists.TITLE_PART | lists.COMMON | lists.ORG_END | lists.DEMONYM):
            first += 1
        title = words[start - 2] if first > start else title
        if first == last:
            return
    inner = _inner_title(story, first, last)
    if inner:
        _cut_chunk(story, first, inner, found)
        _cut_chunk(story, inner, last, found)
        return
    if last - first > 1 and _is_whole(story, first, last) and not _holds_person(story, first, last):
        if words[first].capitalize() == words[first] and story.flags(words[first]) & lists.SOFT and first in story.opening and last - first < 3:
            first += 1
        if end_flags(story, last) & lists.WORK_END and words[first].isupper() and len(words[first]) > 1:
            last = first + 1
        _add(story, first, last, found)
        return
    begin = first
    at = first
    while at < last:
        size = _phrase_at(story, at)
        if size:
            _add(story, begin, at, found, title, gender)
            _add(story, at, at + size, found)
            at += size
            begin, title, gender = at, "", "unknown"
            continue
        size = _title_at(story, at, begin, last)
        if size:
            if at > begin:
                _add(story, begin, at, found, title, gender)
                found[-1].before_title = True
            title, gender = _title_of(story, at, size)
            at += size
            begin = at
            continue
        if at > begin and _parts_before(story, begin, at):
            _add(story, begin, at, found, title, gender)
            begin, title, gender = at, "", "unknown"
        if story.flags(words[at]) & lists.DEMONYM and story.flags(words[at]) & lists.REGION and at + 1 == last:
            if last == len(codes) or codes[last] != "x" or words[last].lower() in story.known.functions:
                at += 1
                continue
        if story.flags(words[at]) & lists.DEMONYM and not _is_surname(story, at, begin, last):
            _add(story, begin, at, found, title, gender)
            at += 1
            begin = at
            continue
        at += 1
    _add(story, begin, last, found, title, gender)


def end_flags(story: Story, last: int) -> int:
    """What is known of the last word before `last`, not counting a point."""
    words = story.document.words
    return story.flags(words[last - 1] if story.codes[last - 1] != "." else words[last - 2])


def _inner_title(story: Story, first: int, last: int) -> int:
    """"Chamber of Commerce President Ama Ofori": where the title begins that ends an organization's name, or 0."""
    codes, words = story.codes, story.document.words
    if last - first < 4 or end_flags(story, last) & _NAME_ENDS or "o" not in codes[first:last]:
        return 0
    for at in range(first + 3, last):
        flags = story.flags(words[at])
        if codes[at] in "CA" and flags & lists.TITLE and codes[at - 1] == "C" and not flags & lists.ORG_HEAD:
            while at - 1 > first and story.flags(words[at - 1]) & lists.TITLE:
                at -= 1
            return at
    return 0


def _carries_title_on(story: Story, first: int) -> bool:
    """"Minister for Education Ama Ofori": what stands after "of" still belongs to the title."""
    words = story.document.words
    if first < 2 or words[first - 1] not in ("of", "for"):
        return False
    return bool(story.known.flags.get(words[first - 2], 0) & lists.TITLE)


def _is_whole(story: Story, first: int, last: int) -> bool:
    """True when the last word, or a head with "of", tells that all is one name."""
    words, codes = story.document.words, story.codes
    if end_flags(story, last) & _NAME_ENDS:
        return True
    return any(
        codes[at + 1] == "o" and story.flags(words[at]) & lists.ORG_HEAD for at in range(first, last - 2)
    )


def _parts_before(story: Story, begin: int, at: int) -> bool:
    """"UN António Guterres", "Opposition Ama Ofori": a person's name begins at `at`, something else ends before."""
    words = story.document.words
    here, before = story.flags(words[at]), story.flags(words[at - 1])
    initial = len(words[at]) == 2 and words[at][1] == "."
    if at - begin > 1 and not before & (lists.ORG_END | lists.PLACE_END):
        return False
    if initial:
        return bool(before & (lists.COUNTRY | lists.REGION))
    if at - 1 == begin and begin in story.opening and here & lists.COUNTRY and before & lists.COMMON:
        return not before & (lists.SOFT | lists.ORG_HEAD | lists.PLACE_HEAD | lists.FIRST_NAME)
    if not here & lists.FIRST_NAME or here & (lists.COMMON | lists.PLACE | lists.DEMONYM | lists.ORG_END):
        return False
    if before & (lists.FIRST_NAME | lists.SURNAME | lists.SOFT):
        return False
    letters = words[at - 1].isupper() and len(words[at - 1]) > 2
    return letters or bool(before & (lists.COUNTRY | lists.KNOWN_ORG | lists.COMMON | lists.ORG_END | lists.CITY))


def _is_surname(story: Story, at: int, begin: int, last: int) -> bool:
    """"Yael German": a demonym at the end, after a first name."""
    if at == begin:
        return False
    words = story.document.words
    before = story.flags(words[at - 1])
    last_one = at + 1 == last and before & lists.FIRST_NAME and not before & (lists.PLACE | lists.COMMON)
    return bool(story.flags(words[at]) & lists.SURNAME or (last_one and not words[at].endswith("s")))


def _holds_person(story: Story, first: int, last: int) -> bool:
    """True when a title is followed by a first name inside: "President Bola Church"."""
    words = story.document.words
    for at in range(first, last - 2):
        if story.flags(words[at]) & lists.TITLE and story.flags(words[at + 1]) & lists.FIRST_NAME:
            return True
    flags = story.flags(words[first])
    return bool(
        last - first == 2
        and flags & lists.FIRST_NAME
        and not flags & (lists.PLACE | lists.KNOWN_ORG | lists.COMMON)
        and story.flags(words[first + 1]) & lists.SURNAME,
    )


def _title_at(story: Story, at: int, begin: int, last: int) -> int:
    """How many tokens the title takes that begins at `at` ("Deputy Prime Minister"); 0 when none does."""
    codes, words = story.codes, story.document.words
    end = at
    titled = False
    while end < last:
        if codes[end] == ".":
            end += 1
            continue
        if codes[end] not in "CA":
            break
        flags = story.flags(words[end])
        if not flags & (lists.TITLE | lists.TITLE_PART):
            break
        titled = titled or bool(flags & lists.TITLE)
        end += 1
    if not titled:
        return 0
    if end == last and at > begin and story.flags(words[at - 1]) & lists.FIRST_NAME:
        return 0  # "Larry King"
    if end == last and at == begin and end - at == 1 and story.flags(words[at]) & (lists.FIRST_NAME | lists.SURNAME):
        return 0  # "Dean" alone may be a name
    return end - at


def _title_of(story: Story, at: int, size: int) -> tuple[str, Gender]:
    words = story.document.words
    gender: Gender = "unknown"
    title = ""
    for word in words[at : at + size]:
        if word in story.known.titles:
            title = word
            gender = story.known.titles[word] if gender == "unknown" else gender
    return title, gender


def _title_before(story: Story, first: int) -> tuple[str, Gender]:
    """A role in lower case right before the name: "president Emmerson …", "his wife Ama"."""
    if not first or story.document.paragraphs[story.document.paragraph_of(first)][0] == first:
        return "", "unknown"
    word = story.document.words[first - 1]
    if word in story.known.roles:
        return word, story.known.roles[word]
    return "", "unknown"


def _add(
    story: Story,
    first: int,
    last: int,
    found: list[Candidate],
    title: str = "",
    gender: Gender = "unknown",
) -> None:
    """Add one candidate, without the connectors at its edges."""
    codes, document = story.codes, story.document
    while first < last and codes[first] not in "CA":
        first += 1
    while last > first and codes[last - 1] not in "CA" and not (codes[last - 1] == "." and codes[last - 2] == "A"):
        last -= 1
    if first >= last:
        return
    if last < len(codes) and document.words[last] in "$€£¥" and document.starts[last] == document.ends[last - 1]:
        return
    words = [word for word, code in zip(document.words[first:last], codes[first:last], strict=True) if code != "."]
    found.append(
        Candidate(first, last, words, [story.flags(word) for word in words], title=title, gender=gender),
    )
