"""What every format's reader returns, and the text that it makes."""

import datetime
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui_reader.article.model import Markup, Paragraph, ParagraphKind
from tui_reader.article.paragraphs import Paragraphs
from tui_reader.article.text import SOFT_HYPHEN

_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
_BETWEEN = "\n\n"


class Part(NamedTuple):
    """A paragraph: its text, its kind, its markup with offsets in this text, and what else a `Paragraph` has.

    Soft hyphens may stand in the text alone, each between two letters.
    """

    text: str
    kind: ParagraphKind = "text"
    markup: tuple[Markup, ...] = ()
    level: int = 0
    number: str = ""
    parted: bool = False


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


class Body(NamedTuple):
    """The text of an article; where its paragraphs, its markup and its soft hyphens, which are taken out, lie in it."""

    text: str
    paragraphs: Paragraphs
    markup: list[Markup]
    soft_hyphens: "array[int]"


def compose(parts: Sequence[Part]) -> Body:
    """Put paragraphs together."""
    soft_hyphens = array("i")
    text = _BETWEEN.join(part.text for part in parts)
    if SOFT_HYPHEN in text:
        parts = list(_without_soft_hyphens(parts, soft_hyphens))
        text = text.replace(SOFT_HYPHEN, "")
    paragraphs = Paragraphs(_paragraphs(parts))
    markup = [
        each._replace(start=paragraph.start + each.start, end=paragraph.start + each.end)
        for paragraph, part in zip(paragraphs, parts, strict=True)
        for each in part.markup
    ]
    return Body(text, paragraphs, markup, soft_hyphens)


def _paragraphs(parts: Sequence[Part]) -> Iterator[Paragraph]:
    at = 0
    for text, kind, _, level, number, parted in parts:
        yield Paragraph(at, at + len(text), kind, level, number, parted)
        at += len(text) + len(_BETWEEN)


def _without_soft_hyphens(parts: Sequence[Part], found: "array[int]") -> Iterator[Part]:
    """The paragraphs without their soft hyphens; where these were in the text of all goes to `found`."""
    at = 0
    for part in parts:
        places = array("i", (match.start() for match in re.finditer(SOFT_HYPHEN, part.text)))
        found.extend(at + place - before for before, place in enumerate(places))
        text = part.text.replace(SOFT_HYPHEN, "")
        at += len(text) + len(_BETWEEN)
        yield part._replace(
            text=text,
            markup=tuple(
                each._replace(
                    start=each.start - bisect_left(places, each.start),
                    end=each.end - bisect_left(places, each.end),
                )
                for each in part.markup
            ),
        )
