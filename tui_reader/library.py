"""The one headless door: a folder of stories, what is found in them, searching, and the user's shelf.

Screens and commands are built on this alone. Nothing here draws, prints or asks.
"""

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.analyses import Analyses
from tui_reader.analysis.corrections import Correction
from tui_reader.article.folder import article_id, key_of, read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article, ArticleError
from tui_reader.index.catalog import Catalog
from tui_reader.index.engine import Engine, never
from tui_reader.index.model import Chosen, Completion, Order, Progress, QuoteHit, Report, Results, Row
from tui_reader.index.store import IndexUnusable
from tui_reader.paths import Places, absolute, sample_library
from tui_reader.shelf import bookmarks, corrections, following
from tui_reader.shelf.database import Database, ShelfError
from tui_reader.shelf.following import Followed, Pause, Story
from tui_reader.shelf.marks import Marks, read_marks
from tui_reader.views import View, Views

if TYPE_CHECKING:
    from tui_reader.index.matches import Snippet
    from tui_reader.index.process import UpdateProcess
    from tui_reader.index.query import Query

_TYPING_SECONDS = 0.06
_LIMITS = Limits()


class LibraryError(Exception):
    """A library that cannot be used; says which folder, why, and what to do."""


def why_no_library(root: Path) -> str:
    """Why a path cannot be opened as a library; empty when it can. Raises `OSError` where it may not be looked at."""
    if root.is_dir():
        return ""
    why = "it is not a folder" if root.exists() else "there is no such folder"
    return f"{root} cannot be opened as a library: {why}; name a folder that holds stories"


