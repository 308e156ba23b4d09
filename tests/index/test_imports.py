import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["catalog", "query", "matches", "model", "process", "store"])
def test_whoosh_is_not_imported_for_the_first_screen(module: str) -> None:
    code = f"import sys; import tui_reader.index.{module}; print([m for m in sys.modules if m.startswith('whoosh')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
