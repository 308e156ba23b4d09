"""Processes that are stopped at a chosen write to their own files, and killed there; Linux on x86-64 only.

The kernel stops the process at every system call (ptrace). Those that change something below `base` are its writes;
at the chosen one it is killed: before it is done, after it, or after half of the bytes.
"""

import contextlib
import ctypes
import os
import pickle
import platform
import re
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

How = Literal["before", "half", "after"]
HOWS: tuple[How, ...] = ("before", "half", "after")

_call = ctypes.CDLL(None, use_errno=True).ptrace
_call.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_call.restype = ctypes.c_long
_TRACEME, POKEUSER, _KILL_WITH_ME_AND_MARK, SYSCALL = 0, 6, 0x00100001, 24
_SETOPTIONS, _GET_SYSCALL_INFO = 0x4200, 0x420E
STOPPED_AT_CALL = signal.SIGTRAP | 0x80
_ENTRY, LENGTH_REGISTER = 1, 12 * 8
_INFO = struct.Struct("<B7x16xQ6Q")  # entry or exit, two registers, the call's number, its arguments

_WRITES = {1: "write", 18: "pwrite64"}
_BY_HANDLE = {
    **_WRITES,
    20: "writev",
    74: "fsync",
    75: "fdatasync",
    77: "ftruncate",
    91: "fchmod",
    296: "pwritev",
}
_BY_PATH = {
    82: ("rename", 0),
    83: ("mkdir", 0),
    84: ("rmdir", 0),
    86: ("link", 1),
    87: ("unlink", 0),
    90: ("chmod", 0),
}
_BY_FOLDER = {
    257: ("openat", 0), 258: ("mkdirat", 0), 263: ("unlinkat", 0), 264: ("renameat", 0), 265: ("linkat", 2),
    316: ("renameat2", 0),
}  # fmt: skip
_OPENAT = 257
_MAKES = os.O_EXCL | os.O_TRUNC
_NOT_THE_USERS = ("-shm", "/lock")
_WAIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Write:
    """One system call that changes a file of the process's: its name and the file."""

    call: str
    path: str


@dataclass(slots=True)
class Run:
    """What a traced process did: its `writes`, what it `confirmed`, where it was `killed`, what it said at its end."""

    writes: list[Write]
    confirmed: int = 0
    killed: Write | None = None
    failure: str = ""
    pid: int = 0


def missing() -> str:
    """Why nothing can be traced here, in a sentence; empty when it can."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "Processes are stopped at their writes on Linux on x86-64 only."
    run = traced(lambda _: None, Path("/nowhere"))
    return f"This system does not let a program trace its child ({run.failure})." if run.failure else ""


def apart(work: Callable[[], Any]) -> Any:
    """What `work` returns, done in a process of its own; what goes wrong there is raised as a RuntimeError."""
    receiving, sending = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_quiet()
        try:
            said = (work(), "")
        except BaseException:  # noqa: BLE001  whatever it is, the parent must hear of it
            said = (None, traceback.format_exc())
        with os.fdopen(sending, "wb") as file:
            pickle.dump(said, file)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as file:
        data = file.read()
    os.waitpid(pid, 0)
    value, failure = pickle.loads(data)  # noqa: S301  it comes from the child
    if failure:
        raise RuntimeError(failure)
    return value


def traced(
    work: Callable[[Callable[[], None]], None],
    base: Path,
    kill_at: int | None = None,
    how: How = "before",
    where: str = "",
) -> Run:
    """Do `work` in a process of its own, and kill it at its write number `kill_at`, from 1, below `base`.

    `work` gets a function by which it confirms that a step is done. Writes count whose files the expression `where`
    matches, from `base` on; all of them without one.
    """
    receiving, sending = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receiving)
        _be_traced(work, sending)
    os.close(sending)
    run = Run([], pid=pid)
    try:
        run.failure = _follow(run, f"{base}/", kill_at, how, re.compile(where or ".*"))
    finally:
        with os.fdopen(receiving, "rb") as file:
            said = file.read()
    run.confirmed = said.count(b".")
    if not run.failure and run.killed is None:
        run.failure = said.lstrip(b".").decode(errors="replace")
    return run


def survivors(session: int) -> list[int]:
    """Processes of a session that still run a few seconds after its leader was killed."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while (alive := _of_session(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return alive


