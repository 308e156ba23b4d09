"""What is found in a story: entities, mentions and quotes.

All offsets are code points of the analysed text, end exclusive. Every answer names the rule that gave
it, so that it can be explained, measured and corrected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

EntityType = Literal["person", "organization", "place"]
MentionKind = Literal["name", "pronoun", "eponym"]
Confidence = Literal["certain", "likely", "guess"]
_CONFIDENCES: Mapping[str, Confidence] = {confidence: confidence for confidence in get_args(Confidence)}


def known_confidence(said: object) -> Confidence | None:
    """How sure a row or a record says that something is; None where it says nothing that this version knows."""
    return _CONFIDENCES.get(said) if isinstance(said, str) else None


class Mention(NamedTuple):
    """A stretch of text that names ("Kim"), or refers to ("she"), one entity.

    An eponym is a person's name inside another name ("Kim" in "Kim Foundation"); it may overlap that name.
    """

    start: int
    end: int
    kind: MentionKind
    entity: str
    rule: str


class Entity(NamedTuple):
    """A person, organization or place.

    `id` is unique within one analysis and stable for one text ("e1", "e2", … in reading order). `name` is
    the fullest form without titles, `aliases` the other forms met in the text, in reading order. `roles` are the
    stretches of the text that say what a person is ("founder of the Harbour Trust"), in reading order.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[tuple[int, int], ...] = ()

    @property
    def names(self) -> tuple[Mention, ...]:
        """The mentions that are names, in reading order."""
        return tuple(mention for mention in self.mentions if mention.kind == "name")


class Quote(NamedTuple):
    """One stretch between quotation marks, within one paragraph, that reports words.

    `start` and `end` leave the marks out. `speaker` is the id of the entity who speaks, `speaker_name`
    its name; an unnamed source ("a spokesman for the campaign") has `speaker` None and its words as
    `speaker_name`; when nobody is known both are None. `speaker_start` and `speaker_end` hold the
    mention nearby, the local speaker. `cue` is the word or words that report ("said", "according to"), from `cue_start` on.
    Quotes of one statement share `statement`, a number that counts from 0 in reading order.
    """

    start: int
    end: int
    speaker: str | None
    speaker_name: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    rule: str
    confidence: Confidence
    statement: int
    cue_start: int | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one text: entities in reading order, and quotes in reading order.

    Where `english` is False the rules do not know the language: only quotation marks were found. Where `large` is
    True the story is so large that nothing was looked for.
    """

    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    english: bool = True
    large: bool = False
    by_id: dict[str, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {entity.id: entity for entity in self.entities})

    def names(self) -> Iterator[tuple[Mention, Entity]]:
        """Every name in the text with its entity, in reading order."""
        pairs = [(mention, entity) for entity in self.entities for mention in entity.names]
        return iter(sorted(pairs, key=lambda pair: pair[0].start))

    def people(self) -> tuple[Entity, ...]:
        """The persons, in reading order."""
        return tuple(entity for entity in self.entities if entity.type == "person")

    def statements(self) -> int:
        """How many statements there are: quotes that belong together count once."""
        return len({quote.statement for quote in self.quotes})
