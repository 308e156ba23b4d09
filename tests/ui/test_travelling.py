"""Going from story to story without the list."""

from pathlib import Path

import pytest

from tests.ui.scenes import main_screen, story_of, type_keys
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.trail import Place, Trail
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList


def title(app: ReaderApp) -> str:
    """The headline on the screen."""
    article = story_of(app).article
    assert article is not None
    return article.title


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


async def test_the_next_and_the_previous_story_are_opened_from_inside_a_story(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        rows = main_screen(app).query_one(StoryList).rows
        await type_keys(pilot, ["J", "J"])
        assert title(app) == rows[2].title
        assert app.focused is story_of(app)
        await type_keys(pilot, ["K"])
        assert title(app) == rows[1].title
        await type_keys(pilot, ["K", "K"])
        assert title(app) == rows[0].title
        assert "This is the first story" in said(app)


async def test_n_goes_to_the_next_unread_story_where_no_search_is_on(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        stories, marks = main_screen(app).query_one(StoryList), main_screen(app)._shelving
        unread = [
            row.title
            for row in stories.rows[1:]
            if not marks.marks.is_read(str(main_screen(app)._path_of(row)))
        ]
        await type_keys(pilot, ["n", "n", "n"])
        assert title(app) == unread[2]
        await type_keys(pilot, ["N"])
        assert "No unread story before" in said(app) or title(app) != unread[2]


async def test_going_back_and_forward_returns_to_the_place(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "space"])
        first, place = title(app), story_of(app).top_offset
        assert place > 0
        await type_keys(pilot, ["J"])
        second = title(app)
        await type_keys(pilot, ["alt+left"])
        assert title(app) == first
        assert story_of(app).top_offset == place
        await type_keys(pilot, ["alt+right"])
        assert title(app) == second
        await type_keys(pilot, ["alt+right"])
        assert "Nothing to go on to" in said(app)


async def test_the_list_goes_along_with_a_jump_so_that_the_next_story_is_the_one_behind(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "J", "J", "alt+left", "alt+left"])
        stories = main_screen(app).query_one(StoryList)
        assert stories.row is not None
        assert stories.row.title == title(app) == stories.rows[0].title
        await type_keys(pilot, ["J"])
        assert title(app) == stories.rows[1].title
        await type_keys(pilot, ["alt+right", "escape"])
        assert stories.row.title == title(app)


async def test_an_older_place_of_a_story_is_returned_to_also_when_it_was_left_elsewhere_since(
    app: ReaderApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter", "space", "space"])
        first, place = title(app), story_of(app).top_offset
        assert place > 0
        await type_keys(pilot, ["J", "K", "home", "J"])
        assert title(app) != first
        await type_keys(pilot, ["alt+left", "alt+left", "alt+left"])
        assert title(app) == first
        assert story_of(app).top_offset == place


async def test_all_listed_stories_are_marked_read_in_one_change(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["2"])
        stories = main_screen(app).query_one(StoryList)
        before = len(stories.rows)
        assert before > 2
        await type_keys(pilot, ["A", "1", "2"])
        assert len(stories.rows) == 0
        await type_keys(pilot, ["u"])
        assert len(stories.rows) == before


def test_a_trail_goes_back_on_and_forgets_the_way_forward_at_a_new_turn() -> None:
    a, b, c = (Place(Path(name), 0) for name in "abc")
    trail = Trail()
    trail.leave(a)
    trail.leave(b)
    assert trail.back(c) == b
    assert trail.back(b) == a
    assert trail.back(a) is None
    assert trail.on(a) == b
    trail.leave(b)
    assert trail.on(c) is None
    assert trail.back(c) == b


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_view_that_is_chosen_in_a_story_is_listed_and_going_back_leads_to_the_story(
    size: tuple[int, int], app: ReaderApp
) -> None:
    async with app.run_test(size=size) as pilot:
        await type_keys(pilot, ["j", "enter", "space"])
        read = title(app)
        await type_keys(pilot, ["slash", *"the", "enter", "2"])
        stories = main_screen(app).query_one(StoryList)
        assert app.focused is stories
        assert stories.display
        assert read not in [row.title for row in stories.rows]
        await type_keys(pilot, ["alt+left"])
        assert (main_screen(app)._panes.pane, title(app)) == ("story", read)
        assert story_of(app).top_offset > 0
