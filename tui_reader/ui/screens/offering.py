"""What the palette offers of the library: stories by their headlines, people by their names."""

import asyncio
import re
from collections.abc import Sequence
from threading import Event

from tui_reader.index.model import Completion, Row
from tui_reader.library import LibraryError
from tui_reader.shelf.database import ShelfError
from tui_reader.ui.screens.searching import Searching

_MOST = 8


class Offering(Searching):
    """Finds stories and people while something else is typed, and goes to the one that was chosen."""

    async def stories_titled(self, words: str) -> Sequence[Row]:
        """The newest stories with all of these words in their headline, the last one perhaps unfinished."""
        from tui_reader.index.query import parse  # noqa: PLC0415  not needed for the first frame

        library = self._library
        asked = " ".join(f"title:{word}" for word in re.findall(r"\w+", words))
        if library is None or not asked:
            return ()
        given_up = Event()
        try:
            found = await asyncio.to_thread(
                library.search, parse(asked), limit=_MOST, typing=True, cancelled=given_up.is_set
            )
        except (LibraryError, ShelfError):  # the search says why
            return ()
        finally:
            given_up.set()
        return [hit.row for hit in found.hits]

    async def people_named(self, beginning: str) -> Sequence[Completion]:
        """The people of the library one of whose names begins so, the most frequent first."""
        library = self._library
        asked = " ".join(re.findall(r"[\w.'’-]+", beginning))
        if library is None or not asked:
            return ()
        query = f'person:"{asked}'
        try:
            return (await asyncio.to_thread(library.complete, query, len(query)))[:_MOST]
        except (LibraryError, ShelfError):  # the search says why
            return ()

    async def open_row(self, row: Row) -> None:
        """Open a story of the library."""
        if self._library is not None:
            await self._travel(self._library.path_of(row))
