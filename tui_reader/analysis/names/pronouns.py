"""Whom "he", "she", "his" and "her" stand for.

The persons named before a pronoun are weighed: near ones, subjects and those already called "she" come first. A
person whose name tells no gender gets it from the pronouns that can mean nobody else (genders.py).
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import sqrt

from tui_reader.analysis.names.find import index_tokens
from tui_reader.analysis.names.genders import GENDERS, UNNAMED, Event, events, learn_genders
from tui_reader.analysis.names.model import Gender, Names, TokenMention
from tui_reader.analysis.names.wordlists import word_set, words
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_BE = frozenset(("is", "are", "was", "were", "be", "been"))
_ADVERBS = frozenset(("also", "later", "then", "once", "often", "further", "reportedly", "simply"))
_BY = ("by",)
_LINKS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("Approached", "Asked", "Challenged", "Contacted", "Grilled", "Interviewed", "Pressed"), _BY
    ),
    **dict.fromkeys(("Prompted", "Questioned", "Quizzed", "Reminded", "Told", "Urged", "Warned"), _BY),
    **dict.fromkeys(("Speaking", "Talking", "Writing"), ("to", "with")),
}
"""Participles that open a sentence, and what stands between each and the other side of the talk."""
_OPEN_A_CLAUSE = frozenset(("after", "before", "how", "since", "what", "where", "whether", "why"))
_PARAGRAPHS = 4  # how far back a pronoun reaches
_PERSONS = 40  # how many persons are weighed
_SPEAKER_REACH = 40  # tokens before a quotation in which its speaker may be named


@dataclass(slots=True)
class _Seen:
    """The last mention of one person: where, and whether it was a subject."""

    token: int
    sentence: int
    paragraph: int
    subject: bool
    governed: bool
    quoted: bool
    pronoun: bool


@dataclass(slots=True)
class _Resolver:
    """Walks through a story and remembers who was mentioned; `quote_of` tells the quotation around a token."""

    document: Document
    names: Names
    spans: Sequence[QuoteSpan]
    quote_of: dict[int, int]
    seen: dict[int, _Seen] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)
    unnamed: Gender = "unknown"
    titles: Container[str] = field(default_factory=lambda: words().titles)

    def recent(self) -> Iterator[tuple[int, _Seen]]:
        """The persons mentioned last, the latest first."""
        return islice(((entity, self.seen[entity]) for entity in reversed(self.seen)), _PERSONS)

    def note(self, event: Event, entity: int) -> None:
        """Remember a mention."""
        words, token = self.document.words, event.token
        pronoun = event.entity == -1
        first = self.document.sentences[event.sentence][0]
        begin = token
        while begin > first and (words[begin - 1] == "." or words[begin - 1] in self.titles):
            begin -= 1  # a title
        before = words[begin - 1].lower() if begin > first else ""
        named = self.names.at[token] >= 0
        last = self.names.mentions[self.names.at[token]].last if named else token + 1
        after = words[last] if last < len(words) else "."
        follow = words[last + 1] if last + 1 < len(words) else "."
        breaks = word_set("clause_words")
        subject = (
            begin - first <= 2
            or (before in breaks and after not in (",", "and", "or", "."))
            or (after == "," and (follow == "who" or follow in word_set("clause_verbs")))
            or after in word_set("speech_cues")
            or event.entity == UNNAMED
            or (pronoun and words[token].lower() in ("he", "she"))
        ) and after not in ("'s", "’s")
        governed = before in word_set("prepositions") or before in word_set("object_verbs")
        self.seen.pop(entity, None)
        quoted = token in self.quote_of
        self.seen[entity] = _Seen(token, event.sentence, event.paragraph, subject, governed, quoted, pronoun)
        self.counts[entity] += not pronoun

    def choose(self, event: Event) -> tuple[int, str]:
        """The person that a pronoun means, and the rule; -1 for nobody."""
        word = self.document.words[event.token]
        gender = GENDERS[word]
        banned = self._banned(event)
        best, best_score, best_seen = -1, -99.0, None
        for entity, seen in self.recent():
            kind = self.unnamed if entity == UNNAMED else self.names.entities[entity].gender
            far = event.paragraph - seen.paragraph > _PARAGRAPHS
            if kind not in (gender, "unknown") or entity in banned or far:
                continue
            score = self._score(entity, seen, event) - 0.6 * (kind == "unknown" and entity != UNNAMED)
            if word.endswith("self") and seen.sentence == event.sentence and not seen.governed:
                score += 3 + 0.01 * (seen.token - event.token)
            if score > best_score:
                best, best_score, best_seen = entity, score, seen
        if best_seen is None or best == UNNAMED:
            self._keep_unnamed(event, best)
            return best, ""
        if best_seen.pronoun:
            return best, "same person as the pronoun before"
        if best_seen.sentence == event.sentence:
            return best, "named earlier in the sentence"
        return best, "subject before" if best_seen.subject else "last person of this gender"

    def _keep_unnamed(self, event: Event, best: int) -> None:
        """The pronouns that follow mean the same unnamed person."""
        if best == UNNAMED:
            self.unnamed = GENDERS[self.document.words[event.token]]
            self.note(event, UNNAMED)

    def _score(self, entity: int, seen: _Seen, event: Event) -> float:
        """How well a person fits: near, a subject, named often."""
        score = -0.7 * min(event.sentence - seen.sentence, 6) - 0.5 * (event.paragraph - seen.paragraph)
        score += 0.25 * sqrt(min(self.counts[entity], 8))
        score += 0.9 * seen.subject - 0.5 * seen.governed + 0.4 * seen.pronoun
        return score - 1.0 * (seen.quoted != (event.token in self.quote_of))

    def _banned(self, event: Event) -> set[int]:
        """Who cannot be meant: the subject right before an object, and the speaker of the quotation around."""
        words, token = self.document.words, event.token
        word = words[token].lower()
        found: set[int] = set()
        tied = (
            token > 1 and words[token - 1].lower() in word_set("prepositions") and words[token - 2] not in _BE
        )
        if not tied and (word == "him" or (word == "her" and _is_object(words, token))):
            found |= self._subject_before(event)
        if token in self.quote_of:
            found |= self._speaker(self.spans[self.quote_of[token]])
        if word in ("he", "she"):
            found |= self._other_side(event)
        return found

    def _other_side(self, event: Event) -> set[int]:
        """Who speaks with the one that is meant, as the sentence opens: X in "Asked by X, he" and "Speaking to X, he"."""
        words, at, first = self.document.words, self.names.at, self.document.sentences[event.sentence][0]
        links = _LINKS.get(words[first], ())
        stop = next((token for token in range(first, event.token) if words[token] == ","), event.token)
        if not links or stop != event.token - 1:
            return set()
        for token in range(first + 1, stop):
            if words[token] in _OPEN_A_CLAUSE or words[token] in word_set("clause_words"):
                break
            named = token + 1
            while words[named] == "." or words[named] in self.titles:
                named += 1
            if words[token] in links and at[named] >= 0:
                mention = self.names.mentions[at[named]]
                return set() if words[mention.last] in ("'s", "’s", "'", "’") else {mention.entity}
        return set()

    def _subject_before(self, event: Event) -> set[int]:
        """The person right before an object: in "X praised him" and "X, a nurse, who knew her" X is not meant."""
        words, token = self.document.words, event.token
        begin = max(token - 6, self.document.sentences[event.sentence][0] - 1)
        clause = [at for at in range(begin + 1, token) if words[at] in word_set("clause_words")]
        relative = clause[-1] if clause and words[clause[-1]] == "who" else -1
        for entity, seen in self.recent():
            if relative >= 0 and seen.token < relative and seen.sentence == event.sentence:
                return {entity}
            if begin < seen.token < token and not any(at > seen.token for at in clause):
                return {entity}
        return set()

    def _speaker(self, span: QuoteSpan) -> set[int]:
        """The person named beside "said" next to a quotation, who most likely speaks it."""
        words, at, mentions = self.document.words, self.names.at, self.names.mentions
        cues = word_set("speech_cues")
        first, end = self.document.paragraphs[self.document.paragraph_of(max(span.first - 1, 0))]
        behind = range(span.last + 1, min(span.last + 8, end))
        ahead = range(span.first - 2, max(first, span.first - _SPEAKER_REACH) - 1, -1)
        for token in (*behind, *ahead):
            if token < 0 or at[token] < 0 or self.names.entities[mentions[at[token]].entity].type != "person":
                continue
            mention = mentions[at[token]]
            before = words[mention.first - 1] if mention.first else ""
            after, later = (*words[mention.last : mention.last + 2], "", "")[:2]
            inverted = before in cues and after not in word_set("clause_verbs")
            if inverted or after in cues or (after in _ADVERBS and later in cues):
                return {mention.entity}
        return set()


def _is_object(words: list[str], token: int) -> bool:
    """True for "told her." and "gave her the"; in "her house" the word owns something."""
    follow = words[token + 1] if token + 1 < len(words) else "."
    return not follow[0].isalpha() or follow in word_set("object_tails")


def resolve_pronouns(document: Document, names: Names, spans: Sequence[QuoteSpan]) -> None:
    """Add mentions of kind "pronoun"; each names the rule that resolved it."""
    pronouns = [token for token, word in enumerate(document.words) if word in GENDERS and names.at[token] < 0]
    if not pronouns or not any(entity.type == "person" for entity in names.entities):
        return
    quote_of = {token: number for number, span in enumerate(spans) for token in range(span.first, span.last)}
    resolver = _Resolver(document, names, spans, quote_of)
    row = events(document, names, pronouns)
    learn_genders(document, names, row, quote_of)
    found: list[TokenMention] = []
    for event in row:
        if event.entity != -1:
            resolver.unnamed = event.gender if event.entity == UNNAMED else resolver.unnamed
            resolver.note(event, event.entity)
            continue
        gender = GENDERS[document.words[event.token]]
        who, rule = _subject_that_follows(document, names, event, gender), "the subject that follows"
        if who < 0:
            who, rule = resolver.choose(event)
        if who == -1:
            who, rule = _named_later(document, names, event, gender), "named later in the sentence"
        if who < 0:
            continue
        if names.entities[who].gender == "unknown":
            names.entities[who].gender = gender
        resolver.note(event, who)
        found.append(TokenMention(event.token, event.token + 1, "pronoun", who, rule))
    names.mentions += found
    index_tokens(names, len(document.words))


def _subject_that_follows(document: Document, names: Names, event: Event, gender: Gender) -> int:
    """Whom "she" means in "Asked what she had seen, Ama Ofori smiled": a participle opens the sentence."""
    words, (first, last) = document.words, document.sentences[event.sentence]
    if not (words[first].endswith(("ed", "ing")) and words[first][0].isupper()) or names.at[first] >= 0:
        return -1
    comma = next((at for at in range(event.token + 1, min(event.token + 20, last)) if words[at] == ","), last)
    for token in range(comma + 1, min(comma + 5, last)):
        if names.at[token] >= 0:
            mention = names.mentions[names.at[token]]
            person = names.entities[mention.entity]
            fits = person.type == "person" and person.gender in (gender, "unknown")
            acts = words[mention.last : mention.last + 1] not in ([","], ["'s"], ["’s"], ["and"])
            return mention.entity if fits and acts else -1
        if words[token][0].islower():
            return -1
    return -1


def _named_later(document: Document, names: Names, event: Event, gender: Gender) -> int:
    """The first person after the pronoun: "When she arrived, Ama said", and nobody was named before."""
    for token in range(event.token + 1, min(document.sentences[event.sentence][1], event.token + 20)):
        if names.at[token] >= 0:
            entity = names.mentions[names.at[token]].entity
            person = names.entities[entity]
            if person.type == "person" and person.gender in (gender, "unknown"):
                return entity
    return -1
