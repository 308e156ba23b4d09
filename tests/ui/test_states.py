import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual._compositor import CompositorUpdate, LayoutUpdate

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.article.limits import MEGABYTE
from tui_reader.index.model import Progress
from tui_reader.launch import Launch
from tui_reader.library import Library, LibraryError
from tui_reader.paths import Places
from tui_reader.settings import Settings, SettingsProblem
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList


def shown(app: ReaderApp) -> str:
    screen = main_screen(app)
    lines = [str(screen.query_one(StatusBar).render())]
    for widget in (screen.query_one(StoryList), story_of(app)):
        lines += [widget.render_line(y).text for y in range(widget.size.height)]
    return "\n".join(lines)


class Waiting:
    """An update that waits for another reader."""

    def events(self) -> Iterator[Progress | str]:
        """What it says."""
        yield Progress("waiting")

    def stop(self) -> None:
        """It has ended already."""


async def test_a_first_start_lists_the_stories_without_waiting_for_the_index(
    write_library: Callable[..., Path], bare_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "start_update", lambda *_, **__: Waiting())
    folder = write_library(
        one="date 2024-01-01 Lamps lit\n\nAll of them.\n", two="date 2024-02-01 Lamps out\n\nNone.\n"
    )
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert [row.title for row in main_screen(app).query_one(StoryList).rows] == ["Lamps out", "Lamps lit"]


