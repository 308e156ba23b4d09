"""Markdown within a paragraph: emphasis, links, code and escapes become the words that are read.

Every pattern is linear: none can match the same stretch in two ways. What they do not know stays as it is.
"""

import html
import re
import string
from collections.abc import Callable

from tui_reader.article import text as words

# Signs that are meant literally step aside as control characters, which clean text never holds.
_SIGNS = "*_[]()!`\\&<>"
_ASIDE = str.maketrans(_SIGNS, "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11")
_BACK = {to: chr(sign) for sign, to in _ASIDE.items()}

_MARKED = re.compile(r"[*_\[`\\&<]")
_ESCAPED = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)")
_TARGET = r"(?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"
_LINK = re.compile(rf"!?\[([^\[\]]*)\]\({_TARGET}(?:[ ]+(?:\"[^\"]*\"|'[^']*'))?[ ]*\)")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\][ ]?\[[^\[\]]*\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=\S)\1(?![\w*])")
_LOW_LINES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]+)(?<=\S)\1(?!\w)")
_NESTED = 3
"""How deep links and emphasis may lie within one another."""


def inline(text: str) -> str:
    """The words of a paragraph without its markup."""
    if not _MARKED.search(text):
        return text.strip()
    text = _ESCAPED.sub(lambda match: match[1].translate(_ASIDE), text)
    text = _CODE.sub(lambda match: match[2].strip().translate(_ASIDE), text)
    text = _ADDRESS.sub(lambda match: match[1].translate(_ASIDE), text)
    text = _repeat(lambda text: _REFERENCE.sub(r"\1", _LINK.sub(r"\1", text)), text)
    text = _repeat(lambda text: _LOW_LINES.sub(r"\2", _STARS.sub(r"\2", text)), text)
    text = _ENTITY.sub(lambda match: words.label(html.unescape(match[0])) or " ", text)
    return text.translate(_BACK).strip()


def _repeat(step: Callable[[str], str], text: str) -> str:
    for _ in range(_NESTED):
        before, text = text, step(text)
        if text == before:
            break
    return text
