"""Saved searches: saving, choosing, counting, renaming and removing them."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from tests.ui.scenes import app_of, main_screen, settle, type_keys, until
from tests.ui.searching import bottom, field, list_text, listed, top
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf import searches
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.prompt import PromptScreen
from tui_reader.ui.screens.searches import SearchesScreen
from tui_reader.ui.screens.shelved import ShowsShelf
from tui_reader.ui.widgets.saved_list import SavedList
from tui_reader.ui.widgets.status_bar import StatusBar


def save(places: Places, **queries: str) -> None:
    shelf = Database(places.shelf)
    for name, query in queries.items():
        searches.save(shelf, name, query)
    shelf.close()


def saved(places: Places) -> list[tuple[str, str]]:
    shelf = Database(places.shelf)
    found = [(each.name, each.query) for each in searches.searches(shelf)]
    shelf.close()
    return found


def rows(app: ReaderApp) -> str:
    shown = app.screen.query_one(SavedList)
    return "\n".join(shown.render_line(y).text for y in range(shown.size.height))


async def test_a_search_is_saved_under_its_own_words_or_under_a_name(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "ctrl+s"])
        assert isinstance(app.screen, PromptScreen)
        await type_keys(pilot, ["enter"])
        assert saved(places) == [("oysters", "oysters")]
        await type_keys(pilot, ["enter", "escape", "slash", *"eels", "enter", "ctrl+s"])
        app.screen.query_one(Input).value = "[b]slippery"
        await type_keys(pilot, ["enter"])
        assert saved(places) == [("oysters", "oysters"), ("[b]slippery", "eels")]
        assert "u undoes" in bottom(app)
        await type_keys(pilot, ["escape"])
        assert "4 oysters" in top(app)
        assert "5 [b]slippery" in top(app)
        await type_keys(pilot, ["u"])
        assert saved(places) == [("oysters", "oysters")]
        assert "slippery" not in top(app)


async def test_a_search_that_is_saved_again_gets_the_other_name(app: ReaderApp, places: Places) -> None:
    save(places, first="oysters")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["4", "ctrl+s"])
        assert app.screen.query_one(Input).value == "first"
        app.screen.query_one(Input).value = "second"
        await type_keys(pilot, ["enter"])
        assert saved(places) == [("second", "oysters")]


async def test_leaving_the_question_for_a_name_saves_nothing(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["ctrl+s"])
        assert "There is no search now" in bottom(app)
        await type_keys(pilot, ["slash", *"oysters", "ctrl+s", "escape"])
        assert saved(places) == []
        assert field(app).value == "oysters"


async def test_their_keys_run_them_and_escape_shows_all_again(app: ReaderApp, places: Places) -> None:
    save(places, shells="oysters", fish="eels")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        everything = len(listed(app).rows)
        await type_keys(pilot, ["5"])
        assert field(app).value == "eels"
        assert 0 < len(listed(app).rows) < everything
        assert listed(app).has_focus
        await type_keys(pilot, ["4"])
        assert field(app).value == "oysters"
        await type_keys(pilot, ["9"])
        assert "No search is saved under this key" in bottom(app)
        await type_keys(pilot, ["escape"])
        assert len(listed(app).rows) == everything


async def test_the_number_of_unread_stories_follows_what_is_read(app: ReaderApp, places: Places) -> None:
    save(places, shells="oysters")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "space", *"is:unread", "enter"])
        unread = len(listed(app).rows)
        assert unread > 1
        await type_keys(pilot, ["escape"])
        await until(pilot, lambda: f"4 shells {unread}" in top(app))
        await type_keys(pilot, ["4", "2", "r", "escape"])
        await until(pilot, lambda: f"4 shells {unread - 1}" in top(app))
        await type_keys(pilot, ["u"])
        await until(pilot, lambda: f"4 shells {unread}" in top(app))


async def test_narrow_screens_show_the_tabs_that_fit(places: Places) -> None:
    save(places, **{f"search number {number}": f"word{number}" for number in range(8)})
    for width in (60, 80, 120, 200):
        app = app_of(places)
        async with app.run_test(size=(width, 24)) as pilot:
            await settle(pilot)
            assert ("4 search" in top(app)) == (width >= 80)
            assert "stories" in top(app)
            assert ("9 search" in top(app)) == (width == 200)


async def test_they_are_listed_opened_renamed_and_removed(app: ReaderApp, places: Places) -> None:
    save(places, shells="oysters", fish="eels")
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, ["S"])
        assert isinstance(app.screen, SearchesScreen)
        assert "shells" in rows(app)
        assert "eels" in rows(app)
        await type_keys(pilot, ["j", "e"])
        app.screen.query_one(Input).value = "long fish"
        await type_keys(pilot, ["enter"])
        assert saved(places) == [("shells", "oysters"), ("long fish", "eels")]
        await type_keys(pilot, ["d"])
        assert saved(places) == [("shells", "oysters")]
        await type_keys(pilot, ["u"])
        assert saved(places) == [("shells", "oysters"), ("long fish", "eels")]
        await type_keys(pilot, ["j", "enter"])
        assert main_screen(app).is_active
        assert field(app).value == "eels"
        assert "eel" in list_text(app).lower()


async def test_a_name_that_is_taken_is_refused_in_words(app: ReaderApp, places: Places) -> None:
    save(places, shells="oysters", fish="eels")
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, ["S", "e"])
        app.screen.query_one(Input).value = "fish"
        await type_keys(pilot, ["enter"])
        assert saved(places) == [("shells", "oysters"), ("fish", "eels")]
        said = app.screen.query_one(StatusBar).render().plain
        assert "another saved search is called “fish”" in said


async def test_the_palette_knows_them(app: ReaderApp, places: Places) -> None:
    save(places, **{"[i]shells": "oysters"})
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["ctrl+p"])
        assert isinstance(app.screen, CommandPalette)
        app.screen.query_one(Input).value = "shells"
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 0)
        await type_keys(pilot, ["enter"])
        assert field(app).value == "oysters"


async def test_a_search_that_another_program_saves_stands_beside_the_views(
    app: ReaderApp, places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        shelf = Database(places.shelf)
        searches.save(shelf, "Ferries", "ferry")
        shelf.close()
        await until(pilot, lambda: [saved.name for saved in main_screen(app).saved_searches] == ["Ferries"])


@pytest.mark.parametrize("key", ["S", "B"])
async def test_what_is_fetched_for_a_list_that_was_left_meanwhile_goes_nowhere(
    app: ReaderApp, key: str
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [key])
        left = app.screen
        assert isinstance(left, ShowsShelf)
        await type_keys(pilot, ["escape"])
        await left.list_again()
        await settle(pilot)
        assert app.screen is main_screen(app)


async def test_all_stories_widen_a_saved_search_and_then_leave_it(app: ReaderApp, places: Places) -> None:
    save(places, shells="oysters")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        everything = len(listed(app).rows)
        await type_keys(pilot, ["4"])
        found = len(listed(app).rows)
        await type_keys(pilot, ["2", "1"])
        assert len(listed(app).rows) == found
        assert field(app).value == "oysters"
        for keys in (["1"], ["4", "4", "1"]):
            await type_keys(pilot, keys)
            assert len(listed(app).rows) == everything
            assert not field(app).display


async def test_a_saved_search_looks_in_all_stories_whichever_view_is_listed(
    app: ReaderApp, places: Places
) -> None:
    save(places, shells="oysters")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["4"])
        found = len(listed(app).rows)
        await type_keys(pilot, ["escape", "3", "4"])
        assert len(listed(app).rows) == found > 0
        await type_keys(pilot, ["3", "slash", *" herring", "enter"])
        assert "Nothing found among these stories. 1 looks in all; Esc ends the search." in " ".join(
            list_text(app).split()
        )


async def test_a_list_of_quotes_names_the_view_that_narrows_it(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:okonkwo", "enter", "Q"])
        assert " quotes · " in top(app)
        await type_keys(pilot, ["2"])
        assert " quotes in unread · " in top(app)


async def test_all_stories_say_of_a_search_that_these_are_all_that_match(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["slash", *"oysters", "enter"])
        found = len(listed(app).rows)
        await type_keys(pilot, ["2", "1"])
        assert "All stories that match" not in bottom(app)
        await type_keys(pilot, ["1"])
        assert "All stories that match · Esc shows every story" in bottom(app)
        assert (len(listed(app).rows), field(app).value) == (found, "oysters")
        await type_keys(pilot, ["escape"])
        assert len(listed(app).rows) > found


@pytest.mark.parametrize(
    ("width", "view"), [(50, "3 Bookmarked"), (60, "2 Unread"), (80, "1 All"), (120, "3 Bookmarked")]
)
async def test_a_long_name_of_a_library_gives_way_to_the_views(
    places: Places, tmp_path: Path, width: int, view: str
) -> None:
    root = tmp_path / f"news {'of the coast ' * 9}"
    root.mkdir()
    (root / "gate.txt").write_text("date 2024-03-09 The gate\n\nIt rained.\n", "utf-8")
    save(places, shells="oysters")
    shelf = Database(places.shelf)
    Library(root, places, shelf).update()
    shelf.close()
    app = app_of(places, root)
    async with app.run_test(size=(width, 24)) as pilot:
        await type_keys(pilot, [view[0]])
        assert view in top(app)
        assert "news" in top(app)
        if width >= 60:
            assert "1 All  2 Unread  3 Bookmarked" in top(app)
        if width >= 80:
            assert "news of the" in top(app)
            assert "4 shells" in top(app)
        await type_keys(pilot, ["slash", *"tide"])
        await pilot.resize_terminal(200, 24)
        await settle(pilot)
        assert "news of the" in top(app)
        assert "1 All  2 Unread  3 Bookmarked" in top(app)
        await pilot.resize_terminal(width, 24)
        await settle(pilot)
        where = main_screen(app).query_one("#where")
        assert where.size.width >= len(str(where.render()))
