import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Region

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.test_signs import indexed
from tui_reader.article.folder import read_article
from tui_reader.paths import Places, sample_library
from tui_reader.shelf import state
from tui_reader.shelf.bookmarks import add, bookmarks, story_paths
from tui_reader.shelf.database import Database
from tui_reader.shelf.marks import Marks, read_marks
from tui_reader.shelf.progress import Progress, all_progress, progress_of, save
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.screens.searches import SearchesScreen
from tui_reader.ui.shelving import Shelving
from tui_reader.ui.widgets.story_list import StoryList
from tui_reader.ui.widgets.story_sight import TOP


def titles(places: Places) -> set[str]:
    shelf = Database(places.shelf)
    found = {bookmark.title for bookmark in bookmarks(shelf)}
    shelf.close()
    return found


async def test_b_bookmarks_and_u_takes_it_back(app: ReaderApp, places: Places) -> None:
    before = titles(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["b"])
        row = main_screen(app).query_one(StoryList).row
        assert row is not None
        assert titles(places) == before | {row.title}
        await type_keys(pilot, ["u"])
        assert titles(places) == before


async def test_a_bookmark_is_there_after_a_restart_and_opens_its_story(places: Places) -> None:
    first = app_of(places)
    async with first.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["j", "j", "j", "j", "b"])
        marked = story_of(first).article
        await type_keys(pilot, ["q"])
    second = app_of(places)
    async with second.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["g", "B", "enter"])
        assert marked is not None
        assert story_of(second).article is not None
        assert story_of(second).article.id == marked.id  # type: ignore[union-attr]
        assert second.focused is story_of(second)


async def test_a_removed_bookmark_comes_back_with_undo(app: ReaderApp, places: Places) -> None:
    before = titles(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "d"])
        assert isinstance(app.screen, BookmarksScreen)
        assert len(titles(places)) == len(before) - 1
        await type_keys(pilot, ["u", "escape"])
        assert titles(places) == before
        assert main_screen(app).is_active


async def test_the_bookmarked_view_lists_bookmarked_stories_only(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["3"])
        assert {row.title for row in main_screen(app).query_one(StoryList).rows} == titles(places)


async def test_r_marks_read_and_unread(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["2"])
        stories = main_screen(app).query_one(StoryList)
        unread = len(stories.rows)
        await type_keys(pilot, ["r", "1", "2"])
        assert len(stories.rows) == unread - 1
        await type_keys(pilot, ["u", "1", "2"])
        assert len(stories.rows) == unread


