"""A key that would do nothing says why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, settle, type_keys
from tests.ui.searching import bottom, list_text
from tests.ui.test_help_and_palette import choose_in_palette
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp

IN_THE_LIST = {
    "f": "f works in the story",
    "c": "c works in the story",
    "l": "l works in the story",
    "Q": "There is no search now; / begins one",
    "x": "There is no search now; / begins one",
    "M": "Open a story first",
    "*": "Nothing is lit; ] goes to a quote",
    "w": "] and [ go to a quote",
    "9": "No search is saved under this key",
    "u": "Nothing to undo",
    "d": "d works in the saved searches and in the bookmarks",
}
IN_THE_STORY = {
    "l": "Nothing is selected; V selects words",
    "left": "Nothing is selected; V selects words",
    "enter": "Enter works in the list, in the cast and in the search",
    "ctrl+n": "Ctrl+N works in the tour",
}


async def answers(app: ReaderApp, opened: list[str], keys: dict[str, str]) -> dict[str, str]:
    """What is said of each key, as far as that was looked for."""
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, opened)
        said = {}
        for key, sentence in keys.items():
            await type_keys(pilot, [key])
            said[key] = bottom(app).strip()[: len(sentence)]
        return said


@pytest.mark.parametrize(("opened", "keys"), [([], IN_THE_LIST), (["enter"], IN_THE_STORY)])
async def test_a_key_that_can_do_nothing_says_why(
    app: ReaderApp, opened: list[str], keys: dict[str, str]
) -> None:
    assert await answers(app, opened, keys) == keys


async def test_without_stories_keys_say_that_there_is_none(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    keys = dict.fromkeys(
        ("M", "v", "z", "s", "enter", "b", "J", "o", "A", "right_square_bracket"), "No story is listed here"
    )
    assert await answers(app_of(bare_places, write_library()), [], keys) == keys


@pytest.mark.updates
async def test_a_search_of_no_stories_does_not_promise_any(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    app = app_of(bare_places, write_library())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["slash", *"ferry", "enter"])
        assert "Nothing found: there is no story here." in " ".join(list_text(app).split())


async def test_an_empty_list_of_saved_searches_says_so_and_keys_for_elsewhere_do(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["S"])
        for key, sentence in {"d": "No search is listed here", "z": "z does nothing here"}.items():
            await type_keys(pilot, [key])
            assert sentence in str(app.screen.query_one("#searches-status").render())


async def test_that_nothing_is_lit_is_said_whole_in_a_small_terminal(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["asterisk"])
        said = "Nothing is lit; ] goes to a quote, } to a name, c to either, V selects words"
        assert bottom(app).strip() == said


async def test_what_is_said_of_a_key_is_over_when_another_does_something(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "J", "alt+left", "alt+left"])
        assert "Nothing to go back to" in bottom(app)
        await type_keys(pilot, ["alt+right"])
        assert "Nothing to go back to" not in bottom(app)


async def test_what_was_done_is_not_told_again_after_a_look_elsewhere(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "b"])
        assert "ookmark" in bottom(app)
        await type_keys(pilot, ["B", "enter"])
        assert "u undoes" not in bottom(app)


async def test_a_command_of_the_palette_that_can_do_nothing_says_why(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await choose_in_palette(pilot, "undo", "Undo")
        assert "Nothing to undo" in bottom(app)
        await choose_in_palette(pilot, "more like", "More like this")
        assert "Open a story first" in bottom(app)
