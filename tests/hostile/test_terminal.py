"""Nothing of a story reaches the terminal but letters: the app's real output, read byte by byte."""

import os
import sys
from pathlib import Path

from tests.hostile.clean import CONTROLS, faults
from tests.hostile.library import ESCAPES, RIGHT_TO_LEFT, make
from tests.terminal import Terminal
from tui_reader.paths import HOME_VARIABLE

EVERYWHERE = ["\r", "]]}}VllbQQvv", "\x1b"]
"""What is typed in each story: open, quotes, names, a bookmark of words, statements, the cast."""
ABOUT = [
    "/ferry", "\r", "Q", "\x1b", "/speaker:", "\t", "\x1b", "/source:", "\t", "\x1b", "Bs", "ss", "\r", "\x1b", "?",
    "\x1b", "\x10ferry", "\x1b", "S", "\x1b", "mA note.", "\x13", "o", "\x1b", "tt+",
]  # fmt: skip


def test_what_reaches_the_terminal_is_the_program_s_own(tmp_path: Path) -> None:
    hostile = make(tmp_path / "stories")
    environment = {
        **os.environ,
        HOME_VARIABLE: str(tmp_path / "home"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "BROWSER": "true",
    }
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "NO_COLOR", "CI"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "tui_reader", str(hostile.root)]
    with Terminal(command, environment, tmp_path, (120, 36)) as terminal:
        terminal.wait_for(b"Year 9999")
        for _ in hostile.listed:
            for keys in EVERYWHERE:
                terminal.type(keys)
            terminal.type("j")
        for keys in ABOUT:
            terminal.type(keys)
        terminal.end("\x11")
        assert len(terminal.output) > 100_000
        assert b"Escapes" in terminal.output
        assert faults(terminal.output) == []
    assert not list(tmp_path.rglob("owned"))


def test_the_reading_of_the_stream_finds_what_should_not_be_there() -> None:
    for piece in (*ESCAPES.split("\x1b")[1:], "[6;5n", "]8;;file:///x\x07"):
        if not piece.startswith(("[31m", "[2J", "[6n", "[?1049l")):
            assert faults(f"a\x1b{piece}b".encode()), piece
    for letter in (*RIGHT_TO_LEFT, "\x9b", "\r", "\x07", "\0", "\ud800"):
        assert CONTROLS.search(letter), letter
        assert faults(f"a{letter}b".encode("utf-8", "surrogatepass")), letter
