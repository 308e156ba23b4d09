"""Opening another library from inside the reader."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.ui.scenes import app_of, main_screen, type_keys, until
from tui_reader.library import Library
from tui_reader.paths import Places, sample_library
from tui_reader.shelf import libraries, state
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.chooser import ChooserScreen
from tui_reader.ui.widgets.story_list import StoryList

Write = Callable[..., Path]


def listed(app: ReaderApp) -> list[str]:
    """The headlines of the list."""
    return [row.title for row in main_screen(app).query_one(StoryList).rows]


def offered(app: ReaderApp) -> list[tuple[str, str]]:
    """The rows of the chooser: title and detail."""
    screen = app.screen
    assert isinstance(screen, ChooserScreen)
    return [(choice.title, choice.detail) for choice in screen._shown if choice]


@pytest.fixture
def news(write_library: Write, places: Places) -> Path:
    """A library of one story, indexed."""
    root = write_library(ferry="date 2023-04-18 Ferry landing opens\n\n“It is open,” Ada Lund said.\n")
    shelf = Database(places.shelf)
    library = Library(root, places, shelf)
    library.update()
    library.close()
    shelf.close()
    return root


async def test_a_path_that_is_typed_is_opened_in_place_and_the_way_back_is_listed(
    places: Places, news: Path
) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["L"])
        assert offered(app) == [("Sample library", f"{len(listed(app))} stories · open now")]
        app.screen.query_one(Input).value = str(news)
        await type_keys(pilot, ["enter"])
        assert listed(app) == ["Ferry landing opens"]
        assert len([screen for screen in app.screen_stack if screen is main_screen(app)]) == 1
        await type_keys(pilot, ["b", "L"])
        assert offered(app) == [
            (str(news), "1 story · open now"),
            ("Sample library", offered(app)[1][1]),
        ]
        await type_keys(pilot, ["down", "enter"])
        assert len(listed(app)) > 10
        await type_keys(pilot, ["B"])
    shelf = Database(places.shelf)
    assert libraries.recent(shelf)[:2] == [sample_library(), news]
    assert str(news / "ferry.txt") in {row["path"] for row in shelf.rows("SELECT path FROM mark")}
    shelf.close()


async def test_the_library_that_is_opened_is_the_one_used_last(places: Places, news: Path) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["L"])
        app.screen.query_one(Input).value = str(news)
        await type_keys(pilot, ["enter"])
        shelf = Database(places.shelf)
        await until(pilot, lambda: state.recalled(shelf).get("library") == str(news))
        await type_keys(pilot, ["L", "down", "enter"])
        await until(pilot, lambda: state.recalled(shelf).get("library") == str(sample_library()))
        shelf.close()


@pytest.mark.parametrize(
    ("path", "why"), [("/no/such/folder", "there is no such folder"), ("/etc/passwd", "it is not a folder")]
)
async def test_what_is_no_folder_is_said_and_the_path_can_be_put_right(
    path: str, why: str, places: Places, news: Path
) -> None:
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["L", *path, "enter"])
        field, told = app.screen.query_one(Input), app.screen.query_one("#chooser-said", Static)
        assert field.value == path
        assert f"{path} cannot be opened as a library: {why}" in str(told.render())
        field.value = f"{news.parent}/{news.name[:3]}"
        await type_keys(pilot, ["tab"])
        assert field.value == f"{news}/"
        assert not told.display
        await type_keys(pilot, ["enter"])
        assert listed(app) == ["Ferry landing opens"]


async def test_a_library_that_has_gone_is_shown_as_gone(places: Places, tmp_path: Path) -> None:
    shelf = Database(places.shelf)
    libraries.keep(shelf, tmp_path / "gone")
    shelf.close()
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["L"])
        assert (str(tmp_path / "gone"), "gone") in offered(app)


async def test_the_index_process_of_the_library_that_is_left_is_ended(
    places: Places, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = [], []

    class Watching:
        """An update that says when it is told to end."""

        def __init__(self, root: Path) -> None:
            self.root = root
            begun.append(root)

        def events(self) -> list[object]:
            return []

        def order(self, order: object) -> None:
            del order

        def stop(self) -> None:
            ended.append(self.root)

    monkeypatch.setattr(Library, "start_update", lambda self, **_: Watching(self.root))
    monkeypatch.setattr("tui_reader.ui.background.Background._follow", lambda *given: given[2].set())
    app = app_of(places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["L"])
        app.screen.query_one(Input).value = str(news)
        await type_keys(pilot, ["enter"])
        assert ended == [sample_library()]
        assert begun == [sample_library(), news]
