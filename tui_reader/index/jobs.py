"""The work of filling an index, cut into jobs that need nothing but their arguments and a folder of their own.

Whoever holds the lock does them by itself (`read`, `merge`), or hands them to other processes (`crew.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.article.folder import FileEntry
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.index.bulk import SegmentMaker
from tui_reader.index.intake import take_in
from tui_reader.index.ledger import Corrections, Trouble
from tui_reader.index.model import Row
from tui_reader.index.storage import Storage, Untyped


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to read, each with what the index has of it; their segment is made in `folder`, which must not be there.

    It ends early when it holds `most_postings`. Without `analysed` no names and quotes are looked for. `corrections`
    are what the user put right in some of the files.
    """

    folder: Path
    root: Path
    files: tuple[tuple[FileEntry, Row | None], ...]
    most_postings: int
    limits: Limits
    analysed: bool = True
    corrections: Corrections = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """What became of the first `done` files of a batch.

    `rows` are the articles of `segment`, in its order; `touched` rows of files whose text is as before; `unread`
    ids of files that can no longer be read; `troubles`, by key, why a file could not be read, or only in part.
    """

    folder: Path
    segment: Untyped = None
    rows: list[Row] = field(default_factory=list)
    touched: list[Row] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    troubles: dict[str, Trouble | None] = field(default_factory=dict)
    done: int = 0


@dataclass(slots=True)
class Merge:
    """Segments of the index in `index` to make one `segment` of, in `folder`, which must not be there."""

    folder: Path
    index: Path
    segments: tuple[Untyped, ...]
    segment: Untyped = None


Job = Batch | Merge
Outcome = Part | Merge


def do(job: Job, stop: Callable[[], bool], tell: Callable[[int], None]) -> Outcome:
    """Do a job; `tell` hears how many files are done. A batch that is stopped is a part of what it was.

    Raises:
        MergeStopped: `stop` said so while segments were being merged; nothing is left of the job.
        OSError: the disk is full, or may not be written to.
    """
    return merge(job, stop) if isinstance(job, Merge) else read(job, stop, tell)


def read(job: Batch, stop: Callable[[], bool], tell: Callable[[int], None]) -> Part:
    """Read a batch, as `do` does."""
    part = Part(job.folder)
    maker = SegmentMaker(job.folder)
    try:
        for entry, old in job.files:
            if stop() or maker.size >= job.most_postings:
                break
            _read_one(job, entry, old, part, maker)
            part.done += 1
            tell(part.done)
        if part.rows:
            part.segment = maker.finish()
        else:
            maker.cancel()
    except BaseException:
        maker.cancel()
        raise
    return part


def _read_one(job: Batch, entry: FileEntry, old: Row | None, part: Part, maker: SegmentMaker) -> None:
    part.troubles[entry.key] = None
    try:
        mended = job.corrections.get(entry.id, ())
        taken = take_in(entry, job.root, job.limits, old, mended, analysed=job.analysed)
    except ArticleError as error:
        part.troubles[entry.key] = Trouble(entry.size, entry.mtime_ns, error.reason)
        if old is not None:
            part.unread.append(entry.id)
        return
    if taken.trouble:
        part.troubles[entry.key] = Trouble(entry.size, entry.mtime_ns, taken.trouble)
    if taken.document is None:
        part.touched.append(taken.row)
    else:
        maker.add(taken.row, taken.document)
        part.rows.append(taken.row)


def merge(job: Merge, stop: Callable[[], bool]) -> Merge:
    """Merge segments, as `do` does."""
    source = Storage(job.index, readonly=True)
    maker = SegmentMaker(job.folder, stop)
    try:
        for segment in job.segments:
            maker.pour(source, segment)
        job.segment = maker.finish()
    except BaseException:
        maker.cancel()
        raise
    finally:
        source.close_files()
    return job
