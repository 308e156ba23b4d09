"""Markdown within a paragraph: emphasis, links, code and escapes become the words that are read, and their markup.

Every pattern is linear: none can match the same stretch in two ways. What they do not know stays as it is.
"""

import html
import re
import string
from collections.abc import Callable

from tui_reader.article import text as words
from tui_reader.article.links import may_open
from tui_reader.article.model import Markup, MarkupKind

# What the signs say stands as control characters around the words until all signs are read; signs that are meant
# literally step aside as control characters, which clean text never holds.
_SIGNS = "*_[]()!`\\&<>"
_ASIDE = str.maketrans(_SIGNS, "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11")
_BACK = {to: chr(sign) for sign, to in _ASIDE.items()}

_MARKED = re.compile(r"[*_\[`\\&<]")
_ESCAPED = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]+)\1(?!`)")
_TARGET = r"(?P<target><[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"
_LINK = re.compile(rf"!?\[([^\[\]]*)\]\({_TARGET}(?:[ ]+(?:\"[^\"]*\"|'[^']*'))?[ ]*\)")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\][ ]?\[[^\[\]]*\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=\S)\1(?![\w*])")
_LOW_LINES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]+)(?<=\S)\1(?!\w)")
_NO_BREAK = ("\u00a0", "\u202f")
_NESTED = 3
"""How deep links and emphasis may lie within one another."""


_BEGIN = {"emphasis": "\x12", "strong": "\x13", "code": "\x14", "link": "\x15"}
_END = {"emphasis": "\x16", "strong": "\x17", "code": "\x18", "link": "\x19"}
_KINDS: dict[str, MarkupKind] = {"\x12": "emphasis", "\x13": "strong", "\x14": "code", "\x15": "link"}
_OF_END = {_END[kind]: kind for kind in _KINDS.values()}
_TARGET_END = "\x1a"
_PIECES = re.compile("(\x15[0-9]+\x1a|[\x12-\x19])")


def inline(text: str) -> tuple[str, tuple[Markup, ...]]:
    """The words of a paragraph without its signs, and what the signs say of them."""
    if not _MARKED.search(text):
        return text.strip(), ()
    targets: list[str] = []

    def link(match: re.Match[str]) -> str:
        target = match["target"].strip("<>").translate(_BACK).replace(words.SOFT_HYPHEN, "")
        if match[0].startswith("!") or not match[1] or not may_open(target):
            return match[1]
        targets.append(target)
        return f"{_BEGIN['link']}{len(targets) - 1}{_TARGET_END}{match[1]}{_END['link']}"

    text = _ESCAPED.sub(lambda match: match[1].translate(_ASIDE), text)
    text = _CODE.sub(lambda match: _around("code", match[2].strip().translate(_ASIDE)), text)
    text = _ADDRESS.sub(lambda match: match[1].translate(_ASIDE), text)
    text = _repeat(lambda text: _REFERENCE.sub(r"\1", _LINK.sub(link, text)), text)
    text = _repeat(lambda text: _LOW_LINES.sub(_emphasis, _STARS.sub(_emphasis, text)), text)
    text = _ENTITY.sub(_character, text)
    return _read_off(text.translate(_BACK), targets)


def _character(match: re.Match[str]) -> str:
    """What an entity stands for; a blank for one that is not to be seen, but for a soft hyphen and no-break blanks."""
    character = html.unescape(match[0])
    if character in _NO_BREAK:
        return character
    if character != words.SOFT_HYPHEN:
        return words.label(character) or " "
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return character if before.isalpha() and after.isalpha() else ""


def _emphasis(match: re.Match[str]) -> str:
    return _around("emphasis" if len(match[1]) == 1 else "strong", match[2])


def _around(kind: MarkupKind, inner: str) -> str:
    return f"{_BEGIN[kind]}{inner}{_END[kind]}"


def _read_off(text: str, targets: list[str]) -> tuple[str, tuple[Markup, ...]]:
    """The words alone, without blanks at their ends, and the markup; a link's sign holds the number of its target."""
    done: list[str] = []
    found: list[Markup] = []
    opened: list[tuple[MarkupKind, int, str]] = []
    at = 0
    for piece in _PIECES.split(text):
        if piece[:1] in _KINDS:
            kind = _KINDS[piece[0]]
            opened.append((kind, at, targets[int(piece[1:-1])] if kind == "link" else ""))
        elif piece in _OF_END:
            number = next((n for n, each in enumerate(reversed(opened)) if each[0] == _OF_END[piece]), None)
            if number is not None:
                kind, start, target = opened.pop(len(opened) - 1 - number)
                found.append(Markup(start, at, kind, target))
        else:
            done.append(piece)
            at += len(piece)
    whole = "".join(done)
    words_ = whole.strip()
    first = len(whole) - len(whole.lstrip())
    moved = (
        each._replace(start=max(each.start - first, 0), end=min(each.end - first, len(words_)))
        for each in found
    )
    return words_, tuple(
        sorted((each for each in moved if each.start < each.end), key=lambda each: (each.start, -each.end))
    )


def _repeat(step: Callable[[str], str], text: str) -> str:
    for _ in range(_NESTED):
        before, text = text, step(text)
        if text == before:
            break
    return text
