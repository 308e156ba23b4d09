"""Finding words inside one text, as people type them: case, accents and the shape of quotation marks do not matter."""

import re
import unicodedata

_SHAPES = str.maketrans("‘’‚‛“”„‟«»‐‑–—", '\'\'\'\'""""""----')


class _Plain(dict[int, int]):
    """From a sign to the plain one that stands for it, one for one, so that places in the text stay the same."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        shaped = sign.translate(_SHAPES)
        letters = unicodedata.normalize("NFKD", shaped).casefold()
        base = letters[0] if letters and not unicodedata.combining(letters[0]) else shaped
        kept = len(letters) == 1 or all(unicodedata.combining(letter) for letter in letters[1:])
        plain = self[code] = ord(base) if kept else ord(shaped.lower()) if len(shaped.lower()) == 1 else code
        return plain


_PLAIN = _Plain()


def occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where `wanted` stands in `text`, in code points, from left to right and apart from one another.

    A blank in it stands for any blanks; blanks around it do not count. Nothing is found for nothing.
    """
    words = unicodedata.normalize("NFC", wanted).translate(_PLAIN).split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [match.span() for match in pattern.finditer(text.translate(_PLAIN))]
