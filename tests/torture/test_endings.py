"""The terminal goes away, or the system asks the reader to end: it keeps the reader's place, and leaves nothing behind."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.torture.world import World
from tui_reader.article.folder import read_article
from tui_reader.shelf import state
from tui_reader.shelf.database import Database

CHECKOUT = Path(__file__).resolve().parents[2]
SECOND = "010.txt"
"""The story that the list shows in its second row."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "world")
    made.begin(12)
    return made


def reader(world: World, *, control: bool = True) -> Terminal:
    """The reader in a terminal of its own, which has opened its second story."""
    environment = os.environ | {
        "TUI_READER_HOME": str(world.base / "home"),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(CHECKOUT),
    }
    command = [sys.executable, "-m", "tui_reader", str(world.library)]
    terminal = Terminal(command, environment, CHECKOUT, (120, 36), control=control)
    terminal.wait_for(b"12 stories")
    terminal.type("j\r")
    terminal.wait_for(b"2 of 2")
    return terminal


def check_all_is_in_order(world: World, children: list[int]) -> None:
    """The place is kept, the shelf closed, no fault reported, and every process of the index has ended."""
    assert children
    assert not list(world.places.shelf.parent.glob("*-wal"))
    assert not (world.places.state / "faults").exists()
    shelf = Database(world.places.shelf)
    kept = state.recall(shelf)
    shelf.close()
    second = read_article(world.library / SECOND, world.library)
    assert kept[state.last_story(world.library)] == second.id
    assert kept[state.last_pane(world.library)] == "story"
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline, children
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("control", [True, False], ids=["with a hangup", "without a word"])
def test_a_reader_whose_terminal_has_gone_ends_and_keeps_the_place(world: World, *, control: bool) -> None:
    with reader(world, control=control) as terminal:
        children = terminal.children
        terminal.hang_up()
        assert terminal.code == 128 + signal.SIGHUP
    check_all_is_in_order(world, children)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_reader_that_is_asked_to_end_keeps_the_place_and_leaves_the_terminal_as_it_was(
    world: World,
) -> None:
    with Terminal([sys.executable, "-c", "pass"], os.environ, CHECKOUT, (120, 36)) as untouched:
        modes = untouched.modes
    with reader(world) as terminal:
        children = terminal.children
        terminal.send(signal.SIGTERM)
        terminal.end("")
        assert terminal.code == 128 + signal.SIGTERM
        assert terminal.modes == modes
        last = terminal.output.rsplit(b"\x1b[?1049l", 1)[1]
        assert b"Traceback" not in last
    check_all_is_in_order(world, children)
