"""Names in headings, where every word has a capital: only what the running text or the lists know."""

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story
from tui_reader.analysis.names.clues import Form

_LONGEST = 5


def name_headings(story: Story, forms: dict[str, Form]) -> list[Candidate]:
    """The names in title-case and capital lines."""
    if not story.headings:
        return []
    known = {key: form for key, form in forms.items() if form.kind}
    loud = {key.upper(): form for key, form in known.items()}
    found: list[Candidate] = []
    for index in sorted(story.headings):
        first, last = story.document.paragraphs[index]
        at = first
        while at < last:
            size = _name_at(story, at, last, known, loud, found) if story.codes[at] in "CA" else 0
            at += size or 1
    return found


def _name_at(
    story: Story,
    at: int,
    last: int,
    known: dict[str, Form],
    loud: dict[str, Form],
    found: list[Candidate],
) -> int:
    """Add the longest name that begins at `at`; the number of its tokens, or 0."""
    words = story.document.words
    for size in range(min(_LONGEST, last - at), 0, -1):
        if story.codes[at + size - 1] not in "CA":
            continue
        part = words[at : at + size]
        key = " ".join(part)
        form = known.get(key) or (loud.get(key) if key.isupper() else None)
        if form and (form.kind != "person" or size > 1 or form.middle):
            words_ = form.words if key not in known else part
            found.append(_made(story, at, size, words_, form.kind, "known from the text"))
            return size
        if story.known.phrases.get(key):
            found.append(_made(story, at, size, part, story.known.phrases[key], "known name"))
            return size
    flags = story.flags(words[at])
    if flags & lists.COUNTRY or (flags & lists.PLACE and not flags & (lists.COMMON | lists.FIRST_NAME | lists.SURNAME)):
        found.append(_made(story, at, 1, [words[at]], "place", "known place"))
        return 1
    if flags & lists.KNOWN_ORG and not flags & lists.COMMON:
        found.append(_made(story, at, 1, [words[at]], "organization", "known organization"))
        return 1
    if flags & lists.FIRST_NAME and not flags & (lists.COMMON | lists.PLACE) and at + 1 < last:
        after = story.flags(words[at + 1])
        if words[at + 1][0].isupper() and (after & lists.SURNAME or not after):
            found.append(_made(story, at, 2, words[at : at + 2], "person", "begins with a first name"))
            return 2
    return 0


def _made(story: Story, at: int, size: int, words: list[str], kind: str | None, rule: str) -> Candidate:
    candidate = Candidate(at, at + size, words, [story.flags(word) for word in words], heading=True)
    candidate.kind = kind  # type: ignore[assignment]
    candidate.rule = rule
    return candidate
