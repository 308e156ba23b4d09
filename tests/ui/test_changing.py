"""Stories whose files change while they are on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.background import Background
from tui_reader.ui.messages import RowsListed
from tui_reader.ui.widgets.story_list import StoryList

LONG = "\n\n".join(
    f"Paragraph number {number} says its own words and a few more besides." for number in range(60)
)


@pytest.mark.updates
async def test_the_open_story_follows_its_file_and_stays_at_its_paragraph(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one=f"date 2024-01-01 Lamps lit\n\n{LONG}\n")
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["enter", "space", "space"])
        story = story_of(app)
        before = story.paragraph
        assert before > 3
        (folder / "one.txt").write_text(f"date 2024-01-01 Lamps lit\n\nNew.\n\nNewer.\n\n{LONG}\n", "utf-8")
        await until(pilot, lambda: story.article is not None and "Newer." in story.article.text)
        assert story.paragraph == before + 2


@pytest.mark.updates
async def test_stories_appear_and_go_while_the_list_is_open(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(
        one="date 2024-01-01 Lamps lit\n\nAll.\n", two="date 2023-01-01 Lamps out\n\nNone.\n"
    )
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        stories = main_screen(app).query_one(StoryList)

        def titles() -> list[str]:
            return [row.title for row in stories.rows]

        await until(pilot, lambda: titles() == ["Lamps lit", "Lamps out"])
        (folder / "two.txt").unlink()
        (folder / "new.txt").write_text("date 2022-01-01 Bells\n\nThey ring.\n", "utf-8")
        await until(pilot, lambda: titles() == ["Lamps lit", "Bells"])


async def test_what_another_program_brings_into_the_index_is_listed(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one="date 2024-01-01 Lamps lit\n\nAll.\n")
    shelf = Database(bare_places.shelf)
    other = Library(folder, bare_places, shelf)
    other.update()
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        stories = main_screen(app).query_one(StoryList)
        (folder / "new.txt").write_text("date 2022-01-01 Bells\n\nThey ring.\n", "utf-8")
        other.update()
        await until(pilot, lambda: [row.title for row in stories.rows] == ["Lamps lit", "Bells"])
    other.close()
    shelf.close()


async def test_a_story_that_is_read_stays_when_the_list_has_it_no_more(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, ["j", "enter"])
        screen, stories = main_screen(app), main_screen(app).query_one(StoryList)
        read = stories.rows[1].title
        screen.post_message(RowsListed(list(stories.rows)[:1], complete=True))
        await until(pilot, lambda: len(stories.rows) == 1)
        await settle(pilot)
        article = story_of(app).article
        assert article is not None
        assert article.title == read


async def test_while_the_first_index_grows_what_was_listed_before_stays_in_its_place(
    write_library: Callable[..., Path], bare_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_library(
        one="date 2024-01-01 Lamps lit\n\nAll.\n", two="date 2023-01-01 Lamps out\n\nNone.\n"
    )
    monkeypatch.setattr(Background, "update", lambda self, **_: setattr(self, "updating", True))
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        stories, background = main_screen(app).query_one(StoryList), main_screen(app)._background
        newest = stories.rows[0]._replace(people=7)
        monkeypatch.setattr(Library, "rows", lambda *_: [newest])
        background.list_rows()
        await until(pilot, lambda: stories.rows[0].people == 7)
        assert [row.title for row in stories.rows] == ["Lamps lit", "Lamps out"]
        background.updating = False
        background.list_rows()
        await until(pilot, lambda: [row.title for row in stories.rows] == ["Lamps lit"])
