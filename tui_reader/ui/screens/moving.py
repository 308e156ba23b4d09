"""Going to another library without leaving the reader."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.room import Room


class LibraryChosen(Message):
    """Another library is to be opened in place of this one."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root


class Moving(Room):
    """The question which library to open; the app opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("another-library")]

    async def action_another_library(self) -> None:
        """List the libraries opened before, and take a path typed in."""
        from tui_reader.ui.libraries import choices, completed, typed, unfit  # noqa: PLC0415  not needed for the first frame
        from tui_reader.ui.screens.chooser import ChooserScreen  # noqa: PLC0415  the same

        here = self._library.root if self._library else None
        listing = asyncio.to_thread(choices, self._shelving.shelf, self._places, here)
        found = await self._shelve(listing)
        chooser = ChooserScreen[Path](
            "Which library?",
            found or [],
            typed=typed,
            unfit=unfit,
            complete=completed,
            placeholder="type to narrow, or the path of a folder",
        )
        self.app.push_screen(chooser, self._library_chosen)

    def _library_chosen(self, root: Path | None) -> None:
        if root is None:
            return
        if self._library is not None and root == self._library.root:
            self.answer("This library is open")
        else:
            self.post_message(LibraryChosen(root))
