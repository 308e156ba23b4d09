"""List, story and cast: three side by side, two, or one at a time, by the width of the screen."""

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.ground import Ground
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_view import StoryView

Pane = Literal["list", "story", "cast"]
NORMAL, WIDE = 80, 120
"""Widths in cells from which on two and three panes stand side by side."""


class Panes(Horizontal, Ground):
    """Decides which panes are shown, and which one has the keys. For one story alone there is no list."""

    def __init__(self, stories: StoryList | None, story: StoryView, cast: CastPanel) -> None:
        super().__init__(id="panes")
        self._widgets: dict[Pane, Widget] = {"list": stories} if stories else {}
        self._widgets |= {"story": story, "cast": cast}
        self._cast_wanted: bool | None = None
        self.zen = False
        self.pane: Pane = "list" if stories else "story"

    def compose(self) -> ComposeResult:
        """The panes, from left to right."""
        yield from self._widgets.values()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that there is room for."""
        del event
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane has the keys, also when the mouse gave them to it."""
        for pane, widget in self._widgets.items():
            if event.widget is widget:
                self.pane = pane

    def go_to(self, pane: Pane) -> None:
        """Give the keys to a pane, and show it where it was hidden."""
        self.pane = pane
        self._arrange()
        self._widgets[pane].focus()

    def go_to_next(self, step: int) -> None:
        """Give the keys to the next (1) or the previous (-1) pane."""
        narrow = self._width < NORMAL
        shown = [pane for pane, widget in self._widgets.items() if narrow or widget.display]
        if not self.zen and self.pane in shown:
            self.go_to(shown[(shown.index(self.pane) + step) % len(shown)])

    def show_list(self) -> None:
        """Leave whatever hides the list, and give it the keys."""
        self.zen = False
        if self._width < WIDE:
            self._cast_wanted = None
        self.go_to("list" if "list" in self._widgets else "story")

    def toggle_cast(self) -> None:
        """Show or hide the cast; where there is room for two panes only, it takes the list's place."""
        cast = self._widgets["cast"]
        if self._width < NORMAL:
            self.go_to("story" if self.pane == "cast" else "cast")
            return
        self._cast_wanted = self.zen or not cast.display
        self.zen = False
        hides_list = self._cast_wanted and self._width < WIDE
        self.go_to("story" if self.pane == "cast" or (hides_list and self.pane == "list") else self.pane)

    def toggle_zen(self) -> None:
        """Show the story alone, or everything again."""
        self.zen = not self.zen
        self.go_to("story")

    @property
    def _width(self) -> int:
        return self.app.size.width

    def _arrange(self) -> None:
        wide = self._width >= WIDE
        cast = wide if self._cast_wanted is None else self._cast_wanted
        shown: set[Pane] = {"story"}
        if self._width < NORMAL:
            shown = {self.pane}
        elif not self.zen:
            shown |= {"cast"} if cast else set()
            shown |= {"list"} if wide or not cast else set()
        for pane, widget in self._widgets.items():
            widget.display = pane in shown
