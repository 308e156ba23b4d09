"""The table of hostile cases is true: every test that it names is there."""

import re

from tests.conftest import CHECKOUT

TABLE = CHECKOUT / ".github" / "decisions" / "007-hostile-text.md"


def test_every_test_that_the_table_names_is_there() -> None:
    rows = re.findall(r"(?m)^\| (?!what|---).*$", TABLE.read_text("utf-8"))
    named = [re.findall(r"`(test_\w+)`", row) for row in rows]
    assert len(rows) > 12
    assert [row for row, tests in zip(rows, named, strict=True) if not tests] == []
    source = "\n".join(path.read_text("utf-8") for path in (CHECKOUT / "tests").rglob("test_*.py"))
    assert [test for tests in named for test in tests if not re.search(rf"def {test}\(", source)] == []
