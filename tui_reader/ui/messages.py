"""What worker threads say to the main screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.index.matches import Snippet
from tui_reader.index.model import Progress, Report, Results, Row
from tui_reader.index.query import Query


@dataclass
class RowsListed(Message):
    """The library's rows are there. `complete` is False for the rows of a folder not indexed yet."""

    rows: Sequence[Row]
    complete: bool


@dataclass
class StoryRead(Message):
    """A story was read; `failure` says why it could not be."""

    article: Article | None
    failure: str
    opened: bool


@dataclass
class StoryAnalysed(Message):
    """Names and quotes of a story are there."""

    article: Article
    analysis: Analysis


@dataclass
class SearchAnswered(Message):
    """A search found something, or could not be done; then `unusable` says that the index is the cause."""

    query: Query
    results: Results
    failure: str = ""
    unusable: bool = False


@dataclass
class HitsExplained(Message):
    """The sentences that matched, by article id."""

    query: Query
    snippets: Mapping[str, Snippet]


@dataclass
class UpdateSaid(Message):
    """The update of the index goes on, is done, or has failed (a sentence)."""

    event: Progress | Report | str
