"""Parting a chunk of capitalized words into candidates: titles and peoples stay outside, phrases stay whole."""

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.model import Gender
from tui_reader.analysis.names.story import Candidate, Story
from tui_reader.analysis.names.titles import (
    POLITE,
    end_flags,
    inner_title,
    role_before,
    title_at,
    title_goes_on,
    title_of,
)
from tui_reader.analysis.names.wordlists import word_set

_NAME_ENDS = lists.ORG_END | lists.PLACE_END | lists.FACILITY_END | lists.WORK_END
_TITLE_TAIL = lists.TITLE_PART | lists.COMMON | lists.ORG_END | lists.DEMONYM
_CURRENCIES = "$€£¥"


def phrase_at(story: Story, at: int) -> int:
    """How many tokens the longest known phrase takes that begins here; 0 when none does."""
    words, known = story.document.words, story.known
    for size in known.phrase_lengths.get(words[at], ()):
        if at + size <= story.edge and " ".join(words[at : at + size]) in known.phrases:
            return size
    if words[at].isupper() and len(words[at]) > 2:
        for size in known.phrase_lengths.get(words[at].capitalize(), ()):
            if at + size <= story.edge and " ".join(words[at : at + size]).title() in known.phrases:
                return size
    return 0


def cut_chunk(story: Story, first: int, last: int, found: list[Candidate]) -> None:
    """Add the candidates of one chunk."""
    codes, words = story.codes, story.document.words
    while first < last and codes[first] not in "CA":
        first += 1
    while last > first and codes[last - 1] not in "CA.":
        last -= 1
    while last - first > 1 and words[last - 1] in word_set("postnominals"):
        last -= 1
    if first >= last:
        return
    title, gender = role_before(story, first)
    if title_goes_on(story, first):
        start = first
        while first < last and story.flags(words[first]) & _TITLE_TAIL:
            first += 1
        title = words[start - 2] if first > start else title
        if first == last:
            return
    inner = inner_title(story, first, last)
    if inner:
        cut_chunk(story, first, inner, found)
        cut_chunk(story, inner, last, found)
    elif (
        last - first > 1
        and not _state_at(story, first, last)
        and _is_whole(story, first, last)
        and not _holds_person(story, first, last)
    ):
        _add_whole(story, first, last, found)
    else:
        _part(story, first, last, found, title, gender)


def _is_whole(story: Story, first: int, last: int) -> bool:
    """True when the last word, or a head with "of", tells that all is one name."""
    words, codes = story.document.words, story.codes
    if end_flags(story, last) & _NAME_ENDS:
        return True
    return any(
        codes[at + 1] in "op" and story.flags(words[at]) & lists.ORG_HEAD for at in range(first, last - 2)
    )


def _holds_person(story: Story, first: int, last: int) -> bool:
    """True for "President Bola Church" and "Kelly Banks": a person's name with an organization's word."""
    words = story.document.words
    if words[first] in POLITE and title_at(story, first, first, last) < last - first < 5:
        return True
    for at in range(first, last - 2):
        if story.flags(words[at]) & lists.TITLE and story.flags(words[at + 1]) & lists.FIRST_NAME:
            return True
    flags = story.flags(words[first])
    known = lists.PLACE | lists.KNOWN_ORG | lists.COMMON
    named = flags & lists.FIRST_NAME and not flags & known
    return bool(last - first == 2 and named and story.flags(words[first + 1]) & lists.SURNAME)


def _add_whole(story: Story, first: int, last: int, found: list[Candidate]) -> None:
    """Add a name that is told by its ending; of "ABC Act" only the letters are one."""
    words = story.document.words
    if last - first == 2 and story.opening[first] and story.flags(words[first]) & lists.SOFT:
        first += 1
    elif end_flags(story, last) & lists.WORK_END and words[first].isupper() and len(words[first]) > 1:
        last = first + 1
    _add(story, first, last, found)


