from typing import get_args

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from tui_reader.paint.model import Look, Role
from tui_reader.paint.voices import COLOURS
from tui_reader.palettes import LEAST_DIM_CONTRAST
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import THEMES

TRUECOLOUR = [theme for theme in THEMES if not theme.ansi]
INKS = ("ink", "strong", "faint", "slate", "footer-key-foreground", *(f"voice-{n}" for n in range(COLOURS)))


@pytest.mark.parametrize("theme", TRUECOLOUR, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["page", "desk"])
def test_every_ink_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    paper = Color.parse(theme.variables[ground])
    low = {ink: contrast(paper, Color.parse(theme.variables[ink])) for ink in INKS}
    assert {ink: ratio for ink, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", TRUECOLOUR, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["match", "current-match"])
def test_matches_can_be_read(theme: Theme, ground: str) -> None:
    assert contrast(Color.parse(theme.variables[ground]), Color.parse(theme.variables["strong"])) >= 4.5


@pytest.mark.parametrize("theme", TRUECOLOUR, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["page", "lit"])
def test_what_steps_back_while_a_person_is_lit_can_still_be_read(theme: Theme, ground: str) -> None:
    styles = Styles(theme)
    looks = [
        Look(role, voice, dim=True, lit=ground == "lit", quoted=quoted)
        for role in get_args(Role)
        for voice in range(-1, COLOURS)
        for quoted in (False, True)
    ]
    low = {
        look: ratio
        for look in looks
        if (ratio := contrast(Color.parse(theme.variables[ground]), ink_of(styles.of(look))))
        < LEAST_DIM_CONTRAST
    }
    assert low == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_nothing_depends_on_colour_alone(theme: Theme) -> None:
    styles = Styles(theme)
    for role in ("person", "organization", "place"):
        style = styles.of(Look(role))
        assert style.bold or style.underline
    assert styles.of(Look(match="match")).bgcolor or styles.of(Look(match="match")).reverse


def ink_of(style: Style) -> Color:
    assert style.color is not None
    return Color.from_rich_color(style.color)


def contrast(one: Color, other: Color) -> float:
    def luminance(colour: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
