"""The palette: every command by its name."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui_reader.commands import Command, shown_keys
from tui_reader.ui.bindings import current_commands


class CommandProvider(Provider):
    """Finds commands by title and help."""

    def _commands(self) -> Iterator[Command]:
        return (command for command in current_commands(self.app) if command.palette)

    async def discover(self) -> Hits:
        """All commands."""
        for command in self._commands():
            yield DiscoveryHit(self._title(command), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose title matches what was typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.help) / 2)
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
