"""The writing side of Whoosh: an index in one folder, changed in batches, with few segments.

After every commit the list of articles is written beside it. `contents` knows which article each document of
each segment is, so that this needs no reading of stored fields.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from tui_reader.index import schema, snapshot
from tui_reader.index.document import Document
from tui_reader.index.model import Row
from tui_reader.index.store import IndexUnusable

MOST_SEGMENTS = 8
_MEMORY_MB = 96


class MergeStopped(Exception):  # noqa: N818  nothing went wrong
    """Somebody asked to stop while segments were being merged; the index is as it was."""


class PrivateStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's files, readable by the user alone."""

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  Whoosh has no types
        """Create a file of mode 0600."""
        made = super().create_file(name, *args, **kwargs)
        with contextlib.suppress(OSError):
            Path(self.folder, name).chmod(0o600)
        return made


@dataclass(slots=True)
class Batch:
    """What one commit changes: ids to take out, and articles to put in."""

    gone: set[str]
    added: list[tuple[Row, Document]]


class IndexFiles:
    """An open index that this process may write; the caller holds the lock."""

    def __init__(self, folder: Path, index: Any) -> None:  # noqa: ANN401  Whoosh has no types
        self.folder = folder
        self._index = index
        self.rows: dict[str, Row] = {}
        self._contents: dict[str, list[str]] = {}
        self._read()
        self._snapshot = snapshot.SnapshotWriter(self.rows.values())

    @classmethod
    def create(cls, folder: Path) -> "IndexFiles":
        """Make an empty index in a folder that exists."""
        made = schema.schema()
        index = whoosh_index.FileIndex.create(PrivateStorage(str(folder)), made)
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
        try:
            return cls(folder, whoosh_index.FileIndex(PrivateStorage(str(folder)), schema=schema.schema()))
        except Exception as error:
            raise IndexUnusable(f"The index at {folder} cannot be opened ({error!r:.200}).") from error

    @property
    def generation(self) -> int:
        """The number of the last commit."""
        return int(self._index.latest_generation())

    def _read(self) -> None:
        """Learn the rows and what each segment holds, from the snapshot or else from the stored fields."""
        toc = self._index._read_toc()  # noqa: SLF001  Whoosh has no public way to the segments
        check_sizes(self.folder, toc.generation)
        with contextlib.closing(self._index.reader()) as reader:
            total = reader.doc_count_all()
            ids = [""] * total
            table = snapshot.table(self.folder)
            rows = snapshot.load(self.folder) if table and table.generation == toc.generation else []
            if table is not None and len(rows) == reader.doc_count() == len(table.documents):
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

    def commit(self, batch: Batch) -> None:
        """Write one batch, in full or not at all; each article is in the index once."""
        added = {row.id: (row, found) for row, found in batch.added}
        old = [article for article in (batch.gone | added.keys()) if article in self.rows]
        writer = SegmentWriter(self._index, limitmb=_MEMORY_MB, compound=False)
        try:
            for article in old:
                writer.delete_by_term("id", article)
            for row, found in added.values():
                writer.add_document(**schema.values(row, found))
            writer.commit(merge=False)
        except BaseException:
            _cancel(writer)
            raise
        if added:
            self._contents[writer.newsegment.segment_id()] = list(added)
        for article in old:
            del self.rows[article]
            self._snapshot.drop(article)
        for row, _ in added.values():
            self.rows[row.id] = row
            self._snapshot.put(row)
        self.write_snapshot()

    def merge(self, stop: Callable[[], bool]) -> None:
        """Bring the number of segments down to MOST_SEGMENTS, smallest first; nothing happens where they are few.

        Raises:
            MergeStopped: `stop` said so.
        """
        segments = self._index._read_toc().segments  # noqa: SLF001  Whoosh has no public way to the segments
        chosen = to_merge([(segment.doc_count_all(), segment.deleted_count()) for segment in segments])
        if not chosen:
            return
        ids: list[str] = []

        def pour(writer: Any, found: Sequence[Any]) -> list[Any]:  # noqa: ANN401  Whoosh has no types
            for number in chosen:
                if stop():
                    raise MergeStopped
                segment = found[number]
                with contextlib.closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                    writer.add_reader(reader)
                contents = self._contents[segment.segment_id()]
                ids.extend(article for at, article in enumerate(contents) if not segment.is_deleted(at))
            return [segment for number, segment in enumerate(found) if number not in chosen]

        writer = SegmentWriter(self._index, limitmb=_MEMORY_MB, compound=False)
        try:
            writer.commit(mergetype=pour)
        except BaseException:
            _cancel(writer)
            raise
        self._contents[writer.newsegment.segment_id()] = ids
        self.write_snapshot()

    def write_snapshot(self) -> None:
        """Write the list of articles as of the last commit."""
        toc = self._index._read_toc()  # noqa: SLF001  Whoosh has no public way to the segments
        documents: dict[str, int] = {}
        at = 0
        for segment in toc.segments:
            for number, article in enumerate(self._contents[segment.segment_id()]):
                if not segment.is_deleted(number):
                    documents[article] = at + number
            at += segment.doc_count_all()
        names = [segment.segment_id() for segment in toc.segments]
        self._contents = {name: self._contents[name] for name in names}
        self._snapshot.write(self.folder, toc.generation, documents, _sizes(self.folder, names))


def to_merge(segments: Sequence[tuple[int, int]]) -> list[int]:
    """Which segments, given as (documents, deleted documents), should become one; none, or at least one.

    Where they are too many, the smallest are merged until few are left and the next one is much larger than
    all that were chosen. One that is mostly deleted is written anew.
    """
    mostly_gone = [number for number, (count, deleted) in enumerate(segments) if deleted * 2 > count]
    if len(segments) <= MOST_SEGMENTS:
        return mostly_gone
    smallest = sorted(range(len(segments)), key=lambda number: segments[number][0])
    chosen: list[int] = []
    total = 0
    for number in smallest:
        few = len(segments) - len(chosen) < MOST_SEGMENTS
        if few and segments[number][0] > total // 2:
            break
        chosen.append(number)
        total += segments[number][0]
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


def _cancel(writer: Any) -> None:  # noqa: ANN401  Whoosh has no types
    """Give up what a writer has begun; its lock must go even where its files cannot."""
    with contextlib.suppress(Exception):
        writer.cancel()
    with contextlib.suppress(Exception):
        if writer.writelock is not None:
            writer.writelock.release()
