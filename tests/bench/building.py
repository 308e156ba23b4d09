"""How long an index takes to be made, and how soon a change of the folder can be found."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import material
from tests.bench.table import Figure, milliseconds
from tui_reader.index.model import Report
from tui_reader.index.query import parse
from tui_reader.library import Library, LibraryError

_BUILD = """
import json, resource, sys, time
from pathlib import Path
from tui_reader.index.build import update
began = time.perf_counter()
first = []
def tell(progress):
    if not first and progress.done:
        first.append(time.perf_counter() - began)
report = update(Path(sys.argv[1]), Path(sys.argv[2]), on_progress=tell)
wall = time.perf_counter() - began
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "wall": wall, "cpu": sum(u.ru_utime + u.ru_stime for u in (own, others)), "added": report.added,
    "memory": max(own.ru_maxrss, others.ru_maxrss) * 1024, "problems": len(report.problems),
}))
"""
_BARE = """
import json, sys, time
from pathlib import Path
from whoosh import fields, index
from tui_reader.article.folder import FileEntry, read_article, walk
root, folder = map(Path, sys.argv[1:])
folder.mkdir()
entries = sorted((entry for entry in walk(root) if isinstance(entry, FileEntry)), key=lambda entry: entry.key)
stories = [(a.id, str(a.date), a.title, a.text) for a in (read_article(entry.path, root) for entry in entries)]
schema = fields.Schema(
    id=fields.ID(stored=True, unique=True), date=fields.STORED, title=fields.STORED, body=fields.TEXT
)
began, used = time.perf_counter(), time.process_time()
writer = index.create_in(str(folder), schema).writer()
for id, date, title, body in stories:
    writer.add_document(id=id, date=date, title=title, body=body)
writer.commit()
print(json.dumps({"wall": time.perf_counter() - began, "cpu": time.process_time() - used}))
"""
_OPENING = """
import json, sys, time
from pathlib import Path
opened = []
sys.addaudithook(lambda event, found: opened.append(str(found[0])) if event == "open" else None)
from tui_reader.index.build import update
began = time.perf_counter()
report = update(Path(sys.argv[1]), Path(sys.argv[2]))
files = [path for path in opened if path.startswith(sys.argv[1])]
print(json.dumps({"read": len(files), "seconds": time.perf_counter() - began, "unchanged": report.unchanged}))
"""
_CHANGES = 10
_PATIENCE = 30.0


def first_build(library: Path, folder: Path, bare: Path, target: str) -> Iterator[Figure]:
    """From nothing, analysis included, beside Whoosh's own writer for the same text with its default settings."""
    ours = _run(_BUILD, library, folder)
    theirs = _run(_BARE, library, bare)
    what = f"first build of {int(ours['added']):,} stories ÷ bare Whoosh writer"
    ratio = ours["wall"] / theirs["wall"]
    yield Figure(what, f"{ours['wall']:.1f} s", f"Whoosh {theirs['wall']:.1f} s", ratio, target)
    yield Figure(
        "the same, processor time",
        f"{ours['cpu']:.1f} s",
        f"Whoosh {theirs['cpu']:.1f} s",
        ours["cpu"] / theirs["cpu"],
    )
    yield Figure("memory of the largest process while building", f"{ours['memory'] / 1e6:.0f} MB")


def opening(library: Path, folder: Path, target: str) -> Figure:
    """Bringing an index up to date with a folder where nothing has changed."""
    found = _run(_OPENING, library, folder)
    took = f"{milliseconds(found['seconds'])} for {int(found['unchanged']):,}"
    return Figure("opening an unchanged library, files read", f"{int(found['read'])}", took, None, target)


def following(library: Library, target: str) -> Iterator[Figure]:
    """From the moment when a story is on the disk until a search finds it, in a library that is watched."""
    process = library.start_update(watch=True)
    reported = threading.Event()

    def listen() -> None:
        for event in process.events():
            if isinstance(event, Report):
                reported.set()

    thread = threading.Thread(target=listen)
    thread.start()
    reported.wait()
    story = library.root / "watched.txt"
    try:
        times = [_found_after(library, story, f"wordofbench{number}") for number in range(_CHANGES)]
    finally:
        story.unlink(missing_ok=True)
        time.sleep(3.0)
        process.stop()
        thread.join()
    median = sorted(times)[len(times) // 2]
    yield Figure("on disk to findable, median", f"{median:.2f} s", f"most {max(times):.2f} s", None, target)


def _found_after(library: Library, story: Path, word: str) -> float:
    saved = story.with_name(".saving")
    saved.write_text(f"date 2024-01-01 A story that changes\n\nIt says {word} now.\n", "utf-8")
    saved.rename(story)
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        try:
            if library.search(parse(word)).total:
                return time.monotonic() - began
        except LibraryError:
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{word} was never found")


def _run(code: str, *arguments: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=material.CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(material.CHECKOUT)},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
