"""The themes: the colours of paper, ink and voices, for dark and light rooms and the terminal's own palette."""

from collections.abc import Mapping
from typing import Literal

from textual.theme import BUILTIN_THEMES, Theme

from tui_reader.palettes import BUILT_IN, COLOURLESS, TERMINAL, Palette

Colours = Literal["none", "few", "many"]
"""None at all, the terminal's own sixteen, or those of every theme."""


def theme_of(palette: Palette) -> Theme:
    """A theme of a palette's colours; the variables are what `looks` and the style sheet read."""
    variables = {
        "page": palette.page,
        "desk": palette.desk,
        "ink": palette.ink,
        "strong": palette.strong,
        "faint": palette.faint,
        "slate": palette.slate,
        "lit": palette.lit,
        "match": palette.match,
        "current-match": palette.current,
        "scrollbar": palette.faint if palette.ansi else palette.lit,
        "scrollbar-hover": palette.faint,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.desk,
        "scrollbar-background-hover": palette.desk,
        "scrollbar-background-active": palette.desk,
        "scrollbar-corner-color": palette.desk,
        "footer-key-foreground": palette.accent,
        "input-cursor-background": palette.accent,
        "input-cursor-foreground": palette.desk if not palette.ansi else "ansi_black",
        "input-selection-background": palette.lit if not palette.ansi else "ansi_bright_black",
        "block-cursor-foreground": palette.strong,
        "block-cursor-background": palette.lit,
    } | {f"voice-{number}": voice for number, voice in enumerate(palette.voices)}
    if palette.ansi:
        variables = dict(BUILTIN_THEMES["ansi-dark"].variables) | variables
    if palette.accent == palette.ink:
        variables["input-cursor-text-style"] = "reverse"
    return Theme(
        name=palette.name,
        primary=palette.accent,
        secondary=palette.slate,
        accent=palette.accent,
        warning=palette.accent,
        error=palette.voices[2],
        success=palette.voices[0],
        foreground=palette.ink,
        background=palette.desk,
        surface=palette.desk,
        panel=palette.desk,
        boost=palette.desk if palette.ansi else None,
        dark=palette.dark,
        variables=variables,
        ansi=palette.ansi,
    )


def colours_of(color_system: str | None, *, no_color: bool) -> Colours:
    """What a terminal shows, from what Rich calls its colours, and whether the user wants none (NO_COLOR)."""
    if no_color or color_system is None:
        return "none"
    return "few" if color_system == "standard" else "many"


THEMES: tuple[Theme, ...] = tuple(map(theme_of, BUILT_IN))
"""In the order in which the theme key goes through them; the user's own come after them."""
NIGHT = THEMES[0]
FOR_COLOURS: Mapping[Colours, Theme | None] = {
    "none": theme_of(COLOURLESS),
    "few": theme_of(TERMINAL),
    "many": None,
}
"""What the reader starts with, whatever was chosen elsewhere: mixed colours become alike where there are sixteen."""
