"""Bring the index of a library up to date: only what changed, in batches, one writer at a time.

A stop or a kill loses at most the batch at hand; the next update goes on from there.
"""

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import tui_reader.analysis
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.index import lock, store
from tui_reader.index.catalog import Catalog
from tui_reader.index.changes import Seen
from tui_reader.index.filling import Filling
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Progress, Report
from tui_reader.index.segments import IndexFiles

_LIMITS = Limits()


def _silent(_: Progress) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False


class Kept:
    """Keeps an index open for writing from one small update to the next, as most of such an update is the opening."""

    def __init__(self) -> None:
        self._files: IndexFiles | None = None

    def keep(self, files: IndexFiles | None) -> None:
        """Have this one next time, or none."""
        self._files = files

    def take(self, folder: Path) -> IndexFiles | None:
        """The index in `folder`, unless somebody else has written to it since; it is no longer kept here.

        Raises:
            IndexUnusable: a file of it has been damaged since.
        """
        files, self._files = self._files, None
        return files if files is not None and files.folder == folder and files.is_latest() else None


def update(  # noqa: PLR0913  an update has that many choices, each with a default
    root: Path,
    folder: Path,
    *,
    rebuild: bool = False,
    corrections: Corrections | None = None,
    limits: Limits = _LIMITS,
    seen: Seen | None = None,
    kept: Kept | None = None,
    on_progress: Callable[[Progress], None] = _silent,
    stop: Callable[[], bool] = _never,
) -> Report:
    """Bring the index in `folder` in line with the articles below `root`, and say what was done.

    An index that cannot be opened, or that another version of the analysis or other `limits` made, is built anew beside the
    old one, and takes its place when it is whole; so it is with `rebuild`. Articles are indexed with the user's
    `corrections` (None: nothing is known of them). `stop` is asked between files. With `seen`, nothing else is looked
    at; with `kept`, one of many small updates, the index stays open for the next, and its small segments stay for a while.

    Raises:
        ArticleError: the library cannot be listed; the index stays as it is.
        IndexUnusable: `folder` is a link, or belongs to somebody else.
        OSError: the disk is full, or may not be written to.
    """
    refused = store.prepare(folder)
    with lock.writer(folder / store.LOCK, lambda: on_progress(Progress("waiting")), stop) as held:
        if not held:
            return Report(finished=False, refused=refused)
        refused = refused or store.distrust(folder)

        def fill(files: IndexFiles, *, rebuilt: bool) -> Report:
            filling = Filling(root, files, corrections, limits, on_progress, stop)
            return filling.run(None if rebuilt else seen, rebuilt=rebuilt, merge=kept is None or rebuilt)

        looking, since = functools.partial(on_progress, Progress("looking")), Catalog.latest(folder)
        report = _locked(folder, made_by(limits), fill, looking, kept or Kept(), rebuild=rebuild)
        return report._replace(refused=refused, since=since, generation=Catalog.latest(folder))


def tidy(folder: Path, limits: Limits = _LIMITS, stop: Callable[[], bool] = _never) -> Report:
    """Merge what small updates have left, when nobody else writes and that is worth it.

    Raises:
        IndexUnusable: the index cannot be opened.
        OSError: the disk is full, or may not be written to.
    """
    with lock.writer(folder / store.LOCK, lambda: None, lambda: True) as held:
        files = _in_use(folder, made_by(limits), Kept()) if held else None
        if files is None:
            return Report(finished=False)
        return Filling(folder, files, None, limits, _silent, stop).run(Seen({}))


class _Fill(Protocol):
    """Brings an index that is open for writing in line with the library, and says what was done."""

    def __call__(self, files: IndexFiles, *, rebuilt: bool) -> Report: ...


def _locked(
    folder: Path,
    fingerprint: str,
    fill: _Fill,
    looking: Callable[[], None],
    kept: Kept,
    *,
    rebuild: bool,
) -> Report:
    """The update, when nobody else writes; `looking` says that it begins again."""
    if rebuild and store.exists(folder):
        (folder / "next").unlink(missing_ok=True)
    store.tidy(folder)
    if not rebuild:
        in_use = _in_use(folder, fingerprint, kept)
        if in_use is not None:
            try:
                report = fill(in_use, rebuilt=False)
            except (ArticleError, OSError):
                raise
            except Exception:  # noqa: BLE001  a damaged index raises anything; a new one is built below
                looking()
            else:
                kept.keep(in_use)
                return report
    if not store.exists(folder):
        pointer = store.create(folder, fingerprint)
        files = IndexFiles.create(folder / pointer.name)
        store.use(folder, pointer)
        return fill(files, rebuilt=rebuild)
    pointer, files = _beside(folder, fingerprint)
    report = fill(files, rebuilt=True)
    if report.finished:
        store.use(folder, pointer)
    return report


def _in_use(folder: Path, fingerprint: str, kept: Kept) -> IndexFiles | None:
    """The index that readers open, if it can go on being used."""
    pointer = store.current(folder)
    if pointer is None or pointer.made_by != fingerprint:
        return None
    try:
        return kept.take(folder / pointer.name) or IndexFiles.open(folder / pointer.name)
    except store.IndexUnusable:
        return None


def _beside(folder: Path, fingerprint: str) -> tuple[store.Pointer, IndexFiles]:
    """The index that a rebuild fills: the one that an earlier rebuild left unfinished, or a new one."""
    pointer = store.pending(folder)
    if pointer is not None and pointer.made_by == fingerprint:
        try:
            return pointer, IndexFiles.open(folder / pointer.name)
        except store.IndexUnusable:
            pass
    pointer = store.create(folder, fingerprint)
    files = IndexFiles.create(folder / pointer.name)
    store.plan(folder, pointer)
    return pointer, files


def made_by(limits: Limits) -> str:
    """Tells what an index depends on besides the files: the version of the analysis, and the limits."""
    return f"{analysis_fingerprint()}-{limits.largest}-{limits.named}"


@functools.cache
def analysis_fingerprint() -> str:
    """Tells one version of the analysis from another: a digest of its rules and word lists."""
    digest = hashlib.sha256()
    base = Path(tui_reader.analysis.__file__).parent
    for path in sorted(base.rglob("*")):
        if path.suffix in (".py", ".txt"):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
