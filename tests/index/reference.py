"""An engine that is slow and obvious: every query is put to every story, word by word."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tui_reader.analysis.model import Analysis, Quote
from tui_reader.article.model import Article
from tui_reader.index import names
from tui_reader.index.fields import FIELDS, STATES
from tui_reader.index.folding import words
from tui_reader.index.model import Chosen, Completion, Hit, Order, QuoteFound, Results, Row
from tui_reader.index.query import (
    And,
    Days,
    Folder,
    Node,
    Not,
    Or,
    Query,
    State,
    Term,
    nodes,
    parse,
    terms,
    while_typing,
)
from tui_reader.index.store import IndexUnusable
from tui_reader.index.suggest import slips_between

Within = Chosen | None
States = Callable[[str], Chosen] | None
Parts = list[Sequence[str]]
_SPEECH = ("", "said", "speaker")
_KINDS = {"person": "person", "org": "organization", "place": "place"}


@dataclass(frozen=True)
class Story:
    """One story with what was found in it."""

    row: Row
    article: Article
    analysis: Analysis

    def parts(self, field: str) -> Parts:
        """The stretches of words in which a phrase may stand, field by field."""
        article = self.article
        if field == "text":
            return [words(article.text[each.start : each.end]) for each in article.paragraphs]
        if field in _KINDS:
            found = [each for each in self.analysis.entities if each.type == _KINDS[field]]
            written = [name for each in found for name in (each.name, *each.aliases)]
            return list(names.forms(written, person=field == "person"))
        if field == "mentions":
            return [part for kind in _KINDS for part in self.parts(kind)]
        if field in ("speaker", "said"):
            return [part for statement in self.statements() for part in self.spoken(statement, field)]
        return [words(getattr(article, field))]

    def statements(self) -> list[list[Quote]]:
        """The quotes that belong together."""
        quotes = sorted(self.analysis.quotes, key=lambda each: (each.statement, each.start))
        return [list(group) for _, group in groupby(quotes, key=lambda each: each.statement)]

    def spoken(self, statement: list[Quote], field: str) -> Parts:
        """What was said in a statement, or the names of its speaker."""
        if field == "said":
            return [words(self.article.text[quote.start : quote.end]) for quote in statement]
        speaker = self.analysis.by_id.get(statement[0].speaker or "")
        return list(names.forms((speaker.name, *speaker.aliases), person=True)) if speaker else []


def stands(term: Term, parts: Iterable[Sequence[str]]) -> bool:
    """Whether the words follow one another in one of these stretches."""
    count = len(term.words)
    return any(
        tuple(part[at : at + count - 1]) == term.words[:-1] and _fits(term, part[at + count - 1])
        for part in parts
        for at in range(len(part) - count + 1)
    )


def _fits(term: Term, word: str) -> bool:
    return word.startswith(term.words[-1]) if term.prefix else word == term.words[-1]


def _is_speech(node: Node) -> bool:
    inside = [each for each, _ in nodes(node)]
    return all(
        isinstance(each, And | Or) or (isinstance(each, Term) and each.field in ("speaker", "said"))
        for each in inside
    )


def _is_of(node: Days | State | Folder, row: Row, states: States) -> bool:
    """What a query asks of a row."""
    if isinstance(node, Days):
        return row.date != "" and node.first <= row.date <= node.last
    if isinstance(node, State):
        return states is None or row.key in states(node.name)
    return not node.path or row.key.lower().startswith(f"{node.path.lower()}/")


class Reference:
    """Keeps the promises of `Engine` for stories in memory."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._stories: list[Story] | None = sorted(
            sorted(stories, key=lambda each: each.row.key), key=lambda each: each.row.date, reverse=True
        )
        self.generation = "1"

    def search(
        self,
        query: Query,
        *,
        limit: int | None = 50,
        order: Order = "relevance",
        prefix_last: bool = False,
        within: Within = None,
        states: States = None,
        budget: float | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Results:
        if cancelled() or budget == 0:
            return Results(complete=False)
        asked = while_typing(query) if prefix_last else query
        hits = [
            Hit(story.row, self._score(story, asked), ())
            for story in self._all(within)
            if asked.root is not None and self._holds(asked.root, story, states)
        ]
        if order == "relevance":
            hits.sort(key=lambda hit: -hit.score)
        return Results(tuple(hits[:limit]), len(hits))

    def quotes(
        self,
        query: Query,
        *,
        limit: int | None = None,
        order: Order = "relevance",
        within: Within = None,
        states: States = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[QuoteFound]:
        del order  # all are equally good here, so that the newest come first
        found = (quote for story in self._all(within) for quote in self._quotes(query, story, states))
        for number, quote in enumerate(found):
            if cancelled() or number == limit:
                return
            yield quote

    def count_quotes(
        self,
        query: Query,
        *,
        within: Within = None,
        states: States = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        return sum(1 for _ in self.quotes(query, within=within, states=states, cancelled=cancelled))

    def suggest(self, query: Query, *, within: Within = None, states: States = None) -> str:
        known = Counter(
            word
            for story in self._all(None)
            for field in ("title", "text")
            for part in story.parts(field)
            for word in part
        )
        pieces = query.text.split()
        tries = []
        for at, piece in enumerate(pieces):
            field, colon, value = piece.rpartition(":")
            slips = {word: slips_between(word, value.lower()) for word in known}
            close = sorted(
                (word for word in known if slips[word] < 3), key=lambda word: (slips[word], -known[word])
            )
            tries += [
                " ".join([*pieces[:at], f"{field}{colon}{word}", *pieces[at + 1 :]]) for word in close[:3]
            ]
        tries += [" ".join(pieces[:at] + pieces[at + 1 :]) for at in range(len(pieces))]
        for text in tries:
            asked = parse(text)
            if not asked.problems and self.search(asked, within=within, states=states).total:
                return text
        return ""

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        start = max(text.rfind(" ", 0, cursor), text.rfind("(", 0, cursor)) + 1
        field, colon, value = text[start:cursor].rpartition(":")
        if not colon:
            offered = [(f"{name}:", f"{name}:", 0) for name in FIELDS if value and name.startswith(value)]
        elif field == "is":
            offered = [(f"is:{name}", name, 0) for name in STATES if name.startswith(value)]
        elif field == "in":
            folders = Counter(story.row.key.rpartition("/")[0] for story in self._all(None))
            offered = [
                (f"in:{name}", name, n)
                for name, n in folders.most_common()
                if name and name.startswith(value)
            ]
        else:
            offered = self._names(field, words(value))
        return tuple(Completion(start, cursor, *each) for each in offered)

    def _names(self, field: str, typed: list[str]) -> list[tuple[str, str, int]]:
        counts = Counter(
            name
            for story in self._all(None)
            for name in {each.name for each in story.analysis.people()}
            if any(word.startswith(" ".join(typed)) for word in (words(name)[0], words(name)[-1]))
        )
        return [(f'{field}:"{name}"', name, count) for name, count in counts.most_common()]

    def refresh(self) -> bool:
        self._all(None)
        return False

    def close(self) -> None:
        self._stories = None

    def _all(self, within: Within) -> list[Story]:
        if self._stories is None:
            raise IndexUnusable("The index is closed.")
        return [story for story in self._stories if within is None or story.row.key in within]

    def _holds(self, node: Node, story: Story, states: States) -> bool:
        """What a query asks of a story."""
        if isinstance(node, And):
            return self._is_said_together(node, story) and all(
                self._holds(part, story, states) for part in node.parts
            )
        if isinstance(node, Or):
            return any(self._holds(part, story, states) for part in node.parts)
        if isinstance(node, Not):
            unknown = isinstance(node.part, State) and states is None
            return unknown or not self._holds(node.part, story, states)
        return self._is_in(node, story) if isinstance(node, Term) else _is_of(node, story.row, states)

    def _is_said_together(self, node: And, story: Story) -> bool:
        """Whether one statement has the speaker and the words, where both are asked for."""
        speech = And(tuple(part for part in node.parts if _is_speech(part)))
        fields = {each.field for each, _ in nodes(speech) if isinstance(each, Term)}
        return fields != {"speaker", "said"} or any(
            self._said(speech, story, statement, None) for statement in story.statements()
        )

    def _is_in(self, term: Term, story: Story) -> bool:
        if term.field:
            return stands(term, story.parts(term.field))
        fields = ["title", "text", "source"]
        if len(term.words) == 1 and (len(term.words[0]) > 1 or term.prefix):
            fields += ["mentions", "speaker"]
        return any(stands(term, story.parts(field)) for field in fields)

    def _said(self, node: Node, story: Story, statement: list[Quote], states: States) -> bool:
        """What a query asks of a statement."""
        if isinstance(node, And):
            return all(self._said(part, story, statement, states) for part in node.parts)
        if isinstance(node, Or):
            return any(self._said(part, story, statement, states) for part in node.parts)
        if isinstance(node, Not) and not (isinstance(node.part, State) and states is None):
            return not self._said(node.part, story, statement, states)
        if isinstance(node, Term) and node.field in _SPEECH:
            fields = (node.field,) if node.field else ("said", "speaker")
            return any(stands(node, story.spoken(statement, field)) for field in fields)
        return self._holds(node, story, states)

    def _quotes(self, query: Query, story: Story, states: States) -> Iterator[QuoteFound]:
        if query.root is None:
            return
        asked = [term for term in terms(query) if term.field in ("", "said")]
        for statement in story.statements():
            if self._said(query.root, story, statement, states):
                with_words = [
                    quote
                    for quote in statement
                    if any(stands(term, story.spoken([quote], "said")) for term in asked)
                ]
                for quote in with_words or statement:
                    yield QuoteFound(
                        story.row, quote.start, quote.end, quote.speaker_name, quote.confidence, 1.0
                    )

    def _score(self, story: Story, query: Query) -> float:
        return 1.0 + sum(
            3 * stands(term, story.parts("title"))
            + sum(_fits(term, word) for part in story.parts("text") for word in part)
            for term in terms(query)
        )
