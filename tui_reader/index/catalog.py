"""The list of articles as the index knows it, without opening the index: for the first screen and every list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui_reader.index import snapshot, store
from tui_reader.index.model import Row
from tui_reader.index.rows import Measure, Rows


@dataclass(slots=True)
class Catalog:
    """All articles, newest first; `generation` changes whenever the list may have changed, empty without an index."""

    rows: Sequence[Row] = field(default_factory=list)
    generation: str = ""

    @classmethod
    def load(cls, folder: Path, measure: Measure = len) -> "Catalog":
        """Every row of the index in `folder`; empty when there is none. `measure` says how wide a headline is."""
        pointer = _pointer(folder)
        if pointer is None:
            return cls()
        number = snapshot.generation(folder / pointer.name)
        return cls(Rows.load(folder / pointer.name, measure), f"{pointer.name}.{number}")

    @staticmethod
    def head(folder: Path, n: int) -> list[Row]:
        """The first `n` rows, without reading the others."""
        pointer = _pointer(folder)
        return snapshot.load(folder / pointer.name, n) if pointer else []

    @staticmethod
    def count(folder: Path) -> int | None:
        """How many rows there are, without reading them; None without an index."""
        pointer = _pointer(folder)
        told = snapshot.head(folder / pointer.name) if pointer else None
        return int(told["rows"]) if told else None

    @staticmethod
    def latest(folder: Path) -> str:
        """The generation that `load` would give now; empty without an index. Cheap enough to ask often."""
        pointer = _pointer(folder)
        return f"{pointer.name}.{snapshot.generation(folder / pointer.name)}" if pointer else ""


def _pointer(folder: Path) -> store.Pointer | None:
    try:
        store.check_owner(folder)
    except store.IndexUnusable:
        return None
    return store.current(folder)
