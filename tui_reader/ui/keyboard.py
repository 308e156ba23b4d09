"""Keys that come in a burst, after a pause of the line or of the machine, go one by one where the one before has led."""

from collections import deque

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

_PATIENCE = 0.25
"""Seconds after which a key no longer waits for the one before."""
_MOMENT = 0.02
"""Seconds after which it is looked again whether what the key before has begun is there."""
_BY_WORDS = {"alt+b": "ctrl+left", "alt+f": "ctrl+right"}
_ROUNDS = 2
"""What a key makes a widget say leads on by so many further messages at most: Enter, the query, the search."""


class KeyPassed(Message):
    """Follows a key that another one waits for, from widget to widget; where it arrives, the key has done what it does.

    While keys wait it goes the same way again, `rounds` times: behind what the key has made the widgets say.
    """

    def __init__(self, number: int, rounds: int) -> None:
        super().__init__()
        self.number = number
        self.rounds = rounds


class KeysInTurn(App[None]):
    """Hands on a key when the one before is done with: of “/ferry” typed at once, “ferry” is for the search.

    Textual hands all of them to what has the focus when they come in, and what `/` opens has it only later.
    """

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._held: deque[events.Key | events.Paste] = deque()
        self._handed_on = 0
        self._under_way: events.Key | events.Paste | None = None
        self._target: Widget | None = None
        self._is_followed = False
        self._impatient: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take what comes in."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            await super().on_event(event)
            if event is self._under_way and not self._is_followed:  # it has done what it does
                self.call_later(self._next_key)  # behind what the key has put off, such as moving the focus
        elif self._under_way is not None and (self._is_followed or self._follow(_ROUNDS)):
            self._hold(event, _PATIENCE)
        elif self._held or self.leads_on():
            self._hold(event, _MOMENT)
        else:
            await self._hand_on(event)

    def leads_on(self) -> bool:
        """Whether the next key is for something that the one before has begun, and that is not there yet."""
        return False

    async def deliver(self, event: events.Key | events.Paste) -> None:
        """Give a key whose turn it is to what it is for."""
        await super().on_event(event)

    def _parted(self, event: events.Key | events.Paste) -> list[events.Key | events.Paste]:
        """Escape and a character right behind it, which a terminal sends as Alt with the character.

        Nothing is left by that where a text is written. In a line of a form, Alt with b or f goes by words, as in a shell.
        """
        if not isinstance(event, events.Key) or not event.key.startswith("alt+") or not event.character:
            return [event]
        if event.key in self.screen.active_bindings or isinstance(self.focused, TextArea):
            return [event]
        if isinstance(self.focused, Input) and (by_word := _BY_WORDS.get(event.key)):
            return [events.Key(by_word, None)]
        character = event.character
        key = character if character.isalnum() else event.key.removeprefix("alt+")
        return [events.Key("escape", "\x1b"), events.Key(key, character)]

    def _hold(self, event: events.Key | events.Paste, seconds: float) -> None:
        self._held.append(event)
        if self._impatient is None:
            self._impatient = self.set_timer(seconds, self._next_key)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        event, *rest = self._parted(event)
        self._handed_on += 1
        self._under_way, self._target, self._is_followed = event, self.focused or self.screen, False
        await self.deliver(event)
        if rest:
            self._held.extendleft(rest)
            self._impatient = self._impatient or self.set_timer(_PATIENCE, self._next_key)
        stays = isinstance(
            self._target, Input | TextArea
        )  # what is written there, so that nothing is heard of it
        if (self._held or stays) and not self._follow(_ROUNDS):
            self.call_later(self._next_key)

    def _follow(self, rounds: int) -> bool:
        """Follow the key that is under way; False when what it was for is gone."""
        passed = KeyPassed(self._handed_on, rounds)
        self._is_followed = self._target is not None and self._target.post_message(passed)
        return self._is_followed

    @on(KeyPassed)
    def _key_passed(self, message: KeyPassed) -> None:
        message.stop()
        if message.number != self._handed_on:
            return
        if not (self._held and message.rounds and self._follow(message.rounds - 1)):
            self.call_later(self._next_key)

    async def _next_key(self) -> None:
        self._under_way = self._target = None
        if self._impatient is not None:
            self._impatient.stop()
            self._impatient = None
        if self._held and self.leads_on():
            self._impatient = self.set_timer(_MOMENT, self._next_key)
        elif self._held and self.screen_stack:  # none is left when the reader ends
            await self._hand_on(self._held.popleft())
            if self._held:
                self._impatient = self.set_timer(_PATIENCE, self._next_key)
