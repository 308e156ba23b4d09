"""How looks appear on the command line: in the terminal's own sixteen colours, so that they fit light and dark."""

from functools import lru_cache

from rich.style import Style

from tui_reader.paint.model import Look

_VOICES = ("cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_magenta")
META = Style(dim=True)
TITLE = Style(bold=True)
MATCH = Style(bold=True, underline=True)
MARK = Style(color="yellow")
PLAIN = Style()


def voice(number: int) -> Style:
    """A person's colour; none for -1."""
    return Style(color=_VOICES[number]) if 0 <= number < len(_VOICES) else Style()


@lru_cache(maxsize=512)
def style(look: Look) -> Style:
    """The style of a look; every kind of name is also bold or underlined, so that nothing depends on colour."""
    found = Style(italic=look.quoted or None)
    if look.role in ("title", "heading", "label", "person"):
        found += TITLE
    elif look.role == "organization":
        found += Style(underline=True)
    elif look.role == "place":
        found += Style(underline=True, dim=look.voice < 0)
    elif look.role in ("meta", "code", "mark"):
        found += META
    if look.emphasis or look.link:
        strong = look.emphasis == "strong"
        found += Style(
            italic=look.emphasis == "emphasis" or None, bold=strong or None, underline=look.link or None
        )
    if look.voice >= 0:
        found += voice(look.voice) + TITLE
    return found
