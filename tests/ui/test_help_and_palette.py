import re

import pytest
from textual import constants
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.commands import BY_ID, COMMANDS, shown_keys
from tui_reader.launch import Launch
from tui_reader.palettes import BUILT_IN
from tui_reader.paths import Places, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.help import HelpScreen, HelpText
from tui_reader.ui.screens.reader import ReaderScreen
from tui_reader.ui.themes import THEMES
from tui_reader.ui.widgets.story_list import StoryList


def help_shown(app: ReaderApp) -> str:
    text = app.screen.query_one(HelpText)
    return " ".join(" ".join(text.render_line(y).text for y in range(text.size.height)).split())


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_every_key_with_its_whole_sentence_and_closes(app: ReaderApp, key: str) -> None:
    async with app.run_test(size=(140, 180)) as pilot:
        await type_keys(pilot, [key])
        assert isinstance(app.screen, HelpScreen)
        shown = help_shown(app)
        for command in COMMANDS:
            assert command.help in shown
            assert shown_keys(command)[0] in shown
        await type_keys(pilot, [key])
        assert main_screen(app).is_active


async def test_help_begins_with_the_keys_of_the_pane_that_had_the_focus(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 180)) as pilot:
        await type_keys(pilot, ["question_mark"])
        now, elsewhere = help_shown(app).split("All other keys")
        assert "Keys that work now, in the list" in now
        assert BY_ID["open"].help in now
        assert BY_ID["skim"].help in elsewhere
        await type_keys(pilot, ["escape", "enter", "question_mark"])
        now, elsewhere = help_shown(app).split("All other keys")
        assert "Keys that work now, in the story" in now
        assert BY_ID["skim"].help in now
        assert BY_ID["open"].help in elsewhere
        await type_keys(pilot, ["escape", "B", "j"])
        await type_keys(pilot, ["question_mark"])
        now, elsewhere = help_shown(app).split("All other keys")
        assert BY_ID["remove-bookmark"].help in now
        assert BY_ID["zen"].help in elsewhere


async def test_the_first_keys_of_the_help_would_all_do_something(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 180)) as pilot:
        await type_keys(pilot, ["question_mark"])
        now, others = help_shown(app).split("All other keys")
        for name in (
            "quotes-found",
            "export-found",
            "related",
            "search-for-it",
            "peek",
            "correct",
            "saved-first",
            "back",
        ):
            assert BY_ID[name].help not in now
            assert BY_ID[name].help in others
        await type_keys(pilot, ["escape", "enter", "question_mark"])
        now, _ = help_shown(app).split("All other keys")
        assert BY_ID["back"].help in now
        assert BY_ID["related"].help in now
        assert BY_ID["select-more"].help not in now
        await type_keys(pilot, ["escape", "right_square_bracket", "V", "question_mark"])
        now, _ = help_shown(app).split("All other keys")
        for name in ("select-more", "search-for-it", "peek", "correct"):
            assert BY_ID[name].help in now


async def test_typing_narrows_the_help_and_escape_shows_all_again_before_it_closes(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["question_mark", *"change tak"])
        assert BY_ID["undo"].help[:30] in help_shown(app)
        assert BY_ID["zen"].help not in help_shown(app)
        await type_keys(pilot, ["escape"])
        assert "Keys that work now" in help_shown(app)
        await type_keys(pilot, [*"why?"])
        assert "No key and no sentence" in help_shown(app)
        await type_keys(pilot, ["escape", "down", "down"])
        assert app.screen.query_one(HelpText).scroll_offset.y == 2
        await type_keys(pilot, ["escape"])
        assert main_screen(app).is_active


async def test_the_palette_runs_a_command(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await choose_in_palette(pilot, "next theme", "Next theme")
        assert app.theme == THEMES[1].name


async def choose_in_palette(pilot: Pilot[None], typed: str, title: str) -> None:
    """Type into the palette, wait until it offers something, and choose it."""
    await type_keys(pilot, ["ctrl+p"])
    palette = pilot.app.screen
    palette.query_one(Input).value = typed
    offers = palette.query_one(OptionList)

    def place() -> int | None:
        prompts = [str(offers.get_option_at_index(n).prompt) for n in range(offers.option_count)]
        return next((n for n, prompt in enumerate(prompts) if title in prompt), None)

    await until(pilot, lambda: place() is not None)
    offers.highlighted = place()
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is not palette)
    await settle(pilot)


