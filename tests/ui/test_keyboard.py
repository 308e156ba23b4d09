"""Keys that come all at once do what they would have done one by one."""

from textual import events
from textual.pilot import Pilot

from tests.ui.scenes import settle, story_of
from tests.ui.searching import field, listed
from tui_reader.ui.app import ReaderApp

NAMES = {"/": "slash", " ": "space", "\r": "enter", "\x1b": "escape"}


async def burst(pilot: Pilot[None], keys: str) -> None:
    """All keys are there before the first of them is looked at."""
    await settle(pilot)
    for key in keys:
        pilot.app.post_message(events.Key(NAMES.get(key, key), key))
    await settle(pilot)


async def test_what_is_typed_behind_a_slash_is_searched_for(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = listed(app).row
        await burst(pilot, "/quit HAHA")
        assert field(app).value == "quit HAHA"
        await burst(pilot, "\x1b")
        assert listed(app).row == before


async def test_a_burst_ends_where_its_last_key_leads(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "jj/ferry\r")
        assert listed(app).has_focus
        assert field(app).value == "ferry"


async def test_what_is_pasted_behind_a_slash_is_searched_for(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.post_message(events.Key("slash", "/"))
        app.post_message(events.Paste("harbour\nmaster"))
        await settle(pilot)
        assert field(app).value.startswith("harbour")


async def test_keys_behind_the_end_of_a_query_go_where_it_leads(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "jj\r")
        await burst(pilot, "/the\rnnN")
        page = story_of(app).page
        assert page is not None
        assert (field(app).value, page.current_match) == ("the", 1)


async def test_escape_and_a_letter_right_behind_it_are_two_keys(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "\r")
        assert story_of(app).has_focus
        app.post_message(events.Key("alt+j", "j"))
        app.post_message(events.Key("alt+shift+g", "G"))
        await settle(pilot)
        assert listed(app).has_focus
        assert listed(app).cursor == len(listed(app).rows) - 1


async def test_alt_with_a_letter_leaves_a_field_open(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "/ferry")
        app.post_message(events.Key("alt+b", "b"))
        await settle(pilot)
        assert field(app).has_focus
