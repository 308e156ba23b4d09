"""A fault of the program ends the reader: the terminal is as it was, one sentence says where the report lies."""

import contextlib
import os
import select
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.torture.world import World
from tui_reader import faults

CHECKOUT = Path(__file__).resolve().parents[2]
FAULTY = CHECKOUT / "tests" / "torture" / "faulty.py"


class Terminal:
    """The reader in a terminal of its own, and all that it has written there; stderr goes to a second one."""

    def __init__(self, program: list[str], world: World) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.handle, inner = pty.openpty()
        self.errors, inner_errors = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.inner = inner
        self.before = termios.tcgetattr(inner)
        self.written = b""
        self.process = subprocess.Popen(
            [sys.executable, *program, str(world.library)],
            env={
                **os.environ,
                "TUI_READER_HOME": str(world.base / "home"),
                "TERM": "xterm-256color",
                "PYTHONPATH": str(CHECKOUT),
            },
            stdin=inner,
            stdout=inner,
            stderr=inner_errors,
            start_new_session=True,
        )

    def wait_for(self, words: str, seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while words.encode() not in self.written:
            assert time.monotonic() < deadline, f"no {words!r} in {self.written[-3000:]!r}"
            self._read()

    def type(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def wait_for_end(self) -> int:
        deadline = time.monotonic() + 30
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read()
        self._read()
        return self.process.wait(1)

    def _read(self) -> None:
        for handle in select.select([self.handle, self.errors], [], [], 0.1)[0]:
            with contextlib.suppress(OSError):
                self.written += os.read(handle, 1 << 16)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "world")
    made.begin(4)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_a_fault_leaves_the_terminal_sane_says_where_the_report_lies_and_the_next_start_goes_on(
    world: World,
) -> None:
    import termios

    terminal = Terminal([str(FAULTY)], world)
    terminal.wait_for("Pier 3")
    terminal.type("jj")
    time.sleep(1.0)
    terminal.type("?")
    assert terminal.wait_for_end() == 2
    written = terminal.written
    for begun, ended in (("?1049h", "?1049l"), ("?25l", "?25h"), ("?1000h", "?1000l"), ("?2004h", "?2004l")):
        assert written.rfind(f"\x1b[{ended}".encode()) > written.rfind(f"\x1b[{begun}".encode())
    assert termios.tcgetattr(terminal.inner) == terminal.before
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

    again = Terminal(["-m", "tui_reader"], world)
    again.wait_for("A fault ended the reader; Enter goes on where you were")
    again.type("\x11")
    assert again.wait_for_end() == 0
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
