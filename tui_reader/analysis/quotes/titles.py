"""Titles of books, films, songs and programmes: words in title case that stand where titles stand."""

from collections.abc import Callable

from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer, QuoteSpan
from tui_reader.analysis.quotes.place import Place

_LONGEST = 20
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "is", "it", "nor", "of"]
)
_SMALL |= {"on", "or", "so", "the", "to", "vs", "with"}


def is_title(place: Place, answer: Answer | None) -> bool:
    """Whether the marked words are a title; a title says nothing, whatever cue stands near it."""
    return _in_title_case(place) and any(stands(place, answer) for stands in TITLE_PLACES)


def word_before(place: Place) -> str:
    """The word right before the quote, in lower case; empty at the start of a sentence."""
    here = place.here
    return place.word(here - 1) if here > place.first and place.shape.tags[here - 1] != "q" else ""


def _in_title_case(place: Place) -> bool:
    """Whether all words but the small ones are capitalized, in a paragraph where that is unusual."""
    return not place.headline and _are_in_title_case(place, place.span)


def _are_in_title_case(place: Place, span: QuoteSpan) -> bool:
    words = place.reading.document.words
    if span.last - span.first > _LONGEST or not words[span.first][:1].isupper():
        return False
    return all(
        word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in words[span.first : span.last]
    )


def _letter_before(place: Place) -> str:
    return place.shape.tags[place.here - 1] if place.here > place.first else "|"


def _a_work(place: Place, first: int, last: int) -> bool:
    """Whether one of these words names a work: "novel", "show"."""
    tags, works = place.shape.tags, word_set("works", "works")
    return any(tags[at] == "n" and place.word(at) in works for at in range(max(first, 0), last))


def after_a_work(place: Place, answer: Answer | None) -> bool:
    """The film "…". / a novel titled "…". / in her memoir, "…". / the name "…"."""
    del answer
    here = place.here
    if any(word_before(place) in word_set("works", words) for words in ("titling", "terms")):
        return True
    if _letter_before(place) == ",":
        return _a_work(place, max(here - 2, place.first), here - 1)
    return _letter_before(place) in "dnp" and _a_work(place, max(here - 3, place.first), here)


def after_its_owner(place: Place, answer: Answer | None) -> bool:
    """On NBC's "…"."""
    del answer
    return _letter_before(place) == "'"


def after_a_preposition(place: Place, answer: Answer | None) -> bool:
    """The host of "…". / On "…," Ann Lee said no."""
    return _letter_before(place) == "p" and (answer is None or answer.rule != "closing X said")


def told_without_a_comma(place: Place, answer: Answer | None) -> bool:
    """Ann Lee told "…" that she would go."""
    del answer
    return word_before(place) in {"told", "tells"}


def before_what_it_is(place: Place, answer: Answer | None) -> bool:
    """As in "…," a novel by Ann Lee. / the "…" show."""
    del answer
    tags, here = place.shape.tags, place.here
    if tags[here + 1 : here + 2] == "," and tags[here + 2 : here + 3] in tuple("dp"):
        return _a_work(place, here + 2, min(here + 8, place.last))
    return tags[here + 1 : here + 2] == "n" and _a_work(place, here + 1, here + 2)


def beside_another(place: Place, answer: Answer | None) -> bool:
    """The films "…" and "…"."""
    del answer
    here = place.here
    if _letter_before(place) not in ",k(" or here - 2 < place.first or place.shape.tags[here - 2] != "q":
        return False
    return not place.reading.speech.get(place.quote - 1, True)


def without_a_cue(place: Place, answer: Answer | None) -> bool:
    """As in "…" was a hit. / They danced to the "…"."""
    if answer is not None and answer.confidence != "guess" and answer.cue is not None:
        return False
    if place.shape.tags[place.here + 1 : place.here + 2] in tuple("bvpkx"):
        return True
    return _letter_before(place) in "|dkn,(" and bool(place.after.strip(",.|") or place.before)


def before_another(place: Place, answer: Answer | None) -> bool:
    """They had turned down "…", "…" and "…"."""
    tags, after = place.shape.tags, place.here + 1
    if answer is not None and answer.confidence != "guess":
        return False
    spans = place.reading.spans
    return (
        tags[after : after + 1] in tuple(",k")
        and tags[after + 1 : after + 2] == "q"
        and _are_in_title_case(place, spans[place.quote + 1])
    )


TITLE_PLACES: tuple[Callable[[Place, Answer | None], bool], ...] = (
    after_a_work,
    after_its_owner,
    after_a_preposition,
    told_without_a_comma,
    before_what_it_is,
    beside_another,
    without_a_cue,
    before_another,
)
