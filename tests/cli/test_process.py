"""The command as a process: pipes, encodings, interrupts, full disks, and where the reader cannot start."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "tui_reader"]


@pytest.fixture
def environment(home: Path, library: Path) -> Mapping[str, str]:
    """The environment of a process of its own."""
    return {**os.environ, "TUI_READER_HOME": str(home), "TUI_READER_LIBRARY": str(library)}


def call(
    environment: Mapping[str, str], *words: object, **options: object
) -> subprocess.CompletedProcess[bytes]:
    """Run the command and wait for it."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        env={**environment, **{str(name): str(value) for name, value in options.items()}},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_closed_pipe_ends_quietly(environment: Mapping[str, str], library: Path) -> None:
    for number in range(300):
        (library / f"story{number}.txt").write_text(f"date 2020-01-01 {'word ' * 80}\n\nText.\n")
    call(environment, "index")
    for words in (("list",), ("list", "--json")):
        process = subprocess.Popen(
            [*COMMAND, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0
        process.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are others there")
@pytest.mark.parametrize("words", [["bookmarks"], ["bookmarks", "--by", "tag"], ["searches"]])
def test_no_table_is_wider_than_the_terminal(
    environment: Mapping[str, str], library: Path, words: list[str]
) -> None:
    tags = "a-tag-of-some-length,another-one-of-that-length"
    named = "A name of a saved search that goes on for quite long"
    assert call(environment, "bookmark", "add", library / "ferry.txt", "--tag", tags).returncode == 0
    assert call(environment, "searches", "add", "ferry OR harbour", "--name", named).returncode == 0
    own, its_end = pty.openpty()
    called = subprocess.run(
        [*COMMAND, *words],
        env={**environment, "TERM": "xterm", "COLUMNS": "70"},
        stdin=its_end,
        stdout=its_end,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(its_end)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", os.read(own, 65_536).decode())
    os.close(own)
    assert called.returncode == 0
    assert max(map(len, shown.splitlines())) <= 70


def test_progress_never_reaches_a_pipe(environment: Mapping[str, str]) -> None:
    done = call(environment, "list", "--json", FORCE_COLOR=1)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 3


def test_letters_that_the_encoding_lacks_are_written_alike(
    environment: Mapping[str, str], library: Path
) -> None:
    (library / "snow.txt").write_text("date 2025-01-01 雪 in “March”\n\nSnow.\n", "utf-8")
    done = call(environment, "list", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b'?? in "March"' in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is another there")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_do_no_harm(environment: Mapping[str, str], closed: str) -> None:
    for words in ("list", "list --json", "analyze --jsonl"):
        done = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m tui_reader {words} {closed}'],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_exit_code_2(environment: Mapping[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "list", "--json"], env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_an_interrupt_ends_quietly_with_130(environment: Mapping[str, str]) -> None:
    process = subprocess.Popen(
        [*COMMAND, "analyze", "--jsonl"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"id": 1, "text": "a"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id": 1')
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_an_interrupted_index_keeps_what_is_done_and_goes_on_later(
    environment: Mapping[str, str], home: Path, library: Path
) -> None:
    for number in range(1_500):
        (library / f"story{number}.txt").write_text(f"date 2020-01-01 Story {number}\n\n{'Text. ' * 200}\n")
    process = subprocess.Popen(
        [*COMMAND, "index"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 30
    while not any(home.rglob("lock")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")
    report = json.loads(call(environment, "index", "--json").stdout)
    assert report["added"] > 0
    assert report["added"] + report["unchanged"] == 1_503


@pytest.mark.parametrize("path", [[], ["ferry.txt"], ["2022"]])
def test_the_reader_says_that_it_needs_a_terminal(
    environment: Mapping[str, str], library: Path, path: list[str]
) -> None:
    done = call(environment, *(library / name for name in path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"needs a terminal" in done.stderr


@pytest.mark.parametrize(("path", "named"), [("ferry.txt", "ferry.txt"), (".", "STORY")])
def test_a_dumb_terminal_is_pointed_to_the_plain_story(
    environment: Mapping[str, str], library: Path, path: str, named: str
) -> None:
    done = call(environment, library / path, TERM="dumb")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    story = library / path if named == path else named
    assert f"tui-reader show --plain {story} prints one".encode() in done.stderr
