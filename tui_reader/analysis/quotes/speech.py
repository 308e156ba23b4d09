"""Whether marked words are speech, or a title, a nickname, a term, a sign or a scare quote."""

from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.quotes.model import Answer
from tui_reader.analysis.quotes.place import Place
from tui_reader.analysis.quotes.titles import is_title, word_before

_HEADING = 8  # no subheading has more words
_LONG = 5  # more words than this are speech even where nobody is known to speak
_SHORT = 3  # fewer words than this need a cue
# Rules that look outside the sentence, or at no cue at all: a word or two in marks is then no speech.
_FROM_AFAR = frozenset(
    [
        "subject of the sentence",
        "same sentence",
        "same paragraph",
        "same paragraph, later",
        "carried on",
        "X did. …",
        "X said. …",
        "X said. ¶ …",
    ]
)
_BE = "b"


def is_speech(place: Place, answer: Answer | None) -> bool:
    """Whether the quote reports words."""
    if (
        _subheading(place)
        or _so_called(place)
        or _nickname(place)
        or _on_a_sign(place, answer)
        or is_title(place, answer)
    ):
        return False
    length = _length(place)
    if _sentence_alone(place) and (answer is None or answer.source is None or answer.confidence == "guess"):
        return True
    if answer is None or answer.source is None:
        return length > _LONG or (answer is not None and answer.rule == "was asked")
    if length > _SHORT or place.headline or answer.confidence != "guess":
        return True
    return answer.rule not in _FROM_AFAR and not (answer.rule == "words after a verb" and _term(place))


def _sentence_alone(place: Place) -> bool:
    """Whether the quote is a whole sentence that stands by itself, as a line of talk does: "By whom?"."""
    if place.before.strip("ka,-") or place.after.strip(".|") or place.headline:
        return False
    text, span = place.reading.document.text, place.span
    return text[span.end - 1] in ".?!…" and text[span.start].isupper()


def _subheading(place: Place) -> bool:
    """A few words in single marks on a line of their own, in a story that puts speech in double ones."""
    text, span = place.reading.document.text, place.span
    if place.shape.tags.strip(".|") != "q" or text[span.start - 1] not in "'‘" or _length(place) > _HEADING:
        return False
    return any(
        text[other.start - 1] in '"“'
        for other in place.reading.spans[max(place.quote - 3, 0) : place.quote + 4]
    )


def _length(place: Place) -> int:
    """How many words are marked."""
    words = place.reading.document.words
    return sum(
        words[token][0].isalnum()
        for token in range(place.span.first, min(place.span.last, place.span.first + 40))
    )


def _so_called(place: Place) -> bool:
    """The so-called "…"."""
    return word_before(place) in {"so-called", "self-styled", "nicknamed"}


def _nickname(place: Place) -> bool:
    """Robert "Bob" Smith."""
    tags, here = place.shape.tags, place.here
    if not 0 < here < len(tags) - 1 or place.span.last - place.span.first > 3 or place.ending:
        return False
    return (
        tags[here - 1] in "PU"
        and tags[here + 1] in "PU"
        and place.reading.document.words[place.span.first][:1].isupper()
    )


def _on_a_sign(place: Place, answer: Answer | None) -> bool:
    """A banner reading "…". / a "…" hat."""
    signs = word_set("works", "signs")
    after = place.here + 1
    if after < place.last and place.shape.tags[after] == "n" and place.word(after) in signs:
        return True
    at = place.here - 1
    while at > place.first and place.shape.tags[at] in ":,T":
        at -= 1
    if at <= place.first or place.shape.tags[at] == "q":
        return False
    if place.word(at) in signs:
        return True
    if place.word(at) not in word_set("works", "reading"):
        return False
    at -= 1
    while at > place.first and place.shape.tags[at] in "wTxa":
        at -= 1
    return place.shape.tags[at] != "q" and place.word(at) in signs and answer is not None


def _term(place: Place) -> bool:
    """Whether a word is named as a word, or a short phrase is put into marks as a noun: the "…" was."""
    tags, here = place.shape.tags, place.here
    before = tags[here - 1] if here > place.first else "|"
    if before == "n" and word_before(place) in word_set("works", "terms"):
        return True
    return before == "d" and tags[here + 1 : here + 2] == _BE
