"""Widths in terminal cells: wrapping, cutting and padding text of any script."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, split_graphemes

from tui_reader import signs

# Everything else is measured sign by sign: it may be two cells wide, or none.
_NOT_ONE_CELL = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc]"
)
# No line begins with the first, none ends with the second; a straight mark may be either.
_STRAIGHT = "\"'"
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_CLOSING = frozenset(
    f"、。，．・：；？！）］｝〉》」』】〕”’ー…々ゝゞヽヾ,.:;?!)]}}»›%{_STRAIGHT}{_SMALL_KANA}"
)
_OPENING = frozenset(f"（［｛〈《「『【〔“‘([{{«‹{_STRAIGHT}")
# One of these that stands alone between words belongs to the one before: no line begins with it.
_DASHES = frozenset("—–")
_DASHES_OR_BLANK = _DASHES | {" "}
# Long words, and words that are tied together, are broken behind these.
_SEAMS = frozenset("-–—/?&.=#_\u00a0")
# A line that is cut does not end with these.
_PAUSES = frozenset(" ,;:–—-")
_BEFORE_INITIALS = frozenset(" \u00a0([\"'“‘")
_SOME_WORDS = 20
"""Lines of fewer cells are filled with letters, where a headline has to be cut."""
_PIECE = 4_000
"""So many signs of a paragraph are measured at once."""
_UNSEEN = str.maketrans({"\t": " ", "\n": " "})
_JOINER = "\u200d"
_JOINING = "\u200d\ufe0f"
"""Signs that change the one before; without one, they are nothing."""

Span = tuple[int, int]


def width_of(text: str) -> int:
    """How many cells `text` takes."""
    if text.isascii() and text.isprintable():  # most are, and a list may ask for a hundred thousand
        return len(text)
    return cell_len(text) if _NOT_ONE_CELL.search(text) else len(text)


def shown(text: str) -> str:
    """Text of an article as one line shows it: tabs and line breaks as blanks."""
    return text.translate(_UNSEEN)


def wrap(
    text: str, start: int, end: int, width: int, *, indent: int = 0, soft_hyphens: Sequence[int] = ()
) -> list[Span]:
    """Break `text[start:end]` into lines of at most `width` cells (at least 2); blanks at the breaks are left out.

    The first line is `indent` cells shorter. Words may be broken at `soft_hyphens`, ascending code points of `text`,
    where their line has a cell left for the hyphen.

    A dash between two words stays with the first, and an initial with what follows, where the line has another place to end.
    Words longer than a line, such as web addresses, are broken after a hyphen, a stroke, a dot or the like, or
    anywhere; wide letters may part from one another.
    """
    width = max(width, 2)
    indent = min(indent, width - 2)
    if _NOT_ONE_CELL.search(text, start, end):
        return _wrap_measured(text, start, end, width, indent, soft_hyphens)
    lines: list[Span] = []
    room = width - indent
    while end - start > room:
        cut = text.rfind(" ", start, start + room + 1)
        hyphen = _last_between(soft_hyphens, max(cut, start), start + room) if soft_hyphens else 0
        if hyphen:
            cut = hyphen
        elif cut < 0 or not text[start:cut].strip(" "):
            cut = _last_seam(text, start, start + room) or start + room
        else:
            if text[cut + 1 : cut + 2] in _DASHES_OR_BLANK and _goes_on_with_dash(text, cut, end):
                cut = _before_word_with_dash(text, start, cut, end)
            if text[cut - 1] == "." and _ends_with_initial(text, start, cut):
                cut = _before_initials(text, start, cut)
        lines.append((start, _without_blanks(text, start, cut)))
        start, room = cut, width
        while start < end and text[start] == " ":
            start += 1
    lines.append((start, _without_blanks(text, start, end)))
    return _not_empty(lines)


def _behind_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _goes_on_with_dash(text: str, cut: int, end: int) -> bool:
    """Whether nothing but a dash stands between the blanks from `cut` on and those behind."""
    at = _behind_blanks(text, cut, end)
    return text[at : min(at + 1, end)] in _DASHES and text[at + 1 : min(at + 2, end)] in ("", " ")


def _before_word_with_dash(text: str, start: int, cut: int, end: int) -> int:
    """The blank before the word that a dash belongs to; `cut`, the blank before that dash, where the line has no other."""
    before = cut
    while before > start and _goes_on_with_dash(text, before, end):
        before = text.rfind(" ", start, _without_blanks(text, start, before))
    return before if text[start : max(before, start)].strip(" ") else cut


def _ends_with_initial(text: str, start: int, end: int) -> bool:
    """Whether what ends at `end` is a letter with its dot, as in "J. Hale" or "p. 9"."""
    return (
        start + 2 <= end
        and text[end - 1] == "."
        and text[end - 2].isalpha()
        and (end - 2 == start or text[end - 3] in _BEFORE_INITIALS)
    )


def _before_initials(text: str, start: int, cut: int) -> int:
    """The blank before the initials that end at `cut`; `cut`, where the line has no other."""
    before = cut
    while before > start and _ends_with_initial(text, start, before):
        before = text.rfind(" ", start, before)
    return before if text[start : max(before, start)].strip(" ") else cut


def _last_between(places: Sequence[int], first: int, last: int) -> int:
    """The last of ascending places that lies between two others; 0 for none."""
    before = bisect_left(places, last) - 1
    return places[before] if before >= 0 and places[before] > first else 0


def _wrap_measured(
    text: str, start: int, end: int, width: int, indent: int, soft_hyphens: Sequence[int]
) -> list[Span]:
    """The lines, piece by piece: each sign of a piece takes hundreds of bytes while it is measured.

    The last two lines of a piece may go on in the next one, which begins with them.
    """
    lines: list[Span] = []
    size = _PIECE
    while end - start > size:
        found = _wrap_piece(text, start, start + size, width, indent, soft_hyphens)
        if len(found) < 3:
            size *= 2
            continue
        lines += found[:-2]
        start, indent, size = found[-2][0], 0, _PIECE
    return lines + _wrap_piece(text, start, end, width, indent, soft_hyphens)


def _wrap_piece(
    text: str, start: int, end: int, width: int, indent: int, soft_hyphens: Sequence[int]
) -> list[Span]:
    while start < end and text[start] in _JOINING:
        start += 1
    piece = shown(text[start:end])
    graphemes, _ = split_graphemes(piece)
    signs = [piece[first:last] for first, last, _ in graphemes]
    sizes = [
        size + (last - first > 1 and _spacing(sign))
        for sign, (first, last, size) in zip(signs, graphemes, strict=True)
    ]
    places = [start + first for first, _, _ in graphemes] + [end]
    hyphens = frozenset(soft_hyphens[bisect_right(soft_hyphens, start) : bisect_left(soft_hyphens, end)])
    breaks: list[Span] = []
    line = at = chance = seam = before_blanks = before_dash = 0
    cells = indent
    bare = True
    while at < len(signs):
        sign, size = signs[at], sizes[at]
        if not bare and (
            sign == " " or _may_part(signs[at - 1], sign, max(graphemes[at][2], graphemes[at - 1][2]))
        ):
            if sign == " " and _ends_with_initial(text, places[line], places[at]):
                seam = at
            else:
                if sign == " " != signs[at - 1]:
                    before_blanks = chance
                chance = at
        elif not bare and places[at] in hyphens and cells < width:
            chance = at
        elif not bare and sign in _DASHES and signs[at - 1] == " " and signs[at + 1 : at + 2] in ([], [" "]):
            chance, before_dash = before_blanks, chance
        if sign != " " and cells + size > width and at > line:
            cut = next((place for place in (chance, before_dash, seam) if place > line), at)
            breaks.append((line, cut))
            while signs[cut] == " ":
                cut += 1
            line = at = cut
            cells, bare = 0, True
            continue
        bare = bare and sign == " "
        cells += size
        at += 1
        if at < len(signs) and _is_seam(sign, signs[at]):
            seam = at
    breaks.append((line, at))
    return _not_empty(
        [(places[first], _without_blanks(text, places[first], places[last])) for first, last in breaks]
    )


def _spacing(sign: str) -> int:
    """How many cells the vowel signs of Indian scripts take that Rich takes to need none, and terminals do not."""
    return sum(unicodedata.category(part) == "Mc" for part in sign[1:])


def _last_seam(text: str, start: int, end: int) -> int:
    """Where a word is best broken to end before `end`; 0 when it has no such place."""
    seams = (at for at in range(end, start, -1) if _is_seam(text[at - 1], text[at]))
    return next(seams, 0)


def _is_seam(before: str, after: str) -> bool:
    """Whether a word that is longer than a line may be broken between two signs: behind the last of "://"."""
    return before in _SEAMS and after not in _SEAMS


def _not_empty(lines: list[Span]) -> list[Span]:
    return [line for line in lines if line[0] < line[1]] or lines[:1]


def _may_part(before: str, after: str, size: int) -> bool:
    """Whether a line may end between two signs, the wider of which takes `size` cells."""
    return size == 2 and before[0] not in _OPENING and after[0] not in _CLOSING


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    return end


def whole(text: str, at: int, end: int) -> int:
    """The first place from `at` on, before `end`, where no sign is torn from what combines with it."""
    while 0 < at < end and (text[at - 1] == _JOINER or (text[at] > "\u02ff" and not cell_len(text[at]))):
        at += 1
    return at


def fit(text: str, width: int) -> str:
    """`text` on one line of at most `width` cells, with the sign for more where something is left out."""
    text = shown(text).lstrip(_JOINING).rstrip(_JOINER)
    if width <= 0:
        return ""
    if width_of(text) <= width:
        return text
    more = signs.now().more[:width]
    kept: list[str] = []
    cells = 0
    for first, last, size in split_graphemes(text[: width * 8 + 64])[0]:
        if cells + size > width - len(more):
            break
        kept.append(text[first:last])
        cells += size
    return "".join(kept).rstrip(f" {_JOINER}") + more


def in_rows(parts: Iterable[str], width: int) -> list[str]:
    """Parts side by side with the sign between them, on lines of at most `width` cells; only a part that is longer is parted."""
    between = signs.now().between
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines += [part[start:end] for start, end in wrap(part, 0, len(part), width)]
    return lines


def cut_short(text: str, start: int, width: int) -> int:
    """Where a line of at most `width` cells that begins at `start` ends, with room for the sign for more, behind a word."""
    stop = min(len(text), start + width * 8 + 64)
    (_, end), *_ = wrap(text, start, stop, width - width_of(signs.now().more))
    while end > start + 1 and text[end - 1] in _PAUSES:
        end -= 1
    return end


def fit_words(text: str, width: int, *, least: int = _SOME_WORDS) -> str:
    """`text` on one line as `fit` does it, but cut behind a word where the line has `least` cells, room for some words."""
    fitting = fit(text, width)
    if width < max(least, 2) or fitting == shown(text) or width_of(text) <= width:
        return fitting
    return f"{shown(text[: cut_short(text, 0, width)])}{signs.now().more}"


def with_more(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A stretch that was cut out of a text, and spans of it, with the sign for more in use where it has "…" at an end."""
    cut, more = signs.UNICODE.more, signs.now().more
    if more == cut:
        return text, list(spans)
    shift = len(more) - len(cut) if text.startswith(cut) else 0
    inner = text.removeprefix(cut)
    head = more if len(inner) < len(text) else ""
    tail = more if inner.endswith(cut) else ""
    return f"{head}{inner.removesuffix(cut)}{tail}", [(start + shift, end + shift) for start, end in spans]


def pad(text: str, width: int) -> str:
    """`text` cut or filled with blanks to exactly `width` cells."""
    cut = fit(text, width)
    return cut + " " * (width - width_of(cut))
