"""Markdown: front matter of `key: value` lines (or a first heading), then blocks.

Front matter is read as plain text, never as YAML: a value is what stands after the colon.
"""

import re

from tui_reader.article import text as words
from tui_reader.article.formats.draft import Draft, day
from tui_reader.article.model import ParagraphKind

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"`([^`\n]+)`")
_PAIR = re.compile(r"([A-Za-z][\w -]*):[ \t]*(.*)")


def read(text: str) -> Draft:
    """Read a story from Markdown; markup is taken off, so that offsets count what is read."""
    fields, body = _front_matter(text.lstrip("\n \t\u00a0"))
    parts: list[tuple[str, ParagraphKind]] = []
    title = fields.get("title", "")
    for block in _split(body):
        for text_, kind in _block(block):
            if kind == "heading" and not title and not parts:
                title = text_
            elif text_ and not (kind == "heading" and not parts and text_ == title):
                parts.append((text_, kind))
    return Draft(
        words.label(title),
        day(fields.get("date", "")),
        words.label(fields.get("source", "")),
        tuple(parts),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return fields, "\n".join(lines[number + 1 :])
        pair = _PAIR.fullmatch(line.strip())
        if pair:
            value = pair[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            fields.setdefault(pair[1].strip().lower(), value)
    return {}, text


def _split(body: str) -> list[str]:
    """The blocks of `body`; a fence of code is one block, whatever blank lines it holds."""
    found: list[str] = []
    for number, piece in enumerate(re.split(r"(?m)^[ \t]*(?:```|~~~).*$", body)):
        if number % 2:
            found.append("```\n" + piece.strip("\n"))
        else:
            found += words.blocks(piece)
    return found


def _block(block: str) -> list[tuple[str, ParagraphKind]]:
    if block.startswith("```\n"):
        return [(line.rstrip(), "code") for line in block.split("\n")[1:] if line.strip()]
    lines = block.split("\n")
    heading = _HEADING.fullmatch(lines[0].strip())
    if heading:
        rest = "\n".join(lines[1:])
        return [(_inline(heading[2]), "heading"), *(_block(rest) if rest.strip() else [])]
    if all(line.lstrip().startswith(">") for line in lines):
        inner = "\n".join(line.lstrip().removeprefix(">").removeprefix(" ") for line in lines)
        return [(_inline(words.unwrap(piece)), "quotation") for piece in words.blocks(inner)]
    if len(lines) == 1 and _RULE.fullmatch(lines[0]):
        return []
    if _ITEM.match(lines[0]):
        return [(_inline(item), "item") for item in _items(lines)]
    return [(_inline(words.unwrap(block)), "text")]


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append(line[match.end() :].strip())
        else:
            items[-1] += " " + line.strip()
    return items


def _inline(text: str) -> str:
    for pattern, group in ((_CODE, 1), (_LINK, 1), (_STRONG, 2), (_EMPHASIS, 2)):
        text = pattern.sub(rf"\{group}", text)
    return text.strip()
