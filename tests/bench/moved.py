"""Read marks that follow a moved library, or a renamed folder: how long a write of another program waits meanwhile."""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.table import Figure, milliseconds, show
from tui_reader.article.folder import article_id, key_of, read_article
from tui_reader.article.limits import Limits
from tui_reader.shelf import following, libraries, progress
from tui_reader.shelf.database import Database
from tui_reader.shelf.following import Followed, Story

COUNT = 20_000
_A_FOLDER = 1_000
_WRITER = """
import sys, time
from pathlib import Path
from tui_reader.shelf import state
from tui_reader.shelf.database import Database

shelf, over = Database(Path(sys.argv[1])), Path(sys.argv[2])
state.remember(shelf, {"number": "0"})
print("ready", flush=True)
longest, number = 0.0, 0
while not over.exists():
    before = time.perf_counter()
    state.remember(shelf, {"number": str(number)})
    longest = max(longest, time.perf_counter() - before)
    number += 1
    time.sleep(0.005)
print(longest, number)
"""


def main(argv: list[str]) -> None:
    """Mark stories read, move them, and have their marks follow."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench moved", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=COUNT, help="how many read marks")
    count = parser.parse_args(argv).count
    with tempfile.TemporaryDirectory() as folder:
        root, shelf = Path(folder, "news"), Path(folder, "home", "shelf.sqlite3")
        stories = _make(root, count)
        with contextlib.closing(Database(shelf)) as database:
            read = [progress.Unread(story.path, story.article, story.content_hash) for story in stories]
            progress.set_all_read(database, root, read)
        moved = root.rename(root.with_name("moved"))
        stories = [_at(story, root, moved) for story in stories]
        show(
            [
                *_figures("moved library", shelf, lambda opened: following.settle(opened, moved, Limits())),
                *_renamed(shelf, moved, stories),
            ]
        )


def _renamed(shelf: Path, library: Path, stories: list[Story]) -> Iterator[Figure]:
    with contextlib.closing(Database(shelf)) as database:
        libraries.keep(database, library)
    (library / "in").rename(library / "elsewhere")
    stories = [_at(story, library / "in", library / "elsewhere", library) for story in stories]
    yield from _figures("renamed folder", shelf, lambda opened: following.follow_all(opened, stories))


def _make(root: Path, count: int) -> list[Story]:
    """A library all of whose stories lie in one folder of it."""
    found = []
    for number in range(count):
        path = root / "in" / str(number // _A_FOLDER) / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"date 2024-01-01 Lamp {number} lit\n\nNobody slept.\n", "utf-8")
        found.append(Story.of(read_article(path, root), root))
    return found


def _at(story: Story, old: Path, new: Path, library: Path | None = None) -> Story:
    """A story whose folder has another name now."""
    library, path = library or new, new / Path(story.path).relative_to(old)
    return Story(str(path), str(library), article_id(key_of(path, library)), story.content_hash)


def _figures(name: str, shelf: Path, follow: Callable[[Database], Followed | None]) -> Iterator[Figure]:
    over = shelf.with_name("over")
    over.unlink(missing_ok=True)
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(shelf), str(over)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    with contextlib.closing(Database(shelf)) as database:
        before, used = time.perf_counter(), time.process_time()
        followed = follow(database) or Followed()
        spent, used = time.perf_counter() - before, time.process_time() - used
    over.touch()
    longest, written = writer.communicate()[0].split()
    yield Figure(f"{name}: {followed.stories:,} stories followed in", milliseconds(spent))
    yield Figure(f"{name}: processor time", milliseconds(used))
    yield Figure(f"{name}: longest of {int(written):,} writes of another", milliseconds(float(longest)))
