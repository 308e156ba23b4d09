"""Which stories of a library are in a view or in a state, as the user's shelf has it now."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui_reader.index.model import Chosen
from tui_reader.shelf.database import Database
from tui_reader.shelf.marks import paths_of

if TYPE_CHECKING:
    from tui_reader.index.query import Query

View = Literal["all", "unread", "bookmarked", "hidden"]
VIEWS: tuple[View, ...] = ("all", "unread", "bookmarked", "hidden")
_KEPT = 8


class Views:
    """The views of one library, by the keys of its stories. May be asked from any thread.

    Raises:
        ShelfError: in each method that asks the shelf, which cannot be read.
    """

    def __init__(self, shelf: Database, root: Path) -> None:
        self._shelf = shelf
        self._inside = str(root).rstrip(os.sep) + os.sep
        self._known: dict[str, tuple[tuple[int, int], frozenset[str]]] = {}

    def path_of(self, key: str) -> str:
        """The path by which the marks know a story."""
        return self._inside + (key if os.sep == "/" else key.replace("/", os.sep))

    def of(self, query: "Query", view: View) -> Chosen | None:
        """The stories of a view; None for all. Hidden ones are in no view but their own, unless the query asks for them."""
        from tui_reader.index.query import states  # noqa: PLC0415  not needed for the first frame

        hidden_too = view == "hidden" or "hidden" in states(query)
        left_out = frozenset() if hidden_too else self.marked("hidden")
        if view == "all":
            return Chosen(left_out, others=True) if left_out else None
        chosen = self.in_state(view)
        keys = chosen.keys | left_out if chosen.others else chosen.keys - left_out
        return Chosen(keys, others=chosen.others)

    def in_state(self, state: str) -> Chosen:
        """The stories in a state of the query language: "read", "unread", "bookmarked", "hidden", a tag."""
        return Chosen(self.marked("read"), others=True) if state == "unread" else Chosen(self.marked(state))

    def marked(self, state: str) -> frozenset[str]:
        """The stories that the shelf has in a state; read when the shelf has changed."""
        version = self._shelf.version()
        known = self._known.get(state)
        if known is None or known[0] != version:
            paths = (path for path in paths_of(self._shelf, state) if path.startswith(self._inside))
            keys = frozenset(path[len(self._inside) :].replace(os.sep, "/") for path in paths)
            if len(self._known) > _KEPT:
                self._known.clear()
            known = self._known[state] = version, keys
        return known[1]
