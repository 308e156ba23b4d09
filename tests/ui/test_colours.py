"""Terminals with sixteen colours and with none: all that differs can still be told apart."""

from itertools import combinations

import pytest
from rich.color import ColorSystem
from rich.style import Style

from tests.ui import pictures
from tests.ui.scenes import STORY, app_of, story_of, type_keys
from tests.ui.searching import bottom
from tui_reader.paint.model import Look
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.shelf import state
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.looks import Styles
from tui_reader.ui.themes import FOR_COLOURS, Colours, colours_of

PLAIN = {
    "text": Look(),
    "stepping back": Look(dim=True),
    "a person": Look("person", 0),
    "a place": Look("place"),
    "a match": Look(match="match"),
    "the current match": Look(match="current"),
    "what the keys have stepped to": Look(lit=True),
    "emphasis": Look(emphasis="emphasis"),
}


def drawn(app: ReaderApp) -> list[Style]:
    """The styles of all that the terminal is sent."""
    strips = app.screen._compositor.render_strips()
    return [segment.style for strip in strips for segment in strip if segment.style]


def without_colour(style: Style) -> tuple[bool, ...]:
    return tuple(bool(getattr(style, name)) for name in ("bold", "dim", "italic", "underline", "reverse"))


@pytest.mark.parametrize(
    ("system", "no_color", "expected"),
    [
        ("truecolor", False, "many"),
        ("256", False, "many"),
        ("standard", False, "few"),
        (None, False, "none"),
        ("truecolor", True, "none"),
    ],
)
def test_what_the_terminal_shows_decides(system: str | None, *, no_color: bool, expected: Colours) -> None:
    assert colours_of(system, no_color=no_color) == expected


def test_without_colours_everything_differs_in_another_way() -> None:
    theme = FOR_COLOURS["none"]
    assert theme is not None
    styles = Styles(theme)
    told = {name: without_colour(styles.of(look)) for name, look in PLAIN.items()}
    assert [pair for pair in combinations(told, 2) if told[pair[0]] == told[pair[1]]] == []
    assert styles.ink("faint").dim
    assert not styles.ink("strong").dim


def test_sixteen_colours_are_the_terminals_own() -> None:
    theme = FOR_COLOURS["few"]
    assert theme is not None
    styles = Styles(theme)
    told = {name: (styles.of(look).color, without_colour(styles.of(look))) for name, look in PLAIN.items()}
    assert [pair for pair in combinations(told, 2) if told[pair[0]] == told[pair[1]]] == []
    assert {color.system for color, _ in told.values() if color} == {ColorSystem.STANDARD}


@pytest.mark.parametrize(
    "keys", [(*STORY, "right_square_bracket"), (*STORY, "Y"), ("question_mark",), ("ctrl+p",)]
)
async def test_no_color_sends_no_colour(
    places: Places, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(places, settings=Settings(theme="night"))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, keys)
        colours = {
            str(color)
            for style in drawn(app)
            for color in (style.color, style.bgcolor)
            if color and not color.is_default
        }
        assert colours == set()


@pytest.mark.parametrize("keys", [("Y",), ("question_mark",), ("ctrl+p",), ("m",)])
@pytest.mark.parametrize("no_color", [False, True])
async def test_what_lies_over_the_page_leaves_it_seen_and_has_an_edge_where_no_colours_are_mixed(
    places: Places, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], *, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(places, settings=Settings(theme="terminal"))
    async with app.run_test(size=(140, 36)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket"])
        page = list(pictures.take(app).lines)
        await type_keys(pilot, keys)
        over = list(pictures.take(app).lines)
        assert over[0] == page[0]
        assert over[3][:10] == page[3][:10]
        assert "╭" in "".join(over)


async def test_with_no_color_there_is_one_theme(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["t"])
        assert "there is one theme" in bottom(app)
        assert app.theme == "colourless"
    shelf = Database(places.shelf)
    assert "theme" not in state.recall(shelf)
    shelf.close()


async def test_sixteen_colours_begin_with_the_terminals_own_whatever_was_chosen_elsewhere(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Database(places.shelf)
    state.remember(shelf, {"theme": "sea"})
    shelf.close()
    monkeypatch.setenv("TERM", "xterm-16color")
    monkeypatch.delenv("COLORTERM")
    app = app_of(places, settings=Settings(theme="paper"))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "tab", "j", "enter"])
        assert app.theme == "terminal"
        assert story_of(app).spotlit is not None
        systems = {color.system for style in drawn(app) for color in (style.color, style.bgcolor) if color}
        assert systems <= {ColorSystem.STANDARD}
        assert any(style.bold for style in drawn(app))
    monkeypatch.setenv("TERM", "xterm-256color")
    again = app_of(places)
    async with again.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        assert again.theme == "sea"
