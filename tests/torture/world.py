"""A small home with a library in one folder, and what it holds: the user's marks, files and index, as lists to compare."""

import contextlib
import io
import json
import os
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tui_reader.__main__ import main
from tui_reader.index import lock, store
from tui_reader.index.search import Index
from tui_reader.paths import HOME_VARIABLE, LIBRARY_VARIABLE, Places, places

WORD = "tide"
_LEFT_BEHIND = re.compile(r"\.(new|tmp|part)$|/part-[0-9a-f]+|\.tui-reader$|\.toc\.|-journal$")
_PEOPLE = "Ada Quill|Tomas Berg|Ines Marlow|Per Lindqvist".split("|")


class Unwell(Exception):  # noqa: N818  it names a state
    """A command failed that should not; the message is what it said."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything below `base`: the library, the home, and the user's own files."""

    base: Path

    @property
    def library(self) -> Path:
        return self.base / "library"

    @property
    def exported(self) -> Path:
        return self.base / "mine" / "bookmarks.jsonl"

    @property
    def places(self) -> Places:
        return places({HOME_VARIABLE: str(self.base / "home")})

    @property
    def index(self) -> Path:
        return self.places.index_of(self.library)

    def begin(self, stories: int) -> None:
        """Make the folders, and a library."""
        self.library.mkdir(parents=True)
        self.exported.parent.mkdir()
        for number in range(stories):
            self.write(number)

    def write(self, number: int, words: str = "") -> Path:
        """Write one story, always the same for the same arguments."""
        person = _PEOPLE[number % len(_PEOPLE)]
        path = self.library / f"{number:03}.txt"
        path.write_text(
            f"date 2021-{number % 12 + 1:02}-{number % 28 + 1:02} Pier {number} opens\n\n"
            f"The {WORD} came in at pier {number} on Monday. {words}\n\n"
            f'"We open gate {number} this week," said {person}. "Nobody has to wait."\n',
            "utf-8",
        )
        return path

    def command(self, *words: object) -> str:
        """Do what a command does, in this process; returns what it printed.

        Raises:
            Unwell: it failed.
        """
        os.environ[HOME_VARIABLE] = str(self.base / "home")
        os.environ[LIBRARY_VARIABLE] = str(self.library)
        os.environ["EDITOR"] = "true"
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([str(word) for word in words])
        if code == 2:
            raise Unwell(f"{' '.join(map(str, words))}: {err.getvalue()[:300]}")
        return out.getvalue()

    def contents(self) -> Counter[str]:
        """What belongs to the user: each mark, each correction, what is remembered, and files, as texts."""
        found: Counter[str] = Counter()
        if self.places.shelf.exists():
            with contextlib.closing(sqlite3.connect(self.places.shelf)) as shelf:
                if shelf.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    found["the shelf is damaged"] += 1
                for table, columns in (
                    ("mark", "kind, path, words, speaker, tags, note, start"),
                    ("correction", "path, said"),
                    ("progress", "path, read, paragraph"),
                    ("state WHERE name NOT LIKE 'followed:%'", "name, value"),
                ):
                    name = table.split()[0]
                    if shelf.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
                        rows = shelf.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608  our own
                        found.update(f"{name} {row}" for row in rows)
        for file in (self.exported, self.places.settings):
            if file.exists():
                found[f"{file.name}: {file.read_text('utf-8')}"] += 1
        return found

    def index_troubles(self) -> list[str]:
        """What is wrong with the index after an update, in words."""
        files = sorted(path.name for path in self.library.iterdir())
        listed = [json.loads(line)["path"] for line in self.command("list", "--json").splitlines()]
        listed = sorted(Path(path).name for path in listed)
        troubles = []
        if listed != files:
            troubles.append(f"{len(files)} stories, {len(listed)} listed, {len(set(listed))} different")
        index = Index.open(self.index)
        try:
            from tui_reader.index.query import parse

            found = index.search(parse(WORD), limit=None)
            if len(found.hits) != len(files) or len({hit.row.id for hit in found.hits}) != len(files):
                troubles.append(f"{len(files)} stories, {len(found.hits)} found")
        finally:
            index.close()
        return troubles

    def left_behind(self) -> list[str]:
        """Temporary files, locks that are held and indexes that nobody uses."""
        found = [
            name
            for path in self.base.rglob("*")
            if _LEFT_BEHIND.search(name := path.relative_to(self.base).as_posix())
        ]
        if lock.is_held(self.index / store.LOCK):
            found.append("the index is locked")
        folders = [path for path in self.index.iterdir() if path.is_dir()] if self.index.is_dir() else []
        return found + ([f"{len(folders)} indexes"] if len(folders) > 1 else [])
