"""What changed in a library since its index was written, told from names, sizes and times alone."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.article.folder import FileEntry, Problem, key_of, walk
from tui_reader.index.ledger import Ledger
from tui_reader.index.model import Row

_DATE = re.compile(rb"\b(\d{4}-\d\d-\d\d)\b")
_OPENING = 1024
_STEP = 512


@dataclass(slots=True)
class Changes:
    """`to_read` are new and changed files; `gone` ids of articles that are no more; `keys` every file there is."""

    to_read: list[FileEntry] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, FileEntry] = field(default_factory=dict)


def compare(
    root: Path,
    rows: Mapping[str, Row],
    ledger: Ledger,
    looking: Callable[[int], None],
    stop: Callable[[], bool],
) -> Changes | None:
    """Walk the library; None when `stop` said so.

    Articles in a folder that cannot be listed just now are not gone.

    Raises:
        ArticleError: the library itself cannot be listed.
    """
    found = Changes()
    for number, entry in enumerate(walk(root)):
        if isinstance(entry, Problem):
            found.problems.append(entry)
            continue
        found.keys[entry.key] = entry
        row = rows.get(entry.id)
        if row is not None and (row.size, row.mtime_ns) == (entry.size, entry.mtime_ns):
            found.unchanged += 1
        elif not _is_known_to_be_bad(entry, ledger):
            found.to_read.append(entry)
        if number % _STEP == 0:
            looking(number)
            if stop():
                return None
    unseen = tuple(_below(problem, root) for problem in found.problems)
    for row in rows.values():
        if row.key not in found.keys:
            if row.key.startswith(unseen):
                found.unchanged += 1
            else:
                found.gone.add(row.id)
    return found


def revise(found: Changes, articles: AbstractSet[str]) -> None:
    """Have these articles read again though their files are as before, because the user put something right."""
    waiting = {entry.key for entry in found.to_read}
    for entry in found.keys.values():
        if entry.id in articles and entry.key not in waiting:
            found.to_read.append(entry)
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
        dated.append((_opening_date(entry.path), entry))
    dated.sort(key=lambda pair: pair[1].key)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in dated]


def _opening_date(path: Path) -> bytes:
    """The first date in the first lines, only to put files in order."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            match = _DATE.search(file.read(_OPENING))
    except OSError:
        return b""
    return match[1] if match else b""
