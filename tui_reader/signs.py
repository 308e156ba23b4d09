"""Every sign that is drawn around the stories, in one table: for terminals that have them, in ASCII, and in words.

Which set is in use holds for the whole process, as the encoding of its terminal does; what is drawn asks for it
at that moment. The letters and marks of a story are never replaced.
"""

import os
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple


class Signs(NamedTuple):
    """One set. Signs that stand in a column of the screen are one cell wide, except in words."""

    row: str
    """The row that the keys go to."""
    bar: str
    """Beside words that somebody says."""
    guess: str
    """Beside words that are only perhaps theirs."""
    share: str
    """How much somebody says, one for each eighth."""
    bookmarked: str
    tagged: str
    noted: str
    unread: str
    read: str
    done: str
    """The part of the story that lies behind."""
    ahead: str
    item: str
    quotation: str
    rule: str
    """Where the story makes a break."""
    paragraph: str
    between: str
    """Between the parts of a line about something, with its blanks."""
    more: str
    """Where something is left out."""
    means: str
    times: str
    up: str
    down: str
    opening: str
    closing: str
    handle: str
    """What the scrollbar's handle is drawn with; its colour alone where this is blank."""

    def quoted(self, words: str) -> str:
        """Words between quotation marks."""
        return f"{self.opening}{words}{self.closing}"


UNICODE: Final = Signs(
    row="▌", bar="▌", guess="╎", share="▇", bookmarked="★", tagged="#", noted="✎", unread="●", read="✓", done="━", ahead="─",
    item="•", quotation="│", rule="* * *", paragraph="¶", between=" · ", more="…", means="→", times="×", up="↑", down="↓",
    opening="“", closing="”", handle=" ",
)  # fmt: skip
ASCII: Final = Signs(
    row=">", bar="|", guess=":", share="#", bookmarked="*", tagged="#", noted="+", unread="o", read="read", done="=", ahead="-",
    item="-", quotation=">", rule="* * *", paragraph="par.", between=" - ", more="...", means="->", times="x", up="Up", down="Down",
    opening='"', closing='"', handle="#",
)  # fmt: skip
WORDS: Final = Signs(
    row=">", bar=" ", guess=" ", share="", bookmarked="bookmarked", tagged="tagged", noted="note", unread="unread", read="read", done="", ahead="",
    item="-", quotation=">", rule="", paragraph="paragraph", between=", ", more="...", means="is", times=" times", up="Up",
    down="Down", opening='"', closing='"', handle=" ",
)  # fmt: skip
"""For ears: what a screen reader would pass over or spell out is a word, a comma or nothing."""

_POINTS: Final[Mapping[str, str]] = {
    "“": "opening",
    "”": "closing",
    "…": "more",
    "¶": "paragraph",
    " · ": "between",
    " — ": "between",
}
_DASHES: Final = str.maketrans({"‘": "'", "’": "'", "—": "-", "–": "-"})

_in_use = UNICODE


def now() -> Signs:
    """The set in use."""
    return _in_use


def use(chosen: str, *, plain: bool = False) -> None:
    """Take the set "unicode" or "ascii" into use, for an empty name the one that the terminal can show; with `plain`, words."""
    global _in_use  # noqa: PLW0603  there is one terminal, and this is what it can show
    _in_use = WORDS if plain else ASCII if (chosen or _fitting()) == "ascii" else UNICODE


def in_words() -> bool:
    """Whether nothing is drawn, so that the screen can be heard."""
    return _in_use is WORDS


def sentence(text: str) -> str:
    """A sentence of the reader's own with the marks of the set in use, also around what it quotes."""
    if _in_use is UNICODE or text.isascii():
        return text
    for mark, name in _POINTS.items():
        text = text.replace(mark, getattr(_in_use, name))
    return text.translate(_DASHES)


def _fitting() -> str:
    """The console of Linux has a few hundred signs, and other encodings than Unicode's have none of these.

    Without a locale, or with LANG=C, Python writes UTF-8, as nearly every terminal reads it. LC_ALL=C is a wish: whoever
    sets it wants ASCII from each program, though Python writes UTF-8 then, too.
    """
    encoding = (getattr(sys.__stdout__, "encoding", None) or "utf-8").lower()
    wished = os.environ.get("LC_ALL", "") in ("C", "POSIX")
    able = encoding.startswith("utf") and not wished and os.environ.get("TERM", "") != "linux"
    return "unicode" if able else "ascii"
