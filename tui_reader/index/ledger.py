"""Files that could not be read, or only in part, remembered so that they are not tried again until they change."""

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui_reader.index import store

_NAME = "problems.json"


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
