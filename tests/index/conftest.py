import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.index.build import update
from tui_reader.index.catalog import Catalog
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Report, Results
from tui_reader.index.query import parse
from tui_reader.index.search import Index

STORIES = {
    "2023/ferry.txt": """date 2023-04-18 Council votes to reopen the ferry landing

Mayor Ada Okafor praised the vote. "The ferry belongs to everyone in this town," Okafor said.

The naïve plan of 2021 had failed.
""",
    "2023/bridge.txt": """date 2023-01-05 Bridge repairs begin

Work on the old bridge began on Monday. The ferry is not touched by it.

"We will close one lane," said engineer Per Lindqvist.
""",
    "2022/harbour.md": """---
title: Harbour festival draws crowds
date: 2022-08-20
source: The Harbour Post
---

Thousands came to the harbour. "Next year we need a second ferry," said Ada Okafor.
""",
    "notes/undated.txt": """date 2022-13-45 A story without a day

Nobody knows when the lighthouse was painted.
""",
}


class Library:
    """A folder of stories with its index, and short ways to change and to ask it.

    An update that rebuilds without being asked to fails the test, unless it says that it has `damaged` the index.
    """

    def __init__(self, base: Path) -> None:
        self.root = base / "library"
        self.folder = base / "cache" / "index"
        self.root.mkdir()
        self.damaged = False

    def write(self, key: str, text: str | bytes) -> Path:
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def story(self, key: str, title: str, body: str, date: str = "2020-01-01") -> Path:
        return self.write(key, f"date {date} {title}\n\n{body}\n")

    def remove(self, key: str) -> None:
        (self.root / key).unlink()

    def touch(self, key: str) -> None:
        status = (self.root / key).stat()
        os.utime(self.root / key, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000))

    def update(
        self,
        *,
        rebuild: bool = False,
        corrections: Corrections | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Report:
        report = update(self.root, self.folder, rebuild=rebuild, corrections=corrections or {}, stop=stop)
        assert rebuild or self.damaged or not report.rebuilt, "an update failed, and was mended by a rebuild"
        return report

    def catalog(self) -> Catalog:
        return Catalog.load(self.folder)

    def keys(self) -> list[str]:
        return [row.key for row in self.catalog().rows]

    def results(self, query: str, **options: object) -> Results:
        index = Index.open(self.folder)
        try:
            return index.search(parse(query), **options)  # type: ignore[arg-type]
        finally:
            index.close()

    def found(self, query: str, **options: object) -> list[str]:
        return [hit.row.key for hit in self.results(query, **options).hits]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


@pytest.fixture
def town(library: Library) -> Library:
    for key, text in STORIES.items():
        library.write(key, text)
    library.update()
    return library
