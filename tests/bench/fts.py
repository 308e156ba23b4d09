"""The same stories in SQLite's FTS5, with the same fields: what searching is measured beside."""

import multiprocessing
import os
import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tui_reader.analysis.pipeline import analyze
from tui_reader.article.folder import FileEntry, read_article, walk
from tui_reader.article.model import ArticleError
from tui_reader.index.build import analysis_fingerprint

_FIELDS = ("title", "text", "person", "org", "place", "speaker", "said", "source")
_TERM = re.compile(r'(-?)(?:(\w+):)?("[^"]*"?|\S+)')
_LONG_WORD = re.compile(r"[a-z]{5,}")
Record = tuple[str, list[str], list[tuple[str, str]]]


def database(library: Path, folder: Path) -> sqlite3.Connection:
    """The database of a library, made where it is not in `folder` yet: table `stories`, the newest last.

    Table `pairs` holds names and a word that the person has said, one from each story that has any.
    """
    path = folder / f"fts-{library.name}-{analysis_fingerprint()}.db"
    if not path.exists():
        unfinished = path.with_suffix(f".{os.getpid()}")
        _fill(unfinished, library)
        unfinished.rename(path)
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def _fill(path: Path, library: Path) -> None:
    entries = [str(entry.path) for entry in walk(library) if isinstance(entry, FileEntry)]
    made = sqlite3.connect(path)
    made.execute(f"CREATE VIRTUAL TABLE stories USING fts5({', '.join(_FIELDS)}, prefix='2 3')")
    made.execute("CREATE TABLE pairs (speaker, said)")
    with multiprocessing.get_context("spawn").Pool() as pool:
        records = [record for record in pool.imap(_record, entries, 64) if record is not None]
    for _, fields, pairs in sorted(records, key=lambda record: record[0]):
        made.execute("INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?)", fields)
        made.executemany("INSERT INTO pairs VALUES (?, ?)", pairs)
    made.execute("INSERT INTO stories(stories) VALUES ('optimize')")
    made.commit()
    made.close()


def _record(file: str) -> Record | None:
    try:
        article = read_article(Path(file))
    except ArticleError:
        return None
    analysis = analyze(article.text)
    names: dict[str, list[str]] = {"person": [], "organization": [], "place": []}
    for each in analysis.entities:
        names[each.type] += [each.name, *each.aliases]
    speakers, said, pairs = [], [], []
    for quote in analysis.quotes:
        words = article.text[quote.start : quote.end]
        said.append(words)
        entity = analysis.by_id.get(quote.speaker or "")
        if entity is not None:
            speakers += [entity.name, *entity.aliases]
            longest = max(_LONG_WORD.findall(words), key=len, default="")
            name = entity.name.split()[-1].lower()
            if longest and name.isalpha() and name.isascii():
                pairs.append((name, longest))
    lists = (names["person"], names["organization"], names["place"], speakers, said)
    fields = [article.title, article.text, *("\n".join(parts) for parts in lists), article.source]
    return article.date.isoformat() if article.date else "", fields, pairs[:1]


def expression(query: str, *, prefix_last: bool) -> str:
    """A query of ours in FTS5's language; with `prefix_last` the last word is only the beginning of one."""
    parts: list[str] = []
    negative: list[str] = []
    either = False
    terms = list(_TERM.finditer(query))
    for number, term in enumerate(terms):
        minus, field, words = term.groups()
        if words == "OR":
            either = bool(parts)
            continue
        bare = " ".join(re.findall(r"\w+", words))
        if not bare or field in ("before", "after", "date"):
            continue
        written = f'"{bare}"'
        if prefix_last and number == len(terms) - 1 and words[-1] not in '"*:':
            written += "*"
        if field in _FIELDS:
            written = f"{field}: {written}"
        if minus:
            negative.append(written)
        elif either:
            parts[-1] = f"({parts[-1]} OR {written})"
            either = False
        else:
            parts.append(written)
    found = " AND ".join(parts)
    return found + "".join(f" NOT {written}" for written in negative) if found else ""


def newest(made: sqlite3.Connection, wanted: str) -> list[int]:
    """The newest fifty stories that match."""
    found = made.execute(
        "SELECT rowid FROM stories WHERE stories MATCH ? ORDER BY rowid DESC LIMIT 50", (wanted,)
    )
    return [row[0] for row in found]


def common_words(made: sqlite3.Connection, skip: int, count: int) -> list[str]:
    """Words of four letters and more in the order of how many stories have them, but for the first `skip`."""
    memory = sqlite3.connect(":memory:")
    memory.execute("ATTACH ? AS library", (made.execute("PRAGMA database_list").fetchone()[2],))
    memory.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('library', 'stories', 'row')")
    rows = memory.execute(
        "SELECT term FROM temp.words WHERE length(term) > 3 ORDER BY doc DESC LIMIT ?", (skip + count,)
    )
    words = [row[0] for row in rows][skip:]
    memory.close()
    return words


def pairs(made: sqlite3.Connection, count: int) -> Iterator[tuple[str, str]]:
    """People and a word that each has said, spread over all stories."""
    total = made.execute("SELECT count(*) FROM pairs").fetchone()[0]
    step = max(total // count, 1)
    rows = made.execute("SELECT speaker, said FROM pairs WHERE rowid % ? = 0", (step,))
    yield from islice(rows, count)
