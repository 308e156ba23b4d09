"""Copying: the bytes that the terminal gets, tools that work or fail, and the file at last."""

import base64
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.clipboard import FILE_NAME, MOST_BYTES, copy, sequence

PLAIN = {"TERM": "xterm-256color"}
TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}  # noqa: S108  never opened
SCREEN = {"TERM": "screen.xterm", "STY": "1.pts"}


class Machine:
    """A folder of programs for PATH, a terminal that keeps what it is sent, and a state folder."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.state = folder / "state"
        self.sent: list[str] = []

    def program(self, name: str, script: str = 'cat > "$0.got"; echo "$@" > "$0.args"') -> Path:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", "utf-8")
        path.chmod(0o755)
        return path

    def copy(self, text: str, environment: dict[str, str], platform: str = "linux") -> str:
        environment = {"PATH": str(self.programs), **environment}
        return copy(text, self.sent.append, self.state, environment=environment, platform=platform)

    def got(self, name: str) -> bytes:
        return (self.programs / f"{name}.got").read_bytes()

    @property
    def kept(self) -> str:
        return (self.state / FILE_NAME).read_text("utf-8")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_plain_terminal_gets_the_sequence_alone() -> None:
    assert sequence("é", PLAIN) == "\x1b]52;c;w6k=\a"


def test_tmux_gets_it_wrapped_with_every_escape_doubled() -> None:
    assert sequence("é", TMUX) == "\x1bPtmux;\x1b\x1b]52;c;w6k=\a\x1b\\"


def test_screen_gets_it_in_short_pieces() -> None:
    whole = sequence("a" * 200, SCREEN)
    assert whole.startswith("\x1bP\x1b]52;c;")
    assert whole.endswith("\a\x1b\\")
    pieces = whole.split("\x1b\\")[:-1]
    assert max(map(len, pieces)) < 100
    code = (
        "".join(piece.removeprefix("\x1bP") for piece in pieces).removeprefix("\x1b]52;c;").removesuffix("\a")
    )
    assert base64.b64decode(code, validate=True) == b"a" * 200


@given(st.text(max_size=300))
def test_whatever_the_text_is_the_terminal_sees_only_letters_of_base64(text: str) -> None:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/]*=*)\a", sequence(text, PLAIN))
    assert found
    assert base64.b64decode(found[1]) == text.encode("utf-8", "replace")
    assert "\x1b" not in sequence(text, TMUX).removeprefix("\x1bPtmux;\x1b\x1b").removesuffix("\x1b\\")


def test_the_terminal_is_sent_the_text_and_a_file_keeps_it(machine: Machine) -> None:
    said = machine.copy("so", PLAIN)
    assert machine.sent == ["\x1b]52;c;c28=\a"]
    assert machine.kept == "so"
    assert said == (
        f"Sent to the terminal's clipboard; in case it did not take it, the text is in {machine.state / FILE_NAME}"
    )
    assert (machine.state / FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "variable", "arguments"),
    [
        ("wl-copy", "WAYLAND_DISPLAY", ""),
        ("xclip", "DISPLAY", "-selection clipboard -in"),
        ("xsel", "DISPLAY", "--clipboard --input"),
    ],
)
def test_a_tool_takes_the_text_where_there_is_a_display(
    machine: Machine, name: str, variable: str, arguments: str
) -> None:
    machine.program(name)
    assert machine.copy("“so”\n$(x)", PLAIN | {variable: ":0"}) == f"Copied to the clipboard by {name}"
    assert machine.got(name) == "“so”\n$(x)".encode()
    assert (machine.programs / f"{name}.args").read_text("utf-8").strip() == arguments
    assert machine.sent == []
    assert not machine.state.exists()


def test_without_a_display_no_tool_is_asked(machine: Machine) -> None:
    for name in ("wl-copy", "xclip", "xsel", "clip.exe", "pbcopy"):
        machine.program(name)
    assert machine.copy("so", PLAIN).startswith("Sent to the terminal's clipboard")
    assert not list(machine.programs.glob("*.got"))


def test_a_mac_and_windows_have_tools_of_their_own(machine: Machine) -> None:
    machine.program("pbcopy")
    machine.program("clip.exe")
    assert machine.copy("é", PLAIN, "darwin") == "Copied to the clipboard by pbcopy"
    assert machine.got("pbcopy") == "é".encode()
    assert machine.copy("é", PLAIN | {"WSL_DISTRO_NAME": "Debian"}) == "Copied to the clipboard by clip.exe"
    assert machine.got("clip.exe").decode("utf-16") == "é"


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exec 0<&-; exit 3"])
def test_a_tool_that_fails_is_passed_over(machine: Machine, script: str) -> None:
    machine.program("wl-copy", script)
    machine.program("xclip")
    environment = PLAIN | {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}
    assert machine.copy("so" * 100_000, environment) == "Copied to the clipboard by xclip"
    machine.program("xclip", script)
    assert machine.copy("so", environment).startswith("Sent to the terminal's clipboard")


def test_a_tool_that_hangs_is_not_waited_for(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.clipboard._SECONDS", 0.2)
    machine.program("wl-copy", "sleep 30")
    assert machine.copy("so", PLAIN | {"WAYLAND_DISPLAY": "w"}).startswith("Sent to the terminal's clipboard")


def test_a_file_that_is_no_program_is_passed_over(machine: Machine) -> None:
    path = machine.program("wl-copy")
    path.write_bytes(b"\x7fELF nonsense")
    assert machine.copy("so", PLAIN | {"WAYLAND_DISPLAY": "w"}).startswith("Sent to")


def test_a_program_of_the_current_folder_is_never_run(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.program("wl-copy")
    monkeypatch.chdir(machine.programs)
    said = machine.copy("so", PLAIN | {"WAYLAND_DISPLAY": "w", "PATH": f".:{os.pathsep}"})
    assert said.startswith("Sent to")
    assert not list(machine.programs.glob("*.got"))


def test_over_ssh_the_terminal_comes_before_the_tools_of_the_other_machine(machine: Machine) -> None:
    machine.program("xclip")
    far = PLAIN | {"SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10.0"}
    assert machine.copy("so", far).startswith("Sent to the terminal's clipboard")
    assert machine.copy("x" * (MOST_BYTES + 1), far) == "Copied to the clipboard by xclip"


def test_inside_tmux_its_own_buffer_is_filled_and_else_the_sequence_is_wrapped(machine: Machine) -> None:
    machine.program("tmux")
    assert machine.copy("so", TMUX).startswith("Copied to tmux, and to the terminal's clipboard")
    assert machine.got("tmux") == b"so"
    assert machine.sent == []
    machine.program("tmux", "exit 1")
    machine.copy("so", TMUX)
    assert machine.sent == ["\x1bPtmux;\x1b\x1b]52;c;c28=\a\x1b\\"]


def test_what_is_too_long_goes_into_the_file_and_the_longest_that_is_not_through_the_terminal(
    machine: Machine,
) -> None:
    longest = "é" * (MOST_BYTES // 2)
    machine.copy(longest, PLAIN)
    assert len(machine.sent[0]) == 100_000
    said = machine.copy(longest + "e", PLAIN)
    assert len(machine.sent) == 1
    assert (
        said
        == f"Too long for the terminal's clipboard (74,995 bytes); the text is in {machine.state / FILE_NAME}"
    )
    assert machine.kept == longest + "e"


@pytest.mark.parametrize("term", ["linux", "dumb", ""])
def test_a_terminal_without_a_clipboard_is_sent_nothing(machine: Machine, term: str) -> None:
    assert (
        machine.copy("so", {"TERM": term})
        == f"No clipboard was found; the text is in {machine.state / FILE_NAME}"
    )
    assert machine.sent == []


def test_a_file_that_cannot_be_written_is_told(machine: Machine) -> None:
    machine.state.write_text("in the way", "utf-8")
    assert machine.copy("so", {"TERM": "dumb"}).startswith(
        "No clipboard was found; the text could not be kept in a file ("
    )
    assert machine.state.read_text("utf-8") == "in the way"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
def test_a_real_tmux_has_the_text_in_its_buffer(tmp_path: Path) -> None:
    # A socket's path is short: pytest's folders are not.
    socket = f"tui-reader-test-{os.getpid()}"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY")
    }
    environment["TERM"] = "xterm-256color"

    def tmux(*words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", socket, *words], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sleep 60")
    try:
        inside = tmux("display-message", "-p", "#{socket_path},#{pid},0").strip()
        said = copy(
            "“so”", lambda _: None, tmp_path, environment=environment | {"TMUX": inside}, platform="linux"
        )
        assert said.startswith("Copied to tmux")
        assert tmux("show-buffer") == "“so”"
    finally:
        tmux("kill-server")
