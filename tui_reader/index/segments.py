"""The writing side of Whoosh: an index in one folder, changed by commits, with few segments.

`take` and `remove` say what the next commit changes; `commit` writes it, in full or not at all, and the list of
articles beside it. Segments are made elsewhere, each in a folder of its own (`jobs.py`), and moved in by the commit.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from whoosh.index import TOC, FileIndex, clean_files

from tui_reader.index import schema, snapshot
from tui_reader.index.jobs import Merge, Part
from tui_reader.index.model import Row
from tui_reader.index.storage import INDEX_NAME, Storage, Untyped
from tui_reader.index.store import IndexUnusable, check_files

_PART = "part-"


@dataclass(slots=True)
class _Merging:
    """A merge under way: the articles that the new segment will hold, and what was deleted when it began."""

    segments: tuple[Untyped, ...]
    articles: list[str]
    deleted: dict[str, set[int]] = field(default_factory=dict)


class IndexFiles:
    """An open index that this process may write; the caller holds the lock."""

    def __init__(self, folder: Path, storage: Storage) -> None:
        self.folder = folder
        self.rows: dict[str, Row] = {}
        self._storage = storage
        toc = TOC.read(storage, INDEX_NAME, schema=schema.schema())
        self.generation = int(toc.generation)
        self._segments: list[Untyped] = toc.segments
        self._contents: dict[str, list[str]] = {}
        self._parts: list[Part] = []
        self._gone: set[str] = set()
        self._merging: dict[Path, _Merging] = {}
        stale = self._read()
        self._snapshot = snapshot.SnapshotWriter(
            self.rows.values(), () if stale else snapshot.lines(folder, len(self.rows))
        )
        if stale:
            self.write_snapshot()

    @classmethod
    def create(cls, folder: Path) -> "IndexFiles":
        """Make an empty index in a folder that exists."""
        storage = Storage(folder)
        TOC.create(storage, schema.schema(), INDEX_NAME)
        files = cls(folder, storage)
        files.write_snapshot()
        return files

    @classmethod
    def open(cls, folder: Path) -> "IndexFiles":
        """Open an index to write to it, and remove what killed writers have left there.

        Raises:
            IndexUnusable: it is missing or damaged, or must not be trusted.
        """
        check_files(folder)
        for leftover in folder.glob("_*.toc.*"):
            leftover.unlink(missing_ok=True)
        storage = Storage(folder)
        try:
            files = cls(folder, storage)
        except Exception as error:
            storage.close_files()
            raise IndexUnusable(f"The index at {folder} cannot be opened ({error!r:.200}).") from error
        files.sweep()
        return files

    def _read(self) -> bool:
        """Learn the rows and what each segment holds; True when the snapshot could not tell them."""
        check_sizes(self.folder, self.generation)
        total = sum(segment.doc_count_all() for segment in self._segments)
        alive = sum(segment.doc_count() for segment in self._segments)
        ids = [""] * total
        table = snapshot.table(self.folder)
        rows = snapshot.load(self.folder) if table and table.generation == self.generation else []
        stale = table is None or not len(rows) == alive == len(table.documents)
        if table is not None and not stale:
            for row, number in zip(rows, table.documents, strict=True):
                ids[number] = row.id
        else:
            reader = FileIndex._reader(  # noqa: SLF001  index.reader() would try ten times where a file is missing
                self._storage, schema.schema(), self._segments, self.generation
            )
            found = [(number, schema.row(fields)) for number, fields in reader.iter_docs()]
            reader.close()
            rows = [row for _, row in found]
            for number, row in found:
                ids[number] = row.id
        self.rows = {row.id: row for row in rows}
        at = 0
        for segment in self._segments:
            count = segment.doc_count_all()
            self._contents[segment.segment_id()] = ids[at : at + count]
            at += count
        return stale

    def sweep(self) -> None:
        """Remove parts that nobody will take any more: those of processes that have ended."""
        taken = {part.folder for part in self._parts}
        for folder in self.folder.glob(f"{_PART}*"):
            if folder not in taken:
                shutil.rmtree(folder, ignore_errors=True)

    def part_folder(self) -> Path:
        """A name for the folder of a new part or merge, below the index's own; it is not made here."""
        return self.folder / f"{_PART}{token_hex(4)}"

    def restamp(self, row: Row) -> None:
        """Replace a row whose file was touched but not changed; written with the next snapshot."""
        self.rows[row.id] = row
        self._snapshot.put(row)

    def take(self, part: Part) -> None:
        """Add a part's articles with the next commit, in place of those with their ids."""
        if part.rows:
            self._parts.append(part)

    def remove(self, article: str) -> None:
        """Take an article out with the next commit."""
        self._gone.add(article)

    @property
    def waiting(self) -> int:
        """How many articles the next commit adds."""
        return sum(len(part.rows) for part in self._parts)

    def commit(self) -> None:
        """Write what was taken and removed, in full or not at all; nothing happens where that is nothing."""
        parts, gone = self._parts, self._gone
        self._parts, self._gone = [], set()
        added = {row.id: row for part in parts for row in part.rows}
        old = (gone | added.keys()) & self.rows.keys()
        if not old and not added:
            return
        if old:
            self._delete(old)
        for part in parts:
            self._move_in(part)
            self._contents[part.segment.segment_id()] = [row.id for row in part.rows]
        self._write(self._segments + [part.segment for part in parts])
        for article in old:
            del self.rows[article]
            self._snapshot.drop(article)
        for row in added.values():
            self.restamp(row)
        self.write_snapshot()

    def _delete(self, articles: Collection[str]) -> None:
        for segment in self._segments:
            for number, article in enumerate(self._contents[segment.segment_id()]):
                if article in articles and not segment.is_deleted(number):
                    segment.delete_document(number)

    def _move_in(self, part: Part | Merge) -> None:
        """Move a segment's files into the index's folder; they belong to it once the table of segments names them."""
        for name in part.segment.list_files(Storage(part.folder)):
            (part.folder / name).replace(self.folder / name)
        shutil.rmtree(part.folder, ignore_errors=True)

    def _write(self, segments: list[Untyped]) -> None:
        """Write Whoosh's table of segments, and remove the files that it no longer names."""
        TOC(schema.schema(), segments, self.generation + 1).write(self._storage, INDEX_NAME)
        self.generation += 1
        self._segments = segments
        clean_files(self._storage, INDEX_NAME, self.generation, segments)

    def close(self) -> None:
        """Drop what was not committed, and close all files; what it knows of the index stays of use."""
        for part in self._parts:
            shutil.rmtree(part.folder, ignore_errors=True)
        self._parts, self._gone = [], set()
        self._storage.close_files()

    def is_latest(self) -> bool:
        """Whether nobody else has committed since.

        Raises:
            IndexUnusable: a file has been damaged since.
        """
        check_sizes(self.folder, self.generation)
        try:
            return bool(TOC._latest_generation(self._storage, INDEX_NAME) == self.generation)  # noqa: SLF001
        except OSError:
            return False

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Documents and deleted documents of each segment that is not being merged just now."""
        return [(segment.doc_count_all(), segment.deleted_count()) for segment in self._free()]

    def _free(self) -> list[Untyped]:
        busy = {id(segment) for merging in self._merging.values() for segment in merging.segments}
        return [segment for segment in self._segments if id(segment) not in busy]

    def plan_merge(self, chosen: Iterable[int]) -> Merge:
        """The job that makes one segment of some, by their places in `sizes`; `take_merged` ends it."""
        free = self._free()
        segments = tuple(free[number] for number in chosen)
        merging = _Merging(segments, [])
        for segment in segments:
            name = segment.segment_id()
            merging.deleted[name] = set(segment.deleted_docs())
            merging.articles += (
                article
                for number, article in enumerate(self._contents[name])
                if number not in merging.deleted[name]
            )
        job = Merge(self.part_folder(), self.folder, segments)
        self._merging[job.folder] = merging
        return job

    def take_merged(self, job: Merge) -> None:
        """Put a merged segment in the place of those that it was made of, and commit that."""
        merging = self._merging.pop(job.folder)
        since = {
            self._contents[segment.segment_id()][number]
            for segment in merging.segments
            for number in set(segment.deleted_docs()) - merging.deleted[segment.segment_id()]
        }
        for number, article in enumerate(merging.articles):
            if article in since:
                job.segment.delete_document(number)
        self._move_in(job)
        self._contents[job.segment.segment_id()] = merging.articles
        merged = {id(segment) for segment in merging.segments}
        rest = [segment for segment in self._segments if id(segment) not in merged]
        self._write([*rest, job.segment] if merging.articles else rest)
        self.write_snapshot()

    def give_up(self, job: Merge) -> None:
        """Forget a merge; the index stays as it is."""
        self._merging.pop(job.folder, None)
        shutil.rmtree(job.folder, ignore_errors=True)

    def _numbered(self) -> Iterator[tuple[str, int]]:
        """Every article that is not deleted, with its document number."""
        at = 0
        for segment in self._segments:
            contents = self._contents[segment.segment_id()]
            if segment.deleted_count():
                yield from (
                    (article, at + number)
                    for number, article in enumerate(contents)
                    if not segment.is_deleted(number)
                )
            else:
                yield from zip(contents, range(at, at + len(contents)), strict=True)
            at += segment.doc_count_all()

    def write_snapshot(self) -> None:
        """Write the list of articles as of the last commit."""
        names = [segment.segment_id() for segment in self._segments]
        self._contents = {name: self._contents[name] for name in names}
        self._snapshot.write(self.folder, self.generation, dict(self._numbered()), _sizes(self.folder, names))


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
