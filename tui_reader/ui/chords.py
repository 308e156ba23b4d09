"""Chords: two keys, one after the other, that are a command together."""

from collections.abc import Iterable

from textual.app import App
from textual.timer import Timer

from tui_reader.commands import Command, shown_key
from tui_reader.ui.bindings import current_commands, key_of, ways_out
from tui_reader.ui.widgets.status_bar import StatusBar

_WAIT_SECONDS = 1.5


class Chords:
    """Takes the keys of chords before anything else gets them.

    A chord is bound as a key whose name has a blank in it ("g t"), so that it works where its command's other keys
    do. None begins with a key that acts where the keys go, nor where letters are typed.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._begun = ""
        self._timer: Timer | None = None
        self._bar: StatusBar | None = None
        self._firsts: frozenset[str] = frozenset()

    def use(self, commands: Iterable[Command]) -> None:
        """Know the chords of these commands, and no others."""
        keys = (key.split() for command in commands for key in command.keys.split(","))
        self._firsts = frozenset(key[0] for key in keys if len(key) > 1)

    async def take(self, key: str) -> bool:
        """Begin a chord, or end the one that is begun with what it stands for; False for a key that is in none."""
        if self._is_typing:
            self._end()
            return False
        if self._begun:
            await self._end_with(key)
            return True
        if key not in self._firsts:
            return False
        active = self._app.screen.active_bindings
        seconds = {
            each.binding.id: chord.partition(" ")[2]
            for chord, each in active.items()
            if each.enabled and chord.startswith(f"{key} ")
        }
        if not seconds or key in active:
            return False
        self._begin(
            key,
            [
                (seconds[each.id], each.title.lower())
                for each in current_commands(self._app)
                if each.id in seconds
            ],
        )
        return True

    @property
    def _is_typing(self) -> bool:
        focused = self._app.focused
        return focused is not None and focused.check_consume_key("x", "x")

    def _begin(self, key: str, following: Iterable[tuple[str, str]]) -> None:
        """Wait for the second key, and show which ones there are, with their titles."""
        self._begun = key
        self._timer = self._app.set_timer(_WAIT_SECONDS, self._end)
        self._bar = next(iter(self._app.screen.query(StatusBar)), None)
        if self._bar is not None:
            offered = [(shown_key(second), title) for second, title in following]
            self._bar.ask(f"{shown_key(key)} …", [*offered, (key_of(self._app, "out"), "leaves")])

    async def _end_with(self, key: str) -> None:
        first, bar = self._begun, self._bar
        self._end()
        chosen = self._app.screen.active_bindings.get(f"{first} {key}")
        if chosen is not None and chosen.enabled:
            await self._app.run_action(chosen.binding.action, chosen.node)
        elif key not in ways_out(self._app) and bar is not None:
            bar.notice(f"{shown_key(first)} {shown_key(key)} does nothing here")

    def _end(self) -> None:
        self._begun = ""
        if self._timer is not None:
            self._timer.stop()
        if self._bar is not None and self._bar.is_attached:
            self._bar.ask("")
        self._timer = self._bar = None
