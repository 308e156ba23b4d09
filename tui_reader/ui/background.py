"""Whatever takes longer than a frame: run in threads, or in a child process, and said in messages."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from tui_reader.article.folder import read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.article.text import label
from tui_reader.index.model import Progress, Report
from tui_reader.index.process import UpdateProcess
from tui_reader.library import Analyses, Library, LibraryError
from tui_reader.ui.messages import RowsListed, StoryAnalysed, StoryRead, UpdateSaid

_GLANCE = 500


class Background:
    """Starts work for a screen, one piece of a kind at a time: the next one overtakes the one before."""

    def __init__(self, screen: Screen[None], library: Library | None, analyses: Analyses) -> None:
        self._screen = screen
        self._library = library
        self._analyses = analyses
        self._update: UpdateProcess | None = None
        self._closing = False
        self.updating = False

    async def read(self, path: Path) -> Article | None:
        """Read a story at once; None when it cannot be read."""
        root = self._library.root if self._library else None
        try:
            return await asyncio.to_thread(read_article, path, root)
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
            rows = library.rows()
            if rows or not glance:
                if rows or not self.updating:
                    self._screen.post_message(RowsListed(rows, complete=True))
                return
            try:
                self._screen.post_message(RowsListed(library.glance(_GLANCE), complete=False))
            except LibraryError as error:
                self._screen.post_message(UpdateSaid(label(str(error))))

        self._start("rows", work)

    def read_story(self, path: Path, *, opened: bool) -> None:
        """Read a story, then find its names and quotes."""
        root = self._library.root if self._library else None

        def work() -> None:
            try:
                article = read_article(path, root)
            except ArticleError as error:
                self._screen.post_message(StoryRead(None, label(str(error)), opened))
                return
            if get_current_worker().is_cancelled:
                return
            self._screen.post_message(StoryRead(article, "", opened))
            self._analyse(article)

        self._start("story", work)

    def analyse(self, article: Article) -> None:
        """Find the names and quotes of a story again, with what has been put right since."""
        self._start("story", lambda: self._analyse(article))

    def _analyse(self, article: Article) -> None:
        try:
            analysis = self._analyses.of(article)
        except Exception as error:  # noqa: BLE001  a fault in a rule must not end the reading
            self._screen.post_message(
                UpdateSaid(f"Names and quotes could not be found ({type(error).__name__}).")
            )
            return
        if not get_current_worker().is_cancelled:
            self._screen.post_message(StoryAnalysed(article, analysis))

    def update(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date, in a child process; does nothing while that is being done."""
        library = self._library
        if library is None or self.updating or self._closing:
            return
        self.updating = True

        def work() -> None:
            last: Progress | Report | str = ""
            try:
                self._update = process = library.start_update(rebuild=rebuild)
                if self._closing:
                    process.stop()
                for last in process.events():
                    if isinstance(last, Progress):
                        self._screen.post_message(UpdateSaid(last))
            except OSError as error:
                last = f"The index cannot be brought up to date ({error})."
            finally:
                self._update, self.updating = None, False
            self._screen.post_message(UpdateSaid(label(last) if isinstance(last, str) else last))

        self._start("update", work)

    def close(self) -> None:
        """Stop what runs in a child process, also when it is just being started."""
        self._closing = True
        if self._update is not None:
            self._update.stop()

    def _start(self, group: str, work: Callable[[], None]) -> Worker[None]:
        return self._screen.run_worker(work, thread=True, exclusive=True, group=group, name=group)
