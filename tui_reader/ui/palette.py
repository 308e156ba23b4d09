"""The palette: commands, saved searches, stories and people by their names."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import LoadingIndicator

from tui_reader import signs
from tui_reader.commands import Command, shown_keys
from tui_reader.index.model import Completion, Row
from tui_reader.paint.dates import count, day
from tui_reader.shelf.searches import SavedSearch
from tui_reader.ui.bindings import bindings, current_commands
from tui_reader.ui.screens.offering import Offering
from tui_reader.ui.screens.saving import Saving
from tui_reader.ui.widgets.field import Field
from tui_reader.ui.widgets.options import Options

_LEAST = 0.1
"""How well something matches that the index has found, but in another order of words."""


class Offers(CommandList, Options):
    """What the palette offers, the chosen row with its sign."""


class Busy(LoadingIndicator):
    """Says in a word that more is being looked for: nothing on the screen moves by itself."""

    def render(self) -> Text:
        """The word."""
        return Text(signs.sentence("Looking…"))


class Query(CommandInput, Field):
    """What is looked for, with a steady cursor, as in every other field."""


class Palette(CommandPalette):
    """Textual's palette with a field, a list and a sign of being busy like those of the other screens."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("suspend")]

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's own word
        super().__init__((CommandProvider, SavedSearchProvider, StoryProvider, PersonProvider), id=id)

    def compose(self) -> ComposeResult:
        """The field, and below it what is offered."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield Query(
                    placeholder="A command, a story, a person or a saved search", select_on_focus=False
                )
            with Vertical(id="--results"):
                yield Offers()
                yield Busy()

    def action_back(self) -> None:
        """Close without a choice."""
        self._action_escape()

    def action_suspend(self) -> None:
        """Leave the reader to the shell for a while."""
        self.app.action_suspend_process()


class CommandProvider(Provider):
    """Finds commands by title and help."""

    def _commands(self) -> Iterator[Command]:
        return (command for command in current_commands(self.app) if command.palette)

    async def discover(self) -> Hits:
        """All commands."""
        for command in self._commands():
            yield DiscoveryHit(self._title(command), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose title matches what was typed, then those in whose help all of its words stand."""
        matcher, words = self.matcher(query), query.casefold().split()
        for command in self._commands():
            told = all(word in command.help.casefold() for word in words)
            score = max(matcher.match(command.title), _LEAST if told else 0)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(self._title(command)),
                    partial(self._run, command),
                    help=command.help,
                )

    @staticmethod
    def _title(command: Command) -> str:
        return f"{command.title}  ({shown_keys(command)[0]})"

    async def _run(self, command: Command) -> None:
        name = command.run.partition("(")[0]
        await self.screen.run_action(
            command.run if hasattr(self.screen, f"action_{name}") else f"app.{command.run}"
        )


class SavedSearchProvider(Provider):
    """Finds saved searches by name and query; their words are never read as markup."""

    def _saved(self) -> Iterator[tuple[SavedSearch, str]]:
        if isinstance(self.screen, Saving):
            for saved in self.screen.saved_searches:
                query = "" if saved.query == saved.name else f"  {saved.query}"
                yield saved, f"Saved search: {saved.name}{query}"

    async def discover(self) -> Hits:
        """All saved searches."""
        for saved, title in self._saved():
            yield DiscoveryHit(Content(title), partial(self._run, saved), title)

    async def search(self, query: str) -> Hits:
        """The saved searches whose name or query match what was typed."""
        matcher = self.matcher(query)
        for saved, title in self._saved():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, Content(title), partial(self._run, saved), title)

    async def _run(self, saved: SavedSearch) -> None:
        if isinstance(self.screen, Saving):
            self.screen.run_saved(saved)


class StoryProvider(Provider):
    """Finds stories by words of their headlines, through the index."""

    async def search(self, query: str) -> Hits:
        """The newest stories with these words in the headline."""
        if not isinstance(self.screen, Offering):
            return
        matcher = self.matcher(query)
        for row in await self.screen.stories_titled(query):
            title = f"Story: {row.title}"
            shown = f"{title}  {day(row.date)}" if row.date else title
            run = partial(self._go_to, row)
            yield Hit(max(matcher.match(title), _LEAST), Content(shown), run, title)

    async def _go_to(self, row: Row) -> None:
        if isinstance(self.screen, Offering):
            await self.screen.open_row(row)


class PersonProvider(Provider):
    """Finds people of the library by their names; choosing one searches for them."""

    async def search(self, query: str) -> Hits:
        """The people one of whose names begins so."""
        if not isinstance(self.screen, Offering):
            return
        matcher = self.matcher(query)
        for person in await self.screen.people_named(query):
            title = f"Person: {person.label}"
            stories = count(person.stories, "story", "stories")
            run = partial(self._list, person)
            yield Hit(max(matcher.match(title), _LEAST), Content(f"{title}  {stories}"), run, title)

    async def _list(self, person: Completion) -> None:
        if isinstance(self.screen, Offering):
            self.screen.list_found(person.insert)
