"""What an article is, before anybody has looked for names or quotes in it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

ParagraphKind = Literal["text", "heading", "item", "quotation", "code"]
MarkupKind = Literal["emphasis", "strong", "code", "link"]


class Paragraph(NamedTuple):
    """One paragraph: a stretch of `Article.text`, in code points, end exclusive.

    An item lies within `level` other lists; its `number` is as it is written ("10."), and empty where it has none.
    Text that goes on with an item has its `number`, and counts its list in `level`. A rule parts a paragraph that
    is `parted` from the one before.
    """

    start: int
    end: int
    kind: ParagraphKind = "text"
    level: int = 0
    number: str = ""
    parted: bool = False


class Markup(NamedTuple):
    """A stretch of text that its file emphasizes, shows as code or links; `target` is the link's web address.

    Offsets count code points of the text it belongs to, end exclusive.
    """

    start: int
    end: int
    kind: MarkupKind
    target: str = ""


@dataclass(frozen=True)
class Article:
    """One story.

    `text` is the story without its headline: its paragraphs, each on one line, parted by one empty
    line. Every offset in the program counts code points of it. `markup` is in reading order. `soft_hyphens` are where
    words may be broken, in reading order. `date` is `None` when the file gives
    none or an impossible one; `source` is empty when unknown. `path` is absolute. `size` is the file's, in bytes.
    """

    id: str
    title: str
    date: datetime.date | None
    source: str
    path: Path
    text: str
    paragraphs: Sequence[Paragraph]
    content_hash: str
    size: int = 0
    markup: tuple[Markup, ...] = ()
    soft_hyphens: Sequence[int] = field(default=(), compare=False)

    @cached_property
    def words(self) -> int:
        """The number of words, parted by blanks."""
        return len(self.text.split())


class ArticleError(Exception):
    """A file that cannot be read as an article; says which file, why, and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
