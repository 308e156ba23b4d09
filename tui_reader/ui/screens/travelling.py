"""The commands that go from story to story: the next one, the next unread, back to where the reader was."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.timer import Timer

from tui_reader.paint.dates import day
from tui_reader.paint.related import Other
from tui_reader.ui import messages
from tui_reader.ui.bindings import bindings
from tui_reader.ui.phrases import index_unfinished
from tui_reader.ui.reading import Arrival
from tui_reader.ui.screens.room import Room
from tui_reader.ui.trail import Place
from tui_reader.ui.widgets.story_pane import StoryPane

_RELATE_SECONDS = 0.2
"""So long the page is left alone before it is looked what belongs to the story."""


class Travelling(Room):
    """Getting around without going back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("next-story", "previous-story", "go-back", "go-on", "related")
    ]
    _relate_timer: Timer | None = None
    _related_to = ""
    _related_wanted = False

    async def action_story(self, direction: int) -> None:
        """Open the next or the previous story of the list."""
        if self._browsing is None:
            return
        row = self._browsing.stories.step_story(direction)
        if row is None:
            self.answer("This is the last story" if direction > 0 else "This is the first story")
        elif self._panes.pane != "list":
            await self._travel(self._browsing.library.path_of(row))

    async def step_unread(self, direction: int) -> None:
        """Go to the next or previous story of the list that was not opened yet; open it where one is read."""
        if self._browsing is None:
            return
        stories, marks = self._browsing.stories, self._shelving.marks
        row = stories.step_to(direction, lambda row: not marks.is_read(str(self._path_of(row))))
        if row is None:
            self.answer(f"No unread story {'further on' if direction > 0 else 'before'}")
        elif self._panes.pane != "list":
            await self._travel(self._browsing.library.path_of(row))

    async def action_go_back(self) -> None:
        """Go back to where the reader was."""
        await self._go_along(self._trail.back(self._left()))

    async def action_go_on(self) -> None:
        """Go forward again."""
        await self._go_along(self._trail.on(self._left()))

    # The stories that belong to the one that is read

    def _relate(self) -> None:
        """Have it found which stories belong to the open one, once its page is there, or anew."""
        if self._relate_timer is not None:
            self._relate_timer.stop()
        self._relate_timer = self.set_timer(_RELATE_SECONDS, self._relate_now)

    def _relate_now(self) -> None:
        self._relate_timer = None
        page = self._reading.story.page
        if self._asking is not None and self._reading.is_open and page is not None and page.analysed:
            self._asking.relate(page.article, page.analysis)

    @on(messages.RelatedFound)
    def _related_found(self, message: messages.RelatedFound) -> None:
        shown = self._reading.article
        if shown is None or shown.content_hash != message.article.content_hash:
            return
        self._reading.story.show_related(message.groups)
        self._related_to = shown.content_hash
        if self._related_wanted:
            self.action_related()

    @on(StoryPane.OtherChosen)
    async def _other_clicked(self, message: StoryPane.OtherChosen) -> None:
        await self._other_chosen(message.other)

    def action_related(self) -> None:
        """Ask which of the stories that belong to this one to go to."""
        from tui_reader.ui.screens.chooser import Choice, ChooserScreen  # noqa: PLC0415  not needed for the first frame

        self._related_wanted = False
        choices = [
            Choice(other.title, other, day(other.date), group=group.title)
            for group in self._reading.story.related
            for other in group.stories
        ]
        if choices:
            chooser = ChooserScreen[Other]("Which story next?", choices)
            self.app.push_screen(chooser, self._other_chosen)
        else:
            self.answer(self._why_none_is_related())

    def _why_none_is_related(self) -> str:
        """Why no story can be gone to; where it is not known yet, the choice comes when it is."""
        shown = self._reading.article
        if shown is not None and self._related_to != shown.content_hash:
            self._related_wanted = True
            return "Looking for stories that belong to this one…"
        if self._background.updating:
            return index_unfinished(self._work)
        return "No other story belongs to this one"

    async def _other_chosen(self, other: Other | None) -> None:
        if other is not None and self._library is not None:
            await self._travel(self._library.root / other.key)

    async def _travel(self, path: Path, arrival: Arrival | None = None) -> None:
        """Open another story, and remember this place."""
        self._trail.leave(self._here())
        await self._save_place()
        self._open(path, arrival)

    async def _go_along(self, place: Place | None) -> None:
        if place is None:
            return
        await self._save_place()
        here = self._left()
        if here is not None and here.path == place.path:
            self._reading.story.return_to(place.offset)
        else:
            arrival = Arrival((place.offset, place.offset), content_hash=place.content_hash)
            self._open(place.path, arrival)

    def _left(self) -> Place | None:
        """The place that going back or on leaves: a preview beside the list is none."""
        return self._here() if self._panes.pane != "list" else None

    def _here(self) -> Place | None:
        article = self._reading.article
        if article is None:
            return None
        return Place(article.path, self._reading.story.top_offset, article.content_hash)
