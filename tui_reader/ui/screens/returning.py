"""The command that goes back, one step at a time."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui_reader.ui.bindings import bindings
from tui_reader.ui.screens.arranging import Arranging
from tui_reader.ui.screens.looking import Looking


class Returning(Looking, Arranging):
    """Takes back what was opened or lit last."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("back")]

    async def action_back(self) -> None:
        """One step back: from what is lit or found, from zen, from the story to the list, from a search to all."""
        way = self._way_back()
        waits = way() if way is not None else None
        if waits is not None:
            await waits

    def _way_back(self) -> Callable[[], Awaitable[None] | None] | None:
        """What going back does now; None when there is nothing to go back from."""
        reading, page = self._reading, self._reading.story.page
        lit = page is not None and page.lit is not None and page.lit != reading.arrived
        ways: Sequence[tuple[bool, Callable[[], Awaitable[None] | None]]] = (
            (reading.story.selecting, reading.story.end_selection),
            (reading.story.cursor, self._end_cursor),
            (lit, self._light_nothing),
            (reading.story.spotlit is not None, lambda: self.say_while(reading.spotlight(None))),
            (reading.story.skimming, lambda: self.say_while(reading.toggle_skim())),
            (reading.seeking, self._end_seeking),
            (self._panes.zen, self.action_zen),
            (self._panes.pane != "list" and self._browsing is not None, self._leave_story),
            (self._opening is not None or self._top.searching, self._leave_search),
        )
        return next((way for is_open, way in ways if is_open), None)

    def _end_cursor(self) -> None:
        self._reading.story.end_cursor()
        self.say_while("")

    def _light_nothing(self) -> None:
        self._reading.story.light(None)
        self.say_while("")

    def _leave_story(self) -> None:
        self._opening = None
        self._panes.show_list()

    def _leave_search(self) -> None:
        self._opening = None
        self._end_search()
