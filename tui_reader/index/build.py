"""Bring the index of a library up to date: only what changed, in batches, one writer at a time.

A stop or a kill loses at most the batch at hand; the next update goes on from there.
"""

import functools
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import tui_reader.analysis
from tui_reader.analysis.model import Analysis
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import FileEntry, Problem, read_article
from tui_reader.article.model import Article, ArticleError
from tui_reader.index import changes, document, lock, store
from tui_reader.index.bulk import MergeStopped
from tui_reader.index.ledger import Ledger, Trouble
from tui_reader.index.model import Progress, Report, Row
from tui_reader.index.segments import IndexFiles

_SMALLEST_BATCH = 250
_BATCH_SECONDS = 20.0
_PROGRESS_SECONDS = 0.1


def _silent(_: Progress) -> None:
    """Nobody listens."""


def _never() -> bool:
    return False


def update(
    root: Path,
    folder: Path,
    *,
    rebuild: bool = False,
    on_progress: Callable[[Progress], None] = _silent,
    stop: Callable[[], bool] = _never,
) -> Report:
    """Bring the index in `folder` in line with the articles below `root`, and say what was done.

    An index that cannot be opened, or that another version of the analysis made, is built anew beside the
    old one, and takes its place when it is whole; so it is with `rebuild`. `stop` is asked between files.

    Raises:
        ArticleError: the library cannot be listed; the index stays as it is.
        IndexUnusable: `folder` is a link, or belongs to somebody else.
        OSError: the disk is full, or may not be written to.
    """
    store.prepare(folder)
    with lock.writer(folder / store.LOCK, lambda: on_progress(Progress("waiting")), stop) as held:
        if not held:
            return Report(finished=False)
        return _locked(root, folder, on_progress, stop, rebuild=rebuild)


def _locked(
    root: Path,
    folder: Path,
    on_progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    *,
    rebuild: bool,
) -> Report:
    fingerprint = analysis_fingerprint()
    if rebuild and store.exists(folder):
        (folder / "next").unlink(missing_ok=True)
    store.tidy(folder)
    if not rebuild:
        in_use = _in_use(folder, fingerprint)
        if in_use is not None:
            try:
                return _Update(root, in_use, on_progress, stop).run()
            except (ArticleError, OSError):
                raise
            except Exception:  # noqa: BLE001  a damaged index raises anything; a new one is built below
                on_progress(Progress("looking"))
    if not store.exists(folder):
        pointer = store.create(folder, fingerprint)
        files = IndexFiles.create(folder / pointer.name)
        store.use(folder, pointer)
        return _Update(root, files, on_progress, stop).run(rebuilt=rebuild)
    pointer, files = _beside(folder, fingerprint)
    report = _Update(root, files, on_progress, stop).run(rebuilt=True)
    if report.finished:
        store.use(folder, pointer)
    return report


def _in_use(folder: Path, fingerprint: str) -> IndexFiles | None:
    """The index that readers open, if it can go on being used."""
    pointer = store.current(folder)
    if pointer is None or pointer.made_by != fingerprint:
        return None
    try:
        return IndexFiles.open(folder / pointer.name)
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


