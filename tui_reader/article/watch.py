"""What changes in a folder of stories while it is open, found by looking at times and sizes; nothing is read.

A folder's own time tells that files in it were added, removed, or replaced by renaming. Files that are written in
place leave it as it is: those are found by a scan that goes round and round, a few files at a time.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.article.folder import FileEntry, Problem, cannot_open, is_story, key_of, look_at

_UNSETTLED_NS = 2_500_000_000
"""File systems tell times in steps of up to two seconds: a folder that changed just now may change unseen."""

_AT_ONCE = 50
SCAN_SECONDS = 0.005
"""Processor time of the scan at each look: half a hundredth, when it is looked every second."""

Found = dict[str, FileEntry | None]
"""Files that are new or changed by key, None for those that are gone."""

_Stamp = tuple[int, int]


@dataclass(slots=True)
class _Folder:
    path: str
    mtime_ns: int = -1
    settled: bool = False
    files: dict[str, _Stamp] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class Watch:
    """Knows every story's file below `root`, and at each `look` what has changed since the one before.

    `lost` says why the root itself cannot be listed; what was there counts as there until it can be again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[str, _Folder] = {}
        self.lost: Problem | None = None
        self._enter("", {})
        self._round = self._go_round()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be listed just now."""
        return tuple(problem for folder in self._folders.values() for problem in folder.problems)

    def look(self) -> Found:
        """What changed: whole folders by their times, and a few files by their own."""
        found: Found = {}
        for prefix, folder in list(self._folders.items()):
            if prefix not in self._folders:
                continue
            try:
                if folder.settled and os.stat(folder.path).st_mtime_ns == folder.mtime_ns:  # noqa: PTH116  quick
                    continue
            except OSError:
                folder.settled = False
            self._scan(prefix, found)
            if self.lost is not None:
                return found
        until = time.thread_time() + SCAN_SECONDS
        for number, key in enumerate(self._round):
            self._look_at_file(key, found)
            if number % _AT_ONCE == 0 and time.thread_time() > until:
                break
        else:
            self._round = self._go_round()
        return found

    def look_at(self, path: Path) -> Found:
        """Whether one file changed, whose path lies below the root."""
        found: Found = {}
        key = key_of(path, self._root)
        prefix, _, name = key.rpartition("/")
        prefix = f"{prefix}/" if prefix else ""
        folder = self._folders.get(prefix)
        if folder is not None and is_story(name):
            if name in folder.files:
                self._look_at_file(key, found)
            else:
                self._scan(prefix, found)
        return found

    def _enter(self, prefix: str, found: Found) -> None:
        self._folders[prefix] = _Folder(os.path.join(self._root, prefix))  # noqa: PTH118  quick
        self._scan(prefix, found)

    def _leave(self, prefix: str, found: Found) -> None:
        folder = self._folders.pop(prefix, None)
        if folder is not None:
            found.update((prefix + name, None) for name in folder.files)
            for below in folder.folders:
                self._leave(below, found)

    def _scan(self, prefix: str, found: Found) -> None:
        """List a folder anew; one that cannot be listed stays as it was."""
        folder = self._folders[prefix]
        now = _Folder(folder.path)
        try:
            now.mtime_ns = os.stat(folder.path).st_mtime_ns  # noqa: PTH116  quick
            now.settled = abs(time.time_ns() - now.mtime_ns) > _UNSETTLED_NS
            with os.scandir(folder.path) as entries:
                for entry in entries:
                    seen = look_at(entry, prefix)
                    if isinstance(seen, str):
                        now.folders.add(seen)
                    elif isinstance(seen, Problem):
                        now.problems.append(seen)
                    elif seen is not None:
                        now.files[entry.name] = stamp = (seen.size, seen.mtime_ns)
                        if folder.files.get(entry.name) != stamp:
                            found[seen.key] = seen
        except OSError as error:
            folder.problems = [cannot_open(folder.path, error)]
            if not prefix:
                self.lost = folder.problems[0]
            return
        if not prefix:
            self.lost = None
        found.update((prefix + name, None) for name in folder.files.keys() - now.files.keys())
        self._folders[prefix] = now
        for below in now.folders - folder.folders:
            self._enter(below, found)
        for below in folder.folders - now.folders:
            self._leave(below, found)

    def _look_at_file(self, key: str, found: Found) -> None:
        prefix, _, name = key.rpartition("/")
        prefix = f"{prefix}/" if prefix else ""
        folder = self._folders.get(prefix)
        if folder is None or name not in folder.files:
            return
        file = os.path.join(folder.path, name)  # noqa: PTH118  quick
        try:
            status = os.lstat(file)
        except OSError:
            return  # its folder's time tells when it is gone
        stamp = (status.st_size, status.st_mtime_ns)
        if folder.files[name] != stamp:
            folder.files[name] = stamp
            found[key] = FileEntry(key, file, *stamp)

    def _go_round(self) -> Iterator[str]:
        """The keys of all files, as they are when their folder's turn comes."""
        for prefix in list(self._folders):
            folder = self._folders.get(prefix)
            for name in list(folder.files) if folder else ():
                yield prefix + name
