"""The list of bookmarks: what it shows, narrowing, ordering, going to the words, notes, tags, export."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, story_of, type_keys
from tui_reader.article.anchor import anchor
from tui_reader.article.folder import read_article
from tui_reader.article.model import Article
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.bookmarks import Bookmark, add, listed
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.bookmarks import BookmarksScreen
from tui_reader.ui.widgets.status_bar import StatusBar
from tui_reader.ui.widgets.story_list import StoryList

FILLER = "The rain went on, and the lamps along the quay were lit one after the other.\n\n" * 30
GATE = f"""date 2024-03-09 The Gate

Ada Lund opened the gate on Friday. Nobody stood beside her.

{FILLER}“It was never locked,” Lund said. The keeper had left long before.
"""
FERRY = """date 2024-05-01 The Ferry

Nobody took the ferry on the first day. Its horn was heard at noon.
"""
LOCKED = "It was never locked,"


def mark(shelf: Database, story: Article, words: str = "", **more: str | list[str]) -> None:
    """Bookmark a story, or words of it."""
    start = story.text.index(words)
    passage = anchor(story.text, start, start + len(words)) if words else None
    assert add(shelf, story, story.path.parent, passage, **more)  # type: ignore[arg-type]


@pytest.fixture
def root(bare_places: Places, write_library: Callable[..., Path]) -> Path:
    """An indexed library of two stories with a bookmark of each kind."""
    root = write_library(gate=GATE, ferry=FERRY)
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    gate, ferry = read_article(root / "gate.txt", root), read_article(root / "ferry.txt", root)
    mark(shelf, ferry, tags=["sea"])
    mark(shelf, gate, LOCKED, speaker="Ada Lund", tags=["door", "sea"], note="Was this said before?")
    mark(shelf, ferry, "horn was heard at noon")
    shelf.close()
    return root


@pytest.fixture
def app(bare_places: Places, root: Path) -> ReaderApp:
    """The reader on it."""
    return app_of(bare_places, root)


def kept(places: Places) -> list[Bookmark]:
    """All bookmarks."""
    shelf = Database(places.shelf)
    found = listed(shelf)
    shelf.close()
    return found


def shown(app: ReaderApp) -> list[str]:
    """The lines of the list, without the empty ones."""
    rows = app.screen.query_one(StoryList)
    lines = (rows.render_line(y).text.removeprefix("▌").strip() for y in range(rows.size.height))
    return [line for line in lines if line]


def said(app: ReaderApp) -> str:
    """The bottom line of the screen in front."""
    return app.screen.query_one(StatusBar).render().plain


async def test_all_kinds_are_listed_with_words_speaker_tags_and_note(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B"])
        assert shown(app) == [
            "The Ferry",
            "“horn was heard at noon”",
            "1 May 2024 · ferry.txt",
            "The Gate",
            f"Ada Lund: “{LOCKED}”",
            "#door #sea  ✎ Was this said before?",
            "9 Mar 2024 · gate.txt",
            "★ The Ferry",
            "#sea",
            "1 May 2024 · ferry.txt",
        ]


async def test_a_speaker_who_is_a_guess_has_a_question_mark_and_is_found_by_the_name(
    app: ReaderApp, bare_places: Places, root: Path
) -> None:
    shelf = Database(bare_places.shelf)
    ferry = read_article(root / "ferry.txt", root)
    mark(shelf, ferry, "Nobody took the ferry", speaker="Tomas Berg", confidence="guess")
    shelf.close()
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "slash", *"person:berg", "enter"])
        assert shown(app)[:2] == ["The Ferry", "Tomas Berg?: “Nobody took the ferry”"]
        await type_keys(pilot, ["s", "s"])
        assert shown(app)[:3] == ["Tomas Berg", "The Ferry", "Tomas Berg?: “Nobody took the ferry”"]
        await type_keys(pilot, ["escape", "slash", *"tomas berg?", "enter"])
        assert shown(app)[1:3] == ["The Ferry", "Tomas Berg?: “Nobody took the ferry”"]


async def test_typing_narrows_and_escape_shows_all_again(app: ReaderApp) -> None:
    expected = {
        "gate": 1, "never": 1, "LUND": 1, "sea": 2, "said before": 1, "ferry noon": 1,
        "#sea": 2, "#ea": 0, "tag:sea": 2, "tag:#do": 1, "tag:gate": 0, "#sea gate": 1,
        "person:lund": 1, "speaker:Ada": 1, "person:gate": 0,
        "1 may": 2, "9 Mar": 1, "9 march 2024": 1, "1 mar": 0, "may 2024": 2, "2024-03": 1,
    }  # fmt: skip
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B"])
        found = {}
        for typed in expected:
            await type_keys(pilot, ["slash", *typed])
            found[typed] = sum("2024" in line for line in shown(app))
            await type_keys(pilot, ["escape"])
            assert sum("2024" in line for line in shown(app)) == 3
        assert found == expected
        assert isinstance(app.screen, BookmarksScreen)


async def test_s_groups_them_by_story_person_tag_and_date(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "s"])
        assert [line for line in shown(app) if "The " in line] == ["★ The Ferry", "The Ferry", "The Gate"]
        await type_keys(pilot, ["s"])
        assert shown(app)[0] == "Ada Lund"
        assert "Without a speaker" in shown(app)
        await type_keys(pilot, ["s"])
        assert [line for line in shown(app) if line in ("door", "sea", "Without a tag")] == [
            "door",
            "sea",
            "Without a tag",
        ]
        assert sum("2024" in line for line in shown(app)) == 4
        await type_keys(pilot, ["s"])
        assert shown(app)[0] == "1 May 2024"
        await type_keys(pilot, ["s"])
        assert shown(app)[0] == "The Ferry"


async def test_enter_goes_to_the_very_words_also_when_the_story_was_edited(
    app: ReaderApp, root: Path
) -> None:
    file = root / "gate.txt"
    file.write_text(GATE.replace("Ada Lund opened", "On a wet day Ada Lund opened"), "utf-8")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "j", "enter"])
        page = story_of(app).page
        assert page is not None
        assert page.lit is not None
        assert page.article.text[slice(*page.lit)] == LOCKED
        assert page.line_of(page.lit[0]) + 1 in range(
            story_of(app).scroll_offset.y, story_of(app).scroll_offset.y + story_of(app).size.height
        )
        assert app.focused is story_of(app)


async def test_what_has_gone_is_said_in_the_list_and_on_going_there(app: ReaderApp, root: Path) -> None:
    (root / "gate.txt").write_text("date 2024-03-09 The Gate\n\nSomething else altogether.\n", "utf-8")
    (root / "ferry.txt").unlink()
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B"])
        assert "the file has gone · 1 May 2024 · ferry.txt" in shown(app)
        assert "the words have gone · 9 Mar 2024 · gate.txt" in shown(app)
        await type_keys(pilot, ["j", "enter"])
        assert story_of(app).article.title == "The Gate"  # type: ignore[union-attr]
        assert "have gone from this story" in said(app)


async def test_a_passage_is_removed_and_undone(app: ReaderApp, bare_places: Places) -> None:
    before = kept(bare_places)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "d"])
        assert kept(bare_places) == before[1:]
        await type_keys(pilot, ["u"])
        assert kept(bare_places) == before


async def test_note_and_tags_are_changed_in_the_list_each_as_one_undoable_change(
    app: ReaderApp, bare_places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "e", *"heard", "enter", *"twice", "ctrl+s"])
        assert kept(bare_places)[0].note == "heard\ntwice"
        await type_keys(pilot, ["T", *"Harbour, loud", "enter"])
        assert kept(bare_places)[0].tags == ("harbour", "loud")
        await type_keys(pilot, ["e", *"not this", "escape", "escape"])
        assert kept(bare_places)[0].note == "heard\ntwice"
        await type_keys(pilot, ["T", "ctrl+u", *"**", "enter"])
        assert "is no tag" in said(app)
        await type_keys(pilot, ["u", "u"])
        assert (kept(bare_places)[0].note, kept(bare_places)[0].tags) == ("", ())


async def test_those_that_are_listed_are_exported_and_no_file_is_replaced(
    app: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "slash", *"lund", "enter", "x", *"person", "enter", "enter"])
        (first,) = folder.iterdir()
        assert first.name.startswith("bookmarks-")
        assert f"Wrote 1 bookmark to {first.name} in " in said(app)
        written = first.read_text("utf-8")
        assert "Ada Lund" in written
        assert "horn" not in written
        await type_keys(pilot, ["x", *"json", "enter", "ctrl+u", *first.name, "enter"])
        assert "is there already, and was left as it is" in said(app)
        assert first.read_text("utf-8") == written
        await type_keys(pilot, ["x", *"by story", "enter", "enter"])
        assert len(list(folder.iterdir())) == 2
        assert first.read_text("utf-8") == written


async def test_an_empty_list_says_how_to_set_a_bookmark(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    app = app_of(bare_places, write_library(gate=GATE))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["B", "d", "e", "T", "enter"])
        assert "No bookmarks yet" in shown(app)[0]
        await type_keys(pilot, ["x"])
        assert "No bookmark is listed here" in said(app)
        await type_keys(pilot, ["escape"])
        assert main_screen(app).is_active
