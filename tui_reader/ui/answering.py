"""What the app says of a key that would do nothing, in place of silence."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from tui_reader.commands import COMMANDS, PLACES, Command, shown_key
from tui_reader.ui.bindings import current_commands
from tui_reader.ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

_BY_ACTION: Mapping[str, Command] = {command.run: command for command in reversed(COMMANDS)}


@runtime_checkable
class Answers(Protocol):
    """A screen with a bottom line that knows what its commands lack."""

    def lacking(self, command: Command) -> str | None:
        """Why a command would do nothing now; empty where that is plain to see, None when it would do something."""


class Answering(App[None]):
    """An app in which a command that lacks something says so, and a key that is for elsewhere says where.

    What was said of a key is over when another command does something.
    """

    def works(self, command: Command) -> bool:
        """Whether a command whose key is heard would do something now."""
        return not isinstance(self.screen, Answers) or self.screen.lacking(command) is None

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for, or say why that would be nothing."""
        screen = self.screen if default_namespace in (None, self) else default_namespace.screen
        command = _BY_ACTION.get(action.rpartition(".")[2]) if isinstance(action, str) else None
        if command is not None and isinstance(screen, Answers):
            missing = screen.lacking(command)
            if missing is not None:
                _say_of_key(screen, missing)
                return True
            screen.query_one(StatusBar).go_on()
        return await super().run_action(action, default_namespace, namespaces)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Hear a key, or say of one that nothing takes here where it is a command's."""
        heard = await super()._check_bindings(key, priority)
        if not heard and not priority and isinstance(self.screen, Answers):
            self._say_where(key, self.screen)
        return heard

    def _say_where(self, key: str, screen: Screen[object]) -> None:
        meant = [each for each in current_commands(self) if key in each.keys.split(",")]
        if meant:
            places = list(dict.fromkeys(PLACES[each.place] for each in meant if each.place in PLACES))
            works = (
                f"works {' and '.join(filter(None, (', '.join(places[:-1]), places[-1])))}" if places else ""
            )
            _say_of_key(screen, f"{shown_key(key)} {works or 'does nothing here'}")


def _say_of_key(screen: Screen[object], answer: str) -> None:
    if answer:
        screen.query_one(StatusBar).answer(answer)
