"""No network, ever: every command and the app itself run where an internet socket would end the process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import FERRY
from tests.safety.offline import SITE
from tests.terminal import Terminal
from tests.together import call_each
from tui_reader.cli.arguments import COMMANDS
from tui_reader.paths import HOME_VARIABLE, LIBRARY_VARIABLE

CALLS = [
    "list",
    "list --json",
    "search ferry",
    "search --quotes speaker:quill --json",
    "searches add ferry --name boats",
    "searches",
    "show {story}",
    "analyze {story}",
    "correct {story} --quote 1 --speaker Nobody",
    "corrections",
    "bookmark add {story} --tag sea",
    "bookmarks",
    "bookmark add {story} --edit-note",
    "bookmarks --export {home}/out.md",
    "bookmarks --export {home}/out.jsonl",
    "bookmark remove {story}",
    "bookmarks --import {home}/out.jsonl",
    "searches rename boats ships",
    "searches remove ships",
    "search ferry --count",
    "index --rebuild",
    "settings",
    "settings --edit",
    "settings --check",
    "keys",
    "where",
    "restore",
    "shelf --export {home}/all.jsonl",
    "shelf --import {home}/all.jsonl",
    "doctor --fix",
    "--version",
]


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    """A library with one story, and a Python that ends at the first internet socket or shell."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SITE, "utf-8")
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "ferry.txt").write_text(f"{FERRY}\nSee https://example.com/ferry.\n", "utf-8")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tmp_path / "site"),
        "OFFENCES": str(tmp_path / "offences"),
        HOME_VARIABLE: str(tmp_path / "home"),
        LIBRARY_VARIABLE: str(tmp_path / "stories"),
        "TERM": "xterm-256color",
        "EDITOR": "true",
        "BROWSER": "true",
    }


def test_commands_never_use_the_network_or_a_shell(environment: Mapping[str, str], tmp_path: Path) -> None:
    home = Path(environment[HOME_VARIABLE])
    home.mkdir()
    story = Path(environment[LIBRARY_VARIABLE]) / "ferry.txt"
    commands = [[word.format(story=story, home=home) for word in line.split()] for line in CALLS]
    done = call_each(commands, environment, tmp_path)
    assert not Path(environment["OFFENCES"]).exists(), done.err
    assert len(done.codes) == len(CALLS)
    assert set(done.codes) <= {0, 1}, done.err


def test_every_command_is_called() -> None:
    assert [
        name for name in COMMANDS if name not in {line.split()[0] for line in CALLS} | {"read", "tour"}
    ] == []


def test_the_app_never_uses_the_network_or_a_shell(environment: Mapping[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui_reader"]
    with Terminal(command, environment, tmp_path, (120, 36)) as terminal:
        terminal.wait_for(b"Council votes")
        for keys in (
            "\r",
            "]b",
            "mA note.",
            "\x13",
            "y",
            "o",
            "\x1b",
            "/ferry",
            "\r",
            "\x1b",
            "B",
            "\x1b",
            "\x12",
            "?",
            "\x1b",
        ):
            terminal.type(keys)
        assert b"Opened https://example.com/ferry" in terminal.output
        terminal.end("\x11")
    assert not Path(environment["OFFENCES"]).exists()


def test_the_tour_never_uses_the_network_or_a_shell(environment: Mapping[str, str], tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "tui_reader", "tour"], environment, tmp_path, (120, 36)) as terminal:
        terminal.wait_for(b"ends the tour")
        for keys in ("j", "\r", "]", "\x1b"):
            terminal.type(keys)
        terminal.end("\x11")
    assert not Path(environment["OFFENCES"]).exists()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import os; os.system('true')",
        "import subprocess; subprocess.run('true', shell=True)",
    ],
)
def test_the_watch_would_see_it(environment: Mapping[str, str], code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert done.returncode == 97
    assert Path(environment["OFFENCES"]).exists()
