"""The speaker hangs on a noun or a preposition: according to Ann Lee, in her words, Lee's claim that."""

from tui_reader.analysis.quotes.grammar import Phrase, phrase_after, phrase_before
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place

_FAR = 30  # places between the quote and "according to"


def according_to(place: Place) -> Answer | None:
    """As in "…," according to Ann Lee. / According to Ann Lee, "…"."""
    tags = place.shape.tags
    for at in range(max(place.first, place.here - _FAR), min(place.last - 2, place.here + _FAR)):
        if (
            tags[at + 1] != "t"
            or place.shape.at[at] < 0
            or tags[at] not in "iVgGRn"
            or place.word(at) != "according"
        ):
            continue
        between = tags[at + 2 : place.here].rstrip(":,") if at < place.here else tags[place.here + 1 : at]
        if any(letter in "qcg;:" for letter in between):
            continue
        phrase = phrase_after(place.shape, at + 2, place.last)
        if phrase is not None:
            return place.answer(phrase, (at, at + 2), "according to X", "likely")
    return None


def owner_of_words(place: Place) -> Answer | None:
    """Ann Lee's claim that the plan was "…". / her promise of "…"."""
    tags = place.shape.tags
    nouns = word_set("speech_nouns", "words")
    if (
        tags[place.here - 1 : place.here] == "'"
        and tags[place.here + 1 : place.here + 2] == "n"
        and place.word(place.here + 1) in nouns
    ):
        phrase = phrase_before(place.shape, place.here - 1, place.first)
        return (
            place.answer(phrase, (place.here + 1, place.here + 2), "X's words", "guess") if phrase else None
        )
    for at in range(place.here - 1, max(place.first, place.here - 14) - 1, -1):
        if tags[at] in "q|;:":
            return None
        if tags[at] in "nCcr" and place.word(at) in nouns:
            return owner_of(place, at)
    return None


def owner_of(place: Place, noun: int) -> Answer | None:
    """Whose claim it is: Ann Lee's claim, her claim, a claim by Ann Lee."""
    tags = place.shape.tags
    first = noun
    while first > place.first and tags[first - 1] in "ne":
        first -= 1
    before = tags[first - 1 : first]
    if before == "'":
        phrase = phrase_before(place.shape, first - 1, place.first)
        return place.answer(phrase, (noun, noun + 1), "X's words", "guess") if phrase else None
    if before == "d" and place.word(first - 1) in {"his", "her", "their", "its"}:
        return place.answer(Phrase(first - 1, first, first - 1), (noun, noun + 1), "her words", "guess")
    if tags[noun + 1 : noun + 2] == "p" and place.word(noun + 1) in {"by", "from"}:
        phrase = phrase_after(place.shape, noun + 2, place.here)
        return place.answer(phrase, (noun, noun + 1), "words by X", "guess") if phrase else None
    return None
