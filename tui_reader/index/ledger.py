"""What an index remembers of its articles beside their rows.

Files that could not be read, or only in part, are not tried again until they change; articles are indexed again when
the user's corrections of them are no longer the ones that they were indexed with.
"""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui_reader.analysis.corrections import Correction, record
from tui_reader.digests import digest
from tui_reader.index import store

_NAME = "problems.json"
_REVISED = "corrected.json"

Corrections = Mapping[str, Sequence[Correction]]
"""What the user put right in articles, by their ids."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file's size (bytes) and time when it was tried, and why it failed."""

    size: int
    mtime_ns: int
    reason: str


class Ledger:
    """The troubles of one index, by the file's key."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._changed = False
        self._troubles: dict[str, Trouble] = {}
        try:
            said = json.loads(self._path.read_bytes())
            self._troubles = {
                str(key): Trouble(int(s), int(m), str(why)) for key, (s, m, why) in said.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            self._troubles = {}

    def __iter__(self) -> Iterator[tuple[str, Trouble]]:
        return iter(sorted(self._troubles.items()))

    def get(self, key: str) -> Trouble | None:
        """What is known of this file."""
        return self._troubles.get(key)

    def put(self, key: str, trouble: Trouble) -> None:
        """Remember that this file failed."""
        self._troubles[key] = trouble
        self._changed = True

    def clear(self, key: str) -> None:
        """Forget what was known of this file."""
        self._changed = self._troubles.pop(key, None) is not None or self._changed

    def keep_only(self, keys: Container[str]) -> None:
        """Forget files that are gone."""
        for key in [key for key in self._troubles if key not in keys]:
            self.clear(key)

    def save(self) -> None:
        """Write what changed."""
        if self._changed:
            said = {key: (t.size, t.mtime_ns, t.reason) for key, t in sorted(self._troubles.items())}
            store.write_atomically(self._path, json.dumps(said).encode("ascii"))
            self._changed = False


class Revisions:
    """With which corrections each article of one index was indexed, as digests by id; none for most.

    Where nothing is known of the `corrections` that hold now (None), no article is stale.
    """

    def __init__(self, folder: Path, corrections: Corrections | None) -> None:
        self._path = folder / _REVISED
        self._told = corrections is not None
        self._wanted = {article: _digest(each) for article, each in (corrections or {}).items() if each}
        try:
            said = json.loads(self._path.read_bytes())
            self._known = {str(article): str(digest) for article, digest in said.items()}
        except (OSError, ValueError, AttributeError):
            self._known = {}
        self._saved = dict(self._known)

    def stale(self) -> set[str]:
        """The ids of articles that were indexed with other corrections than the ones that hold now."""
        if not self._told:
            return set()
        ids = self._known.keys() | self._wanted.keys()
        return {article for article in ids if self._known.get(article) != self._wanted.get(article)}

    def indexed(self, article: str) -> None:
        """The article has been indexed with the corrections that hold now."""
        self._known.pop(article, None)
        if article in self._wanted:
            self._known[article] = self._wanted[article]

    def save(self) -> None:
        """Write what changed."""
        if self._known != self._saved:
            store.write_atomically(self._path, json.dumps(dict(sorted(self._known.items()))).encode("ascii"))
            self._saved = dict(self._known)


def _digest(corrections: Sequence[Correction]) -> str:
    said = json.dumps([record(each) for each in corrections], sort_keys=True)
    return digest(said.encode("ascii"))[:16]
