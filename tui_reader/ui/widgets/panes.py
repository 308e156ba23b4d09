"""List, story and cast: three side by side, two, or one at a time, by the width of the screen."""

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from tui_reader import signs
from tui_reader.ui.layouts import LIST_LEAST, LIST_MOST, Kind, Layout, Layouts, kind_of
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.ground import Ground
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_view import StoryView

Pane = Literal["list", "story", "cast"]
_STORY_LEAST, _CAST = 44, 24
"""Cells that a list made wider leaves to the story and to the cast."""


class Panes(Horizontal, Ground):
    """Decides which panes are shown, and which one has the keys. For one story alone there is no list.

    The layout is the one of this kind of width. The list shows itself whenever it has the keys; zen, and a cast in its
    place, wait until the keys go to the story.
    """

    class Arranged(Message):
        """The width is of another kind, and the layout the one kept for it."""

    def __init__(
        self, stories: StoryList | None, story: StoryView, cast: CastPanel, layouts: Layouts, column: int
    ) -> None:
        super().__init__(id="panes")
        self._widgets: dict[Pane, Widget] = {"list": stories} if stories else {}
        self._widgets |= {"story": story, "cast": cast}
        self._story = story
        self._layouts = layouts
        self._kind: Kind | None = None
        self._chosen = self._taken = Layout(column)
        self.pane: Pane = "list" if stories else "story"

    def compose(self) -> ComposeResult:
        """The panes, from left to right."""
        yield from self._widgets.values()

    def on_mount(self) -> None:
        """Show other panes when other signs are taken into use."""
        self.watch(self.app, "theme", self._arrange, init=False)

    @property
    def zen(self) -> bool:
        """Whether the story is shown alone."""
        return self._chosen.zen and self.pane != "list"

    @property
    def column(self) -> int:
        """How wide the story's column is at most, in cells."""
        return self._chosen.column

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that there is room for, and that were chosen for such a width."""
        del event
        self._arrange()
        if not self._widgets[self.pane].display:
            self.go_to("story")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane has the keys, also when the mouse gave them to it."""
        for pane, widget in self._widgets.items():
            if event.widget is widget and widget.has_focus and pane != self.pane:
                self.pane = pane
                self._arrange()

    def go_to(self, pane: Pane) -> None:
        """Give the keys to a pane, and show it where it was hidden."""
        self.pane = pane
        self._arrange()
        self._widgets[pane].focus()

    @property
    def within_reach(self) -> list[Pane]:
        """The panes that the keys can go to, from left to right."""
        return [
            pane
            for pane, widget in self._widgets.items()
            if widget.display or pane == "list" or self._kind == "narrow"
        ]

    def go_to_next(self, step: int) -> None:
        """Give the keys to the next (1) or the previous (-1) pane."""
        panes = self.within_reach
        if not self.zen and self.pane in panes:
            self.go_to(panes[(panes.index(self.pane) + step) % len(panes)])

    def show_list(self) -> None:
        """Give the keys to the list, which shows itself."""
        self.go_to("list" if "list" in self._widgets else "story")

    def toggle_cast(self) -> None:
        """Show or hide the cast; where there is room for two panes only, it takes the list's place."""
        if self._kind == "narrow":
            self.go_to("story" if self.pane == "cast" else "cast")
            return
        cast = self.zen or not self._widgets["cast"].display
        self._chosen = self._chosen._replace(cast=cast, zen=False)
        hides_list = cast and self._kind != "wide"
        self.go_to("story" if self.pane == "cast" or (hides_list and self.pane == "list") else self.pane)

    def toggle_zen(self) -> None:
        """Show the story alone, or everything again."""
        self._chosen = self._chosen._replace(zen=not self.zen)
        self.go_to("story")

    def widen_story(self, cells: int) -> int:
        """Make the story's column wider or narrower; returns how wide it is at most."""
        self._set_column(self.column + cells)
        return self.column

    @property
    def list_is_beside(self) -> bool:
        """Whether the list stands beside the story."""
        return "list" in self._widgets and self._kind != "narrow" and self._widgets["list"].display

    def widen_list(self, cells: int) -> int:
        """Make the list beside the story wider or narrower; returns how wide it is."""
        stories = self._widgets["list"]
        width = self._list_width((self._chosen.listing or stories.outer_size.width) + cells)
        self._chosen = self._chosen._replace(listing=width)
        self._arrange()
        return width

    def set_column(self, width: int) -> None:
        """Give the story's column another width, whatever was kept for any kind of width."""
        self._layouts.set_column(width)
        self._set_column(width)

    def remembered(self) -> dict[str, str]:
        """The width of the story's column and the layouts, as the shelf's state keeps them."""
        self._keep_layout()
        return {"width": str(self.column)} | self._layouts.records()

    def _set_column(self, width: int) -> None:
        before, self._chosen = self.column, self._chosen.with_column(width)
        if self.column != before:
            self._story.set_layout(self.column)

    @property
    def _width(self) -> int:
        return self.app.size.width

    @property
    def _has_cast(self) -> bool:
        """Whether the cast stands beside the story: where there is room for two panes, not while the list has the keys."""
        wide = self._kind == "wide"
        wanted = wide if self._chosen.cast is None else self._chosen.cast
        return wanted and (wide or self.pane != "list")

    def _arrange(self) -> None:
        self._take_layout()
        shown: set[Pane] = {"story"}
        if self._kind == "narrow":
            shown = {self.pane}
        elif not self.zen:
            shown |= {"cast"} if self._has_cast else set()
            shown |= {"list"} if self._kind == "wide" or not self._has_cast else set()
        for pane, widget in self._widgets.items():
            widget.display = pane in shown
        self._size_list()

    def _take_layout(self) -> None:
        """Use the layout that was kept for this kind of width, when the width has become of another kind."""
        kind: Kind = "narrow" if signs.in_words() else kind_of(self._width)
        if kind == self._kind:
            return
        self._keep_layout()
        self._kind = kind
        found = self._layouts.of(kind, self._chosen)
        self._set_column(found.column)
        self._chosen = self._taken = found
        self.post_message(self.Arranged())

    def _keep_layout(self) -> None:
        """Keep the layout in use, when something of it was chosen for this kind of width."""
        if self._kind is not None and self._chosen != self._taken:
            self._layouts.keep(self._kind, self._chosen)

    def _list_width(self, wanted: int) -> int:
        """As wide as the list is to be, as far as there is room beside the story and the cast."""
        room = self._width - _STORY_LEAST - (_CAST if self._has_cast else 0)
        return max(min(wanted, room, LIST_MOST), LIST_LEAST)

    def _size_list(self) -> None:
        stories = self._widgets.get("list")
        if stories is not None:
            chosen = self._chosen.listing if self._kind != "narrow" else 0
            width = self._list_width(chosen) if chosen else None
            styles = stories.styles
            styles.width = styles.min_width = styles.max_width = width
