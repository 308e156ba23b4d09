"""Letters and marks that a terminal's encoding lacks, as those that it has, in as many cells."""

import codecs
from typing import Final

HANDLER: Final = "tui-reader-transcription"
"""What a stream takes for `errors`, once `register` was called."""

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−─━", "-"),
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\xa0", " "),
        "…": ".",
        "•": "*",
        "·": "-",
        "│": "|",
        "ß": "s",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
    }
)  # fmt: skip


def register() -> None:
    """Make the handler known to Python's streams."""
    codecs.register_error(HANDLER, _transcribed)


def _transcribed(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_alike, error.object[error.start : error.end])), error.end


def _alike(letter: str) -> str:
    """A letter without what it wears; else a question mark for each cell."""
    import unicodedata  # noqa: PLC0415  most terminals lack nothing

    found = letter.translate(_ALIKE)
    if found.isascii():
        return found
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return ""
    parted = unicodedata.normalize("NFKD", letter)
    if parted[0].isascii() and all(map(unicodedata.combining, parted[1:])):
        return parted[0]
    return "??" if unicodedata.east_asian_width(letter) in {"W", "F"} else "?"