class Library:
    """A folder of stories with its index, beside the user's shelf.

    Methods may be called from any thread. The index is opened at the first search, not before.

    Raises:
        LibraryError: `root` is no folder.
    """

    def __init__(self, root: Path, places: Places, shelf: Database, limits: Limits = _LIMITS) -> None:
        if reason := why_no_library(root):
            raise LibraryError(reason)
        self.root = root
        self.shelf = shelf
        self.index_folder = places.index_of(root)
        self._index: Engine | None = None
        self._searching = threading.Lock()
        self._views = Views(shelf, root)
        self.limits = limits
        self.analyses = Analyses(shelf, limits)

    @property
    def is_sample(self) -> bool:
        """Whether this is the library that comes with the program."""
        return self.root == absolute(sample_library())

    def path_of(self, row: Row) -> Path:
        """The absolute path of a listed story."""
        return self.root / row.key

    def marked_as(self, key: str) -> str:
        """The path by which the marks know a listed story; quicker than `path_of`, for very many of them."""
        return self._views.path_of(key)

    def newest(self, count: int) -> list[Row]:
        """The first rows of the list, quickly; empty while there is no index."""
        return self.without_hidden(Catalog.head(self.index_folder, count))

    def rows(self, measure: Callable[[str], int] = len) -> Sequence[Row]:
        """All stories, the hidden ones too, newest first; empty while there is no index.

        `measure` says how wide a headline is, which `index.rows.widths` then knows of every row.
        """
        return Catalog.load(self.index_folder, measure).rows

    def generation(self) -> str:
        """Changes whenever `rows` may give others; empty while there is no index."""
        return Catalog.latest(self.index_folder)

    def without_hidden(self, rows: list[Row]) -> list[Row]:
        """Those of these rows that the user has not hidden; all of them where the shelf cannot be read."""
        with suppress(ShelfError):
            left_out = self._views.marked("hidden")
            return [row for row in rows if row.key not in left_out] if left_out else rows
        return rows

    def glance(self, most: int) -> list[Row]:
        """Rows straight from the folder, for a library without an index: at most `most` files are read.

        They have no counts of people and quotes. Newest first.

        Raises:
            LibraryError: the folder cannot be listed.
        """
        from tui_reader.index.glance import glance  # noqa: PLC0415  only a library without an index needs it

        try:
            return glance(self.root, self.limits, most)
        except ArticleError as error:
            raise LibraryError(str(error)) from error

    def marks(self) -> Marks:
        """The user's marks on all stories, those of other libraries included.

        Raises:
            ShelfError: the shelf cannot be read.
        """
        return read_marks(self.shelf)

    def read(self, path: Path) -> Article:
        """Read a story of this library, or of outside it.

        Raises:
            ArticleError: the file cannot be read as a story.
        """
        return read_article(path, self.root, self.limits)

    def update(
        self,
        *,
        rebuild: bool = False,
        on_progress: Callable[[Progress], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
        on_unfollowed: Callable[[ShelfError], None] = lambda _: None,
    ) -> Report:
        """Bring the index up to date with the folder, in this process; where marks cannot follow, `on_unfollowed` is told.

        Raises:
            LibraryError: the folder cannot be listed, or the index cannot be written.
        """
        try:
            report = self._update(rebuild=rebuild, on_progress=on_progress, stop=stop)
            try:
                if self.follow(report).corrected:  # they belong to other stories of the index now
                    self.follow(self._update(rebuild=False, on_progress=on_progress, stop=stop))
            except ShelfError as error:
                on_unfollowed(error)
        except ArticleError as error:
            raise LibraryError(f"{error}; the index was left as it was") from error
        except OSError as error:
            cause = f"{(error.strerror or str(error)).lower()}: {error.filename or self.index_folder}"
            raise LibraryError(f"the index cannot be written ({cause}); it was left as it was") from error
        except IndexUnusable as error:
            raise LibraryError(str(error)) from error
        return report

    def _update(
        self, *, rebuild: bool, on_progress: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> Report:
        from tui_reader.index.build import update  # noqa: PLC0415  Whoosh is imported when it is needed

        return update(
            self.root,
            self.index_folder,
            rebuild=rebuild,
            corrections=self.corrections(),
            limits=self.limits,
            on_progress=on_progress,
            stop=stop,
        )

    def follow(self, report: Report, pause: Pause = time.sleep) -> Followed:
        """Have the user's marks follow the stories that an update has read: renamed, edited, or moved with their library.

        All of them are looked at when an update before was not followed to its end. Very many marks are moved with pauses.

        Raises:
            ShelfError: the shelf cannot be read or written.
        """
        if not report.generation:
            return Followed()
        before = following.reached(self.shelf, self.root)
        followed: Followed | None
        if report.read is None or report.since != before:
            rows = (Story.listed(row.key, row.content_hash, self.root) for row in self.rows())
            followed = following.follow_all(self.shelf, rows, pause)
        else:
            followed = following.follow(self.shelf, (Story.listed(*each, self.root) for each in report.read))
        if followed is not None and report.generation != before:
            following.reach(self.shelf, self.root, report.generation)
        return followed or Followed()

    def start_update(self, *, rebuild: bool = False, watch: bool = False) -> "UpdateProcess":
        """Bring the index up to date in a child process, which ends when this one does.

        With `watch` it goes on until it is stopped, and brings in what changes in the folder.
        """
        from tui_reader.index.process import UpdateProcess  # noqa: PLC0415  not needed for the first frame

        return UpdateProcess(
            self.root, self.index_folder, self.corrections(), self.limits, rebuild=rebuild, watch=watch
        )

    def corrections(self) -> Mapping[str, tuple[Correction, ...]] | None:
        """What the user put right in the stories of this library, by article.

        None where that is not known, as the user's shelf cannot be opened or read; what an index has of it then stays there.
        """
        if self.shelf.is_in_memory:
            return None
        try:
            found = corrections.corrections_in(self.shelf, self.root)
        except ShelfError:
            return None
        return {article_id(key_of(Path(path), self.root)): each for path, each in found.items()}

    def search(
        self,
        query: "Query",
        *,
        view: View = "all",
        limit: int | None = 50,
        order: Order = "relevance",
        typing: bool = False,
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """The stories that match, of one view.

        With `typing`, the last word also matches as the beginning of a word, newest first, within the
        time of a few frames.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
        """
        within, states = self._views.of(query, view), self._views.in_state
        with self._opened() as engine:
            return engine.search(
                query,
                limit=limit,
                order="date" if typing else order,
                prefix_last=typing,
                within=within,
                states=states,
                budget=_TYPING_SECONDS if typing else None,
                cancelled=cancelled,
            )

    def search_quotes(
        self,
        query: "Query",
        *,
        view: View = "all",
        limit: int | None = None,
        order: Order = "relevance",
        stories: Collection[str] | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> Iterator[QuoteHit]:
        """The quotes that match, of one view, one by one; with `stories` only those of these articles, by key.

        Words, `speaker:` and `said:` are asked of one statement, everything else of its story. A story that
        changed after it was indexed is left out until the index knows the change.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
        """
        from tui_reader.index.matches import find_matches  # noqa: PLC0415  the same

        within, states = self._views.of(query, view), self._views.in_state
        if stories is not None:
            within = Chosen(frozenset(key for key in stories if within is None or key in within))
        with self._opened() as engine:
            found = engine.quotes(
                query, limit=limit, order=order, within=within, states=states, cancelled=cancelled
            )
        story: Article | None = None
        while True:
            with self._unusable_is_told():
                quote = next(found, None)
            if quote is None:
                return
            if story is None or story.id != quote.row.id:
                try:
                    story = self.read(self.path_of(quote.row))
                except ArticleError:
                    story = None
            if story is None or story.content_hash != quote.row.content_hash:
                continue
            text = story.text[quote.start : quote.end]
            spans = tuple(find_matches(query, text, "said"))
            yield QuoteHit(
                quote.row, quote.start, quote.end, quote.speaker, quote.confidence, text, spans, quote.score
            )

    def count_quotes(
        self,
        query: "Query",
        *,
        view: View = "all",
        seconds: float | None = None,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[int, bool]:
        """How many quotes match, of one view, and whether these are all.

        After some `seconds`, or when it is `cancelled`, it says how many there are at least.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
        """
        until = None if seconds is None else time.monotonic() + seconds
        stopped = False

        def stop() -> bool:
            nonlocal stopped
            stopped = stopped or cancelled() or (until is not None and time.monotonic() > until)
            return stopped

        within, states = self._views.of(query, view), self._views.in_state
        with self._opened() as engine:
            counting = engine
        with self._unusable_is_told():
            total = counting.count_quotes(query, within=within, states=states, cancelled=stop)
        return total, not stopped

    def suggest(self, query: "Query", *, view: View = "all") -> str:
        """“Did you mean”: the text of a query like one that found nothing, which finds something; or nothing.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
        """
        within, states = self._views.of(query, view), self._views.in_state
        with self._opened() as engine:
            return engine.suggest(query, within=within, states=states)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """How the word that ends at `cursor` may go on: fields, states, names, sources, folders, tags.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
            ShelfError: the shelf cannot be read for the tags.
        """
        from tui_reader.index.complete import tag_completions  # noqa: PLC0415  Whoosh is imported when it is needed

        tags = tag_completions(text, cursor, lambda: bookmarks.tag_counts(self.shelf, self.root))
        if tags is not None:
            return tags
        with self._opened() as engine:
            return engine.complete(text, cursor)

    @contextmanager
    def _opened(self) -> Iterator[Engine]:
        """The index as of its last commit, for one thread at a time.

        Raises:
            LibraryError: the index cannot be read; an update builds it anew.
        """
        from tui_reader.index.search import Index  # noqa: PLC0415  Whoosh is imported when it is needed

        with self._searching, self._unusable_is_told():
            if self._index is None:
                self._index = Index.open(self.index_folder)
            self._index.refresh()
            yield self._index

    @contextmanager
    def _unusable_is_told(self) -> Iterator[None]:
        """Let go of an index that cannot be read, and say so."""
        try:
            yield
        except IndexUnusable as error:
            self._close_index()
            raise LibraryError(f"{error} It is built anew.") from error

    def snippet(self, query: "Query", row: Row, width: int) -> "Snippet | None":
        """The sentence of a story that a query matched, `width` characters at most; None when it has gone."""
        from tui_reader.index.matches import snippet  # noqa: PLC0415  the same

        try:
            return snippet(query, self.read(self.path_of(row)).text, width)
        except ArticleError:
            return None

    def close(self) -> None:
        """Close the index; the shelf stays open, it is the caller's."""
        with self._searching:
            self._close_index()

    def _close_index(self) -> None:
        index, self._index = self._index, None
        if index is not None:
            index.close()
