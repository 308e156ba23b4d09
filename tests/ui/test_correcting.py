"""Putting speakers and names right by hand, in the real app."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.chooser import ChooserScreen
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

STORY = """date 2024-03-09 The Gate

Ada Lund opened the gate on Friday. Tomas Brandt, the warden, stood beside her.

“It was never locked,” Lund said. “Nobody ever tried it.”

“They will try it now,” said Brandt.
"""


@pytest.fixture
def gate(bare_places: Places, write_library: Callable[..., Path]) -> ReaderApp:
    """The reader on an indexed library of one story."""
    root = write_library(gate=STORY)
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    return app_of(bare_places, root)


def speakers(app: ReaderApp) -> list[str | None]:
    """The speakers of the story on the screen."""
    page = story_of(app).page
    assert page is not None
    return [quote.speaker_name for quote in page.analysis.quotes]


def names(app: ReaderApp) -> set[str]:
    """The names of the story on the screen."""
    page = story_of(app).page
    assert page is not None
    return {entity.name for entity in page.analysis.entities}


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


QUOTE = ("enter", "right_square_bracket")


async def test_a_speaker_is_put_right_from_the_cast_and_u_takes_it_back(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "w", *"brandt", "enter"])
        assert speakers(gate) == ["Tomas Brandt"] * 3
        assert "is said by Tomas Brandt" in said(gate)
        await type_keys(pilot, ["u"])
        assert speakers(gate) == ["Ada Lund", "Ada Lund", "Tomas Brandt"]


async def test_a_correction_is_there_after_a_restart_and_can_be_taken_back(
    gate: ReaderApp, bare_places: Places, tmp_path: Path
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "w", *"nobody", "enter"])
        assert speakers(gate) == [None, None, "Tomas Brandt"]
    again = app_of(bare_places, tmp_path / "library")
    async with again.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        assert speakers(again) == [None, None, "Tomas Brandt"]
        await type_keys(pilot, ["right_square_bracket", "w", *"take back", "enter"])
        assert speakers(again) == ["Ada Lund", "Ada Lund", "Tomas Brandt"]


async def test_a_speaker_who_is_not_in_the_cast_can_be_typed(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "w", *"a [b]guard", "enter"])
        assert speakers(gate) == ["a [b]guard", "a [b]guard", "Tomas Brandt"]


async def test_two_names_are_merged_and_a_false_one_is_muted(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "right_curly_bracket", "w", *"brandt", "enter"])
        assert names(gate) == {"Tomas Brandt"}
        assert speakers(gate) == ["Tomas Brandt"] * 3
        await type_keys(pilot, ["u", "w", *"no name", "enter"])
        assert names(gate) == {"Tomas Brandt"}
        assert speakers(gate) == [None, None, "Tomas Brandt"]


async def test_escape_changes_nothing(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "w"])
        assert isinstance(gate.screen, ChooserScreen)
        await type_keys(pilot, ["down", "escape"])
        assert speakers(gate) == ["Ada Lund", "Ada Lund", "Tomas Brandt"]
        assert main_screen(gate).is_active


async def test_without_a_quote_or_a_name_it_says_how_to_get_to_one(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "w"])
        assert "go to a quote" in said(gate)


async def test_nothing_to_choose_is_no_answer(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "right_curly_bracket", "w", *"zzz", "enter"])
        assert isinstance(gate.screen, ChooserScreen)
        assert gate.screen.query_one(Input).value == "zzz"


@pytest.mark.updates
async def test_a_quote_that_leaves_the_list_when_it_is_put_right_stays_open_and_lit(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    harbour = "date 2024-03-10 The Harbour\n\n“The gate was never locked,” said Ada Lund.\n"
    app = app_of(bare_places, write_library(gate=STORY, harbour=harbour))
    async with app.run_test(size=(120, 36)) as pilot:
        stories = main_screen(app).query_one(StoryList)
        await until(pilot, lambda: len(stories.rows) == 2)
        await type_keys(pilot, ["slash", *"speaker:lund said:never", "enter", "Q"])
        await until(pilot, lambda: stories.quote is not None)
        while stories.quote is not None and stories.quote.row.key != "gate.txt":
            await type_keys(pilot, ["j"])
        await type_keys(pilot, ["enter"])
        page = story_of(app).page
        assert page is not None
        lit = page.lit
        await type_keys(pilot, ["w", *"brandt", "enter"])
        await until(pilot, lambda: stories.row is not None and stories.row.key == "harbour.txt")
        await settle(pilot)
        page = story_of(app).page
        assert page is not None
        assert (page.article.title, page.lit) == ("The Gate", lit)
        assert main_screen(app)._reading.is_open
        assert story_of(app).has_focus
