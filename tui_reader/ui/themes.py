"""The themes: the colours of paper, ink and voices, for dark and light rooms and the terminal's own palette."""

from collections.abc import Sequence

from textual.theme import BUILTIN_THEMES, Theme


def _theme(  # noqa: PLR0913  one argument an ink
    name: str,
    *,
    dark: bool,
    page: str,
    desk: str,
    ink: str,
    strong: str,
    faint: str,
    slate: str,
    accent: str,
    lit: str,
    match: str,
    current: str,
    voices: Sequence[str],
    ansi: bool = False,
) -> Theme:
    """A theme from its inks; the variables are what `looks` and the style sheet read.

    `page` lies under the story, `desk` under everything else; `strong` is for headlines and quoted words,
    `faint` for what is about the story, `slate` for organizations and places.
    """
    variables = {
        "page": page,
        "desk": desk,
        "ink": ink,
        "strong": strong,
        "faint": faint,
        "slate": slate,
        "lit": lit,
        "match": match,
        "current-match": current,
        "scrollbar": faint if ansi else lit,
        "scrollbar-hover": faint,
        "scrollbar-active": accent,
        "scrollbar-background": desk,
        "scrollbar-background-hover": desk,
        "scrollbar-background-active": desk,
        "scrollbar-corner-color": desk,
        "footer-key-foreground": accent,
        "input-cursor-background": accent,
        "input-cursor-foreground": desk if not ansi else "ansi_black",
        "input-selection-background": lit if not ansi else "ansi_bright_black",
        "block-cursor-foreground": strong,
        "block-cursor-background": lit,
    } | {f"voice-{number}": voice for number, voice in enumerate(voices)}
    if ansi:
        variables = dict(BUILTIN_THEMES["ansi-dark"].variables) | variables
    return Theme(
        name=name,
        primary=accent,
        secondary=slate,
        accent=accent,
        warning=accent,
        error=voices[2],
        success=voices[0],
        foreground=ink,
        background=desk,
        surface=desk,
        panel=desk,
        boost=desk if ansi else None,
        dark=dark,
        variables=variables,
        ansi=ansi,
    )


NIGHT = _theme(
    "night",
    dark=True,
    page="#15161b",
    desk="#1c1e25",
    ink="#c3c6cf",
    strong="#f3f1ea",
    faint="#8a8e9b",
    slate="#a3b1c9",
    accent="#e3ab4f",
    lit="#343847",
    match="#4d431f",
    current="#7f6110",
    voices=("#93c57f", "#7fb5d5", "#de83a0", "#d8ab5f", "#b79be0", "#6fc4b5", "#e0936b", "#bfc06a"),
)
SEA = _theme(
    "sea",
    dark=True,
    page="#0b1622",
    desk="#10202f",
    ink="#c2d0da",
    strong="#f0f6fa",
    faint="#7f95a6",
    slate="#9db8cc",
    accent="#f0b866",
    lit="#1f3b52",
    match="#4a4a1c",
    current="#7a6a10",
    voices=("#8fd19e", "#7cc4ee", "#f291a9", "#e8b96a", "#c0a6f2", "#67d4c4", "#f0a078", "#cdd06c"),
)
PAPER = _theme(
    "paper",
    dark=False,
    page="#fcf9f2",
    desk="#f3ede0",
    ink="#45413a",
    strong="#14120f",
    faint="#6c6558",
    slate="#46597a",
    accent="#8f4f00",
    lit="#e3dac6",
    match="#fae7a0",
    current="#f2c14e",
    voices=("#2b6b2f", "#1d5d8c", "#a3275c", "#845200", "#67399a", "#0c675f", "#a13f10", "#5a5c0c"),
)
DAY = _theme(
    "day",
    dark=False,
    page="#ffffff",
    desk="#f2f4f7",
    ink="#3a3f47",
    strong="#0d1117",
    faint="#646b75",
    slate="#3f5878",
    accent="#0b5cad",
    lit="#dbe4ef",
    match="#fdf0a6",
    current="#ffd24d",
    voices=("#1f6f34", "#0b5cad", "#a8235b", "#8a4b00", "#6a35a8", "#006a67", "#a83a0c", "#575c00"),
)
TERMINAL = _theme(
    "terminal",
    dark=True,
    page="ansi_default",
    desk="ansi_default",
    ink="ansi_default",
    strong="ansi_default",
    faint="ansi_bright_black",
    slate="ansi_cyan",
    accent="ansi_yellow",
    lit="ansi_default",
    match="ansi_default",
    current="ansi_default",
    voices=(
        "ansi_green",
        "ansi_blue",
        "ansi_magenta",
        "ansi_yellow",
        "ansi_bright_magenta",
        "ansi_cyan",
        "ansi_red",
        "ansi_bright_green",
    ),
    ansi=True,
)

THEMES: tuple[Theme, ...] = (NIGHT, PAPER, SEA, DAY, TERMINAL)
"""In the order in which the theme key goes through them."""
