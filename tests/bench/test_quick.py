import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("module", BENCHES.values())
def test_every_benchmark_can_be_imported_and_run(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def test_without_the_shared_folder_a_sentence_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "app"],
        cwd=CHECKOUT,
        env=os.environ | {"TUI_READER_SHARED": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert "nothing to measure" in done.stdout