def _of_session(session: int) -> list[int]:
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                fields = Path(entry.path, "stat").read_text().rsplit(") ", 1)[1].split()
                if int(fields[3]) == session and fields[0] not in "ZX":
                    found.append(int(entry.name))
    return found


def _confirm(sending: int) -> None:
    os.write(sending, b".")


def _be_quiet() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in range(3):
        os.dup2(nowhere, handle)


def _be_traced(work: Callable[[Callable[[], None]], None], sending: int) -> None:
    """The child's whole life."""
    os.setsid()
    _be_quiet()
    if ptrace(_TRACEME, 0):
        os.write(sending, b"ptrace is refused")
        os._exit(1)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        work(lambda: _confirm(sending))
    except BaseException:  # noqa: BLE001  whatever it is, the parent must hear of it
        os.write(sending, traceback.format_exc().encode())
        os._exit(1)
    os._exit(0)


def _follow(run: Run, base: str, kill_at: int | None, how: How, where: re.Pattern[str]) -> str:
    """Count the writes of a stopped child until it ends or is killed; returns why it could not be followed."""
    pid = run.pid
    _, status = os.waitpid(pid, 0)
    if not os.WIFSTOPPED(status):
        return "ptrace is refused"
    ptrace(_SETOPTIONS, pid, _KILL_WITH_ME_AND_MARK)
    pending = 0
    while True:
        ptrace(SYSCALL, pid, pending)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return ""
        pending = 0 if os.WSTOPSIG(status) in (STOPPED_AT_CALL, signal.SIGTRAP) else os.WSTOPSIG(status)
        if os.WSTOPSIG(status) != STOPPED_AT_CALL or (write := write_before(pid, base)) is None:
            continue
        if not where.fullmatch(write[0].path):
            continue
        run.writes.append(write[0])
        if len(run.writes) == kill_at:
            run.killed = write[0]
            _kill(pid, how, write[1])
            return ""


def _kill(pid: int, how: How, length: int) -> None:
    """Kill a process that stands before one of its writes, of `length` bytes (0: not of bytes)."""
    if how != "before":
        if how == "half" and length > 1:
            ptrace(POKEUSER, pid, length // 2, LENGTH_REGISTER)
        ptrace(SYSCALL, pid)
        os.waitpid(pid, 0)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.WIFSTOPPED(os.waitpid(pid, 0)[1]):
            pass


def write_before(pid: int, base: str) -> tuple[Write, int] | None:
    """The write that a process stands before, with its number of bytes, if it is one to a file below `base`."""
    info = ctypes.create_string_buffer(88)
    if ptrace(_GET_SYSCALL_INFO, pid, ctypes.addressof(info), 88) <= 0:
        return None
    kind, number, *arguments = _INFO.unpack_from(info.raw)
    if kind != _ENTRY:
        return None
    if number in _BY_HANDLE:
        name, path = _BY_HANDLE[number], _of_handle(pid, arguments[0])
    elif number in _BY_PATH:
        name, at = _BY_PATH[number]
        path = _text(pid, arguments[at])
    elif number in _BY_FOLDER and (number != _OPENAT or arguments[2] & _MAKES):
        name, at = _BY_FOLDER[number]
        path = _text(pid, arguments[at + 1])
        if not path.startswith("/"):
            path = f"{_of_handle(pid, arguments[at])}/{path}"
    else:
        return None
    if not path.startswith(base) or path.endswith(_NOT_THE_USERS):
        return None
    return Write(name, path.removeprefix(base)), arguments[2] if number in _WRITES else 0


def _of_handle(pid: int, handle: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/fd/{handle & 0xFFFFFFFF}")  # noqa: PTH115  thousands of times
    except OSError:
        return ""


def _text(pid: int, address: int) -> str:
    """The path that stands in a process's memory."""
    with contextlib.suppress(OSError, ValueError), Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        found = b""
        while b"\0" not in found and len(found) < 4096:  # never beyond a page, which may not be there
            found += memory.read(256 - (address + len(found)) % 256)
        return os.fsdecode(found.split(b"\0")[0])
    return ""


def ptrace(request: int, pid: int, data: int = 0, address: int = 0) -> int:
    """Ask the kernel about a traced process or thread, or have it do something; negative when it refuses."""
    return int(_call(request, pid, address, data))
