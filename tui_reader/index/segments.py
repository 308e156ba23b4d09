"""The writing side of Whoosh: an index in one folder, changed in batches, with few segments.

Articles are added to a batch, which `commit` writes. After every commit the list of articles is written beside it. `contents` knows which article each document of
each segment is, so that this needs no reading of stored fields.
"""

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from whoosh import index as whoosh_index

from tui_reader.index import schema, snapshot
from tui_reader.index.bulk import BulkWriter
from tui_reader.index.document import Document
from tui_reader.index.model import Row
from tui_reader.index.storage import Storage, Untyped
from tui_reader.index.store import IndexUnusable

MOST_SEGMENTS = 8
_MOST_POSTINGS = 1_200_000
_TINY = 100


class IndexFiles:
    """An open index that this process may write; the caller holds the lock."""

    def __init__(self, folder: Path, index: Untyped) -> None:
        self.folder = folder
        self._index = index
        self.rows: dict[str, Row] = {}
        self._contents: dict[str, list[str]] = {}
        self._writer: BulkWriter | None = None
        self._added: dict[str, Row] = {}
        self._gone: set[str] = set()
        self._stale = False
        self._read()
        self._snapshot = snapshot.SnapshotWriter(self.rows.values())
        if self._stale:
            self.write_snapshot()

    @classmethod
    def create(cls, folder: Path) -> "IndexFiles":
        """Make an empty index in a folder that exists."""
        made = schema.schema()
        index = whoosh_index.FileIndex.create(Storage(folder), made)
        files = cls(folder, whoosh_index.FileIndex(index.storage, schema=made))
        files.write_snapshot()
        return files

    @classmethod
    def open(cls, folder: Path) -> "IndexFiles":
        """Open an index to write to it.

        Raises:
            IndexUnusable: it is missing or damaged.
        """
        for leftover in folder.glob("_*.toc.*"):
            leftover.unlink(missing_ok=True)
        storage = Storage(folder)
        try:
            return cls(folder, whoosh_index.FileIndex(storage, schema=schema.schema()))
        except Exception as error:
            storage.close_files()
            raise IndexUnusable(f"The index at {folder} cannot be opened ({error!r:.200}).") from error

    @property
    def generation(self) -> int:
        """The number of the last commit."""
        return int(self._index.latest_generation())

    def _read(self) -> None:
        """Learn the rows and what each segment holds, from the snapshot or else from the stored fields."""
        toc = self._toc()
        check_sizes(self.folder, toc.generation)
        with contextlib.closing(self._index.reader()) as reader:
            total = reader.doc_count_all()
            ids = [""] * total
            table = snapshot.table(self.folder)
            rows = snapshot.load(self.folder) if table and table.generation == toc.generation else []
            self._stale = table is None or not len(rows) == reader.doc_count() == len(table.documents)
            if table is not None and not self._stale:
                for row, number in zip(rows, table.documents, strict=True):
                    ids[number] = row.id
            else:
                found = [(number, schema.row(fields)) for number, fields in reader.iter_docs()]
                rows = [row for _, row in found]
                for number, row in found:
                    ids[number] = row.id
        self.rows = {row.id: row for row in rows}
        at = 0
        for segment in toc.segments:
            count = segment.doc_count_all()
            self._contents[segment.segment_id()] = ids[at : at + count]
            at += count

    def restamp(self, row: Row) -> None:
        """Replace a row whose file was touched but not changed; written with the next snapshot."""
        self.rows[row.id] = row
        self._snapshot.put(row)

    def add(self, row: Row, found: Document) -> None:
        """Put an article into the batch, in place of the one with its id."""
        if row.id not in self._added:
            self._writing().add_article(row, found)
            self._added[row.id] = row

    def remove(self, article: str) -> None:
        """Take an article out with the next commit."""
        self._gone.add(article)

    @property
    def waiting(self) -> int:
        """How many articles the batch holds."""
        return len(self._added)

    @property
    def full(self) -> bool:
        """Whether the batch takes as much memory as it should."""
        return self._writer is not None and self._writer.size >= _MOST_POSTINGS

    def _writing(self) -> BulkWriter:
        if self._writer is None:
            self._writer = BulkWriter(self._index)
        return self._writer

    def commit(self) -> None:
        """Write the batch, in full or not at all; nothing happens where it is empty."""
        old = (self._gone | self._added.keys()) & self.rows.keys()
        if not old and not self._added:
            self._gone.clear()
            return
        writer = self._writing()
        added = self._added
        self._writer, self._added, self._gone = None, {}, set()
        with _giving_up(writer):
            if old:
                for number in self._documents(old):
                    writer.delete_document(number)
            writer.commit(merge=False)
        if added:
            self._contents[writer.newsegment.segment_id()] = list(added)
        for article in old:
            del self.rows[article]
            self._snapshot.drop(article)
        for row in added.values():
            self.restamp(row)
        self.write_snapshot()

    def close(self) -> None:
        """Drop a batch that was not committed, and close all files."""
        writer, self._writer = self._writer, None
        if writer is not None:
            _cancel(writer)
        self._index.storage.close_files()

    def merge(self, stop: Callable[[], bool]) -> None:
        """Bring the number of segments down to MOST_SEGMENTS, smallest first; nothing happens where they are few.

        Raises:
            MergeStopped: `stop` said so.
        """
        segments = self._toc().segments
        chosen = to_merge([(segment.doc_count_all(), segment.deleted_count()) for segment in segments])
        if not chosen:
            return
        ids: list[str] = []

        def pour(writer: BulkWriter, found: Sequence[Untyped]) -> list[Untyped]:
            for number in chosen:
                segment = found[number]
                writer.pour(segment)
                contents = self._contents[segment.segment_id()]
                ids.extend(article for at, article in enumerate(contents) if not segment.is_deleted(at))
            return [segment for number, segment in enumerate(found) if number not in chosen]

        writer = BulkWriter(self._index, stop)
        with _giving_up(writer):
            writer.commit(mergetype=pour)
        self._contents[writer.newsegment.segment_id()] = ids
        self.write_snapshot()

    def _toc(self) -> Untyped:
        """Whoosh's table of segments as of the last commit."""
        return self._index._read_toc()  # noqa: SLF001  Whoosh has no public way to the segments

    def _documents(self, articles: Collection[str]) -> Iterator[int]:
        """The document numbers of these articles."""
        return (number for article, number in self._numbered() if article in articles)

    def _numbered(self) -> Iterator[tuple[str, int]]:
        """Every article that is not deleted, with its document number."""
        at = 0
        for segment in self._toc().segments:
            for number, article in enumerate(self._contents[segment.segment_id()]):
                if not segment.is_deleted(number):
                    yield article, at + number
            at += segment.doc_count_all()

    def write_snapshot(self) -> None:
        """Write the list of articles as of the last commit."""
        toc = self._toc()
        names = [segment.segment_id() for segment in toc.segments]
        self._contents = {name: self._contents[name] for name in names}
        self._snapshot.write(self.folder, toc.generation, dict(self._numbered()), _sizes(self.folder, names))


