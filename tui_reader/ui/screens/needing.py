"""What commands need for doing something in the reading room, and what is said where that is missing."""

from collections.abc import Callable, Mapping

from tui_reader.analysis.model import Entity
from tui_reader.commands import Command, Need
from tui_reader.paint import stops
from tui_reader.paint.dates import count
from tui_reader.paint.hints import links_of
from tui_reader.ui.bindings import SAVED, keyed
from tui_reader.ui.reading import Stop
from tui_reader.ui.screens.returning import Returning

_ALONE = "This story was opened alone"
_NO_ROW = "No story is listed here"


class Needing(Returning):
    """Knows which commands would do nothing now, and why."""

    def lacking(self, command: Command) -> str | None:
        """Why a command would do nothing now; empty where that is plain to see, None when it would do something."""
        if not command.needs:
            return None
        said = _CHECKS[command.needs](self, command)
        return keyed(self.app, said) if said else said

    def _library_needed(self, _: Command) -> str | None:
        return _ALONE if self._browsing is None else None

    def _row_needed(self, _: Command) -> str | None:
        if self._browsing is None:
            return _ALONE
        return _NO_ROW if self._browsing.stories.row is None else None

    def _story_needed(self, _: Command) -> str | None:
        if self._reading.article is not None or (self._browsing and self._browsing.stories.row):
            return None
        return _NO_ROW if self._browsing is not None else "No story is open"

    def _lines_needed(self, command: Command) -> str | None:
        missing = self._row_needed if self._panes.pane == "list" else self._story_needed
        return "" if missing(command) is not None else None

    def _page_in_sight_needed(self, command: Command) -> str | None:
        """A story whose text is on the screen."""
        if (missing := self._story_needed(command)) is not None:
            return missing
        if not self._reading.story.display:
            return "The story is not in sight" + ("; {open} opens it" if self._panes.pane == "list" else "")
        return "No story is open" if self._reading.story.page is None else None

    def _stop_needed(self, stop: Stop, command: Command) -> str | None:
        """A quote or a name to step to; which ones there are is not known before the story is analysed."""
        missing, page = self._page_in_sight_needed(command), self._reading.story.page
        if missing is not None or page is None or not page.analysed:
            return missing
        found = stops.quotes(page) if stop == "quote" else stops.names(page)
        whose = f" of {page.spotlit.name}" if page.spotlit else ""
        return None if found else f"No {stop}{whose} in this story"

    def _quotes_needed(self, command: Command) -> str | None:
        return self._stop_needed("quote", command)

    def _names_needed(self, command: Command) -> str | None:
        return self._stop_needed("name", command)

    def _voices_needed(self, command: Command) -> str | None:
        missing, page = self._page_in_sight_needed(command), self._reading.story.page
        nobody = page is not None and not page.bars and not self._reading.story.skimming
        return missing if missing is not None or not nobody else "Nobody is quoted in this story"

    def _other_stories_needed(self, command: Command) -> str | None:
        if not self._reading.is_open:
            missing = self._story_needed(command)
            return "Open a story first" if missing is None else missing
        return self._library_needed(command)

    def _link_needed(self, command: Command) -> str | None:
        missing, article = self._story_needed(command), self._reading.article
        none = article is None or not links_of(article)
        return missing if missing is not None or not none else "This story has no link"

    def _link_in_sight_needed(self, command: Command) -> str | None:
        missing = self._page_in_sight_needed(command)
        missing = self._link_needed(command) if missing is None else missing
        article = self._reading.article
        if missing is not None or article is None or self._reading.story.links_in_sight:
            return missing
        return f"No link is in sight; the story has {count(len(links_of(article)), 'link', 'links')}"

    def _lit_needed(self, _: Command) -> str | None:
        page, in_cast = self._reading.story.page, self._panes.pane == "cast" and self._reading.cast.entity
        return None if in_cast or (page is not None and page.lit is not None) else self._nobody()

    def _somebody_needed(self, _: Command) -> str | None:
        return None if self._whom() else self._nobody()

    def _person_needed(self, command: Command) -> str | None:
        meant = self._whom()
        named = not meant or isinstance(meant, Entity)
        return self._somebody_needed(command) if named else f"{meant} is not named in this story"

    def _correctable_needed(self, _: Command) -> str | None:
        article = self._reading.article
        kept = article is not None and str(article.path) in self._shelving.corrections
        if kept or self._reading.chosen() is not None:
            return None
        return (
            "{next-quote} and {previous-quote} go to a quote, {next-name} and {previous-name} to a name; "
            "what they light can be put right"
        )

    def _member_needed(self, _: Command) -> str | None:
        return "Nobody is named in this story" if self._reading.cast.entity is None else None

    def _found_needed(self, _: Command) -> str | None:
        searching = self._browsing is not None and self._browsing.finder.active
        return None if searching else "There is no search now; {search} begins one"

    def _saved_needed(self, command: Command) -> str | None:
        if SAVED.index(command.id) < len(self.saved_searches):
            return None
        return "No search is saved under this key; {save-search} in a search saves it"

    def _match_needed(self, command: Command) -> str | None:
        page = self._reading.story.page
        if self._reading.seeking or (page is not None and page.matches):
            return None
        return "{search} finds words" if self._browsing is None else self._row_needed(command)

    def _selection_needed(self, _: Command) -> str | None:
        story = self._reading.story
        return None if story.selecting or story.cursor else "Nothing is selected; {select} selects words"

    def _change_needed(self, _: Command) -> str | None:
        return None if self._shelving.can_undo else "Nothing to undo"

    def _place_before_needed(self, _: Command) -> str | None:
        return None if self._trail.leads_back(self._left()) else "Nothing to go back to"

    def _place_after_needed(self, _: Command) -> str | None:
        return None if self._trail.leads_on(self._left()) else "Nothing to go on to"

    def _panes_needed(self, _: Command) -> str | None:
        if self._panes.zen:
            return "The story is shown alone; {zen} shows everything again"
        return None if len(self._panes.within_reach) > 1 else "There is no other pane"

    def _list_beside_needed(self, _: Command) -> str | None:
        return None if self._panes.list_is_beside else "The list does not stand beside the story here"

    def _something_open_needed(self, _: Command) -> str | None:
        return None if self._way_back() is not None else ""


