"""All keys, grouped, from the table of commands."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from tui_reader.commands import Command, grouped, shown_keys
from tui_reader.paint.measure import fit, pad
from tui_reader.paint.model import Look
from tui_reader.ui.bindings import bindings
from tui_reader.ui.widgets.lines import LineView

_KEYS_WIDTH = 14
_SEARCHING = (
    ("words", "stories with all of these words"),
    ("“two words”", "words that stand together"),
    ("ferry OR boat", "either of them"),
    ("-rain", "stories without it"),
    ("harb*", "words that begin so"),
    ("title: person:", "only in the headline; only persons"),
    ("org: place:", "only organizations; only places"),
    ("speaker: said:", "who speaks; only words inside quotes"),
    ("date: after:", "date:2023-04   after:2022   date:2022..2023"),
    ("is:unread", "also is:read, is:bookmarked and is:hidden"),
)


class HelpText(LineView):
    """The text of the help."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__(id="help-text")
        self._lines: list[tuple[str, str]] = [("tui-reader", ""), ("", "")]
        for group, members in grouped(commands).items():
            self._lines.append((group, ""))
            for command in members:
                self._lines.append((" ".join(shown_keys(command)), command.help))
            self._lines.append(("", ""))
        self._lines += [("Search language", ""), *_SEARCHING, ("", "")]
        self._lines.append(("", "Esc closes this page. Keys can be changed in the settings file."))

    def on_resize(self, event: events.Resize) -> None:
        """Say how long the text is."""
        del event
        self.set_line_count(len(self._lines))
        self.redraw()

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """A group's heading, or a key with what it does."""
        keys, text = self._lines[line]
        if keys and not text:
            return [Segment(f"  {fit(keys, width - 4)}", base + self.looks.of(Look("heading")))]
        return [
            Segment("  ", base),
            Segment(pad(keys, _KEYS_WIDTH), base + self.looks.ink("footer-key-foreground")),
            Segment("  ", base),
            Segment(fit(text, width - _KEYS_WIDTH - 6), base + self.looks.ink("ink")),
        ]


class HelpScreen(ModalScreen[None]):
    """The help, over the screen that asked for it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("back", "quit", "help")]

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        yield HelpText(self._commands)

    def on_mount(self) -> None:
        """Let keys scroll the text."""
        self.query_one(HelpText).focus()

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_quit(self) -> None:
        """Close the help."""
        self.dismiss()

    def action_help(self) -> None:
        """Close the help."""
        self.dismiss()
