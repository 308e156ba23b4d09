"""What worker threads say to the main screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.index.model import Completion, Progress, Report, Row
from tui_reader.paint.related import Group
from tui_reader.paint.story import Page
from tui_reader.ui.finding import Answer, Reason, Search

if TYPE_CHECKING:
    from tui_reader.index.query import Query


@dataclass(eq=False, repr=False)
class RowsListed(Message):
    """The library's rows are there. `complete` is False for the rows of a folder not indexed yet."""

    rows: Sequence[Row]
    complete: bool


@dataclass(eq=False, repr=False)
class StoryRead(Message):
    """A story was read; `failure` says why it could not be. `page` is it laid out, when that takes long."""

    article: Article | None
    failure: str
    opened: bool
    page: Page | None = None


@dataclass(eq=False, repr=False)
class StoryAnalysed(Message):
    """Names and quotes of a story are there. `page` is it laid out with them, when that takes long."""

    article: Article
    analysis: Analysis
    page: Page | None = None


@dataclass(eq=False, repr=False)
class SearchAnswered(Message):
    """A search found something, or (with `failure`) could not be done; `unusable` says that the index is the cause."""

    search: Search
    answer: Answer | None
    failure: str = ""
    unusable: bool = False


@dataclass(eq=False, repr=False)
class HitsExplained(Message):
    """Why stories matched, by their content hash, in sentences of at most `width` code points."""

    query: "Query"
    width: int
    reasons: Mapping[str, Reason]


@dataclass(eq=False, repr=False)
class Completed(Message):
    """How the word of `text` that ends at `cursor` may go on."""

    text: str
    cursor: int
    completions: tuple[Completion, ...]


@dataclass(eq=False, repr=False)
class Suggested(Message):
    """A query like one that found nothing, and that finds something."""

    query: str
    suggested: str


@dataclass(eq=False, repr=False)
class UnreadCounted(Message):
    """How many unread stories a saved search finds."""

    query: str
    unread: int


@dataclass(eq=False, repr=False)
class RelatedFound(Message):
    """Which other stories belong to a story."""

    article: Article
    groups: tuple[Group, ...]


@dataclass(eq=False, repr=False)
class UpdateSaid(Message):
    """The update of the index goes on, is done, or has failed (a sentence; empty when nobody need know why)."""

    event: Progress | Report | str


@dataclass(eq=False, repr=False)
class ShelfSaved(Message):
    """The shelf was damaged, and what could be read of it was saved; `said` says so."""

    said: str


class OthersChanged(Message):
    """Another program may have written to the shelf, the index, or the file of the story on the screen."""
