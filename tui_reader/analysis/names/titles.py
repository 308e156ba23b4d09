"""Titles and roles before a name: "Deputy Prime Minister", "Mr", "president"."""

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.model import Gender
from tui_reader.analysis.names.story import Story

_ALSO_OF_COMPANIES = frozenset(
    (
        "partner",
        "rival",
        "opponent",
        "owner",
        "parent",
        "star",
        "founder",
        "principal",
        "host",
        "major",
        "minor",
    )
)
_OF_OFFICES = frozenset(
    (
        "Minister",
        "Ministers",
        "Secretary",
        "Undersecretary",
        "Commissioner",
        "Secretaries",
        "Spokesperson",
        "Ambassador",
    ),
)
POLITE = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir"))
_NAME_ENDS = lists.ORG_END | lists.PLACE_END | lists.FACILITY_END | lists.WORK_END


def end_flags(story: Story, last: int) -> int:
    """What is known of the last word before `last`, not counting a point."""
    words = story.document.words
    return story.flags(words[last - 1] if story.codes[last - 1] != "." else words[last - 2])


def title_at(story: Story, at: int, begin: int, last: int) -> int:
    """How many tokens the title takes that begins at `at` ("Deputy Prime Minister"); 0 when none does."""
    codes, words = story.codes, story.document.words
    end = at
    titled = False
    while end < last and codes[end] in "CA.":
        flags = story.flags(words[end])
        if codes[end] != "." and not flags & (lists.TITLE | lists.TITLE_PART):
            break
        titled = titled or bool(flags & lists.TITLE)
        end += 1
    if not titled:
        return 0
    named = lists.FIRST_NAME | lists.SURNAME
    behind = words[at - 1 - (codes[at - 1] == ".")] if at > story.start else ""
    if end == last == at + 1 and at == begin and behind in POLITE:
        return 0  # "Mr. Prince"
    polite = 1 + codes.startswith(".", at + 1)
    if end == last and words[at] in POLITE and end - at == polite + 1:
        return polite
    if end == last and at > begin and story.flags(words[at - 1]) & lists.FIRST_NAME:
        return 0  # "Larry King"
    if end == last and at == begin and end - at == 1 and story.flags(words[at]) & named:
        return 0  # "King" alone may be a name
    return end - at


def title_of(story: Story, at: int, size: int) -> tuple[str, Gender]:
    """The word of the title that counts, and the gender that it tells."""
    gender: Gender = "unknown"
    title = ""
    for word in story.document.words[at : at + size]:
        if word in story.known.titles:
            title = word
            gender = story.known.titles[word] if gender == "unknown" else gender
    return title, gender


def role_before(story: Story, first: int) -> tuple[str, Gender]:
    """A role in lower case right before the name: "president Emmerson", "his wife Ama"."""
    if first <= story.start:
        return "", "unknown"
    word = story.document.words[first - 1]
    if word not in story.known.roles or word in _ALSO_OF_COMPANIES:
        return "", "unknown"
    return word, story.known.roles[word]


def title_goes_on(story: Story, first: int) -> bool:
    """Tell whether "for Education" in "Minister for Education Ama Ofori" still belongs to the title."""
    words = story.document.words
    if first - 2 < story.start or words[first - 1] not in ("of", "for"):
        return False
    return words[first - 2] in _OF_OFFICES


def inner_title(story: Story, first: int, last: int) -> int:
    """Where the title begins in "Chamber of Commerce President Ama Ofori", or 0."""
    codes, words = story.codes, story.document.words
    if last - first < 4 or end_flags(story, last) & _NAME_ENDS or "o" not in codes[first:last]:
        return 0
    for at in range(first + 3, last):
        flags = story.flags(words[at])
        if codes[at] in "CA" and flags & lists.TITLE and codes[at - 1] == "C" and not flags & lists.ORG_HEAD:
            begin = at
            while begin - 1 > first and story.flags(words[begin - 1]) & lists.TITLE:
                begin -= 1
            return begin
    return 0
