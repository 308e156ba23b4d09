"""Two keys, one after the other, that are a command together."""

import pytest
from textual.widgets import OptionList

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.ui import chords
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.help import HelpScreen, HelpText
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

KEYS = {"first": "g g,home", "theme": "g t", "zen": "g z", "skim": "g Q", "tag": "x T"}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A begun chord waits, however slow the machine is."""
    monkeypatch.setattr(chords, "_WAIT_SECONDS", 60.0)


@pytest.fixture
def app(places: Places) -> ReaderApp:
    """The reader with chords of the user's."""
    return app_of(places, settings=Settings(keys=KEYS))


def bottom(app: ReaderApp) -> str:
    """The bottom line of the screen on top."""
    return app.screen.query_one(StatusBar).render().plain


async def test_a_chord_runs_its_command_and_its_first_key_alone_does_nothing(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j", "j", "j"])
        stories, theme = main_screen(app).query_one(StoryList), app.theme
        await pilot.press("g")
        assert stories.rows[0] != stories.row
        assert app.theme == theme
        await pilot.press("g")
        assert stories.row == stories.rows[0]
        await pilot.press("g", "t")
        assert app.theme != theme


async def test_a_begun_chord_shows_what_may_follow_here(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        keys = bottom(app)
        await pilot.press("g")
        assert all(
            f"{key}   " in bottom(app) for key in ("g …", "g top", "z zen", "t next theme", "Esc leaves")
        )
        assert "statements" not in bottom(app)
        await pilot.press("escape")
        assert bottom(app) == keys
        await type_keys(pilot, ["enter"])
        await pilot.press("g")
        assert "Q statements" in bottom(app)


async def test_where_not_all_that_may_follow_is_shown_there_is_an_ellipsis(app: ReaderApp) -> None:
    async with app.run_test(size=(44, 20)) as pilot:
        await type_keys(pilot, [])
        await pilot.press("g")
        assert bottom(app).strip() == "g …   g top   z zen   t next theme   …"


async def test_escape_leaves_a_begun_chord_and_nothing_else(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        await pilot.press("g", "escape")
        assert app.focused is story_of(app)
        assert "Esc leaves" not in bottom(app)


async def test_a_key_that_does_not_follow_ends_the_chord_and_is_dropped(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        stories = main_screen(app).query_one(StoryList)
        await pilot.press("g", "j")
        assert stories.row == stories.rows[0]
        assert "g j does nothing here" in bottom(app)
        await pilot.press("j")
        assert stories.row == stories.rows[1]


async def test_a_begun_chord_ends_by_itself(app: ReaderApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chords, "_WAIT_SECONDS", 0.05)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        theme = app.theme
        await pilot.press("g")
        await until(pilot, lambda: "Esc leaves" not in bottom(app))
        await type_keys(pilot, ["t"])
        assert app.theme == theme


async def test_letters_that_are_typed_are_never_caught_by_a_chord(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"gg gt x"])
        top = main_screen(app)._top
        assert top.field.value == "gg gt x"
        await type_keys(pilot, ["escape", "g"])
        top.field.focus()
        await settle(pilot)
        await type_keys(pilot, ["t"])
        assert top.field.value.endswith("t")


async def test_a_key_that_acts_is_never_kept_waiting(places: Places) -> None:
    # In the bookmarks e is a command of theirs, and begins no chord there.
    app = app_of(places, settings=Settings(keys={"skim": "e q"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        await pilot.press("e")
        assert "e …" in bottom(app)
        await type_keys(pilot, ["escape", "B", "e"])
        assert not app.screen.query(StatusBar)


async def test_g_twice_goes_to_the_top_without_any_settings(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "space", "space", "g", "g"])
        assert story_of(app).scroll_offset.y == 0
        assert app.focused is story_of(app)


async def test_help_and_palette_show_chords_whole(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 60)) as pilot:
        await type_keys(pilot, ["question_mark", *"top"])
        assert isinstance(app.screen, HelpScreen)
        text = app.screen.query_one(HelpText)
        lines = [text.render_line(y).text.strip() for y in range(text.size.height)]
        line = next(each for each in lines if "The first story" in each)
        assert line.startswith("g g, Home")
        await type_keys(pilot, ["escape", "escape", "ctrl+p", *"next theme"])
        choices = app.screen.query_one(OptionList)
        await until(pilot, lambda: choices.option_count > 0)
        assert "Next theme  (g t)" in str(choices.get_option_at_index(0).prompt)
