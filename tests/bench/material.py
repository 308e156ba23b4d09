"""Libraries to measure with, made by the program in the shared folder and kept under the system's temporary folder."""

import getpass
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.accuracy import shared
from tui_reader.paths import HOME_VARIABLE, LIBRARY_VARIABLE

CHECKOUT = Path(__file__).resolve().parents[2]
READER = [str(Path(sys.executable).with_name("tui-reader"))]


def missing() -> str:
    """Why nothing can be measured, in a sentence; empty when all is there."""
    if not _maker().is_file():
        return f"There is no {_maker()} to make a library with, so there is nothing to measure."
    return (
        "" if Path("/proc/self/stat").exists() else "Programs are measured through /proc, which is not here."
    )


def kept() -> Path:
    """The folder that is kept from one run to the next."""
    folder = Path(tempfile.gettempdir()) / f"tui-reader-bench-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user")
    return folder


def library(count: int) -> Path:
    """A library of `count` stories."""
    folder = kept() / f"stories-{count}"
    if not folder.is_dir():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        subprocess.run([sys.executable, str(_maker()), str(count), str(unfinished)], check=True)
        unfinished.rename(folder)
    return folder


def long_stories(folder: Path, source: Path, words: int, count: int) -> Path:
    """A library of `count` stories with `words` words each, put together from the paragraphs of another."""
    folder.mkdir()
    paragraphs = _paragraphs(source)
    for number in range(count):
        taken: list[str] = []
        length = 0
        while length < words:
            taken.append(next(paragraphs))
            length += len(taken[-1].split())
        text = "\n\n".join(taken)
        (folder / f"{number:03}.txt").write_text(
            f"date 2020-01-{28 - number % 28:02} Story {number}\n\n{text}\n", "utf-8"
        )
    return folder


def environment(home: Path) -> dict[str, str]:
    """What programs are started with: a home of their own, all colours, and bytecode, as when installed.

    Their terminal alone says how large it is: Textual would believe the variables that pytest sets.
    """
    left_out = (LIBRARY_VARIABLE, "NO_COLOR", "PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES")
    mine = {name: value for name, value in os.environ.items() if name not in left_out}
    mine |= {HOME_VARIABLE: str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    mine["PYTHONPATH"] = str(CHECKOUT)
    return mine


def index(folder: Path, home: Path) -> None:
    """Bring the index of a library up to date."""
    command = [*READER, "index", "--library", str(folder)]
    subprocess.run(command, env=environment(home), check=True, capture_output=True)


def _maker() -> Path:
    return shared() / "bench" / "make_library.py"


def _paragraphs(source: Path) -> Iterator[str]:
    while True:
        for file in sorted(source.rglob("*.txt")):
            yield from file.read_text("utf-8").split("\n\n")[1:]
