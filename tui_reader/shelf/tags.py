"""Tags as they are kept: one word each, in small letters, so that `tag:NAME` finds them."""

import re
import unicodedata
from collections.abc import Iterable

from tui_reader.article.text import label

_MOST = 64
_PARTED = re.compile(r'[\s()"“”„‟«»:*#]+')
"""What would end a word of the query language, or mean something in it."""


def tags_of(text: str) -> tuple[str, ...]:
    """The tags that somebody typed, parted by commas: "Sea wall, #Harbour" is "harbour" and "sea-wall".

    Raises:
        ValueError: there is nothing that can be a tag.
    """
    found = folded_tags(text.split(","))
    if not found:
        raise ValueError(f"“{label(text)}” is no tag; give a word")
    return found


def all_tags_of(text: str) -> tuple[str, ...]:
    """All tags of something as somebody typed them: as `tags_of`, and none when nothing was typed.

    Raises:
        ValueError: what was typed can be no tag.
    """
    return tags_of(text) if text.strip() else ()


def folded_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text as one tag, in order and without doubles; what is no tag is left out."""
    return tuple(sorted({tag for text in texts if (tag := _tag(text))}))


def fold(text: str) -> str:
    """Text without case and accents, for comparing."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _tag(text: str) -> str:
    small = unicodedata.normalize("NFC", label(text.replace(",", " ")).lower())
    return _PARTED.sub("-", small).strip("-")[:_MOST].strip("-")
