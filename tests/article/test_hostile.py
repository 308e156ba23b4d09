"""Files made to be slow: reading takes time in step with their size, whatever is in them."""

import time
from pathlib import Path

import pytest

from tests.article.stories import story

UNITS = [
    "*", "**a ", "_", "_a ", "[", "[a](", "[a](b ", '[a](b "', "[a](()", "![a][", "`", "``", "```\n", "```a\n", "<http://",
    "&#1", "\\", " ", "\n", "\n ", " \t", "\u00a0", "date ", "date 1-", "# ", "# a #", "> ", "> a\n", "- ", "- a\n", "a\n",
    "1. ", "a\n=\n", "k: v\n", "---\n", "|", "[a]: /\n", "a-\n", "\u200d", "\u0301", "a",
]  # fmt: skip
SIZE = 40_000
PIECE = 20


@pytest.mark.parametrize("name", ["story.txt", "story.md"])
def test_reading_is_never_slower_than_in_step_with_the_size(tmp_path: Path, name: str) -> None:
    slow = []
    for unit in UNITS:
        for head in ("x\n\nx", "---\ntitle: ", "date 2024-03-09 "):
            took = []
            for size in (SIZE // PIECE, SIZE):
                text = head + (unit * size)[:size] + "x"
                began = time.process_time()
                story(tmp_path, text, name)
                took.append(time.process_time() - began)
            # In step would be 20 times; by squares, 400 times.
            if took[1] > 0.4 and took[1] > 100 * took[0]:
                slow.append((unit, head, took))
    assert slow == []
