"""Keeps an index in line with its library for as long as somebody reads in it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

from tui_reader.article.folder import Problem
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.article.notices import notices
from tui_reader.article.watch import Found, Watch
from tui_reader.index.build import Kept, tidy, update
from tui_reader.index.changes import Seen
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Progress, Report
from tui_reader.index.store import IndexUnusable
from tui_reader.index.wire import Event, Order

_LOOK_SECONDS = 1.0
_REST_SECONDS = 10.0
_RETRY_SECONDS = 30.0
_WORTH_TELLING = 20
_MEND = "mend that, or open another library"


def outcome(root: Path, folder: Path, act: Callable[[], Report]) -> Report | str:
    """The report of an update, or one sentence that says why there is none."""
    try:
        return act()
    except ArticleError as error:
        return f"{error}; {_MEND}"
    except IndexUnusable as error:
        return str(error)
    except OSError as error:
        return f"The index cannot be written: {error.strerror or error} ({error.filename or folder})."
    except Exception as error:  # noqa: BLE001  whatever it is, the reader must hear of it
        return f"The index of {root} could not be updated ({type(error).__name__}: {error})."


class Keeper:
    """Updates the index in `folder` once, then whenever something below `root` changes, until `stopping`.

    Articles are indexed with the user's `corrections`, also with those that an order brings later.

    `tell` hears what an update does, and its report. Small changes are committed at once, and merged when for a
    while nothing has changed; until then the index stays open, for the next change to be quick.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        corrections: Corrections | None,
        limits: Limits,
        tell: Callable[[Event], None],
        stopping: threading.Event,
    ) -> None:
        self._root = root
        self._folder = folder
        self._corrections = corrections
        self._limits = limits
        self._tell = tell
        self._stopping = stopping
        self._waiting: Found = {}
        self._corrected = False
        self._kept = Kept()
        self._changed_at: float | None = None
        self._failed_at = -_RETRY_SECONDS
        self._lost = False

    def run(self, orders: "SimpleQueue[Order | None]", *, rebuild: bool) -> None:
        """Do all that; `orders` may ask for more, and None only wakes it up."""
        watch = Watch(self._root)  # what changes from here on is seen, whether the update saw it or not
        self._update(rebuild=rebuild)
        notices(self._root, lambda path: orders.put(Order("look at", str(path))), self._stopping)
        looked = time.monotonic()
        while not self._stopping.is_set():
            order = self._next(orders, max(looked + _LOOK_SECONDS - time.monotonic(), 0))
            if self._stopping.is_set():
                return
            if order is not None and order.kind in ("update", "rebuild"):
                watch = Watch(self._root)
                self._waiting = {}
                self._update(rebuild=order.kind == "rebuild")
            elif order is not None and order.kind == "correct":
                self._corrections, self._corrected = order.corrections, True
            elif order is not None:
                self._waiting |= watch.look_at(Path(order.path))
            else:
                looked = time.monotonic()
                self._waiting |= watch.look()
                self._tell_of_loss(watch.lost)
            if (
                (self._waiting or self._corrected)
                and orders.empty()
                and time.monotonic() - self._failed_at > _RETRY_SECONDS
            ):
                self._follow(watch)
            elif self._changed_at is not None and time.monotonic() - self._changed_at > _REST_SECONDS:
                self._changed_at = None
                self._kept.keep(None)
                outcome(
                    self._root, self._folder, lambda: tidy(self._folder, self._limits, self._stopping.is_set)
                )

    def _tell_of_loss(self, lost: Problem | None) -> None:
        """Say once that the library's folder has gone; what the index has of it stays."""
        if lost is not None and not self._lost:
            self._tell(f"{lost.path}: {lost.reason}; {_MEND}")
        self._lost = lost is not None

    @staticmethod
    def _next(orders: "SimpleQueue[Order | None]", patience: float) -> Order | None:
        try:
            return orders.get(timeout=patience)
        except Empty:
            return None

    def _update(self, *, rebuild: bool) -> None:
        self._tell(
            outcome(
                self._root,
                self._folder,
                lambda: update(
                    self._root,
                    self._folder,
                    rebuild=rebuild,
                    corrections=self._corrections,
                    limits=self._limits,
                    on_progress=self._tell,
                    stop=self._stopping.is_set,
                ),
            )
        )

    def _follow(self, watch: Watch) -> None:
        """Bring what was seen to change into the index; what cannot be done now is tried again."""
        seen = Seen(self._waiting, watch.problems)
        report = outcome(
            self._root,
            self._folder,
            lambda: update(
                self._root,
                self._folder,
                corrections=self._corrections,
                limits=self._limits,
                seen=seen,
                kept=self._kept,
                on_progress=self._tell_much,
                stop=self._stopping.is_set,
            ),
        )
        self._changed_at = time.monotonic()
        if isinstance(report, Report):
            self._waiting, self._corrected = {}, False
        else:
            self._failed_at = time.monotonic()
        self._tell(report)

    def _tell_much(self, progress: Progress) -> None:
        """Few files are done before anybody could read about them."""
        if progress.total >= _WORTH_TELLING:
            self._tell(progress)
