"""Waiting until other programs let go of the shelf."""

import sqlite3
import time
from collections.abc import Callable
from threading import RLock
from typing import TypeVar

T = TypeVar("T")

_AGAIN_SECONDS = 0.01


def patiently(do: Callable[[], T], lock: RLock, seconds: float) -> T:
    """Do something with `lock` held, as soon as no other program keeps it from being done.

    SQLite would wait, too, but with the lock held all the time: where one thread waits to write, none could read.

    Raises:
        sqlite3.OperationalError: another program still does after so many `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            with lock:
                return do()
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0)  # errors of Python's own have none
            if code & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(_AGAIN_SECONDS)
