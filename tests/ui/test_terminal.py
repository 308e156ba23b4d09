"""The terminal's own cursor, in the real program."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
SHOWN, HIDDEN = b"\x1b[?25h", b"\x1b[?25l"


@pytest.mark.parametrize("plain", [True, False])
def test_the_cursor_is_seen_in_plain_mode_alone_also_after_the_shell(tmp_path: Path, *, plain: bool) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "story.txt").write_text("date 2024-01-02 The landing\n\nIt rained.\n", "utf-8")
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.toml").write_text(f"plain = {str(plain).lower()}\n", "utf-8")
    environment = os.environ | {"TUI_READER_HOME": str(tmp_path / "home"), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "tui_reader", str(library)]
    with Terminal(command, environment, CHECKOUT, (100, 30)) as terminal:
        for _ in range(2):
            terminal.wait_for(b"1 story")
            terminal.type("j")
            assert (terminal.output.rfind(SHOWN) > terminal.output.rfind(HIDDEN)) == plain
            terminal.send(signal.SIGTSTP)
            terminal.wait_for(b"\x1b[?1049l")
            terminal.type("")
            assert terminal.output.rfind(SHOWN) > terminal.output.rfind(HIDDEN)
            terminal.output = b""
            terminal.send(signal.SIGCONT)
        terminal.wait_for(b"1 story")
