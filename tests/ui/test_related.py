"""The stories that stand below the end of a story."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.ui.scenes import app_of, main_screen, story_of, type_keys, until
from tui_reader.index.model import Progress, Report
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens import travelling
from tui_reader.ui.widgets.options import Options
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_pane import StoryPane

Write = Callable[..., Path]
SAID = "“The landing is open,” said Ada Lund on the quay. “It stays open,” Ada Lund said.\n"


@pytest.fixture
def app(places: Places, write_library: Write) -> ReaderApp:
    """The reader on a library in which stories share a person or a day."""
    root = write_library(
        first=f"date 2023-05-03 Ferry landing opens\n\n{SAID}",
        second=f"date 2023-05-02 Ferry delayed again\n\n{SAID}",
        third="date 2023-05-03 Rain over the moor\n\nIt rained.\n",
        fourth="date 2022-01-01 Nothing of this\n\nIt snowed.\n",
    )
    shelf = Database(places.shelf)
    library = Library(root, places, shelf)
    library.update()
    library.close()
    shelf.close()
    return app_of(places, root)


def pane(app: ReaderApp) -> StoryPane:
    """The story's pane."""
    found = story_of(app)
    assert isinstance(found, StoryPane)
    return found


def title(app: ReaderApp) -> str:
    """The headline on the screen."""
    article = story_of(app).article
    assert article is not None
    return article.title


async def test_others_with_these_people_and_of_this_day_stand_below_the_end(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        assert pane(app).related == ()
        while title(app) != "Ferry landing opens":
            await type_keys(pilot, ["j"])
        await type_keys(pilot, ["enter"])
        await until(pilot, lambda: bool(pane(app).related))
        told = {group.title: [other.title for other in group.stories] for group in pane(app).related}
        assert told == {
            "More with these people": ["Ferry delayed again"],
            "Same day": ["Rain over the moor"],
        }
        drawn = [pane(app).render_line(y).text for y in range(pane(app).size.height)]
        row = next(y for y, text in enumerate(drawn) if "Ferry delayed again" in text)
        assert "2 May 2023" in drawn[row]
        await pilot.click(pane(app), offset=(drawn[row].index("Ferry"), row))
        await type_keys(pilot, [])
        assert title(app) == "Ferry delayed again"
        await type_keys(pilot, ["alt+left"])
        assert title(app) == "Ferry landing opens"


async def test_a_key_lets_choose_among_them(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, [])
        while title(app) != "Ferry landing opens":
            await type_keys(pilot, ["j"])
        await type_keys(pilot, ["enter", "M"])
        answers = app.screen.query_one(Options)
        rows = [answers.render_line(line).text.rstrip() for line in range(answers.size.height)]
        assert [row[2:] for row in rows] == [
            "More with these people",
            "Ferry delayed again  2 May 2023",
            "Same day",
            "Rain over the moor   3 May 2023",
        ]
        assert rows[1].startswith("▌")
        await type_keys(pilot, ["down"])
        assert answers.highlighted == 3
        await type_keys(pilot, [*"rain", "enter"])
        assert title(app) == "Rain over the moor"


async def test_a_story_that_nothing_belongs_to_says_so(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["end", "enter", "M"])
        assert title(app) == "Nothing of this"
        said = main_screen(app).query_one(StatusBar).render().plain
        assert "No other story belongs to this one" in said


class Making:
    """An update of the index that does not end before it is stopped."""

    def __init__(self) -> None:
        self._stopped = Event()

    def events(self) -> Iterator[Progress | Report]:
        """What it says."""
        yield Progress("reading", 1_000, 10_000, 110.0)
        self._stopped.wait()
        yield Report()

    def stop(self) -> None:
        """End it."""
        self._stopped.set()


async def test_while_the_index_is_made_it_is_said_that_and_how_long_nothing_can_be_known(
    bare_places: Places, write_library: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_library(first=f"date 2023-05-03 Ferry landing opens\n\n{SAID}")
    making = Making()
    monkeypatch.setattr(Library, "start_update", lambda *_, **__: making)
    app = app_of(bare_places, root)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: story_of(app).page is not None)
        await pilot.press("enter")
        await until(pilot, lambda: main_screen(app)._related_to != "")
        await pilot.press("M")
        said = main_screen(app).query_one(StatusBar).render().plain
        making.stop()
        assert "is in the index yet; it is still being made (2 min left)" in said


async def test_what_is_asked_for_too_early_comes_when_it_is_known(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(travelling, "_RELATE_SECONDS", 0.5)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [])
        while title(app) != "Ferry landing opens":
            await type_keys(pilot, ["j"])
        await pilot.press("enter")
        await until(pilot, lambda: main_screen(app)._reading.is_open)
        await pilot.press("M")
        assert "Looking for stories" in main_screen(app).query_one(StatusBar).render().plain
        await until(pilot, lambda: bool(app.screen.query(Options)))
