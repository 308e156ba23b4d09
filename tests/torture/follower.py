"""A running program with its threads and child processes, stopped at a chosen write of any of them, and killed there.

Unlike `tracer`, which starts what it traces, this takes hold of a program that runs already and serves a terminal.
"""

import contextlib
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.torture.tracer import (
    LENGTH_REGISTER,
    POKEUSER,
    STOPPED_AT_CALL,
    SYSCALL,
    How,
    Write,
    ptrace,
    write_before,
)

Whom = Literal["app", "child", "both"]
_SEIZE, _INTERRUPT, _LISTEN, _DETACH = 0x4206, 0x4207, 0x4208, 17
_FOLLOW_ALL = 0x00100000 | 0x1F
"""Calls are marked as such, and forks, clones and execs followed; what is traced dies with the tracer."""
_EVENT_STOP = 128
_WALL = 0x40000000
_LETTING_GO_SECONDS = 8.0
_GROUP_STOPS = (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)


@dataclass(slots=True)
class Followed:
    """What a program wrote while somebody watched, and where it was killed."""

    writes: list[Write] = field(default_factory=list)
    killed: Write | None = None


class Follower:
    """Follows the program `pid`; its writes to files whose paths begin with `base` count while `counting` is set.

    Everything here is for one thread, but for `counting` and `over`.
    """

    def __init__(self, pid: int, base: str) -> None:
        self.pid = pid
        self.counting = threading.Event()
        self.over = threading.Event()
        self.found = Followed()
        self._base = base
        self._seized: set[int] = set()
        self._hurried: set[int] = set()

    def seize(self) -> None:
        """Take hold of the program as it is now, with its children; what it starts later comes along.

        Raises:
            PermissionError: this system does not let a program trace another.
        """
        while new := [thread for thread in _threads(self.pid) if thread not in self._seized]:
            for thread in new:
                self._seized.add(thread)
                if ptrace(_SEIZE, thread, _FOLLOW_ALL) >= 0:
                    ptrace(_INTERRUPT, thread)
                elif thread == self.pid:  # the others may have come along already
                    raise PermissionError("this system does not let a program trace another")

    def follow(self, kill_at: int | None, how: How, whom: Whom) -> Followed:
        """Count until the program has ended by itself, or has been killed at its write number `kill_at`, from 1.

        When only its child is killed, the program is followed until it ends.
        """
        while (stop := _next_stop(0)) is not None:
            thread, status = stop
            if not os.WIFSTOPPED(status):
                if thread == self.pid:
                    break
                continue
            write = self._write(thread, status)
            if write is not None and len(self.found.writes) == kill_at:
                self.found.killed = write[0]
                self.counting.clear()
                self._kill(thread, how, whom, write[1])
                if whom != "child":
                    break
                continue
            _go_on(thread, status)
        self._let_go()
        self.over.set()
        return self.found

    def _write(self, thread: int, status: int) -> tuple[Write, int] | None:
        """The write that a thread stands before, if it counts."""
        if os.WSTOPSIG(status) != STOPPED_AT_CALL or status >> 16 or not self.counting.is_set():
            return None
        write = write_before(thread, self._base)
        if write is not None:
            self.found.writes.append(write[0])
            if thread not in self._hurried:
                self._hurried.add(thread)
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, thread, 0)  # who keeps the index is nicer than others
        return write

    def _kill(self, thread: int, how: How, whom: Whom, length: int) -> None:
        if how != "before":
            if how == "half" and length > 1:
                ptrace(POKEUSER, thread, length // 2, LENGTH_REGISTER)
            ptrace(SYSCALL, thread)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(thread, _WALL)
        writer = _process_of(thread)
        for process in {"app": {self.pid}, "child": {writer}, "both": {self.pid, writer}}[whom]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        if writer != self.pid and whom == "app":
            ptrace(_DETACH, thread)

    def _let_go(self) -> None:
        """Let those that are left go on by themselves."""
        deadline = time.monotonic() + _LETTING_GO_SECONDS
        while time.monotonic() < deadline:
            stop = _next_stop(os.WNOHANG)
            if stop is None:
                return
            thread, status = stop
            if not thread:
                time.sleep(0.002)
            elif os.WIFSTOPPED(status):
                ptrace(_DETACH, thread, _signal_of(status))


def _next_stop(how: int) -> tuple[int, int] | None:
    """Which thread has stopped or ended, and its status; None when there are none left."""
    try:
        return os.waitpid(-1, _WALL | how)
    except ChildProcessError:
        return None


def _signal_of(status: int) -> int:
    """The signal that a stopped thread is to get when it goes on."""
    stopped_by = os.WSTOPSIG(status)
    return 0 if status >> 16 or stopped_by in (STOPPED_AT_CALL, signal.SIGTRAP) else stopped_by


def _go_on(thread: int, status: int) -> None:
    if status >> 16 == _EVENT_STOP and os.WSTOPSIG(status) in _GROUP_STOPS:
        ptrace(_LISTEN, thread)
    else:
        ptrace(SYSCALL, thread, _signal_of(status))


def _threads(process: int) -> list[int]:
    """The threads of a process and of all its children."""
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            found.append(int(task.name))
            for child in (task / "children").read_text("ascii").split():
                found += _threads(int(child))
    return found


def children(process: int) -> list[int]:
    """The threads of a process's children; none when it has gone."""
    with contextlib.suppress(OSError):
        own = {int(task.name) for task in Path(f"/proc/{process}/task").iterdir()}
        return [thread for thread in _threads(process) if thread not in own]
    return []


def _process_of(thread: int) -> int:
    for line in Path(f"/proc/{thread}/status").read_text("utf-8").splitlines():
        if line.startswith("Tgid:"):
            return int(line.split()[1])
    return thread
