"""How the panes are laid out, remembered for each kind of terminal width."""

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple

from tui_reader.settings import MAX_WIDTH, MIN_WIDTH
from tui_reader.shelf import state

Kind = Literal["narrow", "normal", "wide"]
KINDS: tuple[Kind, ...] = ("narrow", "normal", "wide")
NORMAL, WIDE = 80, 120
"""Widths in cells from which on two and three panes stand side by side."""
LIST_LEAST, LIST_MOST = 24, 80


class Layout(NamedTuple):
    """What the reader has chosen for one kind of width.

    `column` is the story's width at most, `listing` the list's, in cells, 0 for as wide as it is by itself; `cast` says
    whether the cast stands beside the story, None for where there is room for three; `zen` shows the story alone.
    """

    column: int
    listing: int = 0
    cast: bool | None = None
    zen: bool = False

    def with_column(self, width: int) -> "Layout":
        """The same with another width of the story's column, as far as one may be chosen."""
        return self._replace(column=min(max(width, MIN_WIDTH), MAX_WIDTH))


_TYPES = {"column": (int,), "listing": (int,), "cast": (bool, type(None)), "zen": (bool,)}


def kind_of(width: int) -> Kind:
    """The kind of a terminal's width in cells."""
    return "narrow" if width < NORMAL else "normal" if width < WIDE else "wide"


class Layouts:
    """The layouts of all kinds of widths, as they were kept under names of the shelf's state.

    `damaged` are those that could not be understood; they are as if there were none.
    """

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._layouts: dict[Kind, Layout] = {}
        self._changed: set[Kind] = set()
        self.damaged: set[Kind] = set()
        for kind in KINDS:
            written = kept.get(state.layout(kind))
            layout = _read(written) if written else None
            if layout is not None:
                self._layouts[kind] = layout
            elif written:
                self.damaged.add(kind)

    def of(self, kind: Kind, now: Layout) -> Layout:
        """The layout of a kind; where none was kept, the column and zen of the one in use go on."""
        return self._layouts.get(kind) or now._replace(listing=0, cast=None)

    def keep(self, kind: Kind, layout: Layout) -> None:
        """Keep the layout of a kind."""
        self._layouts[kind] = layout
        self._changed.add(kind)

    def set_column(self, width: int) -> None:
        """Give the story's column another width in all of them."""
        for kind, layout in self._layouts.items():
            self.keep(kind, layout.with_column(width))

    def records(self) -> dict[str, str]:
        """Those that were changed, as the shelf's state keeps them; others are another reader's to write."""
        kept = {state.layout(kind): json.dumps(self._layouts[kind]._asdict()) for kind in self._changed}
        return {state.layout(kind): "" for kind in self.damaged} | kept


def _read(written: str) -> Layout | None:
    """A layout from what was kept; None for what is none."""
    try:
        values = json.loads(written)
        layout = Layout(**values)
        sound = (
            all(type(value) in _TYPES[name] for name, value in values.items())
            and MIN_WIDTH <= layout.column <= MAX_WIDTH
            and (layout.listing == 0 or LIST_LEAST <= layout.listing <= LIST_MOST)
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return layout if sound else None
