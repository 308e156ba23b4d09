"""Where a quote stands: its paragraph's shape, its sentence, and the reports beside it. All that a rule needs."""

from dataclasses import dataclass, field, replace

from tui_reader.analysis.model import Confidence
from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.described import Roles, person_described, roles_of
from tui_reader.analysis.quotes.grammar import Phrase
from tui_reader.analysis.quotes.model import Answer, QuoteSpan, Source
from tui_reader.analysis.quotes.reports import Report, reports_in
from tui_reader.analysis.quotes.shape import Shape, shape_of
from tui_reader.analysis.quotes.sources import source_of
from tui_reader.analysis.quotes.unnamed import INDEFINITE, unnamed_before
from tui_reader.analysis.tokens import Document

_NEAR = 60  # places before "the 45-year-old" in which the person is named


@dataclass(slots=True)
class Reading:
    """A document as the rules read it: its names, its quotes, and the place of each quote."""

    document: Document
    names: Names
    spans: list[QuoteSpan]
    places: list["Place"] = field(default_factory=list)
    roles: Roles | None = None
    answers: list[Answer | None] = field(default_factory=list)
    speech: dict[int, bool] = field(default_factory=dict)
    plain: dict[int, Shape] = field(default_factory=dict)
    known: dict[tuple[int, int], list[Report]] = field(default_factory=dict)

    def reports(self, shape: Shape, paragraph: int, first: int, last: int) -> list[Report]:
        """The reports of one sentence of a paragraph; they are looked for once."""
        found = self.known.get((paragraph, first))
        if found is None:
            found = self.known[paragraph, first] = reports_in(shape, self.document.words, first, last)
        return found

    def plain_shape(self, paragraph: int) -> Shape:
        """The shape of a paragraph without quotes; it is built once."""
        if paragraph not in self.plain:
            self.plain[paragraph] = shape_of(
                self.document, self.names, [], self.document.paragraphs[paragraph], range(0)
            )
        return self.plain[paragraph]

    def source(self, shape: Shape, phrase: Phrase) -> Source:
        """The source that a phrase of a shape names."""
        source = source_of(self.document, self.names, shape, phrase)
        if shape.tags[phrase.head] == "h" and phrase.relative < 0:
            unnamed = unnamed_before(self.document, shape, phrase.head)
            if unnamed is not None:
                words = source_of(self.document, self.names, shape, unnamed)
                return Source(source.first, source.last, words.entity, words.words)
            if source.entity is None:
                return self._organization(shape, phrase, source) or self._unnamed_speaker(source)
        if source.entity is None and shape.tags[phrase.head] in "nU" and not phrase.joint:
            person = self._described(shape, phrase)
            if person is not None:
                return Source(source.first, source.last, person, self.names.entities[person].name)
        return source

    def _described(self, shape: Shape, phrase: Phrase) -> int | None:
        """The person whom "the mayor" or "the 45-year-old" describes."""
        if self.roles is None:
            self.roles = roles_of(self.document, self.names)
        first, head = shape.at[phrase.first], shape.at[phrase.head]
        person = person_described(self.document, self.roles, first, head)
        if person is not None or not self.document.words[head].endswith("-year-old"):
            return person
        near = range(max(phrase.first - _NEAR, 0), phrase.first)
        tokens = [shape.at[place] for place in near if shape.tags[place] == "P"]
        persons = {self.names.mentions[self.names.at[token]].entity for token in tokens}
        return persons.pop() if len(persons) == 1 else None

    def _organization(self, shape: Shape, phrase: Phrase, source: Source) -> Source | None:
        """The organization that "it" means: the last one named before it in the paragraph."""
        if source.words.lower() != "it":
            return None
        named = shape.tags.rfind("O", max(phrase.first - _NEAR, 0), phrase.first)
        if named < 0:
            return None
        entity = self.names.mentions[self.names.at[shape.at[named]]].entity
        return replace(source, entity=entity, words=self.names.entities[entity].name)

    def _unnamed_speaker(self, source: Source) -> Source:
        """Whom "he" means when nobody with a name fits: the unnamed one who spoke last."""
        last = next((answer.source for answer in reversed(self.answers) if answer and answer.source), None)
        word = self.document.words[source.first].lower()
        if last is None or last.entity is not None or word not in {"he", "she"}:
            return source
        article = last.words.split(" ", 1)[0].lower()
        return replace(source, words=last.words) if article in INDEFINITE else source


@dataclass(slots=True)
class Place:
    """One quote in its sentence: `tags[here]` is its "q", `first` and `last` (exclusive) bound the sentence."""

    reading: Reading
    shape: Shape
    quote: int
    paragraph: int
    here: int
    first: int = 0
    last: int = 0

    def __post_init__(self) -> None:
        self.first, self.last = self.shape.sentence(self.here)

    @property
    def span(self) -> QuoteSpan:
        """The quote itself."""
        return self.reading.spans[self.quote]

    @property
    def headline(self) -> bool:
        """Whether the paragraph is written in title case, as headlines are."""
        return self.shape.headline

    @property
    def before(self) -> str:
        """The letters of the sentence before the quote."""
        return self.shape.tags[self.first : self.here]

    @property
    def after(self) -> str:
        """The letters of the sentence after the quote."""
        return self.shape.tags[self.here + 1 : self.last]

    @property
    def ending(self) -> str:
        """The mark that ends the quoted words, inside or right after the quotation marks; empty when there is none."""
        text, end = self.reading.document.text, self.span.end
        while end > self.span.start and text[end - 1] in "'’‘\"” ":
            end -= 1
        if text[end - 1] in ",.?!…—-–;:":
            return text[end - 1]
        following = text[self.span.end : self.span.end + 4].lstrip("\"'”’ »")
        return following[:1] if following[:1] in {",", ".", "?", "!", ";", "—", "–", "-", "…"} else ""

    def word(self, place: int) -> str:
        """The word at a place of the shape, in lower case."""
        return self.reading.document.words[self.shape.at[place]].lower()

    def reports(self) -> list[Report]:
        """The reports of the sentence, found once for all its quotes."""
        return self.reading.reports(self.shape, self.paragraph, self.first, self.last)

    def answer(
        self, phrase: Phrase, cue: tuple[int, int] | None, rule: str, confidence: Confidence
    ) -> Answer:
        """The answer that the phrase speaks; `cue` are places of the shape."""
        source = self.reading.source(self.shape, phrase)
        tokens = (self.shape.at[cue[0]], self.shape.at[cue[1] - 1] + 1) if cue else None
        return Answer(source, tokens, rule, confidence)
