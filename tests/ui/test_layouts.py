"""What is shown beside the story, and how wide, remembered for each kind of terminal width."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.paths import Places, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf import state
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.layouts import Layout, Layouts, kind_of
from tui_reader.ui.widgets.status_bar import StatusBar


def shown(app: ReaderApp) -> list[str]:
    """The panes on the screen, from left to right, and the line at the top."""
    screen = main_screen(app)
    names = ["top", "list", "story", "cast"]
    return [
        name
        for name in names
        if screen.query_one(f"#{name}").display and screen.query_one(f"#{name}").visible
    ]


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


async def resize(pilot: Pilot[None], width: int, height: int = 30) -> None:
    """Make the terminal so large."""
    await pilot.resize_terminal(width, height)
    await settle(pilot)


async def test_each_kind_of_width_gets_its_panes_back_when_the_terminal_has_it_again(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await type_keys(pilot, ["enter", "v"])
        assert shown(app) == ["top", "list", "story"]
        await resize(pilot, 100)
        assert shown(app) == ["top", "list", "story"]
        await type_keys(pilot, ["v"])
        assert shown(app) == ["top", "story", "cast"]
        await resize(pilot, 60)
        await type_keys(pilot, ["z"])
        assert shown(app) == ["story"]
        await resize(pilot, 100)
        assert shown(app) == ["top", "story", "cast"]
        await resize(pilot, 140)
        assert shown(app) == ["top", "list", "story"]
        await resize(pilot, 60)
        assert shown(app) == ["story"]
        assert app.focused is story_of(app)


async def test_widths_of_column_and_list_belong_to_the_width_of_the_terminal(app: ReaderApp) -> None:
    async with app.run_test(size=(160, 30)) as pilot:
        await type_keys(pilot, ["enter", "plus", "plus", "greater_than_sign", "greater_than_sign"])
        screen = main_screen(app)
        column, listing = screen._panes.column, screen.query_one("#list").outer_size.width
        assert column == Settings().width + 8
        assert f"The list is {listing} cells wide" in said(app)
        await resize(pilot, 100)
        assert screen._panes.column == column
        normal = screen.query_one("#list").outer_size.width
        assert normal == 38
        await type_keys(pilot, ["minus", "minus", "minus", "less_than_sign"])
        assert screen.query_one("#list").outer_size.width == 34
        await resize(pilot, 160)
        assert (screen._panes.column, screen.query_one("#list").outer_size.width) == (column, listing)
        page = story_of(app).page
        assert page is not None
        assert page.width <= column
        await resize(pilot, 60)
        assert screen.query_one("#list").display is False
        await type_keys(pilot, ["q"])
        assert screen.query_one("#list").outer_size.width == 60


async def test_what_was_chosen_for_one_width_alone_goes_on_where_nothing_was(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await type_keys(pilot, ["enter", "z", "minus"])
        await resize(pilot, 100)
        assert shown(app) == ["story"]
        assert main_screen(app)._panes.column == Settings().width - 4
        await resize(pilot, 140)
        await type_keys(pilot, ["z", "plus", "plus"])
        await resize(pilot, 100)
        assert shown(app) == ["top", "list", "story"]
        assert main_screen(app)._panes.column == Settings().width + 4


async def test_the_list_leaves_room_for_the_story_and_does_not_vanish(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["greater_than_sign"] * 8)
        assert main_screen(app).query_one("#list").outer_size.width == 36
        await type_keys(pilot, ["less_than_sign"] * 8)
        assert main_screen(app).query_one("#list").outer_size.width == 24
        await type_keys(pilot, ["enter", "z", "greater_than_sign"])
        assert "does not stand beside the story" in said(app)


async def test_the_next_start_finds_the_layouts_again(places: Places) -> None:
    first = app_of(places)
    async with first.run_test(size=(140, 30)) as pilot:
        await type_keys(pilot, ["enter", "v", "greater_than_sign"])
        await resize(pilot, 100)
        await type_keys(pilot, ["z", "minus", "ctrl+q"])
    second = app_of(places)
    async with second.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: second.focused is story_of(second))
        await settle(pilot)
        assert shown(second) == ["story"]
        assert main_screen(second)._panes.column == Settings().width - 4
        await type_keys(pilot, ["q"])
        assert shown(second) == ["top", "list", "story"]
        await resize(pilot, 140)
        assert shown(second) == ["top", "list", "story"]
        assert main_screen(second).query_one("#list").outer_size.width == 46
        await type_keys(pilot, ["enter"])
        assert shown(second) == ["top", "list", "story"]
        await resize(pilot, 100)
        assert shown(second) == ["story"]


async def test_the_list_shows_itself_wherever_it_has_the_keys(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, ["enter", "v"])
        assert shown(app) == ["top", "story", "cast"]
        await resize(pilot, 140)
        await type_keys(pilot, ["q"])
        await resize(pilot, 100)
        assert shown(app) == ["top", "list", "story"]
        assert app.focused is main_screen(app).query_one("#list")
        await type_keys(pilot, ["tab"])
        assert shown(app) == ["top", "story", "cast"]
        await type_keys(pilot, ["tab", "tab"])
        assert shown(app) == ["top", "list", "story"]


async def test_a_pane_that_a_width_does_not_show_gives_its_keys_to_the_story(app: ReaderApp) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await type_keys(pilot, ["enter", "tab"])
        assert app.focused is main_screen(app).query_one("#cast")
        await resize(pilot, 100)
        assert app.focused is story_of(app)


async def test_a_width_in_the_settings_is_for_all_kinds_of_widths(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(140, 30)) as pilot:
        await type_keys(pilot, ["plus"])
        await resize(pilot, 100)
        await until(pilot, lambda: app._watch.has_looked)
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        places.settings.write_text("width = 60\n", "utf-8")
        await until(pilot, lambda: main_screen(app)._panes.column == 60)
        await resize(pilot, 140)
        assert main_screen(app)._panes.column == 60


@pytest.mark.parametrize("damage", ["{", "[]", '{"column": 4000}', '{"column": 76, "zen": "yes"}', "null"])
async def test_a_damaged_layout_is_told_once_and_begins_anew(places: Places, damage: str) -> None:
    shelf = Database(places.shelf)
    state.remember(shelf, {state.layout("wide"): damage})
    shelf.close()
    app = app_of(places)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "could not be read, and begins anew" in said(app)
        assert shown(app) == ["top", "list", "story", "cast"]
        await type_keys(pilot, ["q"])
    shelf = Database(places.shelf)
    kept = state.recall(shelf)
    shelf.close()
    assert not Layouts(kept).damaged
    assert sample_library().is_dir()


async def test_layouts_that_this_reader_did_not_change_are_left_to_others(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        other = json.dumps({"column": 64, "listing": 0, "cast": True, "zen": False})
        state.remember(app._shelf, {state.layout("narrow"): other, state.layout("normal"): other})
        await resize(pilot, 60)
        await resize(pilot, 100)
        await type_keys(pilot, ["minus", "ctrl+q"])
    shelf = Database(places.shelf)
    kept = state.recall(shelf)
    shelf.close()
    assert kept[state.layout("narrow")] == other
    assert kept[state.layout("normal")] != other


LAYOUTS = st.builds(
    Layout,
    st.integers(48, 100),
    st.just(0) | st.integers(24, 80),
    st.none() | st.booleans(),
    st.booleans(),
)


@given(LAYOUTS, st.sampled_from([20, 79, 80, 119, 120, 300]))
def test_what_is_kept_is_read_again(layout: Layout, width: int) -> None:
    layouts = Layouts({})
    layouts.keep(kind_of(width), layout)
    again = Layouts(layouts.records())
    assert again.of(kind_of(width), Layout(50)) == layout
    assert not again.damaged


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["column", "listing", "cast", "zen", "x"]), inner, max_size=4)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["layout:narrow", "layout:wide"]), st.text(max_size=20) | JSON.map(json.dumps)
    )
)
def test_whatever_is_kept_layouts_are_sound(kept: Mapping[str, str]) -> None:
    now = Layout(76, 40, cast=True, zen=True)
    for width in (60, 100, 140):
        layout = Layouts(kept).of(kind_of(width), now)
        assert 48 <= layout.column <= 100
        assert layout.listing == 0 or 24 <= layout.listing <= 80
        assert type(layout.zen) is bool
