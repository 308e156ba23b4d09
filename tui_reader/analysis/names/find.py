"""Finding names: candidates, their types, and which of them name the same."""

from collections.abc import Sequence

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.candidates import Candidate, Story, find_candidates, read_story
from tui_reader.analysis.names.headings import name_headings
from tui_reader.analysis.names.language import is_english
from tui_reader.analysis.names.link import Linker
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.names.clues import Form, gather
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
    accepted = [candidate for candidate in candidates if _accept(story, candidate, forms)]
    accepted += name_headings(story, forms)
    accepted.sort(key=lambda candidate: candidate.first)
    names = Linker(story, accepted).link()
    index_tokens(names, len(document.words))
    return names


def _accept(story: Story, candidate: Candidate, forms: dict[str, Form]) -> bool:
    """Take over the verdict on the candidate's form."""
    if candidate.heading:
        return False
    form = forms[candidate.key]
    candidate.kind, candidate.rule = form.kind, form.rule
    if candidate.kind == "person" and candidate.words[0] in story.known.functions and not candidate.flags[0] & lists.FIRST_NAME:
        return False
    return candidate.kind is not None


def index_tokens(names: Names, tokens: int) -> None:
    """Sort the mentions and note for each token which of them covers it."""
    names.mentions.sort(key=lambda mention: mention.first)
    names.at = [-1] * tokens
    for index, mention in enumerate(names.mentions):
        for token in range(mention.first, mention.last):
            names.at[token] = index
