"""Plain text: one line `date YYYY-MM-DD Headline`, an empty line, paragraphs parted by empty lines."""

import re

from tui_reader.article import text as words
from tui_reader.article.formats.draft import Draft, day
from tui_reader.article.model import ParagraphKind

_HEAD = re.compile(r"\s*date\b[ \t]*(?P<day>[\d?/.\-]+(?=[ \t]|$))?[ \t]*(?P<title>.*)")
_HEADLINE_LIMIT = 160


def read(text: str) -> Draft:
    """Read a story; a file without the `date` line is taken to begin with its headline, when that is short.

    A date that is missing or impossible gives None; a headline that is missing gives an empty title.
    Where a text has no empty line at all, every line is a paragraph.
    """
    first, _, rest = text.lstrip("\n \t\u00a0").partition("\n")
    head = _HEAD.fullmatch(first)
    if head:
        return Draft(words.label(head["title"]), day(head["day"] or ""), "", _parts(rest))
    if len(first) <= _HEADLINE_LIMIT and (not rest or rest.lstrip(" \t").startswith("\n")):
        return Draft(words.label(first), None, "", _parts(rest))
    return Draft("", None, "", _parts(text))


def _parts(body: str) -> tuple[tuple[str, ParagraphKind], ...]:
    found = words.blocks(body)
    if len(found) == 1 and _is_line_per_paragraph(found[0]):
        found = [line for line in found[0].split("\n") if line.strip()]
    return tuple((words.unwrap(block), "text") for block in found)


def _is_line_per_paragraph(block: str) -> bool:
    """Whether lines are paragraphs: no hard wrap leaves lines as long as these."""
    lines = [line for line in block.split("\n") if line.strip()]
    return len(lines) > 1 and max(map(len, lines)) > _HEADLINE_LIMIT
