"""Whatever takes longer than a frame: run in threads, or in a child process, and said in messages."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tui_reader.analyses import Analyses
from tui_reader.analysis.model import Analysis
from tui_reader.article.folder import read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article, ArticleError
from tui_reader.article.text import label
from tui_reader.index.model import Ended, Progress, Row
from tui_reader.library import Library, LibraryError
from tui_reader.paint.measure import width_of
from tui_reader.paint.story import Page
from tui_reader.ui.messages import RowsListed, StoryAnalysed, StoryRead, UpdateSaid

if TYPE_CHECKING:
    from tui_reader.index.process import UpdateProcess

_GLANCE = 500
_FEW = 2_000
"""So many rows of an index are put in order with those listed before."""
_LIST_SECONDS = 1.0
_LIST_SHARE = 20
_PAUSES = (1.0, 5.0, 25.0)
"""Seconds after which a process that was ended from outside is started again; as often, until the reader ends."""


class Background:
    """Starts work for a screen, one piece of a kind at a time: the next one overtakes the one before.

    `prepare` lays a story out away from the screen's thread, when that takes long.
    """

    def __init__(
        self,
        screen: Screen[None],
        library: Library | None,
        analyses: Analyses,
        prepare: Callable[[Article, Analysis | None], Page | None],
    ) -> None:
        self._screen = screen
        self._prepare = prepare
        self._library = library
        self._analyses = analyses
        self._update: UpdateProcess | None = None
        self._closing = threading.Event()
        self._pauses = iter(_PAUSES)
        self._rebuild = False
        self._list_again = 0.0
        self._read_last: Path | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._sought_in_vain: tuple[Path, str] | None = None
        self._listed: str | None = None
        self._glanced: list[Row] = []
        self.updating = False

    @property
    def limits(self) -> Limits:
        """How large stories may be."""
        return self._analyses.limits

    async def read(self, path: Path) -> Article | None:
        """Read a story at once; None when it cannot be read."""
        root = self._library.root if self._library else None
        try:
            return await asyncio.to_thread(read_article, path, root, self._analyses.limits)
        except ArticleError:
            return None

    def list_rows(self, *, glance: bool = False) -> None:
        """List the library from its index; with `glance` straight from the folder, when there is no index.

        Nothing is said of an empty index while an update is about to fill it.
        """
        library = self._library
        if library is None:
            return

        def work() -> None:
            begun = monotonic()
            self._listed = library.generation()
            rows = library.rows(width_of)
            self._list_again = monotonic() + max(_LIST_SECONDS, _LIST_SHARE * (monotonic() - begun))
            if rows or not glance:
                if rows or not self.updating:
                    self._screen.post_message(RowsListed(self._with_glanced(rows), complete=True))
                return
            try:
                self._glanced = library.glance(_GLANCE)
                self._screen.post_message(RowsListed(self._glanced, complete=False))
            except LibraryError as error:
                self._screen.post_message(UpdateSaid(label(str(error))))

        self._list_again = monotonic() + _LIST_SECONDS
        self._start("rows", work)

    def _with_glanced(self, rows: Sequence[Row]) -> Sequence[Row]:
        """While the first index is small, the rows listed before there was one stay among its own, newest first."""
        if not self.updating or len(rows) > _FEW:
            self._glanced = []
        if not self._glanced:
            return rows
        known = {row.id for row in rows}
        missing = (row for row in self._glanced if row.id not in known)
        return sorted([*rows, *missing], key=lambda row: row.date, reverse=True)

    def list_more(self) -> None:
        """List the library again now and then while an update fills it: the longer that takes, the less often."""
        if monotonic() > self._list_again:
            self.list_rows()

    def read_story(self, path: Path, *, opened: bool) -> None:
        """Read a story; its names and quotes are found with `analyse`, once it is on the screen."""
        root = self._library.root if self._library else None
        again, self._read_last = self._read_last == path and not opened, path

        def work() -> None:
            self._stamp = stamp_of(path)
            try:
                article = read_article(path, root, self._analyses.limits)
            except ArticleError as error:
                if again and path.exists():
                    return  # it is just being written
                self._screen.post_message(StoryRead(None, label(str(error)), opened))
                return
            page = None if get_current_worker().is_cancelled else self._prepare(article, None)
            if not get_current_worker().is_cancelled:
                self._screen.post_message(StoryRead(article, "", opened, page))

        self._start("story", work)

    async def look_at_story(self, path: Path) -> None:
        """Read the story on the screen again when its file has changed, and have the index look at it."""
        from tui_reader.index.wire import Order  # noqa: PLC0415  not needed for the first frame

        before = self._stamp
        now = await asyncio.to_thread(stamp_of, path)
        if path == self._read_last and before == self._stamp and now not in (before, None):
            self.read_story(path, opened=False)
            if self._update is not None:
                self._update.order(Order("look at", str(path)))

    async def renamed(self, article: Article) -> Article | None:
        """The story on the screen as it is read from the new name of its file; None while it has none."""
        library = self._library
        if library is None:
            return None

        def find() -> tuple[Path, tuple[int, int, int] | None] | None:
            if stamp_of(article.path):
                return None
            sought = article.path, library.generation()
            if sought == self._sought_in_vain:
                return None
            alike = (row for row in library.rows() if row.content_hash == article.content_hash)
            path = next((path for path in map(library.path_of, alike) if path.is_file()), None)
            self._sought_in_vain = None if path else sought
            return None if path is None else (path, stamp_of(path))

        found = await asyncio.to_thread(find)
        new = None if found is None else await self.read(found[0])
        if found is None or new is None or new.content_hash != article.content_hash:
            return None
        if self._read_last == article.path:
            self._read_last, self._stamp = found
        return new

    async def look_at_index(self) -> None:
        """List the library again when the index has changed since it was listed, whoever wrote to it."""
        if self._library is not None and self._listed is not None:
            now = await asyncio.to_thread(self._library.generation)
            if now not in (self._listed, ""):
                self.list_rows()

    def analyse(self, article: Article) -> None:
        """Find the names and quotes of a story, with what has been put right in it."""
        self._start("story", lambda: self._analyse(article))

    def index_corrections(self) -> None:
        """Bring the index in line with what the user has put right."""
        from tui_reader.index.wire import Order  # noqa: PLC0415  the same

        library, process = self._library, self._update
        if library is not None and process is not None:
            self._start(
                "corrections",
                lambda: process.order(Order("correct", corrections=library.corrections())),
            )

    def _analyse(self, article: Article) -> None:
        try:
            analysis = self._analyses.of(article)
        except Exception as error:  # noqa: BLE001  a fault in a rule must not end the reading
            self._screen.post_message(
                UpdateSaid(f"Names and quotes could not be found ({type(error).__name__}).")
            )
            return
        if not get_current_worker().is_cancelled:
            self._screen.post_message(StoryAnalysed(article, analysis, self._prepare(article, analysis)))

    def update(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date, in a child process that then watches the folder.

        Does nothing while that is being done. A process that is ended from outside is started again, some times.
        """
        library = self._library
        if library is None or self.updating or self._closing.is_set():
            return
        self.updating, self._rebuild = True, rebuild
        if self._update is not None:
            from tui_reader.index.wire import Order  # noqa: PLC0415  the same

            self._update.order(Order("rebuild" if rebuild else "update"))
            return

        def work() -> None:
            try:
                self._update = process = library.start_update(rebuild=rebuild, watch=True)
            except OSError as error:
                self.updating = False
                self._screen.post_message(UpdateSaid(f"The index cannot be brought up to date ({error})."))
                return
            if self._closing.is_set():
                process.stop()
            reported = threading.Event()
            threading.Thread(target=self._follow, args=(process, reported), daemon=True).start()
            reported.wait()

        self._start("update", work)

    def _follow(self, process: "UpdateProcess", reported: threading.Event) -> None:
        """Pass on what the process says, for as long as it lives."""
        ended: Ended | None = None
        with suppress(RuntimeError):  # the screen has gone
            for event in process.events():
                if isinstance(event, Ended):
                    ended = event
                    continue
                if not isinstance(event, Progress):
                    self.updating = self._rebuild = False
                self._screen.post_message(UpdateSaid(label(event) if isinstance(event, str) else event))
                if not isinstance(event, Progress):
                    reported.set()
        self._update, self.updating = None, False
        reported.set()
        if ended is not None:
            self._go_on_after(ended)

    def _go_on_after(self, ended: Ended) -> None:
        """Start the process again after a pause; say that it has ended when that was done often enough."""
        pause = next(self._pauses, None)
        with suppress(RuntimeError):  # the same
            self._screen.post_message(UpdateSaid("" if pause is not None else label(ended.said)))
            if pause is not None and not self._closing.wait(pause):
                self._screen.call_later(self._begin_again)

    def _begin_again(self) -> None:
        if self._update is None:
            self.update(rebuild=self._rebuild)

    def close(self) -> None:
        """Stop what runs in a child process, also when it is just being started."""
        self._closing.set()
        if self._update is not None:
            self._update.stop()

    def _start(self, group: str, work: Callable[[], None]) -> Worker[None]:
        return self._screen.run_worker(work, thread=True, exclusive=True, group=group, name=group)


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file does: its number, size and time; None when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
