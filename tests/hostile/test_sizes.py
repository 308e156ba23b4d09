"""Texts of a hostile size: ten megabytes on one line, and a million quotation marks."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.library import BODY, HEAD
from tui_reader.article.folder import read_article
from tui_reader.article.limits import MEGABYTE

TEN_MEGABYTES = 10 * MEGABYTE
ANALYSED = """
import re, sys
from pathlib import Path
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import read_article
article = read_article(Path(sys.argv[1]))
analyze(article.text)
print(re.search(r"VmHWM:[^0-9]+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


def test_ten_megabytes_on_one_line_are_one_paragraph_that_is_shown_without_names(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text(f"{HEAD}One line\n\n{BODY} {'word ' * (TEN_MEGABYTES // 5)}", "utf-8")
    (paragraph,) = read_article(path).paragraphs
    assert paragraph.end > TEN_MEGABYTES
    done = subprocess.run(
        [sys.executable, "-m", "tui_reader", "analyze", str(path)],
        env={"TUI_READER_HOME": str(tmp_path / "home"), "PATH": ""},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert b"no names: too large" in done.stdout


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="a program's memory is told by /proc")
@pytest.mark.parametrize("marks", ['"', "“", "“” ", "'", '"A" '])
def test_quotation_marks_alone_take_no_more_memory_than_promised(tmp_path: Path, marks: str) -> None:
    path = tmp_path / "marks.txt"
    path.write_text(f"{HEAD}Marks\n\n{(marks * 1_000_000)[:1_000_000]}", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ANALYSED, path], capture_output=True, timeout=120, check=True
    )
    assert int(done.stdout) * 1024 < 100 * MEGABYTE + 60 * path.stat().st_size
