"""Everybody at once on one library: no error, nothing lost, nothing twice, and each reader sees what the others mark."""

import sys
from pathlib import Path

import pytest

from tests.torture.many import WITHOUT_WAL, Crowd
from tests.torture.window import READER
from tests.torture.world import World

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(sys.platform != "linux", reason="a terminal is read through /proc"),
]


@pytest.mark.parametrize("program", [READER, WITHOUT_WAL], ids=["with a log", "without one"])
def test_readers_and_commands_at_once_lose_nothing_and_see_each_others_marks(
    tmp_path: Path, program: tuple[str, ...]
) -> None:
    outcome = Crowd(World(tmp_path / "world"), program).run(1)
    assert outcome.errors == []
    assert outcome.wrong == []
    assert outcome.told_of_wal == (2 if program is WITHOUT_WAL else 0)