@pytest.mark.updates
async def test_an_empty_folder_says_what_a_library_is(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    app = app_of(bare_places, write_library())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No .txt or .md file here" in shown(app))
        await type_keys(pilot, ["j", "enter", "b", "right_square_bracket", "n", "G", "space", "v", "escape"])
        assert app.is_running


@pytest.mark.updates
async def test_bad_files_are_counted_quietly_and_the_rest_is_listed(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(good="date 2024-01-01 Good story\n\nWell.\n")
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folder / "long.txt").write_text("date 2024-01-01 Long story\n" + "\nAnd on." * (MEGABYTE // 8), "utf-8")
    app = app_of(bare_places, folder, settings=Settings(names_up_to=1))
    async with app.run_test(size=(140, 36)) as pilot:
        await until(pilot, lambda: "1 file not readable" in shown(app) and "Good story" in shown(app))


@pytest.mark.updates
async def test_a_story_that_goes_away_is_explained(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(
        one="date 2024-01-01 Stays here\n\nYes.\n", two="date 2023-01-01 Goes away\n\nNo.\n"
    )
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        (folder / "two.txt").unlink()
        await type_keys(pilot, ["j", "enter"])
        await until(pilot, lambda: "two.txt" in shown(app))
        assert app.is_running


@pytest.mark.updates
async def test_one_story_alone_has_the_keys_and_no_list(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(
        one="date 2024-01-01 Alone\n\n“Quiet,” said Ada Lund.\n", two="date 2024-01-01 Other\n\nNo.\n"
    )
    app = app_of(bare_places, story=folder / "one.txt")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert app.focused is story_of(app)
        assert not main_screen(app).query(StoryList)
        assert not (bare_places.cache / "indexes").exists()
        await type_keys(pilot, ["slash", "b", "1", "tab", "escape", "escape"])
        assert app.is_running


@pytest.mark.updates
async def test_markup_in_a_headline_is_text(write_library: Callable[..., Path], bare_places: Places) -> None:
    folder = write_library(one="date 2024-01-01 [red]Alarm[/red] [/] [@click=app.quit]now\n\n[b]Bold[/b].\n")
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["b", "B"])
        assert "[red]Alarm[/red] [/]" in app.screen.query_one(StoryList).render_line(0).text
        await type_keys(pilot, ["escape"])
        assert "[b]Bold[/b]." in shown(app)


@pytest.mark.updates
async def test_a_shelf_that_cannot_be_opened_is_said_and_reading_goes_on(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one="date 2024-01-01 Still here\n\nYes.\n")
    launch = Launch(folder, None, bare_places, Settings())
    app = ReaderApp(launch, Database.in_memory(), notices=("Marks are not kept this time",))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Marks are not kept" in shown(app) and "Still here" in shown(app))
        await type_keys(pilot, ["b"])
        await until(pilot, lambda: "Bookmarked “Still here”, until you leave · u undoes" in shown(app))


@pytest.mark.updates
async def test_a_bad_setting_is_named_at_the_start(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one="date 2024-01-01 Fine\n\nYes.\n")
    problem = SettingsProblem(bare_places.settings, 3, "width: give a whole number from 48 to 100")
    launch = Launch(folder, None, bare_places, Settings(), (problem,))
    app = ReaderApp(launch, Database(bare_places.shelf), notices=tuple(map(str, launch.problems)))
    async with app.run_test(size=(200, 36)) as pilot:
        await until(pilot, lambda: "line 3: width" in shown(app))


@pytest.mark.updates
async def test_ten_thousand_words_open_and_scroll_to_the_end(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    paragraph = "“We will see,” said Ada Lund. " + "The lamps were lit along the quay again. " * 8
    folder = write_library(long="date 2024-01-01 Long\n\n" + f"{paragraph}\n\n" * 120)
    app = app_of(bare_places, folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "G"])
        assert story_of(app).share == 1.0
        await type_keys(pilot, ["g", "home"])
        assert story_of(app).paragraph == 0


@pytest.mark.updates
async def test_wide_letters_stay_aligned(write_library: Callable[..., Path], bare_places: Places) -> None:
    folder = write_library(
        cjk="date 2024-01-01 港の灯りがともる 🙂 👩‍👩‍👧\n\n" + "港の灯りがともる。" * 40,
        name="date 2023-01-01 x\n\n" + "N" * 80,
    )
    app = app_of(bare_places, folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["enter"])
        for widget in (main_screen(app).query_one(StoryList), story_of(app)):
            width = widget.size.width - widget.show_vertical_scrollbar
            for y in range(widget.size.height):
                assert widget.render_line(y).cell_length == width


@pytest.mark.updates
async def test_a_change_below_another_screen_cuts_no_wide_letter_over_it(
    write_library: Callable[..., Path], bare_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(bare_places, write_library(lamps="date 2024-01-01 東京の街灯が東京の街灯が\n\nOne lamp.\n"))
    drawn: list[CompositorUpdate | None] = []
    monkeypatch.setattr(app, "_display", lambda _, update: drawn.append(update))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "T"])
        drawn.clear()
        main_screen(app).query_one(StoryList).redraw()
        await settle(pilot)
        written = "".join(update.render_segments(app.console) for update in drawn if update is not None)
        assert "Tags of “東京の街灯が東京の街灯が”" in written


async def test_a_window_that_was_smaller_for_a_moment_is_filled_again(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[CompositorUpdate | None] = []
    monkeypatch.setattr(app, "_display", lambda _, update: drawn.append(update))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        drawn.clear()
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        assert any(isinstance(update, LayoutUpdate) for update in drawn)


async def test_ctrl_c_says_how_to_leave(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["ctrl+c"])
        assert "q goes back" in shown(app)


async def test_garbage_is_collected_again_once_the_first_frame_is_there(app: ReaderApp) -> None:
    gc.disable()
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.updates
async def test_a_story_too_large_for_its_names_is_shown_and_says_so(
    write_library: Callable[..., Path], bare_places: Places
) -> None:
    folder = write_library(one='date 2024-01-01 Lamps lit\n\n"All of them are lit," said Ada Quill.\n')
    launch = Launch(library=folder, story=None, places=bare_places, settings=Settings(names_up_to=0))
    app = ReaderApp(launch, Database.in_memory())
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["enter"])
        await until(pilot, lambda: "Too large" in shown(app))
        assert "All of them are lit" in shown(app)
        assert "Too large for names and quotes (names_up_to)" in shown(app)


async def test_a_library_whose_folder_cannot_be_listed_is_not_called_empty(
    write_library: Callable[..., Path], bare_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(Waiting):
        def events(self) -> Iterator[Progress | str]:
            yield "town: the folder cannot be opened (permission denied); mend that"

    def locked(*_: object) -> None:
        raise LibraryError("town: the folder cannot be opened (permission denied)")

    monkeypatch.setattr(Library, "start_update", lambda *_, **__: Failing())
    monkeypatch.setattr(Library, "glance", locked)
    app = app_of(bare_places, write_library(good="date 2024-01-01 Good story\n\nWell.\n"))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await type_keys(pilot, ["2", "1"])
        listed = main_screen(app).query_one(StoryList)
        assert listed.message.startswith("town: the folder cannot be opened (permission denied)")
