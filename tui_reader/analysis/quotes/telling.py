"""The words in which a story says that somebody speaks: "said in a statement", "told reporters"."""

from collections.abc import Sequence
from itertools import pairwise

from tui_reader.analysis.model import Quote
from tui_reader.analysis.names.wordlists import word_set
from tui_reader.analysis.quotes.lexicon import letter_of, lexicon
from tui_reader.analysis.tokens import Document, read

_LONGEST = 36
"""Code points: what is longer ends before one of its prepositions."""
_MARK = "|"
_POINTS = frozenset(",.;:!?")
_WITHIN_WORDS = frozenset(["-", "‐", "‑", "&", "'s", "’s"])
_PREPOSITIONS_TOO = frozenset(["after", "before"])
_OF_THE_SPEAKER = frozenset(["of", "for", "from", "with"])
_OTHER_CLAUSE = "TuwhxbC|"
_DANGLING = "dptuk"
_LATER = frozenset(["last", "next"])


def told(text: str, quote: Quote) -> str:
    """The cue of a quote with what else of its clause says where, when, how or to whom; empty where there is no cue."""
    if quote.cue is None or quote.cue_start is None or " " in quote.cue:
        return quote.cue or ""
    ahead = quote.start > quote.cue_start
    end = quote.start if ahead else text.find("\n", quote.cue_start)
    document = read(text[quote.cue_start : end if end >= 0 else len(text)])
    letters = _letters(document)
    begin = _behind_speaker(quote, document, letters)
    may_follow = "ptay" if quote.speaker else "ay"
    if begin > 1 and (
        not letters[begin : begin + 1]
        or letters[begin] not in may_follow
        or document.words[begin] in _OF_THE_SPEAKER
    ):
        return quote.cue
    if begin == 1 and not _may_begin(document.words, letters, after_quote=not ahead):
        return quote.cue
    stop = next((at for at in range(begin, len(letters)) if _ends(letters, at)), len(letters))
    if ahead and (stop == len(letters) or letters[stop] not in "T|"):
        return quote.cue
    if stop < len(letters) and document.words[stop] not in _POINTS:
        stop = len(letters[:stop].rstrip(_DANGLING))
    inner = (at for at in range(stop - 1, begin, -1) if letters[at] in "pty" and document.words[at] != "of")
    places = [stop, *inner]
    ends = (last if last == stop else len(letters[:last].rstrip(_DANGLING)) for last in places)
    pieces = (document.text[document.starts[begin] : document.end(last - 1)] for last in ends if last > begin)
    said = next((piece for piece in pieces if len(quote.cue) + len(piece) < _LONGEST), "")
    return " ".join([quote.cue, *said.split()])


def _letters(document: Document) -> str:
    """A letter for each token of the sentence that begins with the cue, as in lexicon.py; | is a mark that ends a clause."""
    known = lexicon().letters
    words = document.words[: document.sentences[0][1]]
    found = [letter_of(word.lower(), known) if _is_word(word) else _MARK for word in words]
    for at, (word, after) in enumerate(pairwise([*words, ""])):
        if word in _PREPOSITIONS_TOO:
            found[at] = "p"
        elif (
            word in _WITHIN_WORDS
            or (word == "." and after.isalnum())
            or (word[0].isupper() and found[at] in "cCrvV")
        ):
            found[at] = "n"
    return "".join(found)


def _is_word(word: str) -> bool:
    return word in _WITHIN_WORDS or word[0].isalnum() or word[0] in "@#"


def _behind_speaker(quote: Quote, document: Document, letters: str) -> int:
    """The token behind the cue, or behind the speaker where that follows the cue: "said Ann Lee in a statement"."""
    last = (quote.speaker_end or 0) - (quote.cue_start or 0)
    if last <= 0:
        return 1
    return next(
        (at for at, start in enumerate(document.starts[: len(letters)]) if start >= last), len(letters)
    )


def _may_begin(words: Sequence[str], letters: str, *, after_quote: bool) -> bool:
    """Whether what stands behind the cue goes on to say how something is said, and not what."""
    takes_object = words[0].lower() in word_set("object_verbs")
    return len(letters) > 1 and (letters[1] in "ptaym" or words[1] in _LATER or after_quote or takes_object)


def _ends(letters: str, at: int) -> bool:
    """Whether another clause begins at a token."""
    joined = letters[at] == "k" and letters[at + 1 : at + 2] in [*"vcCrexbhVGdk|", ""]
    return letters[at] in _OTHER_CLAUSE or joined
