"""What the index hands on: rows of the list, hits of a search, progress and report of an update."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tui_reader.analysis.model import Confidence
from tui_reader.article.folder import FileEntry, Problem
from tui_reader.article.model import Article

Order = Literal["relevance", "date"]
ORDERS: tuple[Order, ...] = ("relevance", "date")


class Row(NamedTuple):
    """One article as the list shows it.

    `key` is its path inside the library, `date` is ISO (YYYY-MM-DD) or empty, `people` and `quotes` count
    persons and quotes; `size` (bytes), `mtime_ns` and `content_hash` tell whether the file changed.
    """

    id: str
    key: str
    title: str
    date: str
    source: str
    words: int
    people: int
    quotes: int
    size: int
    mtime_ns: int
    content_hash: str

    @classmethod
    def of(cls, entry: FileEntry, article: Article, people: int = 0, quotes: int = 0) -> "Row":
        """The row of a file that was read."""
        return cls(
            id=entry.id,
            key=entry.key,
            title=article.title,
            date=article.date.isoformat() if article.date else "",
            source=article.source,
            words=article.words,
            people=people,
            quotes=quotes,
            size=entry.size,
            mtime_ns=entry.mtime_ns,
            content_hash=article.content_hash,
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Articles by their keys: these, or with `others` all but these."""

    keys: frozenset[str]
    others: bool = False

    def __contains__(self, key: str) -> bool:
        """Whether the article with this key is one of them."""
        return (key in self.keys) != self.others


class Hit(NamedTuple):
    """One search result; `fields` names where it matched ("title", "text", "person", "speaker", "said", …)."""

    row: Row
    score: float
    fields: tuple[str, ...]


class Results(NamedTuple):
    """The hits of one search. `total` counts all of them; `complete` is False when time ran out before the end."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    complete: bool = True


class QuoteFound(NamedTuple):
    """A quote as the index knows it: code points of the story's text, marks left out.

    `speaker` is the name of who speaks, None when nobody is known; a higher `score` is a better match.
    """

    row: Row
    start: int
    end: int
    speaker: str | None
    confidence: Confidence
    score: float


class QuoteHit(NamedTuple):
    """A quote that was found, with its words: `text` stands from `start` to `end` in the story's text.

    Offsets count code points and leave the quotation marks out. `spans` are the stretches of `text` that
    matched. `speaker` is the name of who speaks, None when nobody is known; a higher `score` is a better match.
    """

    row: Row
    start: int
    end: int
    speaker: str | None
    confidence: Confidence
    text: str
    spans: tuple[tuple[int, int], ...]
    score: float


class Completion(NamedTuple):
    """One way to go on: `insert` in place of the query's code points from `start` to `end`.

    `label` is what to show, `stories` how many have it; 0 where that means nothing.
    """

    start: int
    end: int
    insert: str
    label: str
    stories: int = 0


class Progress(NamedTuple):
    """How far an update is: `done` of `total` files; `phase` is "looking", "reading", "merging" or "waiting".

    "waiting" means that another process writes to the same index. `seconds` is how long the rest will take, None
    while that cannot be said.
    """

    phase: str
    done: int = 0
    total: int = 0
    seconds: float | None = None


class Ended(NamedTuple):
    """The process that keeps the index has ended although nobody asked it to; `said` tells the user in one sentence."""

    said: str


class Report(NamedTuple):
    """What an update did: how many articles were added, changed, gone or unchanged, and what could not be read, or not wholly.

    `finished` is False when the update was stopped; the next one goes on from there. `read` are the stories that were
    read, by key with their content hashes; None when they are too many to be told. `refused` is a sentence about an index
    that was not the user's alone, and was not opened; mostly empty. The update led from one generation of the index, `since`
    (empty for none), to this one; both are empty when it had to wait, and did not begin.
    """

    added: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    rebuilt: bool = False
    finished: bool = True
    read: tuple[tuple[str, str], ...] | None = ()
    refused: str = ""
    since: str = ""
    generation: str = ""

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What could not be read at all."""
        return tuple(problem for problem in self.problems if not problem.read)

    @property
    def nameless(self) -> tuple[Problem, ...]:
        """What was read without its names and quotes."""
        return tuple(problem for problem in self.problems if problem.read)
