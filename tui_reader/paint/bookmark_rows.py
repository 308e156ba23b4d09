"""The list of bookmarks as lines: headline and date, the marked words, tags and note, and where it is."""

from typing import NamedTuple

from tui_reader import signs
from tui_reader.paint import dates
from tui_reader.paint.measure import cut_short, fit, fit_words, width_of, wrap
from tui_reader.paint.model import Look, Run

_WORDS_LINES = 2


class BookmarkFacts(NamedTuple):
    """What the list shows of one bookmark: one line each, without control characters.

    `words` are empty for a whole story, `speaker` where nobody is known; `gone` says what is no longer
    there; `heading` is the name of the group that begins with this row.
    """

    title: str
    date: str
    words: str
    speaker: str
    tags: tuple[str, ...]
    note: str
    place: str
    gone: str = ""
    heading: str = ""


def bookmark_height(facts: BookmarkFacts, width: int) -> int:
    """How many lines `bookmark_lines` has room for, in a row of `width` cells; cheap for very long lists."""
    quoted = _quoted(facts)
    short = len(quoted) < width and width_of(quoted) < width
    words = 0 if not quoted else 1 if short else _WORDS_LINES
    return bool(facts.heading) + 2 + words + bool(facts.tags or facts.note)


def bookmark_lines(facts: BookmarkFacts, width: int) -> list[list[Run]]:
    """The lines of one bookmark, each at most `width` cells."""
    lines = [[Run(fit(facts.heading, width), Look("mark"))]] if facts.heading else []
    sign = "" if facts.words else f"{signs.now().bookmarked} "
    lines.append([Run(sign, Look("mark")), Run(fit_words(facts.title, width - len(sign) - 1), Look("title"))])
    lines += _words(facts, width - 1)
    if facts.tags or facts.note:
        lines.append(_tags_and_note(facts, width - 1))
    day = dates.day(facts.date)
    about = signs.now().between.join(filter(None, (facts.gone, day, facts.place)))
    lines.append([Run(fit(about, width - 1), Look("meta"))])
    return lines


def _words(facts: BookmarkFacts, width: int) -> list[list[Run]]:
    text = _quoted(facts)
    spans = wrap(text, 0, len(text), width) if text else []
    name = len(facts.speaker) + 1 if facts.speaker and facts.words else 0
    lines = []
    for number, (start, end) in enumerate(spans[:_WORDS_LINES]):
        more = number == _WORDS_LINES - 1 and len(spans) > _WORDS_LINES
        shown = (
            f"{text[start : cut_short(text, start, width)]}{signs.now().more}" if more else text[start:end]
        )
        cut = min(max(name - start, 0), len(shown))
        look = Look("text", quoted=True)
        lines.append([Run(shown[:cut], Look("person")), Run(shown[cut:], look)])
    return lines


def _tags_and_note(facts: BookmarkFacts, width: int) -> list[Run]:
    tags = fit(" ".join(f"#{tag}" for tag in facts.tags), width if not facts.note else width // 2)
    between = "  " if tags and facts.note else ""
    note = (
        fit_words(f"{signs.now().noted} {facts.note}", width - width_of(tags) - len(between))
        if facts.note
        else ""
    )
    return [Run(tags, Look("mark")), Run(between + note, Look("text"))]


def _quoted(facts: BookmarkFacts) -> str:
    if not facts.words:
        return ""
    words = signs.now().quoted(facts.words)
    return f"{facts.speaker}: {words}" if facts.speaker else words
