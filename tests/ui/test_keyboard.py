"""Keys that come all at once do what they would have done one by one, and none is overtaken by what comes late."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.searching import field, listed
from tui_reader.article.folder import read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp

NAMES = {"/": "slash", " ": "space", "\r": "enter", "\x1b": "escape"}


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait for the one before however slow the machine is."""
    monkeypatch.setattr("tui_reader.ui.keyboard._PATIENCE", 10.0)


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


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is cleared, no story can be read from the disk."""
    ready = threading.Event()
    ready.set()

    def read(path: Path, root: Path | None, limits: Limits) -> Article:
        ready.wait(10)
        return read_article(path, root, limits)

    monkeypatch.setattr("tui_reader.ui.background.read_article", read)
    yield ready
    ready.set()


@pytest.mark.parametrize("asked", [["enter"], ["enter", "J"]], ids=["from the list", "from a story"])
async def test_a_story_that_comes_late_does_not_take_the_keys_from_who_has_gone_back(
    app: ReaderApp, disk: threading.Event, asked: list[str]
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, asked[:-1])
        await settle(pilot)
        disk.clear()
        await pilot.press(asked[-1], "escape")
        disk.set()
        await settle(pilot)
        assert listed(app).has_focus
        await burst(pilot, "/ferry\r")
        assert field(app).value == "ferry"
        assert listed(app).has_focus


async def test_a_story_that_comes_late_does_not_take_the_keys_from_a_search(
    app: ReaderApp, disk: threading.Event
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        disk.clear()
        await pilot.press("enter", "slash", *"fer")
        disk.set()
        await settle(pilot)
        await burst(pilot, "ry")
        assert field(app).value == "ferry"


@pytest.mark.updates
async def test_what_is_to_be_found_in_a_story_can_still_be_typed_when_its_file_changes(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    text = "date 2024-01-01 Lamps lit\n\nAll of them.\n"
    folder = write_library(one=text)
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["enter", "slash"])
        (folder / "one.txt").write_text(f"{text}\nAnd more.\n", "utf-8")
        story = story_of(app)
        await until(pilot, lambda: story.article is not None and "And more." in story.article.text)
        await burst(pilot, "more")
        assert field(app).display
        assert field(app).value == "more"
        await burst(pilot, "\x1b")
        assert main_screen(app).focused is story


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


@pytest.mark.parametrize(("key", "character"), [("alt+slash", "/"), ("alt+1", "1"), ("alt+j", "j")])
async def test_escape_and_a_key_right_behind_it_leave_the_search(
    app: ReaderApp, key: str, character: str
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "/ferry")
        app.post_message(events.Key(key, character))
        await settle(pilot)
        assert field(app).value == ""
        assert field(app).has_focus is (character == "/")


async def test_alt_with_b_goes_back_a_word_in_the_search(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "/old ferry")
        app.post_message(events.Key("alt+b", "b"))
        await settle(pilot)
        assert (field(app).has_focus, field(app).value, field(app).cursor_position) == (True, "old ferry", 4)


async def test_alt_with_a_letter_leaves_a_note_open(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await burst(pilot, "m")
        await pilot.press("a")
        app.post_message(events.Key("alt+j", "j"))
        await settle(pilot)
        assert isinstance(app.focused, TextArea)
        assert app.focused.text.startswith("a")


async def test_what_is_typed_behind_the_key_that_opens_a_story_is_for_that_story(
    app: ReaderApp, disk: threading.Event
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        disk.clear()
        for key in ("j", "enter", "G"):
            app.post_message(events.Key(key, key))
        await pilot.pause(0.2)
        disk.set()
        view = story_of(app)
        await until(pilot, lambda: view.has_focus)
        await settle(pilot)
        assert view.page is not None
        assert view.scroll_offset.y + view.size.height > len(view.page)
