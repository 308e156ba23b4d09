"""What changed in a library since its index was written, told from names, sizes and times alone."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.article.folder import FileEntry, Problem, article_id, key_of, walk
from tui_reader.index.ledger import Ledger
from tui_reader.index.model import Row

_DATE = re.compile(rb"\b(\d{4}-\d\d-\d\d)\b")
_OPENING = 1024
_STEP = 512


@dataclass(slots=True)
class Changes:
    """`to_read` are new and changed files; `gone` ids of articles that are no more; `problems` what cannot be listed."""

    to_read: list[FileEntry] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen to change: files by key, None for those that are gone, and all that cannot be listed."""

    files: Mapping[str, FileEntry | None]
    problems: tuple[Problem, ...] = ()


def compare(
    root: Path,
    rows: Mapping[str, Row],
    ledger: Ledger,
    looking: Callable[[int], None],
    stop: Callable[[], bool],
) -> Changes | None:
    """Walk the library; None when `stop` said so. The ledger forgets files that are gone.

    Articles in a folder that cannot be listed just now are not gone.

    Raises:
        ArticleError: the library itself cannot be listed.
    """
    found = Changes()
    missing = {row.key: row for row in rows.values()}
    keys: set[str] = set()
    for number, entry in enumerate(walk(root)):
        if isinstance(entry, Problem):
            found.problems.append(entry)
            continue
        keys.add(entry.key)
        row = missing.pop(entry.key, None)
        if row is not None and (row.size, row.mtime_ns) == (entry.size, entry.mtime_ns):
            found.unchanged += 1
        elif not _is_known_to_be_bad(entry, ledger):
            found.to_read.append(entry)
        if number % _STEP == 0:
            looking(number)
            if stop():
                return None
    unseen = tuple(_below(problem, root) for problem in found.problems)
    for row in missing.values():
        if row.key.startswith(unseen):
            found.unchanged += 1
        else:
            found.gone.add(row.id)
    ledger.keep_only(keys)
    return found


def among(seen: Seen, rows: Mapping[str, Row], ledger: Ledger) -> Changes:
    """The same for what was seen to change alone; no file is looked at."""
    found = Changes(unchanged=len(rows), problems=list(seen.problems))
    for key, entry in seen.files.items():
        row = rows.get(article_id(key))
        if entry is None:
            ledger.clear(key)
            if row is not None:
                found.gone.add(row.id)
                found.unchanged -= 1
        elif row is not None and (row.size, row.mtime_ns) == (entry.size, entry.mtime_ns):
            continue
        elif not _is_known_to_be_bad(entry, ledger):
            found.to_read.append(entry)
            found.unchanged -= row is not None
    return found


def revise(found: Changes, root: Path, rows: Mapping[str, Row], articles: AbstractSet[str]) -> None:
    """Have these articles read again though their files are as before, because the user put something right."""
    waiting = {entry.id for entry in found.to_read} | found.gone
    for row in (rows[article] for article in sorted(articles - waiting) if article in rows):
        found.to_read.append(FileEntry(row.key, str(root / row.key), row.size, row.mtime_ns))
        found.unchanged -= 1


def _is_known_to_be_bad(entry: FileEntry, ledger: Ledger) -> bool:
    trouble = ledger.get(entry.key)
    return trouble is not None and (trouble.size, trouble.mtime_ns) == (entry.size, entry.mtime_ns)


def _below(problem: Problem, root: Path) -> str:
    """What the keys below a folder that cannot be listed begin with."""
    return f"{key_of(problem.path, root)}/"


def newest_first(
    entries: Iterable[FileEntry], looking: Callable[[int], None], stop: Callable[[], bool]
) -> list[FileEntry]:
    """The files in the order of the dates that stand at their beginnings, the newest first."""
    dated: list[tuple[bytes, FileEntry]] = []
    for number, entry in enumerate(entries):
        if number % _STEP == 0:
            looking(number)
            if stop():
                break
        dated.append((_opening_date(entry.file), entry))
    dated.sort(key=lambda pair: pair[1].key)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in dated]


def _opening_date(file: str) -> bytes:
    """The first date in the first lines, only to put files in order."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return b""
    try:
        match = _DATE.search(os.read(handle, _OPENING))
    except OSError:
        return b""
    finally:
        os.close(handle)
    return match[1] if match else b""
