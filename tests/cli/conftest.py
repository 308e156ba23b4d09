"""A small library of its own for every test of the command line, and a way to call the command in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tui_reader.__main__ import main

FERRY = """ date 2023-04-18 Council votes to reopen the ferry landing

The council of Saltmere voted on Tuesday to reopen the ferry landing.

"The landing is safe again," said Ada Quill, the harbour master. "Boats will call from Friday."

Tomas Berg, who runs the ferry, was not there.
"""
MILL = """---
title: Mill to close after a century
date: 2022-11-03
source: Saltmere Post
---

The paper mill at Orrin will close in spring, its owner Orrin Paper said.

“We have run out of orders,” Ada Quill told the council.
"""
UNDATED = "A note without a date\n\nNobody knows who wrote this about the ferry.\n"


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout; every line is one, in ASCII."""
        assert self.out.isascii()
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        """The only JSON object on stdout."""
        (record,) = self.records
        return record


Run = Callable[..., Answer]


@pytest.fixture
def library(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three stories, one of them in a sub-folder; the library of the environment."""
    root = tmp_path / "stories"
    (root / "2022").mkdir(parents=True)
    (root / "ferry.txt").write_text(FERRY, "utf-8")
    (root / "2022" / "mill.md").write_text(MILL, "utf-8")
    (root / "note.txt").write_text(UNDATED, "utf-8")
    monkeypatch.setenv("TUI_READER_LIBRARY", str(root))
    assert not home.exists()
    return root


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command in this process; its home is the test's own."""
    del home

    def call(*words: object) -> Answer:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call
