"""Time and memory of reading, analysing and painting texts of every nasty shape, from 1 kB to 10 MB: both grow with the size alone.

Each text is read, laid out and drawn at its beginning, middle and end in a process of its own; memory is the most that the process had, beside 100 MB and 60 times the text.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.table import Figure, show
from tui_reader.article.limits import MEGABYTE, Limits

SHAPES = {
    "words on one line": "word ",
    "paragraphs": "Ada Quill said so.\n\n",
    "straight marks": '"',
    "opening marks": "“",
    "quotes": '"A" ',
    "single marks": "'",
    "apostrophes": "it's ",
    "names": "Ada Quill ",
    "cues": "said ",
    "brackets": "[",
    "links": "[a](http://b)",
    "emphasis": "**a ",
    "code": "`",
    "lists": "- a\n",
    "parts of items": "- a\n\n  b\n\n",
    "soft hyphens": "a\u00ad",
    "soft hyphens by name": "a&shy;",
    "combining": "\u0301",
    "joiners": "\u200d",
    "wide letters": "雪",
    "escapes": "\x1b[31m",
    "blanks": " ",
    "line ends": "\n",
}
SIZES = (1_000, 10_000, 100_000, MEGABYTE, Limits().named - 1_000, 10 * MEGABYTE)
_CODE = """
import json, re, sys, time
from pathlib import Path
from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import ArticleError
from tui_reader.paint.story import Page
analyze("Ada Quill said so.")
began = time.process_time()
try:
    article = read_article(Path(sys.argv[1]))
    analysis = analyze(article.text) if article.size <= Limits().named else None
    page = Page(article, analysis, width=76, margin=16)
    for first in (0, len(page) // 2, max(len(page) - 50, 0)):
        for number in range(first, min(first + 50, len(page))):
            page.line(number)
except ArticleError:
    pass
used = int(re.search(r"VmHWM:[^0-9]+([0-9]+) kB", Path("/proc/self/status").read_text())[1]) * 1024
print(json.dumps([time.process_time() - began, used]))
"""


def main(argv: list[str]) -> int:
    """Measure all shapes, or those that are named; returns 1 when one grows faster than its size, or takes too much."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench hostile", description=__doc__)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--most", type=int, default=SIZES[-1], help="bytes of the largest text")
    options = parser.parse_args(argv)
    chosen = options.shapes or list(SHAPES)
    worst = 0.0
    for shape in chosen:
        figures = [figure for name in (".txt", ".md") for figure in _measured(shape, name, options.most)]
        show(figures)
        worst = max(worst, *(figure.ratio for figure in figures if figure.ratio is not None))
    return 1 if worst > 1 else 0


def _measured(shape: str, suffix: str, most: int) -> Iterator[Figure]:
    """For one shape: memory beside what is promised, and time a byte of the largest texts beside that of smaller ones."""
    sizes = [size for size in SIZES if size <= most]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"story{suffix}")
            unit = SHAPES[shape].encode()
            path.write_bytes(b"date 2024-01-01 Shape\n\n" + unit * (size // len(unit)))
            done = subprocess.run([sys.executable, "-c", _CODE, path], capture_output=True, check=True)
            found[size] = json.loads(done.stdout)
    share, size = max((found[size][1] / (100 * MEGABYTE + 60 * size), size) for size in sizes)
    yield Figure(f"{shape}{suffix}, memory", _mb(found[size][1]), f"of {_size(size)}", share, "≤ 1.00")
    analysed = [size for size in sizes if 100_000 <= size <= Limits().named]
    if len(analysed) > 1:
        small, large = analysed[0], analysed[-1]
        before, after = found[small][0] / small, found[large][0] / large
        growth = after / max(before, 1e-7) / 3
        yield Figure(
            f"{shape}{suffix}, time",
            f"{found[large][0]:.2f} s",
            f"a third of that of each byte of {_size(small)}",
            growth,
            "≤ 1.00",
        )


def _mb(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB"


def _size(size: int) -> str:
    return _mb(size) if size >= MEGABYTE else f"{size // 1000} kB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
