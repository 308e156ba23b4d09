"""Who has the shelf's file open: many programs together, or one alone that puts another file in its place.

The lock is on a file beside the shelf, and the system takes it back when its holder ends.
"""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Self

from tui_reader.shelf.files import lock, refuse_strange

_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int, *, alone: bool) -> bool:
        """There an open file cannot be replaced, so only those who would replace it lock each other out."""
        with contextlib.suppress(OSError):
            if alone:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False
else:
    import fcntl

    def _try(handle: int, *, alone: bool) -> bool:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            return True
        return False


class InUseError(Exception):
    """Another program has the shelf open, or is just putting a file in its place."""


class Guard:
    """Holds the shelf at `path` with others, or `alone`, for at most `seconds` waited; until it is closed.

    Whoever closes it has closed the shelf before.

    Raises:
        InUseError: it could not be had in that time.
        StrangeFileError: what stands there, or beside it, is no file.
        OSError: the folder cannot be written.
    """

    def __init__(self, path: Path, *, alone: bool, seconds: float) -> None:
        refuse_strange(path)
        self._handle = os.open(lock(path), os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + seconds
        while not _try(self._handle, alone=alone):
            if time.monotonic() > deadline:
                self.close()
                raise InUseError("another program has it open; close that first")
            time.sleep(_PAUSE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go; a second call does nothing."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)