def _part(story: Story, first: int, last: int, found: list[Candidate], title: str, gender: Gender) -> None:
    """Cut at known phrases, titles and peoples, and where something else ends before a person's name."""
    words = story.document.words
    begin = at = first
    while at < last:
        size = phrase_at(story, at) or _state_at(story, at, last)
        if size:
            _add(story, begin, at, found, title, gender)
            _add(story, at, at + size, found)
            at += size
            begin, title, gender = at, "", "unknown"
            continue
        size = title_at(story, at, begin, last)
        if size:
            _add(story, begin, at, found, title, gender)
            title, gender = title_of(story, at, size)
            at += size
            begin = at
            continue
        if at > begin and _person_begins(story, begin, at):
            _add(story, begin, at, found, title, gender)
            begin, title, gender = at, "", "unknown"
        if story.flags(words[at]) & lists.DEMONYM and not _is_kept(story, begin, at, last):
            _add(story, begin, at, found, title, gender)
            begin = at + 1
        at += 1
    _add(story, begin, last, found, title, gender)


def _state_at(story: Story, at: int, last: int) -> int:
    """How many tokens "Republic of Ghana" or "Islamic Republic of Iran" takes; 0 when none begins here."""
    words, codes = story.document.words, story.codes
    head = at + 1 if story.flags(words[at]) & lists.DEMONYM and at + 1 < last else at
    if not story.flags(words[head]) & lists.PLACE_END or not codes.startswith("o", head + 1):
        return 0
    place = head + 2 + codes.startswith("t", head + 2)
    if place >= last:
        return 0
    size = phrase_at(story, place) or bool(story.flags(words[place]) & lists.PLACE)
    return place + size - at if size else 0


def _person_begins(story: Story, begin: int, at: int) -> bool:
    """Tell that a person's name begins at `at` in "UNICEF António Guterres" or "Opposition Ama Ofori"."""
    words = story.document.words
    here, before = story.flags(words[at]), story.flags(words[at - 1])
    if at - begin > 1 and not before & (lists.ORG_END | lists.PLACE_END):
        return False
    if len(words[at]) == 2 and words[at][1] == ".":
        return bool(before & (lists.COUNTRY | lists.REGION))
    if at - 1 == begin and story.opening[begin] and here & lists.COUNTRY and before & lists.COMMON:
        return not before & (lists.SOFT | lists.ORG_HEAD | lists.PLACE_HEAD | lists.FIRST_NAME)
    if not here & lists.FIRST_NAME or here & (lists.COMMON | lists.PLACE | lists.DEMONYM | lists.ORG_END):
        return False
    if (
        before & (lists.FIRST_NAME | lists.SURNAME | lists.SOFT)
        or words[at - 1].lower() in story.known.particles
    ):
        return False
    letters = words[at - 1].isupper() and len(words[at - 1]) > 2
    return letters or bool(before & (lists.PLACE | lists.KNOWN_ORG | lists.COMMON | lists.ORG_END))


def _is_kept(story: Story, begin: int, at: int, last: int) -> bool:
    """A people's name is kept as a surname ("Yael German"), and as a region ("in the Caribbean")."""
    words, codes = story.document.words, story.codes
    flags = story.flags(words[at])
    final = at + 1 == last
    if flags & lists.REGION and final:
        return last == len(codes) or codes[last] != "x" or words[last].lower() in story.known.functions
    if at == begin and not final and flags & lists.FIRST_NAME:
        return story.is_capital(at + 1) and not story.flags(words[at + 1]) & (_TITLE_TAIL | lists.WORK_END)
    if at == begin:
        return final and last < len(codes) and words[last] in story.known.cues  # "Cuban said"
    before = story.flags(words[at - 1])
    plain = before & lists.COMMON and story.opening[at - 1]
    named = before & lists.FIRST_NAME and not before & lists.PLACE and not plain
    return bool(flags & lists.SURNAME or (final and named and not words[at].endswith("s")))


def _add(
    story: Story,
    first: int,
    last: int,
    found: list[Candidate],
    title: str = "",
    gender: Gender = "unknown",
) -> None:
    """Add one candidate, without the connectors at its edges; "US" in "US$3" is none."""
    codes, document = story.codes, story.document
    while first < last and codes[first] not in "CA":
        first += 1
    while last > first and codes[last - 1] not in "CA":
        last -= 1
    if first >= last:
        return
    if last - first == 1 and len(document.words[first]) == 1:
        return
    price = last < len(codes) and document.words[last] in _CURRENCIES
    if price and document.starts[last] == document.end(last - 1):
        return
    words = [document.words[at] for at in range(first, last) if codes[at] != "."]
    found.append(
        Candidate(first, last, words, [story.flags(word) for word in words], title=title, gender=gender)
    )
