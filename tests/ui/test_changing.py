"""Stories whose files change while they are on the screen."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tests.ui.searching import bottom
from tui_reader.index.process import UpdateProcess
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


QUOTED = f"date 2024-01-01 Lamps lit\n\n“It is late,” said Ada Lund.\n\n{LONG}\n"


@pytest.fixture
def quoting(write_library: Callable[..., Path], bare_places: Places) -> ReaderApp:
    """The reader on a library of one story, which begins with a quote."""
    return app_of(bare_places, write_library(one=QUOTED))


async def edited(pilot: Pilot[None], app: ReaderApp, text: str) -> None:
    """The story on the screen gets another text, and is shown with its names and quotes."""
    story = story_of(app)
    assert story.article is not None
    before = story.article.content_hash
    story.article.path.write_text(text, "utf-8")
    await until(
        pilot,
        lambda: story.page is not None and story.page.analysed and story.page.article.content_hash != before,
    )


@pytest.mark.updates
async def test_what_is_lit_stays_lit_and_said_where_its_words_stand_after_an_edit(quoting: ReaderApp) -> None:
    async with quoting.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["enter", "right_square_bracket"])
        assert "Ada Lund" in bottom(quoting)
        await edited(pilot, quoting, QUOTED.replace("“It is", "It rained on the harbour.\n\n“It is"))
        page = story_of(quoting).page
        assert page is not None
        assert page.lit is not None
        assert page.article.text[slice(*page.lit)] == "It is late,"
        assert main_screen(quoting)._reading.chosen() in page.analysis.quotes
        assert "Ada Lund" in bottom(quoting)


@pytest.mark.updates
async def test_nothing_is_said_of_a_quote_that_an_edit_took_away(quoting: ReaderApp) -> None:
    async with quoting.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["enter", "right_square_bracket"])
        await edited(pilot, quoting, QUOTED.replace("It is late,", "Good night,"))
        page = story_of(quoting).page
        assert page is not None
        assert page.lit is None
        assert "Ada Lund" not in bottom(quoting)


@pytest.mark.updates
async def test_a_renamed_story_stays_open_at_its_place_with_what_is_lit_and_keeps_its_progress(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(
        one=f"date 2023-01-01 Lamps lit\n\n“It is late,” said Ada Lund.\n\n{LONG}\n",
        two="date 2024-01-01 Bells\n\nThey ring.\n",
    )
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        screen, stories = main_screen(app), main_screen(app).query_one(StoryList)
        await until(pilot, lambda: len(stories.rows) == 2)
        await type_keys(pilot, ["j", "enter", "right_square_bracket", "space", "space"])
        story = story_of(app)
        before, new = story.paragraph, folder / "lamps.txt"
        assert before > 3
        (folder / "one.txt").rename(new)
        await until(pilot, lambda: story.article is not None and story.article.path == new)
        await until(pilot, lambda: stories.row is not None and stories.row.key == "lamps.txt")
        assert story.paragraph == before
        assert story.page is not None
        assert story.page.lit is not None
        assert screen._reading.is_open
        await type_keys(pilot, ["space"])
        after = story.paragraph
        assert after > before
        await type_keys(pilot, ["q"])
        await until(pilot, lambda: screen._shelving.place_of(new) == after)
        assert screen._shelving.marks.is_read(str(new))


@pytest.mark.updates
async def test_the_story_that_was_renamed_follows_its_file_when_that_is_edited(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one=f"date 2024-01-01 Lamps lit\n\n{LONG}\n")
    app = app_of(bare_places, folder)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(main_screen(app).query_one(StoryList).rows) == 1)
        await type_keys(pilot, ["enter", "space", "space"])
        story = story_of(app)
        before, new = story.paragraph, folder / "lamps.txt"
        (folder / "one.txt").rename(new)
        await until(pilot, lambda: story.article is not None and story.article.path == new)
        new.write_text(f"date 2024-01-01 Lamps lit\n\nNewer.\n\n{LONG}\n", "utf-8")
        await until(pilot, lambda: story.article is not None and "Newer." in story.article.text)
        assert story.paragraph == before + 1
        assert main_screen(app)._reading.is_open


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


ENDED_IN_ANOTHER_WAY = pytest.mark.skipif(
    sys.platform == "win32", reason="processes are ended in another way there"
)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[UpdateProcess]:
    """The processes that keep the index, in the order in which they were started."""
    processes: list[UpdateProcess] = []
    start = Library.start_update

    def noted(library: Library, *, rebuild: bool = False, watch: bool = False) -> UpdateProcess:
        processes.append(start(library, rebuild=rebuild, watch=watch))
        return processes[-1]

    monkeypatch.setattr(Library, "start_update", noted)
    return processes


def runs(process: UpdateProcess) -> bool:
    """Whether a child of this process still runs; one that has ended is waited for by who started it."""
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.updates
@ENDED_IN_ANOTHER_WAY
async def test_a_process_ended_from_outside_is_started_again_three_times_and_then_told_of(
    write_library: Callable[..., Path],
    bare_places: Places,
    started: list[UpdateProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui_reader.ui.background._PAUSES", (0.05, 0.05, 0.05))
    folder = write_library(one="date 2024-01-01 Lamps lit\n\nAll.\n")
    app = app_of(bare_places, folder)
    async with app.run_test(size=(140, 30)) as pilot:
        stories = main_screen(app).query_one(StoryList)
        titles = ["Lamps lit"]
        for number in range(4):
            await until(pilot, lambda: len(started) == number + 1)  # noqa: B023
            (folder / f"new{number}.txt").write_text(
                f"date 2023-01-0{9 - number} Bell {number}\n\nIt rings.\n"
            )
            titles.append(f"Bell {number}")
            await until(pilot, lambda: [row.title for row in stories.rows] == titles)
            assert "no longer follows" not in bottom(app)
            os.kill(started[-1].pid, signal.SIGKILL)
        await until(pilot, lambda: "The index no longer follows the folder" in bottom(app))
        await type_keys(pilot, ["ctrl+r"])
        await until(pilot, lambda: len(started) == 5)
        await type_keys(pilot, ["q"])
    assert not any(runs(process) for process in started)


@pytest.mark.updates
@ENDED_IN_ANOTHER_WAY
async def test_a_reader_that_is_left_starts_no_process_again(
    write_library: Callable[..., Path],
    bare_places: Places,
    started: list[UpdateProcess],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui_reader.ui.background._PAUSES", (0.3,))
    app = app_of(bare_places, write_library(one="date 2024-01-01 Lamps lit\n\nAll.\n"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(main_screen(app).query_one(StoryList).rows) == 1)
        await until(pilot, lambda: len(started) == 1)
        os.kill(started[0].pid, signal.SIGKILL)
        await until(pilot, lambda: not runs(started[0]))
        await type_keys(pilot, ["q"])
    await asyncio.sleep(0.5)
    assert len(started) == 1


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
