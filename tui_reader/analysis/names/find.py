"""Finding names: candidates, their types, and which of them name the same."""

from collections.abc import Sequence

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story, find_candidates, read_story
from tui_reader.analysis.names.headings import name_headings
from tui_reader.analysis.names.language import is_english
from tui_reader.analysis.names.link import Linker, coordinated
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.names.clues import gather
from tui_reader.analysis.names.types import judge
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document


def find_names(document: Document, spans: Sequence[QuoteSpan] = ()) -> Names:
    """The persons, organizations and places of a story; none is guessed when it is not in English."""
    del spans
    if not is_english(document):
        return Names(at=[-1] * len(document.words))
    story = read_story(document)
    candidates = find_candidates(story)
    forms = gather(story, candidates)
    judge(story, forms, candidates)
    for candidate in candidates:
        if not candidate.heading:
            form = forms[candidate.key]
            candidate.kind, candidate.rule = form.kind, form.rule
    _accept_coordinated(story, candidates)
    accepted = [candidate for candidate in candidates if _is_accepted(story, candidate)]
    accepted += name_headings(story, forms)
    accepted.sort(key=lambda candidate: candidate.first)
    names = Linker(story, accepted).link()
    index_tokens(names, len(document.words))
    return names


def _accept_coordinated(story: Story, candidates: list[Candidate]) -> None:
    """"Dixie, Heidi and Marc D'Amelio": an unknown word in such a list is a first name."""
    unlikely = lists.COMMON | lists.PLACE | lists.KNOWN_ORG | lists.DEMONYM | lists.TITLE | lists.FUNCTION
    listed = [c for c in candidates if not c.heading and (c.kind == "person" or len(c.words) == 1)]
    for left, right in coordinated(story, listed):
        if left.kind is None and right.kind == "person" and not left.flags[0] & unlikely and not left.words[0].isupper():
            left.kind, left.rule = "person", "shares the surname that follows"


def _is_accepted(story: Story, candidate: Candidate) -> bool:
    """True for a name; a first word that opens sentences must be a first name as well."""
    if candidate.heading or candidate.kind is None:
        return False
    opener = candidate.words[0] in story.known.functions
    return not (candidate.kind == "person" and opener and not candidate.flags[0] & lists.FIRST_NAME)


def index_tokens(names: Names, tokens: int) -> None:
    """Sort the mentions and note for each token which of them covers it."""
    names.mentions.sort(key=lambda mention: mention.first)
    names.at = [-1] * tokens
    for index, mention in enumerate(names.mentions):
        for token in range(mention.first, mention.last):
            names.at[token] = index
