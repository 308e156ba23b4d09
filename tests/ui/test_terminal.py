"""The terminal's own cursor, and the user's editor in the terminal, in the real program."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
SHOWN, HIDDEN = b"\x1b[?25h", b"\x1b[?25l"


def reading(folder: Path, **own: str) -> tuple[list[str], Mapping[str, str]]:
    """The command and the environment of a reader on a library of one story."""
    library = folder / "library"
    library.mkdir()
    (library / "story.txt").write_text("date 2024-01-02 The landing\n\nIt rained.\n", "utf-8")
    home = {"TUI_READER_HOME": str(folder / "home"), "TERM": "xterm-256color"}
    return [sys.executable, "-m", "tui_reader", str(library)], os.environ | home | own


@pytest.mark.parametrize("plain", [True, False])
def test_the_cursor_is_seen_in_plain_mode_alone_also_after_the_shell(tmp_path: Path, *, plain: bool) -> None:
    command, environment = reading(tmp_path)
    (tmp_path / "home" / "config").mkdir(parents=True)
    (tmp_path / "home" / "config" / "settings.toml").write_text(f"plain = {str(plain).lower()}\n", "utf-8")
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


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_a_reader_that_is_told_to_go_on_takes_the_terminal_again_only_when_it_has_lost_it(
    tmp_path: Path,
) -> None:
    command, environment = reading(tmp_path)
    with Terminal(command, environment, CHECKOUT, (100, 30)) as terminal:
        terminal.wait_for(b"1 story")
        terminal.type("j")
        before = terminal.threads
        for _ in range(3):
            terminal.send(signal.SIGCONT)
            terminal.type("j")
        assert terminal.threads < before + 3
        own = terminal.modes
        terminal.send(signal.SIGSTOP)
        terminal.be_for_a_shell()
        terminal.output = b""
        terminal.send(signal.SIGCONT)
        terminal.wait_for(b"rained.")
        terminal.type("j")
        assert terminal.modes == own
        assert terminal.threads < before + 3
        terminal.end("q")
    assert terminal.code == 0


def test_nothing_is_drawn_while_nothing_happens_whatever_lies_over_the_story(tmp_path: Path) -> None:
    command, environment = reading(tmp_path)
    with Terminal(command, environment, CHECKOUT, (100, 30)) as terminal:
        terminal.wait_for(b"1 story")
        terminal.type("\r")
        for key in ("B", "?"):
            terminal.type(key)
            terminal.wait_for_rest(2.5)
            terminal.type("\x1b")


def writing_a_note(folder: Path, editor: str) -> tuple[list[str], Mapping[str, str]]:
    """The same with a shell script for the editor."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\n{editor}\n", "utf-8")
    script.chmod(0o755)
    return reading(folder, VISUAL=str(script))


def test_the_reader_comes_back_from_an_editor_that_failed(tmp_path: Path) -> None:
    command, environment = writing_a_note(tmp_path, "exit 3")
    with Terminal(command, environment, CHECKOUT, (100, 30)) as terminal:
        terminal.wait_for(b"1 story")
        terminal.type("m")
        terminal.type("Ask Ada")
        terminal.type("\x0f")
        terminal.wait_for(b"The editor")
        terminal.type("\x13")
        terminal.wait_for(b"Bookmarked")
        terminal.end("q")
    assert terminal.code == 0


def test_ctrl_c_belongs_to_the_editor_while_it_runs(tmp_path: Path) -> None:
    script = "trap 'caught=1' INT\necho 'press it'\nwhile [ -z \"$caught\" ]; do sleep 0.05; done\necho caught >> \"$1\""
    command, environment = writing_a_note(tmp_path, script)
    with Terminal(command, environment, CHECKOUT, (100, 30)) as terminal:
        terminal.wait_for(b"1 story")
        terminal.type("m")
        terminal.type("\x0f")
        terminal.wait_for(b"press it")
        terminal.output = b""
        terminal.type("\x03")
        terminal.wait_for(b"caught")
        terminal.type("\x13")
        terminal.wait_for(b"Bookmarked")
        terminal.end("q")
    assert terminal.code == 0


def test_a_browser_of_the_terminal_has_it_whole_and_gives_it_back(tmp_path: Path) -> None:
    story, browser = tmp_path / "story.md", tmp_path / "w3m"
    story.write_text("# The landing\n\nSee https://a.example/plan now.\n", "utf-8")
    browser.write_text('#!/bin/sh\necho "page $1, then Enter"\nread line\necho "took $line"\n', "utf-8")
    browser.chmod(0o755)
    own = {"TUI_READER_HOME": str(tmp_path / "home"), "TERM": "xterm-256color", "BROWSER": str(browser)}
    with Terminal(
        [sys.executable, "-m", "tui_reader", str(story)], os.environ | own, CHECKOUT, (100, 30)
    ) as terminal:
        terminal.wait_for(b"now.")
        terminal.type("o")
        terminal.wait_for(b"page https://a.example/plan, then Enter")
        terminal.type("jjq\r")
        terminal.wait_for(b"took jjq")
        terminal.wait_for(b"Opened")
        terminal.end("q")
    assert terminal.code == 0
