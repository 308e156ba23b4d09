"""Bringing an open index in line with a library: what changed is read in batches, alone or by a crew.

The first batches are small, so that the newest stories can be searched within seconds. Commits come often while
little is in the index, and then every few seconds; a stop or a kill loses at most what is not yet committed.
"""

import shutil
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from tui_reader.article.folder import FileEntry, Problem, article_id
from tui_reader.article.limits import Limits
from tui_reader.index import changes, crew, jobs, merging
from tui_reader.index.bulk import MergeStopped
from tui_reader.index.changes import Seen
from tui_reader.index.crew import Crew
from tui_reader.index.estimate import Estimate
from tui_reader.index.jobs import Batch, Job, Merge, Part
from tui_reader.index.ledger import Corrections, Ledger, Revisions, Trouble
from tui_reader.index.member import Failure, Said
from tui_reader.index.model import Progress, Report, Row
from tui_reader.index.segments import IndexFiles

ALONE = 150
"""So few files are read here: starting other processes would take longer."""

_FIRST_BATCH = 125
_LARGEST_BATCH = 1_250
_MOST_POSTINGS = 1_000_000
_COMMIT_SECONDS = 15.0
_PROGRESS_SECONDS = 0.1
_ASK_SECONDS = 0.05
_STOP_SECONDS = 3.0
_MOST_TOLD = 500
"""So many stories are named in a report."""


@dataclass(slots=True)
class _Counts:
    added: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0