def to_merge(segments: Sequence[tuple[int, int]]) -> list[int]:
    """Which segments, given as (documents, deleted documents), should become one; none, or at least one.

    Where they are too many, the smallest are merged until few are left, and all tiny ones with them. One that is
    mostly deleted is written anew.
    """
    mostly_gone = [number for number, (count, deleted) in enumerate(segments) if deleted * 2 > count]
    if len(segments) <= MOST_SEGMENTS:
        return mostly_gone
    smallest = sorted(range(len(segments)), key=lambda number: segments[number][0])
    chosen: list[int] = []
    for number in smallest:
        few = len(segments) - len(chosen) < MOST_SEGMENTS
        if few and segments[number][0] > _TINY:
            break
        chosen.append(number)
    return sorted({*chosen, *mostly_gone})


def check_sizes(folder: Path, generation: int) -> None:
    """Compare the sizes of the index's files with what they were when it was written.

    Raises:
        IndexUnusable: a file is missing, or shorter or longer than it was.
    """
    said = snapshot.head(folder)
    if said is None or said.get("generation") != generation:
        return
    for name, size in said["files"].items():
        try:
            actual = (folder / name).stat().st_size
        except OSError:
            actual = -1
        if actual != size:
            raise IndexUnusable(f"The index is damaged: {folder / name} has lost something.")


def _sizes(folder: Path, segments: Iterable[str]) -> dict[str, int]:
    beginnings = tuple(segments)
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat().st_size for entry in entries if entry.name.startswith(beginnings)}


@contextlib.contextmanager
def _giving_up(writer: BulkWriter) -> Iterator[None]:
    """Cancel what the writer does when anything goes wrong."""
    try:
        yield
    except BaseException:
        _cancel(writer)
        raise


def _cancel(writer: Untyped) -> None:
    """Give up what a writer has begun; its lock must go even where its files cannot."""
    with contextlib.suppress(Exception):
        writer.cancel()
    with contextlib.suppress(Exception):
        if writer.writelock is not None:
            writer.writelock.release()
