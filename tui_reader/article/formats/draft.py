"""What every format's reader returns, and the text that it makes."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui_reader.article.model import Markup, Paragraph, ParagraphKind
from tui_reader.article.paragraphs import Paragraphs

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_BETWEEN = "\n\n"


class Part(NamedTuple):
    """A paragraph: its text, its kind, its markup with offsets in this text, and an item's level and number."""

    text: str
    kind: ParagraphKind = "text"
    markup: tuple[Markup, ...] = ()
    level: int = 0
    number: str = ""


class Draft(NamedTuple):
    """A story as its file gives it: headline (may be empty), date, source, paragraphs."""

    title: str
    date: datetime.date | None
    source: str
    parts: Sequence[Part]


def day(text: str) -> datetime.date | None:
    """The date that `text` begins with, as YYYY-MM-DD; None when it begins with none, or an impossible one."""
    match = _DAY.match(text.strip())
    if not match:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def compose(parts: Sequence[Part]) -> tuple[str, Paragraphs]:
    """The text of an article, and where its paragraphs lie in it."""
    return _BETWEEN.join(part.text for part in parts), Paragraphs(_paragraphs(parts))


def _paragraphs(parts: Sequence[Part]) -> Iterator[Paragraph]:
    at = 0
    for text, kind, _, level, number in parts:
        yield Paragraph(at, at + len(text), kind, level, number)
        at += len(text) + len(_BETWEEN)