class Filling:
    """One run over a library with an index that is open for writing."""

    def __init__(
        self,
        root: Path,
        files: IndexFiles,
        corrections: Corrections | None,
        limits: Limits,
        on_progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self._root = root
        self._files = files
        self._on_progress = on_progress
        self._stop = stop
        self._ledger = Ledger(files.folder)
        self._corrections = corrections or {}
        self._limits = limits
        self._revisions = Revisions(files.folder, corrections)
        self._counts = _Counts()
        self._batches: deque[Batch] = deque()
        self._planned = False
        self._done = 0
        self._total = 0
        self._estimate = Estimate(0)
        self._committed = time.monotonic()
        self._told = 0.0
        self._restamped = False
        self._broken = 0
        self._read_now: list[tuple[str, str]] = []

    def run(self, seen: Seen | None = None, *, rebuilt: bool = False, merge: bool = True) -> Report:
        """Read what changed (in the whole library, or of what was `seen`), write it, and `merge` what is too many.

        Raises:
            ArticleError: the library cannot be listed.
            OSError: the disk is full, or may not be written to.
        """
        try:
            return self._run(seen, rebuilt=rebuilt, merge=merge)
        finally:
            self._files.close()

    def _run(self, seen: Seen | None, *, rebuilt: bool, merge: bool) -> Report:
        rows = self._files.rows
        if seen is None:
            found = changes.compare(self._root, rows, self._ledger, self._looking, self._stop)
        else:
            found = changes.among(seen, rows, self._ledger)
        if found is None:
            return self._report([], rebuilt=rebuilt, finished=False)
        changes.revise(found, self._root, rows, self._revisions.stale())
        self._counts.unchanged = found.unchanged
        for article in found.gone:
            self._files.remove(article)
        self._counts.gone = len(found.gone)
        finished = self._read(found.to_read)
        if self._total:
            self._tell("writing", self._done, now=True)
        self._commit()
        finished = finished and (not merge or self._merge_at_rest())
        if self._restamped:
            self._files.write_snapshot()
        self._ledger.save()
        problems = found.problems + [
            Problem(self._root / key, trouble.reason, read=article_id(key) in self._files.rows)
            for key, trouble in self._ledger
        ]
        return self._report(problems, rebuilt=rebuilt, finished=finished)

    def _report(self, problems: list[Problem], *, rebuilt: bool, finished: bool) -> Report:
        counts = self._counts
        return Report(
            counts.added,
            counts.changed,
            counts.gone,
            counts.unchanged,
            tuple(problems),
            rebuilt,
            finished,
            tuple(self._read_now) if len(self._read_now) <= _MOST_TOLD else None,
        )

    # Reading

    def _read(self, entries: Sequence[FileEntry]) -> bool:
        """Read and analyse; False when it was stopped."""
        self._total = len(entries)
        count = crew.size() if len(entries) > ALONE else 1
        if count > 1:
            try:
                with (
                    suppress(crew.CannotStart),
                    Crew(count) as helpers,
                ):  # they begin while the work is planned
                    return self._plan(entries, count) and self._together(helpers)
            finally:
                self._files.sweep()
        return (self._planned or self._plan(entries, 1)) and self._alone()

    def _plan(self, entries: Sequence[FileEntry], count: int) -> bool:
        """Cut the work into batches of equal size, behind small first ones; False when it was stopped."""
        todo = changes.newest_first(entries, self._looking, self._stop)
        self._estimate, self._planned = Estimate(self._total), True
        first = min(_FIRST_BATCH * count, len(todo))
        rounds = max(-(-(len(todo) - first) // (_LARGEST_BATCH * count)), 1)
        size = max(-(-(len(todo) - first) // (rounds * count)), _FIRST_BATCH)
        cuts = [*range(0, first, _FIRST_BATCH), *range(first, len(todo), size), len(todo)]
        for start, end in pairwise(cuts):
            stale = self._revisions.stale()
            files = tuple(
                (entry, None if entry.id in stale else self._files.rows.get(entry.id))
                for entry in todo[start:end]
            )
            mended = {
                entry.id: self._corrections[entry.id] for entry, _ in files if entry.id in self._corrections
            }
            folder = self._files.part_folder()
            self._batches.append(
                Batch(folder, self._root, files, _MOST_POSTINGS, self._limits, corrections=mended)
            )
        return len(todo) == len(entries)

    def _alone(self) -> bool:
        """Do all batches in this process; False when it was stopped."""
        while self._batches and not self._stop():
            batch = self._batches.popleft()
            part = jobs.read(batch, self._stop, lambda done: self._tell("reading", self._done + done))
            self._take(batch, part)
        return not self._batches

    def _together(self, helpers: Crew) -> bool:
        """Have other processes do them; False when it was stopped."""
        while True:
            if self._stop():
                self._end_early(helpers)
                return False
            while helpers.free and (job := self._next_job(helpers)) is not None:
                helpers.give(job)
            if not helpers.jobs:
                return True
            try:
                for job, said in helpers.outcomes(_ASK_SECONDS):
                    self._hear(job, said)
            except crew.CannotStart:
                self._take_back(helpers)
                raise
            self._tell("reading", self._done + helpers.done)

    def _take_back(self, helpers: Crew) -> None:
        for job in helpers.jobs:
            self._give_up(job)
            if isinstance(job, Batch):
                self._put_back(job, job.files, analysed=job.analysed)

    def _next_job(self, helpers: Crew) -> Job | None:
        """A merge, when segments have become many, or else the next batch."""
        if self._batches and self._broken < 2 and not any(isinstance(job, Merge) for job in helpers.jobs):
            chosen = merging.while_filling(self._files.sizes, len(self._files.rows) + self._left)
            if chosen:
                return self._files.plan_merge(chosen)
        return self._batches.popleft() if self._batches else None

    @property
    def _left(self) -> int:
        return self._total - self._done

    def _end_early(self, helpers: Crew) -> None:
        """Keep what the others have done so far, when they hand it over soon."""
        helpers.stop()
        deadline = time.monotonic() + _STOP_SECONDS
        with suppress(crew.CannotStart):
            while helpers.jobs and time.monotonic() < deadline:
                for job, said in helpers.outcomes(_ASK_SECONDS):
                    if isinstance(said, Failure | None):
                        self._give_up(job)
                    else:
                        self._hear(job, said)
        for job in helpers.jobs:
            self._give_up(job)

    def _hear(self, job: Job, said: Said | None) -> None:
        """Take what a job has led to.

        Raises:
            Exception: what the other process raised.
        """
        if isinstance(said, Failure):
            self._give_up(job)
            raise said.error
        if isinstance(said, Part) and isinstance(job, Batch):
            self._take(job, said)
        elif isinstance(said, Merge) and isinstance(job, Merge):
            job.segment = said.segment
            self._files.take_merged(job)
        else:
            self._give_up(job)
            self._try_again(job)

    def _give_up(self, job: Job) -> None:
        if isinstance(job, Merge):
            self._files.give_up(job)
        else:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _try_again(self, job: Job) -> None:
        """A process has died: cut its batch until the file that killed it is alone, and leave out its analysis."""
        if isinstance(job, Merge):
            self._broken += 1
            return
        half = len(job.files) // 2
        if half:
            for files in (job.files[half:], job.files[:half]):
                self._put_back(job, files, analysed=job.analysed)
        elif job.analysed:
            self._put_back(job, job.files, analysed=False)
        else:
            entry, old = job.files[0]
            trouble = Trouble(entry.size, entry.mtime_ns, "reading it ends the process that reads it")
            gone = [entry.id] if old is not None else []
            self._take(job, Part(job.folder, unread=gone, troubles={entry.key: trouble}, done=1))

    def _put_back(self, job: Batch, files: Sequence[tuple[FileEntry, Row | None]], *, analysed: bool) -> None:
        folder = self._files.part_folder()
        self._batches.appendleft(replace(job, folder=folder, files=tuple(files), analysed=analysed))

    def _take(self, batch: Batch, part: Part) -> None:
        """Put a part into the index with the next commit; what it has left of its batch comes next."""
        self._done += part.done
        if part.done < len(batch.files):
            self._put_back(batch, batch.files[part.done :], analysed=batch.analysed)
        for key, trouble in part.troubles.items():
            if trouble is None:
                self._ledger.clear(key)
            else:
                self._ledger.put(key, trouble)
        for article in part.unread:
            self._files.remove(article)
        for row in part.rows:
            self._revisions.indexed(row.id)
            if len(self._read_now) <= _MOST_TOLD:
                self._read_now.append((row.key, row.content_hash))
        for row in part.touched:
            self._files.restamp(row)
            self._restamped = True
        changed = sum(row.id in self._files.rows for row in part.rows)
        self._counts.gone += len(part.unread)
        self._counts.unchanged += len(part.touched)
        self._counts.changed += changed
        self._counts.added += len(part.rows) - changed
        self._files.take(part)
        waiting, late = self._files.waiting, time.monotonic() - self._committed > _COMMIT_SECONDS
        if waiting >= max(len(self._files.rows) // 2, _FIRST_BATCH) or (waiting and late):
            self._commit()

    # Writing

    def _commit(self) -> None:
        self._files.commit()
        self._ledger.save()
        self._revisions.save()
        self._committed = time.monotonic()

    def _merge_at_rest(self) -> bool:
        """Leave few segments; False when it was stopped."""
        chosen = merging.at_rest(self._files.sizes)
        if not chosen:
            return True
        self._tell("merging", self._done, now=True)
        job = self._files.plan_merge(chosen)
        try:
            jobs.merge(job, self._stop)
        except MergeStopped:
            self._files.give_up(job)
            return False
        self._files.take_merged(job)
        return True

    # Telling

    def _looking(self, done: int) -> None:
        if self._is_time():
            self._on_progress(Progress("looking", done))

    def _tell(self, phase: str, done: int, *, now: bool = False) -> None:
        if self._is_time() or now:
            left = self._estimate.seconds(done) if done < self._total else None
            self._on_progress(Progress(phase, done, self._total, left))

    def _is_time(self) -> bool:
        """Whether something may be told again; not more often than anybody can read."""
        if time.monotonic() - self._told < _PROGRESS_SECONDS:
            return False
        self._told = time.monotonic()
        return True
