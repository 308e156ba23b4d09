"""Whom "he", "she", "his" and "her" stand for.

The persons named before a pronoun are weighed: near ones, subjects and those already called "she" come first. A
person whose name tells no gender gets it from the pronouns that can mean nobody else.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tui_reader.analysis.names import wordlists as lists
from tui_reader.analysis.names.find import index_tokens
from tui_reader.analysis.names.model import Gender, Names, TokenMention
from tui_reader.analysis.quotes.model import QuoteSpan
from tui_reader.analysis.tokens import Document

_MALE = ("he", "him", "his", "himself")
_FEMALE = ("she", "her", "hers", "herself")
_GENDERS: dict[str, Gender] = {
    **{form: "male" for word in _MALE for form in (word, word.capitalize(), word.upper())},
    **{form: "female" for word in _FEMALE for form in (word, word.capitalize(), word.upper())},
}
_PREPOSITIONS = frozenset(
    "of by with to for from in on at about against than like after before between alongside and including".split(),
)
_BREAKS = frozenset(", ; : that which who if when while because as but and or so ( ) — – -".split())
_OBJECT_OF = frozenset(
    "told asked urged warned thanked called met accused helped praised criticised criticized replaced succeeded beat "
    "defeated married joined named appointed elected nominated arrested charged shot killed invited interviewed".split(),
)
_WINDOW = 4  # paragraphs back


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
    document: Document
    names: Names
    inside: bytearray
    spans: Sequence[QuoteSpan]
    inside_of: dict[int, int]
    seen: dict[int, _Seen] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)

    def note(self, token: int, sentence: int, paragraph: int, entity: int, pronoun: bool) -> None:
        """Remember a mention."""
        words = self.document.words
        first = self.document.sentences[sentence][0]
        before = words[token - 1].lower() if token > first else ""
        mention = self.names.at[token]
        last = self.names.mentions[mention].last if mention >= 0 else token + 1
        after = words[last] if last < len(words) else "."
        clause = before in _BREAKS and after not in (",", "and", "or", ".")
        relative = last + 1 < len(words) and words[last] == "," and words[last + 1] == "who"
        self.seen[entity] = _Seen(
            token,
            sentence,
            paragraph,
            subject=relative
            or token - first <= 2
            or clause
            or (pronoun and words[token].lower() in ("he", "she")),
            governed=before in _PREPOSITIONS or before in _OBJECT_OF,
            quoted=bool(self.inside[token]),
            pronoun=pronoun,
        )
        if not pronoun:
            self.counts[entity] += 1

    def choose(self, token: int, sentence: int, paragraph: int, gender: Gender) -> tuple[int, str]:
        """The person that a pronoun means, and the rule; -1 for nobody."""
        banned = self._banned(token, sentence)
        reflexive = self.document.words[token].lower().endswith("self")
        best, best_score, best_seen = -1, -99.0, None
        for entity, seen in self.seen.items():
            kind = self.names.entities[entity].gender
            if (kind not in (gender, "unknown")) or entity in banned or paragraph - seen.paragraph > _WINDOW:
                continue
            score = self._score(entity, seen, token, sentence, paragraph)
            if kind == "unknown":
                score -= 0.6
            if reflexive and seen.sentence == sentence and not seen.governed:
                score += 3 + 0.01 * (seen.token - token)
            if score > best_score:
                best, best_score, best_seen = entity, score, seen
        if best < 0 or best_seen is None:
            return -1, ""
        if best_seen.pronoun:
            return best, "same person as the pronoun before"
        if best_seen.sentence == sentence:
            return best, "named earlier in the sentence"
        return best, "subject before" if best_seen.subject else "last person of this gender"

    def _score(self, entity: int, seen: _Seen, token: int, sentence: int, paragraph: int) -> float:
        score = -0.7 * min(sentence - seen.sentence, 6) - 0.5 * (paragraph - seen.paragraph)
        score += 0.25 * min(self.counts[entity], 8) ** 0.5
        if seen.subject:
            score += 0.9
        if seen.governed:
            score -= 0.5
        if seen.pronoun:
            score += 0.4
        if seen.quoted != bool(self.inside[token]):
            score -= 1.0
        return score

    def _banned(self, token: int, sentence: int) -> set[int]:
        """Who cannot be meant: the subject right before an object, and the speaker of the quotation around."""
        words = self.document.words
        found: set[int] = set()
        word = words[token].lower()
        if word == "him" or (word == "her" and _is_object(words, token)):
            for at in range(token - 1, max(token - 6, self.document.sentences[sentence][0] - 1), -1):
                if words[at] in _BREAKS:
                    break
                mention = self.names.at[at]
                if mention >= 0:
                    found.add(self.names.mentions[mention].entity)
                    break
                if words[at].lower() in _GENDERS:
                    found.update(entity for entity, seen in self.seen.items() if seen.token == at)
                    break
        if self.inside[token]:
            found.update(self._speakers(token))
        return found

    def _speakers(self, token: int) -> set[int]:
        """The person named beside "said" next to the quotation around `token`, who most likely speaks it."""
        span = self.spans[self.inside_of[token]]
        words, at, cues = self.document.words, self.names.at, lists.words().cues
        first = self.document.sentences[self.document.sentence_of(max(span.first - 1, 0))][0]
        before = range(max(span.first - 2, 0), max(first, span.first - 40) - 1, -1)
        for near in (*range(span.last + 1, min(span.last + 8, len(words))), *before):
            mention = self.names.mentions[at[near]] if at[near] >= 0 else None
            if mention is None or self.names.entities[mention.entity].type != "person":
                continue
            if words[mention.first - 1] in cues or (mention.last < len(words) and words[mention.last] in cues):
                return {mention.entity}
        return set()


def _is_object(words: list[str], token: int) -> bool:
    """True for "told her." and "gave her the"; in "her house" the word owns something."""
    follow = words[token + 1] if token + 1 < len(words) else "."
    return not follow[0].isalpha() or follow in ("the", "a", "an", "to", "that", "in", "on", "at", "for", "with", "and", "by", "from", "as", "about", "when", "if", "what", "how")


def resolve_pronouns(document: Document, names: Names, spans: Sequence[QuoteSpan]) -> None:
    """Add mentions of kind "pronoun"; each names the rule that resolved it."""
    pronouns = [token for token, word in enumerate(document.words) if word in _GENDERS and names.at[token] < 0]
    if not pronouns or not any(entity.type == "person" for entity in names.entities):
        return
    resolver = _Resolver(document, names, bytearray(len(document.words)), spans, {})
    for number, span in enumerate(spans):
        for token in range(span.first, min(span.last, len(document.words))):
            resolver.inside[token] = 1
            resolver.inside_of[token] = number
    events = _events(document, names, pronouns)
    _learn_genders(document, names, events, resolver.inside)
    found: list[TokenMention] = []
    for token, sentence, paragraph, entity in events:
        if entity >= 0:
            resolver.note(token, sentence, paragraph, entity, pronoun=False)
            continue
        gender = _GENDERS[document.words[token]]
        who, rule = resolver.choose(token, sentence, paragraph, gender)
        if who < 0:
            who, rule = _named_later(document, names, token, sentence, gender), "named later in the sentence"
        if who < 0:
            continue
        if names.entities[who].gender == "unknown":
            names.entities[who].gender = gender
        resolver.note(token, sentence, paragraph, who, pronoun=True)
        found.append(TokenMention(token, token + 1, "pronoun", who, rule))
    names.mentions += found
    index_tokens(names, len(document.words))


def _events(document: Document, names: Names, pronouns: list[int]) -> list[tuple[int, int, int, int]]:
    """Persons' names and pronouns in reading order: token, sentence, paragraph, entity (or -1)."""
    rows = [(mention.first, mention.entity) for mention in names.mentions if names.entities[mention.entity].type == "person"]
    rows += [(token, -1) for token in pronouns]
    rows.sort()
    found: list[tuple[int, int, int, int]] = []
    sentence = paragraph = 0
    for token, entity in rows:
        while document.sentences[sentence][1] <= token:
            sentence += 1
        while document.paragraphs[paragraph][1] <= token:
            paragraph += 1
        found.append((token, sentence, paragraph, entity))
    return found


