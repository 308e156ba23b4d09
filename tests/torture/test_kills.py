import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
_QUICK = ("noting", "exporting over", "small updates", "index merges", "migrations")


def test_nothing_is_lost_doubled_or_left_behind_by_kills_in_the_middle_of_writes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--kills", "3", "--only", *_QUICK],
        cwd=CHECKOUT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.stdout.startswith("skipped"):
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 15 " in done.stdout.splitlines()[-1]
