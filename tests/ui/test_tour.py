"""The tour: it leads from step to step by what the reader does, and leaves nothing behind."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.scenes import app_of, main_screen, settle, type_keys, until
from tui_reader.launch import Launch
from tui_reader.paths import Places, absolute, sample_library
from tui_reader.settings import Settings
from tui_reader.shelf import state
from tui_reader.shelf.database import Database
from tui_reader.shelf.marks import read_marks
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.screens.peek import PeekScreen
from tui_reader.ui.screens.touring import TourScreen
from tui_reader.ui.tour import STEPS, Seen, Tour
from tui_reader.ui.widgets.cast_panel import CastPanel
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.tour_strip import TourStrip

LAST = len(STEPS)


def strip(app: ReaderApp) -> str:
    """What the strip says on the screen that is seen."""
    return app.screen.query_one(TourStrip).render().plain


def number(app: ReaderApp) -> int:
    """The step that is asked for."""
    return int(strip(app).splitlines()[-1].split()[0])


async def reach(pilot: Pilot[None], app: ReaderApp, wanted: int) -> None:
    """Wait until the tour is at a step."""
    await until(
        pilot, lambda: app.tour is not None and bool(app.screen.query(TourStrip)) and number(app) == wanted
    )


async def begin(pilot: Pilot[None], app: ReaderApp) -> TourScreen:
    """Begin the tour, and wait until its stories are listed."""
    await settle(pilot)
    await pilot.press("f2")
    await until(
        pilot, lambda: isinstance(app.screen, TourScreen) and app.screen.query_one(StoryList).row is not None
    )
    await reach(pilot, app, 1)
    await settle(pilot)
    assert isinstance(app.screen, TourScreen)
    return app.screen


async def press_until(pilot: Pilot[None], app: ReaderApp, key: str, wanted: int) -> None:
    """Press a key as often as it takes to come to a step."""
    for _ in range(8):
        await pilot.press(key)
        for _ in range(8):
            await pilot.pause(0.05)
            if app.screen.query(TourStrip) and number(app) == wanted:
                return
    raise AssertionError(f"step {wanted} was not reached: {strip(app)}")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_each_step_is_done_by_doing_it(places: Places, size: tuple[int, int]) -> None:
    app = app_of(places)
    async with app.run_test(size=size) as pilot:
        tour = await begin(pilot, app)
        await pilot.press("j")
        await reach(pilot, app, 2)
        await pilot.press("enter")
        await reach(pilot, app, 3)
        await press_until(pilot, app, "right_square_bracket", 4)
        await pilot.press("i")
        await reach(pilot, app, 5)
        assert any(isinstance(screen, PeekScreen) for screen in app.screen_stack)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is tour)
        if not tour.query_one(CastPanel).display:
            await pilot.press("v")
        if size[0] >= 80:
            await pilot.press("tab")
        await pilot.press("enter")
        await reach(pilot, app, 6)
        await press_until(pilot, app, "escape", 7)
        await pilot.press("slash", *"speaker", "colon", *"okonkwo")
        await until(
            pilot, lambda: tour.query_one(StoryList).row is not None and "okonkwo" in tour._top.field.value
        )
        assert number(app) == 7
        await pilot.press("enter")
        await reach(pilot, app, 8)
        await pilot.press("b")
        await reach(pilot, app, 9)
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, BookmarksScreen))
        await reach(pilot, app, 10)
        await pilot.press("escape", "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await reach(pilot, app, LAST)
        assert "Its marks go with it" in strip(app)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.tour is None)
        assert app.screen is main_screen(app)


async def test_the_users_library_and_shelf_are_as_they_were(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j", "j", "slash", *"ferry", "enter", "enter", "right_square_bracket"])
        room = main_screen(app)
        before = (room._reading.article, room._reading.story.page and room._reading.story.page.lit, app.theme)
        shelf = Database(places.shelf)
        marks, kept = read_marks(shelf), state.recall(shelf)
        tour = await begin(pilot, app)
        await pilot.press("b", "j", "enter")
        await until(pilot, lambda: tour._reading.is_open)
        await pilot.press("t", "r", "H")
        await until(pilot, lambda: bool(tour._shelving.marks.hidden))
        assert app.theme != before[2]
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.screen is room)
        assert (
            room._reading.article,
            room._reading.story.page and room._reading.story.page.lit,
            app.theme,
        ) == before
        assert room._top.field.value == "ferry"
        assert (read_marks(shelf), state.recall(shelf)) == (marks, kept)
        shelf.close()


async def test_a_key_skips_steps_and_the_last_one_ends_the_tour(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        seen = [number(app)]
        while seen[-1] < LAST:
            await pilot.press("ctrl+n")
            await until(pilot, lambda: number(app) > seen[-1])
            seen.append(number(app))
        assert seen[:5] == [1, 2, 3, 4, 5]
        await pilot.press("ctrl+n")
        await until(pilot, lambda: app.tour is None)


async def test_the_strip_names_the_users_own_keys(places: Places) -> None:
    app = app_of(places, settings=Settings()._replace(keys={"line-down": "x", "tour-end": "f9", "open": "o"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        assert strip(app).startswith("x and k go through the list")
        assert "F9 ends the tour" in strip(app)
        await pilot.press("x")
        await reach(pilot, app, 2)
        assert strip(app).startswith("o opens the story")
        await pilot.press("f9")
        await until(pilot, lambda: app.tour is None)


async def test_quit_ends_the_tour_and_not_the_reader(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("L")
        await pilot.pause(0.2)
        assert "stays with the sample stories" in app.screen.query_one(StatusBar).render().plain
        await pilot.press("q")
        await until(pilot, lambda: app.screen is main_screen(app))
        assert app.is_running
        await type_keys(pilot, ["ctrl+n", "ctrl+g"])
        assert app.tour is None


async def test_the_strip_stands_in_front_of_nothing(places: Places) -> None:
    app = app_of(places)
    async with app.run_test(size=(60, 20)) as pilot:
        tour = await begin(pilot, app)
        for _ in range(LAST):
            below, status = tour.query_one(TourStrip).region, tour.query_one(StatusBar).region
            assert status.bottom == below.y
            assert below.bottom == 20
            assert below.height == sum(-(-len(line) // 58) for line in strip(app).splitlines())
            assert tour.query_one("#panes").region.bottom == status.y
            tour._tour.skip()
            tour._show()
            await pilot.pause(0.05)


async def test_the_reader_may_begin_with_the_tour(places: Places) -> None:
    launch = Launch(absolute(sample_library()), None, places, Settings(), tour=True)
    app = ReaderApp(launch, Database(places.shelf))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TourScreen))


async def test_a_first_start_offers_the_tour_in_the_bottom_line(bare_places: Places) -> None:
    seen = []
    for size in ((120, 36), (80, 24), (60, 20), (80, 24)):
        app = app_of(bare_places)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            line = main_screen(app).query_one(StatusBar).render().plain
            seen.append("New here?" in line)
            assert "Enter open" in line
            await type_keys(pilot, ["q"])
    assert seen == [True, True, True, False]


async def test_the_offer_goes_when_the_tour_is_taken(bare_places: Places) -> None:
    app = app_of(bare_places, settings=Settings()._replace(keys={"palette": "f3"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        status = main_screen(app).query_one(StatusBar)
        assert "The tour takes two minutes: F3, tour" in status.render().plain
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, TourScreen))
        assert "New here?" not in app.screen.query_one(StatusBar).render().plain
        await pilot.press("ctrl+g")
        await until(pilot, lambda: app.tour is None)
        assert "New here?" not in status.render().plain


def test_what_was_done_before_its_step_is_not_asked_for_again() -> None:
    tour = Tour()
    tour.look(Seen())
    tour.look(Seen(row="a"))
    assert tour.number == 1
    tour.look(Seen(row="b", is_open=True, in_list=False, named_quote_lit=True))
    assert tour.number == 4


def test_who_went_on_to_words_of_nobody_is_told_how_to_come_to_somebody() -> None:
    step = STEPS[3]
    assert "{next-quote}" not in step.sentence(Seen(named_quote_lit=True))
    assert "{next-quote}" not in step.sentence(Seen(peeking=True))
    assert step.sentence(Seen()).startswith("{previous-quote} and {next-quote} go to somebody with a name")


@pytest.mark.parametrize("cast", ["beside", "hidden", "place"])
def test_the_step_to_the_cast_says_how_to_get_there_from_here(cast: str) -> None:
    sentence = STEPS[4].sentence(Seen(cast=cast))
    assert ("{cast}" in sentence) == (cast != "beside")
    assert ("{next-pane}" in sentence) == (cast != "place")


async def test_without_the_users_shelf_no_tour_is_offered(bare_places: Places) -> None:
    launch = Launch(absolute(sample_library()), None, bare_places, Settings())
    app = ReaderApp(launch, Database.in_memory())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "New here?" not in main_screen(app).query_one(StatusBar).render().plain


async def test_where_the_sample_stories_are_missing_the_reader_says_so_and_goes_on(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.screens.touring.sample_library", lambda: tmp_path / "gone")
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        status = main_screen(app).query_one(StatusBar)
        await until(pilot, lambda: str(tmp_path)[:20] in status.render().plain)
        assert app.tour is None
        assert app.screen is main_screen(app)
