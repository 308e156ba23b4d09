"""Reads keys from what a terminal sends, also an Escape that another key follows at once; what is pasted is never a key."""

from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.message import Message

_ESCAPE = "\x1b"
_INTRODUCERS = "[O"
"""With these behind it, Escape begins a key's sequence."""


class KeyParser(XTermParser):
    """Takes Escape and a printable character behind it for Alt with that character, whichever it is, and at once.

    Textual's own parser waits for a pause first, loses the Escape before a sign, and takes some digits for other
    characters. It also takes what follows an Escape within pasted text for keys: such an Escape is left out here.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False
        self._held = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Read what has come in."""
        cleaned = self._cleaned(data)
        return super().feed(cleaned) if cleaned or not data else ()

    def _cleaned(self, data: str) -> str:
        """Without any Escape in a paste but that of its end, of which a part may come later."""
        if not self._pasting:
            typed, start, data = data.partition(BRACKETED_PASTE_START)
            self._pasting = bool(start)
            return f"{typed}{start}{self._cleaned(data)}" if start else typed
        pasted, end, data = f"{self._held}{data}".partition(BRACKETED_PASTE_END)
        self._pasting, self._held = not end, ""
        if end:
            return f"{pasted.replace(_ESCAPE, '')}{end}{self._cleaned(data)}"
        last = pasted.rfind(_ESCAPE)
        if last >= 0 and BRACKETED_PASTE_END.startswith(pasted[last:]):
            pasted, self._held = pasted[:last], pasted[last:]
        return pasted.replace(_ESCAPE, "")

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        character = sequence.removeprefix(_ESCAPE)
        with_alt = alt or character != sequence
        if with_alt and len(character) == 1 and character.isprintable() and character not in _INTRODUCERS:
            name = character if character.isalnum() else _character_to_key(character)
            if name.isupper():
                name = f"shift+{name.lower()}"
            return [Key(f"alt+{KEY_NAME_REPLACEMENTS.get(name, name)}", character)]
        return super()._sequence_to_key_events(sequence, alt)
