"""Where names could stand: runs of capitalized words, and what holds a run together.

A run is found with one regular expression over a string that holds one letter for each token, so that only
capitalized stretches cost anything. It is cut here at words that no name holds and at connectors that join
nothing; chunks.py parts what is left from titles and peoples.
"""

import re

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.chunks import cut_chunk, phrase_at
from tui_reader.analysis.names.story import Candidate, Story

_HARD = lists.FUNCTION | lists.CALENDAR
_BEFORE_MONTHS = frozenset(("in", "since", "until", "last", "this", "next", "late", "early", "mid", "during"))
_AFTER_NUMERAL = frozenset(
    ("of", "was", "is", "had", "and", "in", "who", "at", "to", "on", "by", "as", "from", "with")
)
_UNIT = r"(?:A\.?|C)"
_RUN = re.compile(rf"{_UNIT}(?:(?:p{{1,3}}|ot?|a|s|,|q(?:{_UNIT}{{1,2}}q)?)?{_UNIT}){{0,24}}")


def find_candidates(story: Story) -> list[Candidate]:
    """All candidates in reading order."""
    found: list[Candidate] = []
    codes = story.codes
    for index, (first, last) in enumerate(story.document.paragraphs):
        begin = len(found)
        story.start, story.edge = first, last
        for match in _RUN.finditer(codes, first, last):
            _cut_run(story, match.start(), match.end(), found)
        heading = index in story.headings
        for candidate in found[begin:]:
            token = candidate.first
            candidate.heading = heading
            candidate.opens = bool(story.opening[token]) or codes[token - 1] == "q"
    return found


def _cut_run(story: Story, first: int, last: int, found: list[Candidate]) -> None:
    """Cut a run at words that no name holds and at connectors that join nothing."""
    codes, words = story.codes, story.document.words
    begin = at = first
    while at < last:
        code = codes[at]
        if code in "CA":
            phrase = phrase_at(story, at)
            if phrase:
                at += phrase
                continue
            flags = story.flags(words[at])
            if flags & _HARD and not (
                _is_name_anyway(story, flags, at, last) or _ends_name(story, flags, begin, at)
            ):
                cut_chunk(story, begin, at, found)
                begin = at + 1
        elif code != "." and not _joins(story, begin, at, last):
            cut_chunk(story, begin, at, found)
            while at + 1 < last and codes[at + 1] not in "CA":
                at += 1
            begin = at + 1
        at += 1
    cut_chunk(story, begin, last, found)


def _is_name_anyway(story: Story, flags: int, at: int, last: int) -> bool:
    """Tell that "Will Smith", "Sunday Times" and "June says" begin with a name."""
    words = story.document.words
    if flags & lists.CALENDAR and at > story.start and _is_date(words, at):
        return False
    if at + 1 >= last or not story.is_capital(at + 1):
        said = at + 1 < len(words) and words[at + 1] in story.known.cues
        free = flags & lists.FUNCTION and not story.opening[at] and story.codes[at - 1] != "q"
        return bool(flags & lists.FIRST_NAME) and bool(said or free)
    after = story.flags(words[at + 1])
    follow = words[at + 2] if at + 2 < len(words) else "."
    acts = words[at].lower() not in story.known.cues and (follow == "," or follow in story.known.cues)
    if flags & lists.FIRST_NAME and (
        not story.opening[at] or acts or (flags & lists.CALENDAR and not after & lists.ORG_END)
    ):
        return not after & (_HARD | lists.COMMON) or bool(after & lists.SURNAME)
    return bool(flags & lists.CALENDAR and after & lists.ORG_END)


def _is_date(words: list[str], at: int) -> bool:
    """Tell "in June Ama Ofori left" and "the seventh of June" from "June Ofori"."""
    before = words[at - 1]
    if before == "of":
        before = words[at - 2]
        return before.endswith(("st", "nd", "rd", "th")) or before in ("end", "month", "start", "beginning")
    return before.lower() in _BEFORE_MONTHS or before[0].isdigit()


def _ends_name(story: Story, flags: int, begin: int, at: int) -> bool:
    """Tell that "Theresa May", "Mrs May" and "George Will" end with a name."""
    if at == begin or not (flags & lists.CALENDAR or flags & lists.FIRST_NAME) or _is_speaker(story, at):
        return False
    before = story.flags(story.document.words[at - 1 - (story.codes[at - 1] == ".")])
    named = before & lists.FIRST_NAME and not before & (lists.COMMON | lists.COUNTRY)
    return bool(named or (before & lists.TITLE and flags & lists.FIRST_NAME))


