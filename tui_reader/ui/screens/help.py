"""The help: the keys that work right now first, then all others, from the table of commands; typing narrows it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import ClassVar, Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui_reader import signs
from tui_reader.commands import BY_ID, Command, grouped, shown_keys
from tui_reader.paint.measure import fit, pad, width_of, wrap
from tui_reader.paint.model import Look
from tui_reader.ui.bindings import current_commands, keyed
from tui_reader.ui.screens.over import OverScreen
from tui_reader.ui.widgets.field import Field
from tui_reader.ui.widgets.lines import LineView
from tui_reader.ui.widgets.one_line import OneLine

_KEYS_WIDTH, _MOST_KEYS = 14, 30
_MARGINS = 6
_EVERYWHERE = {"palette"}
"""Commands that Textual binds itself."""
_CLOSING = "{out} closes. Change keys: tui-reader settings --edit"
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


class HelpLine(NamedTuple):
    """One line of the help: a heading, or (a part of) what a key or a word of the search language does."""

    kind: Literal["section", "group", "entry", "blank"]
    text: str = ""
    keys: str = ""


def help_lines(commands: Sequence[Command], working: Collection[str], where: str) -> Iterator[HelpLine]:
    """All lines, each entry on one; `working` are the ids of the commands that work `where` the keys go now."""
    sections = {
        f"Keys that work now, {where}": [each for each in commands if each.id in working],
        "All other keys": [each for each in commands if each.id not in working],
    }
    for title, members in sections.items():
        if members:
            yield HelpLine("section", title)
            for group, some in grouped(members).items():
                if some:
                    yield HelpLine("group", group)
                    yield from (
                        HelpLine("entry", signs.sentence(each.help), ", ".join(shown_keys(each)))
                        for each in some
                    )
    yield HelpLine("section", "Search language")
    yield from (HelpLine("entry", text, signs.sentence(words)) for words, text in _SEARCHING)


def narrowed(lines: Iterable[HelpLine], wanted: str) -> list[HelpLine]:
    """The entries with all words of `wanted`, or their beginnings, in key or sentence, under their headings."""
    words = wanted.casefold().split()
    kept: list[HelpLine] = []
    headings: dict[str, HelpLine] = {}
    for line in lines:
        if line.kind == "section":
            headings = {"section": line}
        elif line.kind == "group":
            headings["group"] = line
        elif _holds(line, words):
            kept += [*headings.values(), line]
            headings = {}
    return kept


def _holds(line: HelpLine, words: Sequence[str]) -> bool:
    told = f"{line.keys} {line.text}".casefold()
    parts = {*told.split(), *re.findall(r"\w+", told)}
    return all(any(part.startswith(word) for part in parts) for word in words)


class HelpFilter(Field):
    """The field that narrows. While it is empty, a sign that is the key of the help is no part of a search: it closes the help."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is for the field."""
        closing = not self.value and character is not None and not character.isalnum() and key in self._keys
        return super().check_consume_key(key, character) and not closing

    @property
    def _keys(self) -> Iterator[str]:
        commands = current_commands(self.app)
        return (key for each in commands if each.id == "help" for key in each.keys.split(","))


class HelpText(LineView, can_focus=False):
    """The text of the help, wrapped to the width there is."""

    def __init__(self, lines: Sequence[HelpLine]) -> None:
        super().__init__(id="help-text")
        self._all = lines
        self._wanted = ""
        longest = max((width_of(line.keys) for line in lines), default=0)
        self._keys_width = min(max(longest, _KEYS_WIDTH), _MOST_KEYS)
        self._lines: list[HelpLine] = []

    def narrow(self, wanted: str) -> None:
        """Show what has these words, from its beginning."""
        self._wanted = wanted
        self._lay_out()
        self.action_first()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text anew."""
        del event
        self._lay_out()

    def _lay_out(self) -> None:
        found = narrowed(self._all, self._wanted)
        room = max(self.size.width - self._keys_width - _MARGINS, 10)
        self._lines = []
        for line in found:
            if line.kind != "entry":
                after_section = bool(self._lines) and self._lines[-1].kind == "section"
                self._lines += [HelpLine("blank")] * (bool(self._lines) and not after_section)
                self._lines.append(line)
                continue
            parts = [line.text[start:end] for start, end in wrap(line.text, 0, len(line.text), room)]
            self._lines.append(HelpLine("entry", parts[0], line.keys))
            self._lines += [HelpLine("entry", part) for part in parts[1:]]
        if not found:
            self._lines = [HelpLine("entry", "No key and no sentence has these words.")]
        self.set_line_count(len(self._lines))
        self.redraw()

    def draw(self, line: int, width: int, base: Style) -> list[Segment]:
        """A heading, or a key with what it does."""
        kind, text, keys = self._lines[line]
        if kind == "section":
            ink = base + self.looks.ink("footer-key-foreground") + self.looks.BOLD
            return [Segment(f" {fit(text, width - 3)}", ink)]
        if kind == "group":
            return [Segment(f"  {fit(text, width - 4)}", base + self.looks.of(Look("heading")))]
        return [
            Segment("  ", base),
            Segment(pad(keys, self._keys_width), base + self.looks.ink("footer-key-foreground")),
            Segment("  ", base),
            Segment(fit(text, width - self._keys_width - _MARGINS), base + self.looks.ink("ink")),
        ]


class HelpScreen(OverScreen[None]):
    """The help, over the screen that asked for it. `working` are the ids of the commands that work there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BY_ID["help"].keys, "help", id="help", show=False, priority=True),
        Binding("down", "scroll('line_down')", show=False, priority=True),
        Binding("up", "scroll('line_up')", show=False, priority=True),
        Binding("pagedown", "scroll('page_down')", show=False, priority=True),
        Binding("pageup", "scroll('page_up')", show=False, priority=True),
    ]

    def __init__(self, commands: Sequence[Command], working: Collection[str], where: str) -> None:
        super().__init__()
        self._lines = list(help_lines(commands, {*working, *_EVERYWHERE}, where))

    def compose(self) -> ComposeResult:
        """A field that narrows, one scrolling text, and how to leave."""
        with Vertical(id="help"):
            yield HelpFilter(placeholder="Type to find a key", compact=True, id="help-filter")
            yield HelpText(self._lines)
            yield OneLine(keyed(self.app, _CLOSING), id="help-closing")

    def on_mount(self) -> None:
        """Let typing narrow the text."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        message.stop()
        self.query_one(HelpText).narrow(message.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that opens the help closes it, unless it is being typed as a part of something."""
        del parameters
        return action != "help" or not self.query(Input) or not self.query_one(Input).value

    def action_scroll(self, how: str) -> None:
        """Scroll the text."""
        getattr(self.query_one(HelpText), f"action_{how}")()

    def action_back(self) -> None:
        """Show everything again, or close the help."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss()

    def action_help(self) -> None:
        """Close the help."""
        self.dismiss()
