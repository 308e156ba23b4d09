"""Plain text: one line `date YYYY-MM-DD Headline`, an empty line, paragraphs parted by empty lines."""

import re

from tui_reader.article import text as words
from tui_reader.article.formats.draft import Draft, Part, day

# What stands in the place of the date, even when it is none: "2023-02-31", "2023-04", "??-??-????", "-".
_DAY = r"[0-9?]{1,4}(?:[-/.][0-9?]{1,4}){2}(?:T\S*)?|[0-9?]{4}-[0-9?]{2}|[-?]+"
_HEAD = re.compile(rf"(?:date|(?i:date)(?=:?[ \t]+[0-9?]))\b:?[ \t]*(?:(?P<day>{_DAY})(?!\S))?(?P<title>.*)")
_HEADLINE_LIMIT = 160


def read(text: str) -> Draft:
    """Read a story; a file without the `date` line is taken to begin with its headline, when that is short.

    A date that is missing or impossible gives None; a headline that is missing gives an empty title.
    """
    first, _, rest = text.lstrip().partition("\n")
    head = _HEAD.fullmatch(first)
    if head:
        return Draft(words.label(head["title"]), day(head["day"] or ""), "", _parts(rest))
    if len(first) <= _HEADLINE_LIMIT and not rest.partition("\n")[0].strip():
        return Draft(words.label(first), None, "", _parts(rest))
    return Draft("", None, "", _parts(text))


def _parts(body: str) -> list[Part]:
    """The paragraphs, on one line each; where lines are too long to be wrapped, each line is one."""
    found: list[Part] = []
    for block in words.blocks(body):
        lines = block.split("\n") if words.is_line_per_paragraph(block) else [block]
        found += [Part(words.unwrap(line)) for line in lines]
    return found