def _is_speaker(story: Story, at: int) -> bool:
    """Tell "Mr. Collins I know" from "Charles I of Spain"."""
    words = story.document.words
    if words[at][0] != "I" or len(words[at]) > 1:
        return words[at][0] == "I" and words[at][1] in "'’"
    after = words[at + 1] if at + 1 < len(words) else "."
    return after.islower() and after not in _AFTER_NUMERAL


def _joins(story: Story, begin: int, at: int, last: int) -> bool:
    """Does the connector at `at` hold the words before and after it together in one name?"""
    if at == begin:
        return False
    before = story.flags(story.document.words[at - 1])
    code = story.codes[at]
    if code in "pt":
        return not before & (_HARD | lists.DEMONYM)
    if code == "o":
        return _joins_of(story, before, begin, at)
    if code in "a,":
        return (_joins_and if code == "a" else _joins_list)(story, before, begin, at, last)
    if code == "q" and "q" in story.codes[begin:at]:
        return True
    return (_joins_possessive if code == "s" else _joins_mark)(story, before, at, last)


def _joins_of(story: Story, before: int, begin: int, at: int) -> bool:
    """Tell "Bank of Ghana" and "Ministry of Health" from "President of Ghana"."""
    words = story.document.words
    if words[at] in ("of", "Of") and words[at - 1] in story.known.of_heads:
        return True
    return bool((story.flags(words[begin]) | before) & lists.ORG_HEAD)


def _joins_and(story: Story, before: int, begin: int, at: int, last: int) -> bool:
    """Tell "Food and Drug Administration" from "Ghana and Togo"."""
    words, codes = story.document.words, story.codes
    after = story.flags(words[at + 1]) if at + 1 < last else 0
    ends = bool(story.flags(words[last - 1]) & lists.ORG_END)
    if words[at] == "&":
        pair = at - begin == 1 and (at + 2 >= last or not story.is_capital(at + 2))
        return ends or (pair and not before & after & lists.FIRST_NAME)
    plain = lists.COMMON | lists.TITLE_PART
    names = lists.FIRST_NAME | lists.PLACE | lists.KNOWN_ORG | lists.DEMONYM
    if (before | after) & (names | _HARD) or not before & plain:
        return False
    if "o" in codes[begin:at]:
        return bool(after & plain) or not after
    lone = at - begin == 1 and begin and words[begin - 1] in ("the", "The")
    return ends and bool((after & plain or (lone and not after)) and (lone or not before & lists.ORG_END))


def _joins_possessive(story: Story, before: int, at: int, last: int) -> bool:
    """Tell "People's Bank" and "Children's Fund" from "Ghana's Parliament"."""
    words = story.document.words
    names = lists.FIRST_NAME | lists.PLACE | lists.DEMONYM
    if words[at - 1].isupper() or not before & lists.COMMON or before & names:
        return False
    return bool(story.flags(words[last - 1]) & (lists.ORG_END | lists.PLACE_END))


def _joins_list(story: Story, before: int, begin: int, at: int, last: int) -> bool:
    """Tell "Ministry of Health, Welfare and Sport" from any other list."""
    words, codes = story.document.words, story.codes
    if not story.flags(words[begin]) & lists.ORG_HEAD or "o" not in codes[begin:at]:
        return False
    end = codes.find("a", at, min(last, at + 6))
    plain = lists.COMMON | lists.TITLE_PART
    names = lists.ORG_HEAD | lists.PLACE | lists.FIRST_NAME
    listed = [
        story.flags(words[token]) for token in range(at + 1, min(end + 2, last)) if codes[token] in "CA"
    ]
    return end > 0 and bool(before & plain) and all(flags & plain and not flags & names for flags in listed)


def _joins_mark(story: Story, before: int, at: int, last: int) -> bool:
    """A nickname in marks ('Ama "Mama" Ofori'), or the apostrophe of "Workers' Union"."""
    document, codes = story.document, story.codes
    if at + 1 < last and codes[at + 1] in "CA" and "q" not in codes[at + 1 : at + 4]:
        glued = document.starts[at] == document.end(at - 1)
        return glued and document.words[at - 1].endswith("s") and _joins_possessive(story, before, at, last)
    return bool(before & lists.FIRST_NAME) or not before & (_HARD | lists.COMMON | lists.TITLE)
