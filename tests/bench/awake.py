"""Keeping the processors awake while something is measured that types a key now and then. For Linux."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

_SPIN = """
import os
parent = os.getppid()
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
while os.getppid() == parent:
    for _ in range(1_000_000):
        pass
"""


@contextlib.contextmanager
def awake() -> Iterator[None]:
    """Have something run on every processor that yields to all else.

    A processor that falls asleep between two keys wakes up slowly, in a virtual machine above all, and the program
    that is measured pays for it.
    """
    spinning = [subprocess.Popen([sys.executable, "-c", _SPIN]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for each in spinning:
            each.kill()
            each.wait()
