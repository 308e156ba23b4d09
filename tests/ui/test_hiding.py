"""Hiding stories from the list, and bringing them back."""

from tests.ui.scenes import main_screen, type_keys
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.top_bar import TopBar


def listed(app: ReaderApp) -> list[str]:
    """The headlines of the list."""
    return [row.title for row in main_screen(app).query_one(StoryList).rows]


def chosen(app: ReaderApp) -> str:
    """The headline under the cursor."""
    row = main_screen(app).query_one(StoryList).row
    assert row is not None
    return row.title


async def test_a_hidden_story_leaves_the_list_at_once_and_undo_brings_it_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j"])
        before = listed(app)
        await type_keys(pilot, ["H"])
        assert listed(app) == [title for title in before if title != before[1]]
        assert chosen(app) == before[2]
        assert "u undoes" in main_screen(app).query_one(StatusBar).render().plain
        await type_keys(pilot, ["u"])
        assert listed(app) == before
        assert chosen(app) == before[1]


async def test_the_hidden_ones_are_a_view_from_which_they_come_back(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        before = listed(app)
        await type_keys(pilot, ["H", "0"])
        assert listed(app) == [before[0]]
        assert "Hidden" in str(main_screen(app).query_one(TopBar).query_one("#where").render())
        await type_keys(pilot, ["H"])
        assert listed(app) == []
        await type_keys(pilot, ["1"])
        assert listed(app) == before
        assert "Hidden" not in str(main_screen(app).query_one(TopBar).query_one("#where").render())


async def test_a_hidden_story_is_found_only_by_those_who_ask_for_hidden_ones(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"trial", "enter"])
        before = listed(app)
        assert len(before) > 1
        await type_keys(pilot, ["H"])
        assert listed(app) == before[1:]
        await type_keys(pilot, ["u"])
        assert (listed(app), chosen(app)) == (before, before[0])
        await type_keys(pilot, ["H", "escape", "slash", *"is:hidden", "enter"])
        assert listed(app) == [before[0]]


async def test_what_is_hidden_is_not_listed_at_the_next_start(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        before = listed(app)
        await type_keys(pilot, ["enter", "H"])
        assert listed(app) == before[1:]
    again = ReaderApp(app._launch, type(app._shelf)(app._launch.places.shelf))
    async with again.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        assert listed(again) == before[1:]
