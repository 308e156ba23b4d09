"""What the bottom line says for a while."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.text import Text

from tests.ui.scenes import app_of, main_screen, settle, type_keys, until
from tui_reader import preferences
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.phrases import settings_mistaken
from tui_reader.ui.widgets import status_bar
from tui_reader.ui.widgets.status_bar import StatusBar

LONG = "The harbour office is shut until the tide has turned, and nobody may land before the bell is rung."


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said is said for a short while."""
    monkeypatch.setattr(status_bar, "_NOTICE_SECONDS", 0.2)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each bottom line that is drawn."""
    lines: list[str] = []
    render = StatusBar.render

    def listen(bar: StatusBar) -> Text:
        line = render(bar)
        lines.append(line.plain.strip())
        return line

    monkeypatch.setattr(StatusBar, "render", listen)
    return lines


@pytest.mark.usefixtures("quick")
async def test_several_things_are_said_one_after_the_other(places: Places, heard: list[str]) -> None:
    app = app_of(places, notices=("The first thing", "The second thing"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any("second thing" in line for line in heard))
        assert any("first thing" in line for line in heard)
        await until(pilot, lambda: "thing" not in said(app))


@pytest.mark.usefixtures("quick")
async def test_what_is_longer_than_the_line_is_said_in_parts(app: ReaderApp, heard: list[str]) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await type_keys(pilot, ["enter"])
        main_screen(app).say(LONG)
        await until(pilot, lambda: heard[-1].endswith("rung."))
        parts = [part for part in dict.fromkeys(filter(None, heard)) if part.removesuffix(" …") in LONG]
        assert " ".join(part.removesuffix(" …") for part in parts) == LONG
        assert all(len(part) <= 58 for part in parts)


async def test_what_fills_the_line_takes_the_place_of_the_progress(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        await until(pilot, lambda: "¶" in said(app))
        main_screen(app).say(LONG)
        assert said(app).strip() == LONG


async def test_what_has_a_shorter_form_leaves_the_progress_where_it_is(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        await until(pilot, lambda: "¶" in said(app))
        main_screen(app).say(LONG, "The harbour office is shut", "Shut")
        assert said(app).strip().startswith("The harbour office is shut  ")
        assert "¶" in said(app)
        await pilot.resize_terminal(40, 20)
        await settle(pilot)
        assert said(app).strip().startswith("The harbour office is shut")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "width = 300\n",
            "settings.toml, line 1: width: give a whole number from 48 to 100; the default is used",
        ),
        ('theme = "puce"\nwidth = 300\n', "settings.toml has 2 mistakes; tui-reader settings --check"),
        ("\nwidth 300\n", "settings.toml, line 2 is not TOML; tui-reader settings --check"),
    ],
)
async def test_mistakes_in_the_settings_are_said_with_where_they_are_or_what_names_them(
    places: Places, text: str, sentence: str
) -> None:
    places.settings.parent.mkdir(parents=True, exist_ok=True)
    places.settings.write_text(text, "utf-8")
    problems = preferences.read(places).problems
    app = app_of(places, notices=(settings_mistaken(problems),))
    async with app.run_test(size=(80 if "--check" in sentence else 120, 24)) as pilot:
        await settle(pilot)
        assert said(app).strip() == sentence


@pytest.fixture
def long_headline(bare_places: Places, write_library: Callable[..., Path]) -> ReaderApp:
    """The reader on a library of one story with a headline that is wider than a screen."""
    root = write_library(
        gate=f"date 2024-03-09 {LONG}\n\nIt rained. “It was wet,” said Ada Lund.\n\nAll day.\n"
    )
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    return app_of(bare_places, root)


@pytest.mark.parametrize("plain", [False, True])
async def test_a_headline_gives_way_to_the_key_that_undoes_and_to_the_place(
    long_headline: ReaderApp, *, plain: bool
) -> None:
    async with long_headline.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [*(["P"] if plain else []), "enter", "b"])
        line = said(long_headline).strip()
        assert "The harbour office" in line
        assert "undoes" in line
        assert plain or "¶" in line
        await type_keys(pilot, ["right_square_bracket", "b"])
        assert "u undoes" in said(long_headline)


async def test_what_a_key_did_is_said_until_the_next_one_does_something(long_headline: ReaderApp) -> None:
    async with long_headline.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "b"])
        assert "u undoes" in said(long_headline)
        await type_keys(pilot, ["j"])
        assert "u undoes" not in said(long_headline)
        await type_keys(pilot, ["right_square_bracket", "b", "B", "d"])
        assert "u undoes" in long_headline.screen.query_one(StatusBar).render().plain
        await type_keys(pilot, ["k"])
        assert "u undoes" not in long_headline.screen.query_one(StatusBar).render().plain


@pytest.mark.parametrize(("key", "sentence"), [("plus", "column is at most"), ("M", "No other story")])
async def test_also_what_is_no_change_is_said_until_the_next_key_does_something(
    long_headline: ReaderApp, key: str, sentence: str
) -> None:
    async with long_headline.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", key])
        assert sentence in said(long_headline)
        await type_keys(pilot, ["j"])
        assert sentence not in said(long_headline)


async def test_the_users_own_key_is_named_for_undoing(places: Places) -> None:
    app = app_of(places, settings=Settings(keys={"undo": "U"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["b"])
        assert "· U undoes" in said(app)
