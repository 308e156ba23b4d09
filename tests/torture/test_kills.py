import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.follower import children

CHECKOUT = Path(__file__).resolve().parents[2]
_QUICK = ("noting", "exporting over", "small updates", "index merges", "migrations")


def test_nothing_is_lost_doubled_or_left_behind_by_kills_in_the_middle_of_writes() -> None:
    said = _torture("--kills", "3", "--only", *_QUICK)
    assert " 15 " in said.splitlines()[-1]


@pytest.mark.alone
def test_what_the_reader_confirmed_on_its_screen_is_there_after_it_was_killed_inside_a_write() -> None:
    said = _torture("app", "--kills", "3", "--only", "app: bookmarking")
    assert " 3  " in said.splitlines()[-1]


@pytest.mark.alone
def test_a_reader_or_its_child_killed_while_it_keeps_the_index_leaves_nothing_behind() -> None:
    said = _torture("app", "--kills", "3", "--only", "app: small updates")
    assert " 3  " in said.splitlines()[-1]


def test_a_process_that_has_gone_has_no_children() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert children(process.pid) == []


def _torture(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", *words],
        cwd=CHECKOUT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.stdout.startswith("skipped"):
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
