"""Marks follow their stories while the reader runs, and when a library is opened at another place."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.article.folder import read_article
from tui_reader.paths import Places
from tui_reader.shelf import bookmarks, hidden, libraries, progress
from tui_reader.shelf.database import Database
from tui_reader.shelf.progress import Progress
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

LONG = "\n\n".join(f"Paragraph {number} is about the lamps." for number in range(60))


def marked(places: Places, library: Path) -> None:
    """The story “one” is bookmarked and half read, “two” hidden."""
    with contextlib.closing(Database(places.shelf)) as shelf:
        one, two = (read_article(library / name, library) for name in ("one.txt", "two.txt"))
        bookmarks.add(shelf, one, library)
        progress.save(shelf, one, library, Progress(read=True, paragraph=40, share=0.7))
        hidden.set_hidden(shelf, two, library, hidden=True)
        libraries.keep(shelf, library)


@pytest.fixture
def library(write_library: Callable[..., Path], bare_places: Places) -> Path:
    found = write_library(
        one=f"date 2024-01-01 Lamps lit\n\n{LONG}\n",
        two="date 2024-02-01 Lamps out\n\nNone.\n",
        three="date 2023-02-01 Boats\n\nNone.\n",
    )
    marked(bare_places, found)
    return found


@pytest.mark.updates
async def test_a_story_that_is_renamed_while_the_reader_runs_keeps_bookmark_and_place(
    bare_places: Places, library: Path
) -> None:
    app = app_of(bare_places, library)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: len(main_screen(app).query_one(StoryList).rows) == 2)
        (library / "one.txt").rename(library / "lamps.txt")
        marks = main_screen(app)._shelving
        await until(pilot, lambda: str(library / "lamps.txt") in marks.marks.bookmarked)
        await settle(pilot)
        await type_keys(pilot, ["g", "enter"])
        await until(pilot, lambda: story_of(app).paragraph == 40)


async def test_a_library_that_is_opened_at_another_place_has_its_marks_at_once(
    bare_places: Places, library: Path
) -> None:
    moved = library.rename(library.with_name("elsewhere"))  # noqa: ASYNC240  the same
    app = app_of(bare_places, moved)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "followed" in str(main_screen(app).query_one(StatusBar).render()))
        shelving = main_screen(app)._shelving
        assert shelving.marks.bookmarked == {str(moved / "one.txt")}
        assert shelving.marks.hidden == {str(moved / "two.txt")}
        assert shelving.place_of(moved / "one.txt") == 40


async def test_a_renamed_story_that_is_opened_alone_is_at_its_place(
    bare_places: Places, library: Path
) -> None:
    new = (library / "one.txt").rename(library.with_name("lamps.txt"))
    app = app_of(bare_places, None, new)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: story_of(app).paragraph == 40)
