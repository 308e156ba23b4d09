"""Whether an index can be trusted and opened, and whether it is in line with its library; nothing is changed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tui_reader.article.limits import Limits
from tui_reader.index import build, changes, store
from tui_reader.index.catalog import Catalog
from tui_reader.index.engine import never
from tui_reader.index.ledger import Ledger
from tui_reader.index.query import parse
from tui_reader.index.search import Index
from tui_reader.index.store import IndexUnusable

_ANY_WORD = "the"

State = Literal["none", "refused", "damaged", "outdated", "behind", "well"]


@dataclass(frozen=True, slots=True)
class Health:
    """How an index is, and what is to be told of that in half a sentence; `stories` is how many it has."""

    state: State
    said: str
    stories: int = 0


def examine(root: Path, folder: Path, limits: Limits) -> Health:
    """Look at the index in `folder` of the library at `root`.

    Raises:
        ArticleError: the library cannot be listed.
    """
    if not store.exists(folder):
        return Health("none", "there is none yet; it is made when the library is opened")
    try:
        store.check_owner(folder)
        pointer = store.current(folder)
        if pointer is None or pointer.made_by != build.made_by(limits):
            return Health("outdated", "another version of the program made it, or other sizes of files")
        store.check_files(folder / pointer.name)
    except IndexUnusable as error:
        return Health("refused", f"it is not the user's alone: {str(error).rstrip('.')}")
    try:
        index = Index.open(folder)
        try:
            index.search(parse(_ANY_WORD), limit=1)
        finally:
            index.close()
    except IndexUnusable as error:
        return Health("damaged", str(error).rstrip("."))
    rows = {row.id: row for row in Catalog.load(folder).rows}
    found = changes.compare(root, rows, Ledger(folder / pointer.name), lambda _: None, never)
    waiting = len(found.to_read) + len(found.gone) if found else 0
    if waiting:
        return Health("behind", f"{waiting:,} of its {len(rows):,} stories have changed since", len(rows))
    return Health("well", f"{len(rows):,} stories, as in the folder", len(rows))