@functools.cache
def analysis_fingerprint() -> str:
    """Tells one version of the analysis from another: a digest of its rules and word lists."""
    digest = hashlib.sha256()
    base = Path(tui_reader.analysis.__file__).parent
    for path in sorted(base.rglob("*")):
        if path.suffix in (".py", ".txt"):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class _Update:
    """One run over a library with an index that is open for writing."""

    root: Path
    files: IndexFiles
    on_progress: Callable[[Progress], None]
    stop: Callable[[], bool]
    ledger: Ledger = field(init=False)
    counts: _Counts = field(default_factory=_Counts)
    batch_began: float = 0.0
    told: float = 0.0
    restamped: bool = False

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.files.folder)

    def run(self, *, rebuilt: bool = False) -> Report:
        """Read what changed, write it, merge what has become too many segments."""
        try:
            return self._run(rebuilt=rebuilt)
        finally:
            self.files.close()

    def _run(self, *, rebuilt: bool) -> Report:
        found = changes.compare(self.root, self.files.rows, self.ledger, self._looking, self.stop)
        if found is None:
            return self._report([], rebuilt=rebuilt, finished=False)
        self.ledger.keep_only(found.keys)
        self.counts.unchanged = found.unchanged
        for article in found.gone:
            self.files.remove(article)
        self.counts.gone = len(found.gone)
        todo = changes.newest_first(found.to_read, self._looking, self.stop)
        finished = len(todo) == len(found.to_read) and self._read_all(todo)
        self._commit()
        if finished:
            try:
                self.files.merge(self.stop)
            except MergeStopped:
                finished = False
        if self.restamped:
            self.files.write_snapshot()
        self.ledger.save()
        problems = found.problems + [
            Problem(found.keys[key].path, trouble.reason) for key, trouble in self.ledger if key in found.keys
        ]
        return self._report(problems, rebuilt=rebuilt, finished=finished)

    def _report(self, problems: list[Problem], *, rebuilt: bool, finished: bool) -> Report:
        counts = self.counts
        return Report(
            counts.added, counts.changed, counts.gone, counts.unchanged, tuple(problems), rebuilt, finished
        )

    def _read_all(self, todo: list[FileEntry]) -> bool:
        """Read and analyse; False when it was stopped."""
        self.batch_began = time.monotonic()
        for number, entry in enumerate(todo):
            if self.stop():
                return False
            self._tell("reading", number, len(todo))
            self._read(entry)
            if self._is_full():
                self._tell("writing", number + 1, len(todo), now=True)
                self._commit()
        self._tell("writing", len(todo), len(todo), now=bool(todo))
        return True

    def _read(self, entry: FileEntry) -> None:
        old = self.files.rows.get(entry.id)
        try:
            article = read_article(entry.path, self.root)
        except ArticleError as error:
            self.ledger.put(entry.key, Trouble(entry.size, entry.mtime_ns, error.reason))
            if old is not None:
                self.files.remove(entry.id)
                self.counts.gone += 1
            return
        self.ledger.clear(entry.key)
        if old is not None and old.content_hash == article.content_hash:
            self.files.restamp(_row(entry, article, old.people, old.quotes))
            self.restamped = True
            self.counts.unchanged += 1
            return
        analysis = self._analyze(entry, article)
        row = _row(entry, article, len(analysis.people()), len(analysis.quotes))
        self.files.add(row, document.document(article, analysis))
        if old is None:
            self.counts.added += 1
        else:
            self.counts.changed += 1

    def _analyze(self, entry: FileEntry, article: Article) -> Analysis:
        """The analysis; an article that it stumbles over is indexed without names, and named."""
        try:
            return analyze(article.text)
        except Exception as error:  # noqa: BLE001  one story must not stop the others
            reason = f"its names and quotes could not be found ({type(error).__name__}: {error})"
            self.ledger.put(entry.key, Trouble(entry.size, entry.mtime_ns, reason))
            return Analysis()

    def _is_full(self) -> bool:
        """Batches grow with the index, so that the first articles can be searched soon and segments stay few."""
        count = self.files.waiting
        most = max(len(self.files.rows), _SMALLEST_BATCH)
        return (
            self.files.full
            or count >= most
            or (count > 0 and time.monotonic() - self.batch_began > _BATCH_SECONDS)
        )

    def _commit(self) -> None:
        self.files.commit()
        self.ledger.save()
        self.batch_began = time.monotonic()

    def _looking(self, done: int) -> None:
        self._tell("looking", done, 0)

    def _tell(self, phase: str, done: int, total: int, *, now: bool = False) -> None:
        moment = time.monotonic()
        if now or moment - self.told >= _PROGRESS_SECONDS:
            self.told = moment
            self.on_progress(Progress(phase, done, total))


def _row(entry: FileEntry, article: Article, people: int, quotes: int) -> Row:
    return Row(
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