_CHECKS: Mapping[Need, Callable[[Needing, Command], str | None]] = {
    "library": Needing._library_needed,  # noqa: SLF001  its own
    "row": Needing._row_needed,  # noqa: SLF001  its own
    "story": Needing._story_needed,  # noqa: SLF001  its own
    "lines": Needing._lines_needed,  # noqa: SLF001  its own
    "sight": Needing._page_in_sight_needed,  # noqa: SLF001  its own
    "quotes": Needing._quotes_needed,  # noqa: SLF001  its own
    "names": Needing._names_needed,  # noqa: SLF001  its own
    "voices": Needing._voices_needed,  # noqa: SLF001  its own
    "others": Needing._other_stories_needed,  # noqa: SLF001  its own
    "link": Needing._link_needed,  # noqa: SLF001  its own
    "link in sight": Needing._link_in_sight_needed,  # noqa: SLF001  its own
    "lit": Needing._lit_needed,  # noqa: SLF001  its own
    "somebody": Needing._somebody_needed,  # noqa: SLF001  its own
    "person": Needing._person_needed,  # noqa: SLF001  its own
    "correctable": Needing._correctable_needed,  # noqa: SLF001  its own
    "member": Needing._member_needed,  # noqa: SLF001  its own
    "found": Needing._found_needed,  # noqa: SLF001  its own
    "saved": Needing._saved_needed,  # noqa: SLF001  its own
    "match": Needing._match_needed,  # noqa: SLF001  its own
    "selection": Needing._selection_needed,  # noqa: SLF001  its own
    "change": Needing._change_needed,  # noqa: SLF001  its own
    "before": Needing._place_before_needed,  # noqa: SLF001  its own
    "after": Needing._place_after_needed,  # noqa: SLF001  its own
    "panes": Needing._panes_needed,  # noqa: SLF001  its own
    "beside": Needing._list_beside_needed,  # noqa: SLF001  its own
    "something open": Needing._something_open_needed,  # noqa: SLF001  its own
}
