"""From looks to styles: the only place that knows how a name, a quote or a match is drawn in a theme."""

from collections.abc import Iterable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui_reader.paint.model import Look, Run
from tui_reader.paint.voices import COLOURS


class Styles:
    """The styles of one theme. Nothing depends on colour alone: names are bold or underlined as well."""

    BOLD = Style(bold=True)
    CHOSEN = Style(bold=True, underline=True)
    REVERSE = Style(reverse=True)

    def __init__(self, theme: Theme) -> None:
        self._ansi = theme.ansi
        self._inks = theme.variables
        self._faint = Style(dim=True) if self._inks["faint"] == self._inks["ink"] else Style()
        self._made: dict[Look, Style] = {}
        self._foregrounds: dict[str, Style] = {}

    def of(self, look: Look) -> Style:
        """The style of a look, without the background of the widget that it lies on."""
        style = self._made.get(look)
        if style is None:
            style = self._made[look] = self._make(look)
        return style

    def bar(self, voice: int) -> Style:
        """The style of a quote's bar in the margin."""
        return self.ink(f"voice-{voice}" if 0 <= voice < COLOURS else "faint")

    def ink(self, name: str) -> Style:
        """One of the theme's inks as a foreground."""
        style = self._foregrounds.get(name)
        if style is None:
            faint = self._faint if name == "faint" else Style()
            style = self._foregrounds[name] = Style(color=self._ink(name)) + faint
        return style

    def segments(self, runs: Iterable[Run], base: Style) -> list[Segment]:
        """Runs as segments over a base style."""
        return [Segment(run.text, base + self.of(run.look)) for run in runs]

    def _ink(self, name: str) -> str | None:
        return _rich_colour(self._inks, name)

    def _make(self, look: Look) -> Style:
        style = self._role(look)
        if look.marked:
            style += Style(underline=True)
        if look.emphasis or look.link:
            strong = look.emphasis == "strong"
            style += Style(
                italic=look.emphasis == "emphasis" or None, bold=strong or None, underline=look.link or None
            )
        if look.dim:
            style += self.ink("faint") + Style(bold=False)
        if look.lit:
            style += Style(reverse=True, underline=True) if self._ansi else Style(bgcolor=self._ink("lit"))
        if look.match and self._ansi:
            style += Style(reverse=True, bold=look.match == "current")
        elif look.match:
            ground = "current-match" if look.match == "current" else "match"
            style += Style(
                color=self._ink("strong"), bgcolor=self._ink(ground), bold=look.match == "current" or None
            )
        return style

    def _role(self, look: Look) -> Style:
        if look.role == "text":
            return Style(color=self._ink("strong" if look.quoted else "ink"))
        ink, bold, underline = _ROLES[look.role]
        if 0 <= look.voice < COLOURS:
            ink, bold = f"voice-{look.voice}", True
        return self.ink(ink) + Style(bold=bold or None, underline=underline or None)


_ROLES: Mapping[str, tuple[str, bool, bool]] = {
    "title": ("strong", True, False),
    "heading": ("strong", True, False),
    "meta": ("faint", False, False),
    "bar": ("faint", False, False),
    "code": ("slate", False, False),
    "label": ("faint", False, False),
    "mark": ("footer-key-foreground", False, False),
    "person": ("strong", True, False),
    "organization": ("slate", False, True),
    "place": ("slate", False, True),
}
"""For each role but plain text: its ink, bold, underlined."""


def _rich_colour(inks: Mapping[str, str], name: str) -> str | None:
    value = inks[name]
    return None if value == "ansi_default" else Color.parse(value).rich_color.name
