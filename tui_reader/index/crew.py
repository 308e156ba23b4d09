"""Processes that do jobs at the same time, one job each; they end with this one, whatever ends it."""

import contextlib
import os
import pickle
import subprocess
import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from tui_reader.index import member
from tui_reader.index.jobs import Batch, Job
from tui_reader.index.member import Said

_MOST_MEMBERS = 8
_GRACE_SECONDS = 1.0


class CannotStart(Exception):  # noqa: N818  it names a state
    """No process can be started; the work must be done without."""


def size() -> int:
    """How many processes can work at the same time: one for each processor that may be used."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_MEMBERS)


class Member:
    """One process, and the job that it has; `done` counts the files of it that are done."""

    def __init__(self, heard: "SimpleQueue[tuple[Member, Said | None]]") -> None:
        self.job: Job | None = None
        self.done = 0
        self.began = False
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter, no shell
            member.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._heard = heard
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def _listen(self) -> None:
        """Pass on what the process says, and None when it has ended."""
        assert self._process.stdout is not None
        with self._process.stdout as replies, contextlib.suppress(Exception):
            while True:
                self._heard.put((self, pickle.load(replies)))  # noqa: S301  it comes from the child
        self._heard.put((self, None))

    def send(self, order: Job | bytes) -> None:
        """Give it a job, or ask it to stop; one that has ended meanwhile does not hear it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            pickle.dump(order, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def end(self) -> None:
        """End it, and wait until it has ended."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Crew:
    """`count` members at most; as many as can be started.

    Raises:
        CannotStart: not even one can be started.
    """

    def __init__(self, count: int) -> None:
        self._heard: SimpleQueue[tuple[Member, Said | None]] = SimpleQueue()
        try:
            self.members = [Member(self._heard)]
        except OSError as error:
            raise CannotStart from error
        with contextlib.suppress(OSError):
            self.members += (Member(self._heard) for _ in range(count - 1))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all members, also in the middle of a job."""
        for one in self.members:
            one.end()

    @property
    def free(self) -> list[Member]:
        """The members that have nothing to do."""
        return [one for one in self.members if one.job is None]

    @property
    def jobs(self) -> list[Job]:
        """What is being done."""
        return [one.job for one in self.members if one.job is not None]

    @property
    def done(self) -> int:
        """How many files of the batches at hand are done."""
        return sum(one.done for one in self.members if isinstance(one.job, Batch))

    def give(self, job: Job) -> None:
        """Have a free member do a job."""
        one = self.free[0]
        one.job, one.done = job, 0
        one.send(job)

    def stop(self) -> None:
        """Ask all to end their jobs early; they are of no use after that."""
        for one in self.members:
            one.send(member.STOP)

    def outcomes(self, patience: float) -> Iterator[tuple[Job, Said | None]]:
        """Jobs that have ended and what became of them, None where the process died; waits `patience` seconds.

        Raises:
            CannotStart: a process ended before it could begin.
        """
        with contextlib.suppress(Empty):
            while True:
                one, said = self._heard.get(timeout=patience)
                patience = 0.0
                if isinstance(said, int):
                    one.began, one.done = True, said
                    continue
                if said is None:
                    self._replace(one)
                job, one.job = one.job, None
                if job is not None:
                    yield job, said

    def _replace(self, dead: Member) -> None:
        if not dead.began:
            raise CannotStart
        try:
            self.members[self.members.index(dead)] = Member(self._heard)
        except OSError as error:
            raise CannotStart from error
        dead.end()
