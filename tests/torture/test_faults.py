"""A fault of the program ends the reader: the terminal is as it was, one sentence says where the report lies."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.torture.world import World
from tui_reader import faults

CHECKOUT = Path(__file__).resolve().parents[2]
FAULTY = CHECKOUT / "tests" / "torture" / "faulty.py"


def reader(world: World, *program: str) -> Terminal:
    """A program in a terminal of its own, on the world's library."""
    environment = os.environ | {
        "TUI_READER_HOME": str(world.base / "home"),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(CHECKOUT),
    }
    return Terminal([sys.executable, *program, str(world.library)], environment, CHECKOUT, (120, 36))


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "world")
    made.begin(4)
    return made


def test_a_fault_leaves_the_terminal_sane_says_where_the_report_lies_and_the_next_start_goes_on(
    world: World,
) -> None:
    with reader(world, "-c", "pass") as untouched:
        modes = untouched.modes
    with reader(world, str(FAULTY)) as terminal:
        terminal.wait_for(b"Pier 3")
        terminal.type("jj")
        terminal.end("?")
        assert terminal.code == 2
        assert terminal.modes == modes
        written = terminal.output
    for begun, ended in (("?1049h", "?1049l"), ("?25l", "?25h"), ("?1000h", "?1000l"), ("?2004h", "?2004l")):
        assert written.rfind(f"\x1b[{ended}".encode()) > written.rfind(f"\x1b[{begun}".encode())
    (report,) = (world.places.state / "faults").glob("*.txt")
    last = written.rsplit(b"\x1b[?1049l", 1)[1].decode()
    assert f"a fault of the program ended the reader; your marks are kept, and {report} says where" in last
    assert "Traceback" not in last
    assert "what the story says" not in last
    said = report.read_text("utf-8")
    assert "builtins.ValueError" in said
    assert "faulty.py" in said
    assert "done last: line-down, line-down, help" in said
    assert "textual 8" in said
    assert "what the story says" not in said
    assert stat.S_IMODE(report.stat().st_mode) == 0o600

    with reader(world, "-m", "tui_reader") as again:
        again.wait_for(b"A fault ended the reader; Enter goes on where you were")
        again.end("\x11")
        assert again.code == 0
    assert faults.take_new(world.places.state) is None


def test_a_report_names_the_errors_that_led_to_one_another_without_their_words(tmp_path: Path) -> None:
    def fail() -> None:
        try:
            {"": 1}["first saying"]
        except KeyError as error:
            raise RuntimeError("second saying") from error

    with pytest.raises(RuntimeError) as caught:
        fail()
    said = faults.write(tmp_path, caught.value, ["theme", "next-quote"]).read_text("utf-8")
    assert said.index("builtins.RuntimeError") < said.index("builtins.KeyError")
    assert "saying" not in said
    assert "done last: theme, next-quote" in said


def test_only_the_latest_reports_are_kept_and_each_is_told_of_once(tmp_path: Path) -> None:
    reports = [faults.write(tmp_path, ValueError(), []) for _ in range(8)]
    assert len(list((tmp_path / "faults").glob("*.txt"))) <= 5
    assert faults.take_new(tmp_path) in reports
    assert faults.take_new(tmp_path) is None
