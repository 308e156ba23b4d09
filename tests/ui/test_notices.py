"""What the bottom line says for a while."""

import pytest
from rich.text import Text

from tests.ui.scenes import app_of, main_screen, settle, type_keys, until
from tui_reader import preferences
from tui_reader.paths import Places
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
