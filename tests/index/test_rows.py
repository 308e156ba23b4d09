"""The list in little memory says what a plain list of the same rows says."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.conftest import Library
from tui_reader.index import rows, snapshot
from tui_reader.index.model import Row
from tui_reader.index.rows import Rows

_text = st.text(max_size=20)
_listed = st.lists(
    st.builds(
        Row,
        id=st.text("0123456789abcdef", min_size=1, max_size=4),
        key=_text,
        title=_text,
        date=st.dates().map(str) | st.just(""),
        source=_text,
        words=st.integers(0, 2000),
        people=st.just(3),
        quotes=st.just(2),
        size=st.integers(0, 9000),
        mtime_ns=st.integers(0, 2**62),
        content_hash=_text,
    ),
    unique_by=lambda row: row.id,
    max_size=12,
)


def _both(folder: Path, listed: list[Row]) -> tuple[Rows, list[Row]]:
    writer = snapshot.SnapshotWriter(listed)
    writer.write(folder, 1, {row.id: number for number, row in enumerate(listed)}, {})
    return Rows.load(folder), snapshot.load(folder)


@settings(deadline=None)
@given(listed=_listed)
def test_rows_are_those_of_the_snapshot_however_they_are_written(
    listed: list[Row], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    compact, plain = _both(folder, listed)
    shutil.rmtree(folder)
    assert compact == plain
    assert len(plain) == len(listed)
    for mine, its in ((compact, plain), (compact[::-1], plain[::-1]), (compact[1:4], plain[1:4])):
        assert list(mine) == its
        assert list(rows.widths(mine, len)) == [len(row.title) for row in its]
        assert [rows.find(mine, row.id) for row in plain] == [rows.find(its, row.id) for row in plain]
        wanted = {row.key for row in plain[::2]}
        chosen, expected = rows.with_keys(mine, wanted.__contains__), rows.with_keys(its, wanted.__contains__)
        assert chosen == expected
        assert [rows.find(chosen, row.id) for row in plain] == [rows.find(expected, row.id) for row in plain]


def test_a_story_that_is_not_listed_is_nowhere(town: Library) -> None:
    listed = town.catalog().rows
    assert [rows.find(listed, row.id) for row in listed] == [0, 1, 2, 3]
    assert rows.find(listed, "nobody") == rows.find(listed, '"') == rows.find(listed, "") == -1


@pytest.mark.parametrize("ending", ["[1,2]\n", '["a"\n', "", "\xff\n"])
def test_a_damaged_list_has_no_rows(town: Library, ending: str) -> None:
    (file,) = town.folder.rglob(snapshot.ROWS)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]) + ending.encode("latin-1"))
    assert town.catalog().rows == []
    file.unlink()
    assert town.catalog().rows == []