async def test_a_mark_draws_its_own_row_anew_and_no_other(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        stories = main_screen(app).query_one(StoryList)
        whole = Region(0, 0, *stories.outer_size)
        before = stories.render_lines(whole)
        await type_keys(pilot, ["b"])
        changed = [old is not new for old, new in zip(before, stories.render_lines(whole), strict=True)]
        assert any(changed[:4])
        assert not any(changed[4:])


async def test_two_readers_see_each_others_bookmarks(places: Places) -> None:
    first, second = app_of(places), app_of(places)

    def stars() -> int:
        stories = main_screen(second).query_one(StoryList)
        return sum(stories.render_line(y).text.count("★") for y in range(stories.size.height))

    async with first.run_test(size=(120, 36)) as one, second.run_test(size=(120, 36)) as two:
        await settle(one)
        await settle(two)
        before = stars()
        await type_keys(one, ["b"])
        await until(two, lambda: stars() == before + 1)


async def test_a_story_marked_unread_stays_unread_when_it_is_left(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        path = story_of(app).article.path  # type: ignore[union-attr]
        await type_keys(pilot, ["r", "q", "j"])
        shelf = Database(places.shelf)
        assert not progress_of(shelf, path).read
        shelf.close()


async def test_a_bookmark_of_another_library_opens_at_the_place_where_it_was_left(
    places: Places, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    story = tmp_path / "other" / "long.txt"
    story.write_text("date 2024-01-01 Elsewhere\n\n" + "Lamps were lit along the quay.\n\n" * 60, "utf-8")
    article = read_article(story)
    shelf = Database(places.shelf)
    add(shelf, article, story.parent)
    save(shelf, article, story.parent, Progress(read=True, paragraph=30, share=0.6))
    shelf.close()
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "enter"])
        assert story_of(app).article.title == "Elsewhere"  # type: ignore[union-attr]
        assert story_of(app).paragraph == 30
        await type_keys(pilot, ["ctrl+q"])
    shelf = Database(places.shelf)
    kept = progress_of(shelf, story)
    assert (kept.read, kept.paragraph) == (True, 30)
    assert kept.share >= 0.6
    shelf.close()


async def test_keys_go_on_while_another_program_writes_and_what_was_asked_is_done_in_its_order(
    app: ReaderApp, places: Places
) -> None:
    before = titles(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        stories = main_screen(app).query_one(StoryList)
        first = stories.row
        other = sqlite3.connect(places.shelf, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("b", "u", "b", "t", "plus", "j", "enter")
        await until(pilot, lambda: stories.cursor == 1)
        await until(pilot, lambda: app.focused is story_of(app))
        other.execute("COMMIT")
        other.close()
        await settle(pilot)
        assert first is not None
        assert titles(places) == before | {first.title}
        await type_keys(pilot, ["q", "q"])
    shelf = Database(places.shelf)
    assert {"theme", "width"} <= state.recall(shelf).keys()
    assert len(all_progress(shelf)) == 3
    shelf.close()


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
async def test_no_key_waits_for_a_program_that_has_the_shelf_to_itself(
    places: Places, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.database._WAL", journal)
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        stories, story = main_screen(app).query_one(StoryList), story_of(app)
        other = sqlite3.connect(places.shelf, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")

        async def press(key: str, seen: Callable[[], bool]) -> None:
            app.post_message(Key(key, key if len(key) == 1 else None))
            deadline = time.monotonic() + 3.0
            while not seen() and time.monotonic() < deadline:  # noqa: ASYNC110  Textual has no event for it
                await asyncio.sleep(0.01)
            assert seen(), key

        app.post_message(Key("b", "b"))
        for number in range(1, 3):
            await press("j", lambda: stories.cursor == number)  # noqa: B023
            await press("enter", lambda: app.focused is story)
            await press("escape", lambda: app.focused is stories)
        for key, screen in (("B", BookmarksScreen), ("S", SearchesScreen)):
            await press(key, lambda: isinstance(app.screen, screen))  # noqa: B023
            await press("escape", lambda: app.focused is stories)
        other.execute("COMMIT")
        other.close()
        await settle(pilot)
        await type_keys(pilot, ["q"])
    shelf = Database(places.shelf)
    assert len(all_progress(shelf)) >= 2
    shelf.close()


async def test_a_reader_who_quits_while_another_program_writes_loses_nothing(
    app: ReaderApp, places: Places
) -> None:
    before = titles(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        other = sqlite3.connect(places.shelf, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        releasing = threading.Timer(0.5, other.execute, ["COMMIT"])
        releasing.start()
        await pilot.press("b", "j", "j", "b", "q")
        while not app._exit:  # noqa: ASYNC110  Textual has no event for it
            await asyncio.sleep(0.05)
        releasing.join()
        other.close()
    assert len(titles(places)) == len(before) + 2


async def test_a_bookmark_of_another_program_appears_in_the_bookmarks(app: ReaderApp, places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["B"])
        screen = app.screen
        assert isinstance(screen, BookmarksScreen)
        before = len(screen.listed())
        article = story_of(app).article
        assert article is not None
        shelf = Database(places.shelf)
        add(shelf, article, None)
        shelf.close()
        await until(pilot, lambda: len(screen.listed()) == before + 1)


async def test_marks_that_were_read_slowly_do_not_hide_what_another_reader_has_marked_meanwhile(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, may_go_on = threading.Event(), threading.Event()

    def read_slowly(shelf: Database) -> Marks:
        marks = read_marks(shelf)
        if not has_read.is_set():
            has_read.set()
            may_go_on.wait(10)
        return marks

    monkeypatch.setattr("tui_reader.ui.shelving.read_marks", read_slowly)
    mine, other = Database(places.shelf), Database(places.shelf)
    path = next(
        path for path in sorted(sample_library().rglob("*.txt")) if str(path) not in story_paths(mine)
    )
    shelving = Shelving(mine, None, undo_key=lambda: "u")
    slow = asyncio.create_task(shelving.reload())
    await asyncio.to_thread(has_read.wait, 10)
    add(other, read_article(path, sample_library()), sample_library())
    looking = asyncio.create_task(shelving.changed_elsewhere())
    await asyncio.wait({looking}, timeout=0.3)
    may_go_on.set()
    await slow
    assert await looking
    assert str(path) in shelving.marks.bookmarked
    mine.close()
    other.close()


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_enter_on_a_bookmarked_quote_goes_to_its_words_also_from_behind_the_list(
    bare_places: Places, write_library: Callable[..., Path], size: tuple[int, int]
) -> None:
    told = "\n\n".join(f"“Number {number},” said Ada Lund of the day." for number in range(40))
    app = app_of(bare_places, indexed(bare_places, write_library(count=f"The count\n\n{told}\n")))
    async with app.run_test(size=size) as pilot:
        await type_keys(
            pilot, ["enter", *["right_square_bracket"] * 2, "b", "G", "escape", "escape", "B", "enter"]
        )
        view = story_of(app)
        assert view.page is not None
        assert view.page.lit is not None
        line = view.page.line_of(view.page.lit[0]) + TOP
        assert view.scroll_offset.y <= line < view.scroll_offset.y + view.size.height
