"""Finding names: candidates, their types, and which of them name the same."""

from collections.abc import Sequence

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import find_candidates
from tui_reader.analysis.names.clues import gather
from tui_reader.analysis.names.eponyms import find_eponyms
from tui_reader.analysis.names.headings import name_headings
from tui_reader.analysis.names.language import is_english
from tui_reader.analysis.names.link import Linker, coordinated
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.names.story import Candidate, Story, read_story
from tui_reader.analysis.names.types import judge
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_UNLIKELY = lists.COMMON | lists.PLACE | lists.KNOWN_ORG | lists.DEMONYM | lists.TITLE | lists.FUNCTION


def find_names(document: Document, spans: Sequence[QuoteSpan] = ()) -> Names:
    """The persons, organizations and places of a story; none is guessed when it is not in English."""
    del spans  # quotation marks tell nothing about names yet
    if not is_english(document):
        return Names(at=[-1] * len(document.words))
    story = read_story(document)
    candidates = find_candidates(story)
    forms = gather(story, candidates)
    judge(story, forms, candidates)
    running = [candidate for candidate in candidates if not candidate.heading]
    for candidate in running:
        form = forms[candidate.key]
        candidate.kind, candidate.rule = form.kind, form.rule
    _accept_coordinated(story, running)
    eponyms = find_eponyms(story, running)
    accepted = [candidate for candidate in (*running, *eponyms) if candidate.kind]
    accepted += name_headings(story, forms)
    accepted.sort(key=lambda candidate: candidate.first)
    names = Linker(story, accepted).link()
    index_tokens(names, len(document.words))
    return names


def _accept_coordinated(story: Story, running: list[Candidate]) -> None:
    """An unknown word in a list such as "Dixie, Heidi and Marc D'Amelio" is a first name."""
    listed = [candidate for candidate in running if candidate.kind == "person" or len(candidate.words) == 1]
    for left, right in coordinated(story, listed):
        unknown = left.kind is None and not left.flags[0] & _UNLIKELY and not left.words[0].isupper()
        if unknown and right.kind == "person":
            left.kind, left.rule = "person", "shares the surname that follows"


def index_tokens(names: Names, tokens: int) -> None:
    """Sort the mentions and note for each token which of them covers it."""
    names.mentions.sort(key=lambda mention: mention.first)
    names.at = [-1] * tokens
    for index, mention in enumerate(names.mentions):
        for token in range(mention.first, mention.last):
            names.at[token] = index