def _learn_genders(
    document: Document,
    names: Names,
    events: list[tuple[int, int, int, int]],
    inside: bytearray,
) -> None:
    """Where only one person is named in two sentences, a pronoun there tells that person's gender."""
    votes: dict[int, Counter[Gender]] = defaultdict(Counter)
    by_sentence: dict[int, set[int]] = defaultdict(set)
    for token, sentence, _, entity in events:
        if entity >= 0:
            by_sentence[sentence].add(entity)
            continue
        if inside[token]:
            continue
        around = by_sentence[sentence] | by_sentence[sentence - 1]
        if len(around) == 1:
            votes[next(iter(around))][_GENDERS[document.words[token]]] += 1
    for entity, counter in votes.items():
        gender, count = counter.most_common(1)[0]
        known = names.entities[entity].gender
        if known == "unknown" and count * 3 >= sum(counter.values()) * 2:
            names.entities[entity].gender = gender
        elif known not in ("unknown", gender) and count >= 4 and count * 5 >= sum(counter.values()) * 4:
            names.entities[entity].gender = gender


def _named_later(document: Document, names: Names, token: int, sentence: int, gender: Gender) -> int:
    """"When she arrived, Ama said": nobody before, so the first person after in the sentence."""
    for at in range(token + 1, min(document.sentences[sentence][1], token + 20)):
        mention = names.at[at]
        if mention >= 0:
            entity = names.mentions[mention].entity
            if names.entities[entity].type == "person" and names.entities[entity].gender in (gender, "unknown"):
                return entity
    return -1
