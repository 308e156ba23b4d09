"""The reader on a shelf that turns out to be damaged: it saves what can be read, says so, and goes on."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.ui.scenes import app_of, main_screen, settle, type_keys, until
from tui_reader.paths import Places
from tui_reader.shelf import backups, bookmarks, state
from tui_reader.shelf.database import Database
from tui_reader.ui.widgets.status_bar import StatusBar

PAGE = 4096
CHECKOUT = Path(__file__).resolve().parents[2]


def damage_marks(file: Path) -> bytes:
    """Zero the page that holds the bookmarks; returns the file's bytes before."""
    with contextlib.closing(Database(file)) as shelf:
        (row,) = shelf.rows("SELECT rootpage FROM sqlite_master WHERE name = 'mark'")
        root = int(row[0])
    data = file.read_bytes()
    file.write_bytes(data[: (root - 1) * PAGE] + bytes(PAGE) + data[root * PAGE :])
    return data


async def test_damage_that_is_met_while_reading_is_mended_and_said_and_marks_are_kept_from_then_on(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.app._BACKUP_AFTER", 1000)
    damage_marks(places.shelf)
    damaged = places.shelf.read_bytes()
    app = app_of(places)
    async with app.run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await until(
            pilot, lambda: "The shelf was damaged" in str(main_screen(app).query_one(StatusBar).render())
        )
        (kept,) = backups.backups(places.shelf)
        assert kept.path.read_bytes() == damaged
        assert str(kept.path) in app.afterword
        await type_keys(pilot, ["b"])
        await settle(pilot)
    with contextlib.closing(Database(places.shelf)) as shelf:
        assert len(bookmarks.bookmarks(shelf)) == 1


@pytest.mark.parametrize("given", [True, False])
def test_a_shelf_that_cannot_be_opened_is_saved_at_the_start_and_the_end_says_where_it_is_kept(
    places: Places, write_library: Callable[..., Path], *, given: bool
) -> None:
    library = write_library(one="date 2024-01-01 Lamps lit\n\nAll of them.\n")
    with contextlib.closing(Database(places.shelf)) as shelf:
        state.remember(shelf, {"library": str(library)})
        before = len(bookmarks.listed(shelf))
    data = places.shelf.read_bytes()
    places.shelf.write_bytes(b"\xa5" * PAGE + data[PAGE:])
    environment = os.environ | {"TUI_READER_HOME": str(places.data.parent), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "tui_reader", *([str(library)] if given else [])]
    with Terminal(command, environment, CHECKOUT, (120, 36)) as terminal:
        terminal.wait_for(b"The shelf was damaged; saved:")
        terminal.wait_for(b"Lamps lit")
        terminal.end("q")
        assert terminal.code == 0
    (kept,) = backups.backups(places.shelf)
    last = terminal.output.rsplit(b"\x1b[?1049l", 1)[1].decode()
    assert f"saved: {before} bookmarks" in last
    assert f"The damaged file is kept as {kept.path}" in last
    assert kept.path.read_bytes() == b"\xa5" * PAGE + data[PAGE:]
