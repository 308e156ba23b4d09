"""One writer at a time: a lock on a file, which the system takes back when its holder dies."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PAUSE = 0.1

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextlib.contextmanager
def writer(path: Path, waiting: Callable[[], None], stop: Callable[[], bool]) -> Iterator[bool]:
    """Hold the lock at `path`; yields False when `stop` said so before it could be had.

    `waiting` is called once, when somebody else holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        held = _try(handle)
        if not held:
            waiting()
        while not held and not stop():
            time.sleep(_PAUSE)
            held = _try(handle)
        yield held
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock at `path` just now."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _try(handle)
    finally:
        os.close(handle)
