"""`python -m tests.bench index [N]`: the index of N stories (10,000) against a bare Whoosh writer, in one run.

Options: `--library FOLDER` measures that library instead of a made one, `--no-analysis` leaves names and quotes
out, `--keep FOLDER` leaves the index there.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tui_reader.analysis.model import Analysis
from tui_reader.article.folder import FileEntry, read_article, walk

QUERIES = (
    "clinton tax",
    "supreme court justice",
    "prime minister resigns",
    '"police said" attack',
    "climate change summit",
    "olympic gold medal",
    "trump OR sanders",
    "title:election",
    "said:reform",
    "person:obama health",
    "market shares fell",
    "earthquake after:2015",
    "school -university",
    "hong kong protests",
    "bank interest rates",
    "vaccine trial results",
    "football world cup",
    "the president of the",
    "speaker:clinton",
    "space station launch",
    "refugees border crossing",
    "oil prices rose",
    "immigration law",
    "internet privacy",
)
BARE_SAMPLE = 2000


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench index", description=__doc__)
    parser.add_argument("stories", nargs="?", type=int, default=10_000)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--no-analysis", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as scratch:
        root = options.library or _made(options.stories, Path(scratch))
        folder = options.keep or Path(scratch) / "index"
        if options.no_analysis:
            _without_analysis()
        _build(root, folder, Path(scratch) / "bare")
        _reading(folder)
        _typing(folder)
    return 0


def _made(stories: int, scratch: Path) -> Path:
    shared = Path(__file__).parents[3] / "shared" / "bench" / "make_library.py"
    root = scratch / "library"
    subprocess.run([sys.executable, shared, str(stories), root], check=True, stdout=subprocess.DEVNULL)
    return root


def _without_analysis() -> None:
    from tui_reader.index import build

    setattr(build, "analyze", lambda _: Analysis())  # noqa: B010  the name is imported there, not exported


def _build(root: Path, folder: Path, bare: Path) -> None:
    from tui_reader.index.build import update

    began = time.process_time()
    report = update(root, folder)
    build = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    entries = sorted(
        (entry for entry in walk(root) if isinstance(entry, FileEntry)), key=lambda entry: entry.key
    )
    sample = entries[:: max(len(entries) // BARE_SAMPLE, 1)]
    letters, alone = _bare_writer(sample, root, bare)
    began = time.perf_counter()
    update(root, folder)
    again = time.perf_counter() - began
    per_story = build / max(report.added, 1)
    print(f"stories                      {report.added:10,}   problems {len(report.problems)}")
    print(f"build ÷ bare Whoosh writer   {per_story / (alone / len(sample)):10.2f}   (CPU, one process each)")
    print(f"build                        {1 / per_story:10.0f}   stories a CPU second")
    print(
        f"                             {letters / len(sample) / per_story:10,.0f}   characters a CPU second"
    )
    print(f"build, memory                {peak:10.0f}   MB at most")
    print(f"nothing changed              {again * 1000:10.0f}   ms")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"index ÷ stories on disk      {size / max(sum(entry.size for entry in entries), 1):10.2f}")


def _bare_writer(sample: list[FileEntry], root: Path, folder: Path) -> tuple[int, float]:
    """Characters, and CPU seconds of Whoosh's own writer for the same text with its default settings."""
    from whoosh import fields, index

    folder.mkdir()
    schema = fields.Schema(
        id=fields.ID(stored=True, unique=True), date=fields.STORED, title=fields.STORED, body=fields.TEXT
    )
    articles = [read_article(entry.path, root) for entry in sample]
    began = time.process_time()
    writer = index.create_in(str(folder), schema).writer()
    for article in articles:
        writer.add_document(id=article.id, date=str(article.date), title=article.title, body=article.text)
    writer.commit()
    return sum(len(article.text) for article in articles), time.process_time() - began


READING = """
import resource, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
def ms(call, times):
    best = []
    for _ in range(times):
        began = time.perf_counter(); call(); best.append((time.perf_counter() - began) * 1000)
    return best
began = time.perf_counter()
from tui_reader.index.catalog import Catalog
print("import the list", (time.perf_counter() - began) * 1000)
first = ms(lambda: Catalog.head(folder, 60), 20)
print("first 60 rows", sorted(first)[10])
print("all rows", sorted(ms(lambda: Catalog.load(folder), 5))[2])
began = time.perf_counter()
from tui_reader.index.search import Index
print("import Whoosh", (time.perf_counter() - began) * 1000)
times = ms(lambda: Index.open(folder).close(), 9)
print("open, first", times[0])
print("open", sorted(times)[4])
"""


def _reading(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", READING, folder], check=True, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        what, figure = line.rsplit(" ", 1)
        print(f"{what:28} {float(figure):10.1f}   ms")


def _typing(folder: Path) -> None:
    """Every prefix of every query, as somebody types it, and every query at rest."""
    from tui_reader.index.query import parse
    from tui_reader.index.search import Index

    index = Index.open(folder)
    typed = list(_timed(index, [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]))
    print(f"typed key, p50 / p99 / most  {_spread(typed)}   ms, {len(typed)} keys")
    index.close()
    index = Index.open(folder)
    ranked = []
    for query in QUERIES:
        began = time.perf_counter()
        index.search(parse(query))
        ranked.append((time.perf_counter() - began) * 1000)
    print(f"ranked, p50 / p99 / most     {_spread(ranked)}   ms, {len(ranked)} queries")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of this process       {peak:10.0f}   MB at most")
    index.close()


def _timed(index: object, texts: list[str]) -> Iterator[float]:
    from tui_reader.index.query import parse
    from tui_reader.index.search import Index

    assert isinstance(index, Index)
    for text in texts:
        began = time.perf_counter()
        index.search(parse(text), order="date", prefix_last=True, budget=0.05)
        yield (time.perf_counter() - began) * 1000


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    last = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    return f"{statistics.median(ordered):.1f} / {last:.1f} / {ordered[-1]:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
