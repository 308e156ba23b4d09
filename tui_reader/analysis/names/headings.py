"""Names in headings, where every word has a capital: only what the running text or the lists know."""

from tui_reader.analysis.model import EntityType
from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.clues import Form
from tui_reader.analysis.names.story import Candidate, Story

_PERSONAL = lists.FIRST_NAME | lists.SURNAME
_NO_RANKS = frozenset(
    ("Interim", "Private", "General", "Miss", "Mother", "Star", "Principal", "Major", "Chief")
)
_LONGEST = 5
_AMBIGUOUS = lists.COMMON | lists.FIRST_NAME | lists.SURNAME


def name_headings(story: Story, forms: dict[str, Form]) -> list[Candidate]:
    """The names in title-case and capital lines."""
    if not story.headings:
        return []
    known = {key: form for key, form in forms.items() if form.kind}
    known |= {key.upper(): form for key, form in known.items() if key.upper() not in known}
    found: list[Candidate] = []
    for index in sorted(story.headings):
        first, last = story.document.paragraphs[index]
        at = first
        while at < last:
            candidate = _name_at(story, at, last, known) if story.is_capital(at) else None
            if candidate:
                found.append(candidate)
            at = candidate.last if candidate else at + 1
    return found


def _name_at(story: Story, at: int, last: int, known: dict[str, Form]) -> Candidate | None:
    """The longest name that begins at `at`."""
    words = story.document.words
    for size in range(min(_LONGEST, last - at), 0, -1):
        if not story.is_capital(at + size - 1):
            continue
        key = " ".join(words[at : at + size])
        form = known.get(key)
        if form and form.kind and (form.kind != "person" or size > 1 or form.middle):
            return _made(story, at, form.words, size, form.kind, "known from the text")
        kind = story.known.phrases.get(key)
        if kind:
            return _made(story, at, words[at : at + size], size, kind, "known name")
    return _titled(story, at, last) or _listed(story, at, last)


def _titled(story: Story, at: int, last: int) -> Candidate | None:
    """A surname or a full name behind a title: "Mayor Ofori Opens the Harbour"."""
    before = at - 1 - (story.codes[at - 1] == "." if at else 0)
    if before < 0 or before not in range(*_line_of(story, at)):
        return None
    title = story.document.words[before]
    title = title.capitalize() if title.isupper() and len(title) > 2 else title
    if title not in story.known.titles or title in _NO_RANKS or _is_plain(story, at):
        return None
    size = 2 if at + 1 < last and story.is_capital(at + 1) and not _is_plain(story, at + 1) else 1
    found = _made(story, at, story.document.words[at : at + size], size, "person", "after a title")
    found.title, found.gender = title, story.known.titles[title]
    return found


def _line_of(story: Story, at: int) -> tuple[int, int]:
    return story.document.paragraphs[story.document.paragraph_of(at)]


def _is_plain(story: Story, at: int) -> bool:
    """True for a word that is no name by itself, or the name of something else."""
    return bool(story.flags(story.document.words[at]) & ~_PERSONAL) or len(story.document.words[at]) < 3


def _listed(story: Story, at: int, last: int) -> Candidate | None:
    """A country, city or organization that the lists know, or a first name with a name after it."""
    words = story.document.words
    flags = story.flags(words[at])
    if flags & lists.COUNTRY or (flags & lists.PLACE and not flags & _AMBIGUOUS):
        return _made(story, at, words[at : at + 1], 1, "place", "known place")
    if flags & lists.KNOWN_ORG and not flags & lists.COMMON:
        return _made(story, at, words[at : at + 1], 1, "organization", "known organization")
    if flags & lists.FIRST_NAME and not flags & (lists.COMMON | lists.PLACE) and at + 1 < last:
        after = story.flags(words[at + 1])
        if words[at + 1][0].isupper() and (after & lists.SURNAME or not after):
            return _made(story, at, words[at : at + 2], 2, "person", "begins with a first name")
    return None


def _made(story: Story, at: int, words: list[str], size: int, kind: EntityType, rule: str) -> Candidate:
    flags = [story.flags(word) for word in words]
    return Candidate(at, at + size, words, flags, heading=True, kind=kind, rule=rule)
