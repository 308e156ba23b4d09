"""Files that were never finished, because the process that wrote them was killed."""

import contextlib
import os
import re
import sys
import time
from pathlib import Path

_STALE_SECONDS = 3600.0


def found(folder: Path, unfinished: re.Pattern[str]) -> list[Path]:
    """The files whose whole name matches, and whose writer has ended: group 1 is its process id."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  names are enough
    except OSError:
        return []
    left = []
    for name in names:
        if match := unfinished.fullmatch(name):
            path = folder / name
            with contextlib.suppress(OSError):
                if _is_abandoned(int(match[1]), path.lstat().st_mtime):
                    left.append(path)
    return left


def sweep(folder: Path, unfinished: re.Pattern[str]) -> None:
    """Remove them."""
    for path in found(folder, unfinished):
        with contextlib.suppress(OSError):
            path.unlink()


def _is_abandoned(process: int, written: float) -> bool:
    """Whether the process has ended; where that cannot be asked, whether the file is old."""
    if sys.platform == "win32":
        return time.time() - written > _STALE_SECONDS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
