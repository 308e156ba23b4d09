"""Threads take memory from one place, as far as the C library is glibc."""

import platform
import subprocess
import sys

import pytest

_ARENAS = """
import re, threading
from pathlib import Path
from tui_reader.ui.allocator import share_one_arena
{}
done = threading.Barrier(9)
def work():
    held = [bytes(100_000) for _ in range(10)]
    done.wait()
    done.wait()
for _ in range(8):
    threading.Thread(target=work).start()
done.wait()
reserved = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) ---p 0+ 00:00 0 *$", Path("/proc/self/maps").read_text(), re.M)
print(sum(50e6 < int(end, 16) - int(start, 16) < 70e6 for start, end in reserved))
done.wait()
"""


def arenas(before: str) -> int:
    """How many stores of memory eight threads have, besides the first thread's."""
    said = subprocess.run([sys.executable, "-c", _ARENAS.format(before)], capture_output=True, check=True)
    return int(said.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc has arenas")
def test_threads_have_no_store_of_their_own() -> None:
    assert arenas("") > 1
    assert arenas("share_one_arena()") == 0