async def test_the_palette_opens_a_story_by_words_of_its_headline_in_any_order(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        row = main_screen(app).query_one(StoryList).rows[5]
        last, first = sorted(re.findall(r"\w{4,}", row.title), key=len)[-2:]
        await choose_in_palette(pilot, f"{last.lower()} {first[:-1]}", row.title)
        shown = story_of(app).article
        assert shown is not None
        assert shown.title == row.title
        assert app.focused is story_of(app)


async def test_the_palette_finds_people_and_searches_for_the_one_that_is_chosen(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await choose_in_palette(pilot, "okon", "Okonkwo")
        query = main_screen(app).query_one("#query", Input).value
        assert query.startswith("person:")
        assert "Okonkwo" in query
        assert 0 < len(main_screen(app).query_one(StoryList).rows) < 32


async def test_the_palette_offers_no_command_in_whose_help_the_letters_stand_apart(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["ctrl+p", *"minh"])
        offers = app.screen.query_one(OptionList)
        await until(pilot, lambda: offers.option_count > 0)
        await settle(pilot)
        shown = [str(offers.get_option_at_index(n).prompt) for n in range(offers.option_count)]
        assert [prompt.partition("\n")[0].strip() for prompt in shown] == ["Person: Lê Quang Minh  1 story"]
        app.screen.query_one(Input).value = "screen readers"
        await until(pilot, lambda: "Plain mode" in str(offers.get_option_at_index(0).prompt))


async def test_words_that_mean_something_to_a_query_or_to_markup_are_only_words_in_the_palette(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["ctrl+p"])
        app.screen.query_one(Input).value = '[bold] "person: -(title:'
        await settle(pilot)
        await type_keys(pilot, ["escape"])
        assert main_screen(app).is_active


def test_every_command_of_the_palette_can_be_run() -> None:
    for command in COMMANDS:
        name = command.run.partition("(")[0]
        if command.palette:
            assert hasattr(ReaderApp, f"action_{name}") or hasattr(ReaderScreen, f"action_{name}"), command.id


async def test_t_goes_through_all_themes_and_the_last_one_is_kept(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        seen = [app.theme]
        for _ in THEMES:
            await type_keys(pilot, ["t"])
            seen.append(app.theme)
        assert seen == [*(theme.name for theme in THEMES), THEMES[0].name]
        await type_keys(pilot, ["t"])
    again = ReaderApp(Launch(sample_library(), None, places, Settings()), Database(places.shelf))
    async with again.run_test() as pilot:
        await settle(pilot)
        assert again.theme == THEMES[1].name


async def test_the_users_own_keys_replace_the_built_in_ones(places: Places) -> None:
    settings = Settings(keys={"zen": "F"})
    app = ReaderApp(Launch(sample_library(), None, places, settings), Database(places.shelf))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "z"])
        assert main_screen(app).query_one("#list").display
        await type_keys(pilot, ["F"])
        assert not main_screen(app).query_one("#list").display
        assert app.focused is story_of(app)


async def test_a_theme_of_the_users_own_is_chosen_by_the_settings_and_comes_after_the_others(
    places: Places,
) -> None:
    dusk = BUILT_IN[0]._replace(name="dusk", page="#221133")
    launch = Launch(sample_library(), None, places, Settings(theme="dusk"), palettes=(dusk,))
    app = ReaderApp(launch, Database(places.shelf))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert app.theme == "dusk"
        assert story_of(app).styles.background.hex == "#221133"
        await type_keys(pilot, ["t"])
        assert app.theme == THEMES[0].name
        for _ in THEMES:
            await type_keys(pilot, ["t"])
        assert app.theme == "dusk"


@pytest.mark.parametrize("motion", [True, False])
async def test_without_motion_nothing_slides(places: Places, *, motion: bool) -> None:
    app = app_of(places, settings=Settings(motion=motion))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        await settle(pilot)
        assert app.animation_level == (constants.TEXTUAL_ANIMATIONS if motion else "none")
        story_of(app).scroll_to(y=9, animate=True, duration=60)
        await pilot.pause(0.1)
        assert (story_of(app).scroll_offset.y == 9) is not motion


async def test_the_cursor_stands_still_in_every_field(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        for keys in (["/"], ["escape", "B", "/"], ["escape", "escape", "ctrl+p"]):
            await type_keys(pilot, keys)
            assert isinstance(app.focused, Input)
            assert not app.focused.cursor_blink


@pytest.mark.parametrize("opens", ["question_mark", "L", "ctrl+p"])
async def test_what_lies_over_the_page_lets_the_reader_leave_for_the_shell(
    opens: str, app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[bool] = []
    monkeypatch.setattr(ReaderApp, "action_suspend_process", lambda _: left.append(True))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [opens])
        assert not main_screen(app).is_active
        await type_keys(pilot, ["ctrl+z"])
        assert left == [True]
        assert not main_screen(app).is_active
