"""Taking words out of a story: selecting, copying, bookmarking quotes and passages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, story_of, type_keys
from tests.ui.searching import list_text
from tests.ui.searching import listed as rows
from tui_reader.export.records import read_lines
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.bookmarks import Bookmark, listed
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.status_bar import StatusBar

STORY = """date 2024-03-09 The Gate

Ada Lund opened the gate on Friday. Nobody stood beside her, and the rain had stopped.

“It was never locked,” Lund said. See https://gate.example/plan for more.
"""
QUOTE = ("enter", "right_square_bracket")
TALK = """date 2024-03-09 The Talk

“We go,” said Ada Lund.

“Not now, and not tomorrow.”
"""
GUESS = (*QUOTE, "right_square_bracket")


@pytest.fixture
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place where no clipboard is."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION", "SSH_TTY", "WSL_INTEROP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "linux")


@pytest.fixture
def gate(bare_places: Places, write_library: Callable[..., Path], no_clipboard: None) -> ReaderApp:
    """The reader on an indexed library of one story, where no clipboard is."""
    del no_clipboard
    return reader_on(write_library(gate=STORY), bare_places)


@pytest.fixture
def talk(bare_places: Places, write_library: Callable[..., Path], no_clipboard: None) -> ReaderApp:
    """The same, on a story whose second quote has a speaker who is a guess."""
    del no_clipboard
    return reader_on(write_library(talk=TALK), bare_places)


def reader_on(root: Path, places: Places) -> ReaderApp:
    """The reader on a library, with its index."""
    shelf = Database(places.shelf)
    Library(root, places, shelf).update()
    shelf.close()
    return app_of(places, root)


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


def copied(places: Places) -> str:
    """What was kept in the file of the last resort."""
    return (places.state / "copied.txt").read_text("utf-8")


def marks(places: Places) -> list[Bookmark]:
    """All bookmarks."""
    shelf = Database(places.shelf)
    found = listed(shelf)
    shelf.close()
    return found


def written(folder: Path) -> bytes:
    """What the one file of quotes holds."""
    (file,) = folder.glob("quotes-*")
    return file.read_bytes()


def lit(app: ReaderApp) -> str:
    """The words that are lit."""
    page = story_of(app).page
    assert page is not None
    return page.article.text[slice(*page.lit)] if page.lit else ""


async def test_a_quote_is_copied_with_its_speaker_headline_and_date(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "y"])
        assert "No clipboard was found; the text is in " in said(gate)
    assert copied(bare_places) == "“It was never locked,” — Ada Lund, *The Gate*, 9 Mar 2024"


async def test_the_form_that_is_chosen_is_used_from_then_on(gate: ReaderApp, bare_places: Places) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "Y", *"mark", "enter"])
        first = copied(bare_places)
        assert first.startswith("> ")
        await type_keys(pilot, ["escape", "y"])
        assert copied(bare_places) != first
        assert "**" not in copied(bare_places)
        await type_keys(pilot, ["right_square_bracket", "y"])
        assert copied(bare_places) == first


async def test_words_are_selected_with_the_keys_and_bookmarked_as_a_passage(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "V"])
        first = lit(gate)
        assert first.startswith("Ada Lund opened")
        await type_keys(pilot, ["l", "l"])
        assert lit(gate).startswith(first)
        assert len(lit(gate).split()) == len(first.split()) + 2
        await type_keys(pilot, ["h", "j"])
        chosen = lit(gate)
        assert "selected" in said(gate)
        await type_keys(pilot, ["b"])
        (mark,) = marks(bare_places)
        assert (mark.kind, mark.words) == ("passage", chosen)
        await type_keys(pilot, ["b"])
        assert marks(bare_places) == []
        await type_keys(pilot, ["escape"])
        assert lit(gate) == ""
        assert gate.focused is story_of(gate)


@pytest.mark.parametrize("end", ["V", "escape"])
async def test_what_is_no_longer_selected_is_no_longer_said_to_be(gate: ReaderApp, end: str) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "V", "l"])
        assert "selected" in said(gate)
        await type_keys(pilot, [end])
        assert lit(gate) == ""
        assert "selected" not in said(gate)
        assert "next quote" in said(gate)


async def test_b_on_a_quote_bookmarks_the_quote_and_elsewhere_the_story(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "b"])
        (mark,) = marks(bare_places)
        assert (mark.kind, mark.words, mark.speaker) == ("quote", "It was never locked,", "Ada Lund")
        await type_keys(pilot, ["escape", "b"])
        assert {mark.kind for mark in marks(bare_places)} == {"quote", "story"}
        await type_keys(pilot, ["u", "u"])
        assert marks(bare_places) == []


async def test_a_story_with_a_bookmarked_quote_is_among_the_bookmarked_and_b_leaves_the_quote_alone(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["3"])
        assert list(rows(gate).rows) == []
        assert "No story here has a bookmark." in list_text(gate)
        await type_keys(pilot, ["1", *QUOTE, "b", "escape", "3"])
        assert lit(gate) == ""
        assert [row.title for row in rows(gate).rows] == ["The Gate"]
        assert "*" in list_text(gate)
        await type_keys(pilot, ["b"])
        assert "Bookmarked" in said(gate)
        assert {mark.kind for mark in marks(bare_places)} == {"quote", "story"}
        await type_keys(pilot, ["b"])
        assert "Removed the bookmark" in said(gate)
        assert {mark.kind for mark in marks(bare_places)} == {"quote"}
        assert [row.title for row in rows(gate).rows] == ["The Gate"]
        await type_keys(pilot, ["u"])
        assert {mark.kind for mark in marks(bare_places)} == {"quote", "story"}


async def test_a_selection_grows_and_shrinks_by_paragraphs(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "V", ")"])
        page = story_of(gate).page
        assert page is not None
        first, second = page.article.paragraphs[:2]
        assert page.lit == (first.start, first.end)
        await type_keys(pilot, [")"])
        assert page.lit == (first.start, second.end)
        await type_keys(pilot, ["("])
        assert page.lit == (first.start, second.start)


async def test_where_a_story_has_no_text_nothing_can_be_selected(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(gate="date 2024-03-09 The gate is a headline alone\n")
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    app = app_of(bare_places, root)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "V", "j", "k", "l", "b"])
        assert not story_of(app).selecting
    assert [mark.kind for mark in marks(bare_places)] == ["story"]


async def test_the_mouse_selects_what_it_is_drawn_over(gate: ReaderApp) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        view = story_of(gate)
        assert view.page is not None
        line = view.page.line_of(0)
        row, column = line + 1, view.left
        await pilot.mouse_down(view, offset=(column + 4, row))
        await pilot.hover(view, offset=(column + 8, row))
        await pilot.mouse_up(view, offset=(column + 8, row))
        assert lit(gate) == "Lund"
        await pilot.click(view, offset=(column + 2, row))
        assert lit(gate) == ""


async def test_the_only_link_is_opened_and_nothing_else_is(
    gate: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browser(target: str) -> bool:
        opened.append(target)
        return True

    monkeypatch.setattr("tui_reader.browser.in_terminal", lambda _: [])
    monkeypatch.setattr("tui_reader.browser.open_page", browser)
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "o"])
        assert opened == ["https://gate.example/plan"]
        assert "Opened https://gate.example/plan" in said(gate)


BESIDE = ("right_square_bracket",)
"""Lights a quote while the keys go to the list."""


async def test_beside_the_list_the_quote_that_is_lit_is_bookmarked_noted_tagged_and_copied(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*BESIDE, "y", "b"])
        assert copied(bare_places).startswith("“It was never locked,” — Ada Lund")
        assert [(mark.kind, mark.words) for mark in marks(bare_places)] == [("quote", "It was never locked,")]
        await type_keys(pilot, ["b", "m", *"Really?", "ctrl+s", "T", *"door", "enter"])
        (mark,) = marks(bare_places)
        assert (mark.kind, mark.note, mark.tags) == ("quote", "Really?", ("door",))
        await type_keys(pilot, ["enter", "escape", "escape", "b"])
    assert {mark.kind for mark in marks(bare_places)} == {"quote", "story"}


async def test_a_quote_that_stays_lit_beside_another_view_is_still_what_b_means(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "b", "3"])
        assert lit(gate) == "It was never locked,"
        await type_keys(pilot, ["b"])
        assert "Removed the bookmark of a quote of" in said(gate)
    assert marks(bare_places) == []


async def test_where_the_story_is_not_in_sight_the_keys_of_the_list_mean_all_of_it(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(60, 24)) as pilot:
        await type_keys(pilot, [*QUOTE, "q", "b"])
    assert [mark.kind for mark in marks(bare_places)] == ["story"]


async def test_on_another_story_of_the_list_nothing_is_lit(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(gate=STORY, wall=STORY.replace("Gate", "Wall").replace("2024", "2023"))
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    app = app_of(bare_places, root)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, BESIDE)
        await pilot.press("j", "b")
        await type_keys(pilot, [])
    assert [(mark.kind, mark.title) for mark in marks(bare_places)] == [("story", "The Wall")]


async def test_in_a_list_of_quotes_the_one_that_is_lit_beside_it_comes_before_the_chosen_one(
    bare_places: Places, write_library: Callable[..., Path]
) -> None:
    root = write_library(gate=f"{STORY}\n“I had no key,” Lund said.\n")
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    app = app_of(bare_places, root)
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:lund", "enter", "Q"])
        assert lit(app) == "It was never locked,"
        await pilot.press("j", "b")
        await type_keys(pilot, ["k"])
        assert [mark.words for mark in marks(bare_places)] == ["I had no key,"]
        await type_keys(pilot, ["u", *BESIDE, "b"])
    assert [mark.words for mark in marks(bare_places)] == ["I had no key,"]


async def test_a_quote_in_a_list_of_quotes_is_copied_and_bookmarked_as_a_quote(
    gate: ReaderApp, bare_places: Places
) -> None:
    async with gate.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["slash", *"speaker:lund", "enter", "Q", "y"])
        assert copied(bare_places) == "“It was never locked,” — Ada Lund, *The Gate*, 9 Mar 2024"
        await type_keys(pilot, ["b"])
    (mark,) = marks(bare_places)
    assert (mark.kind, mark.words, mark.speaker) == ("quote", "It was never locked,", "Ada Lund")


async def test_the_quotes_that_a_search_finds_are_written_into_a_file(
    gate: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare_places: Places
) -> None:
    monkeypatch.chdir(tmp_path)
    async with gate.run_test(size=(160, 36)) as pilot:
        await type_keys(pilot, ["x"])
        assert "There is no search now" in said(gate)
        await type_keys(pilot, ["slash", *"speaker:lund", "enter", "x", "enter", "enter"])
        assert "Wrote 1 quote to quotes-" in said(gate)
    text = written(tmp_path).decode()
    assert text.startswith("# Quotes\n\n## The Gate\n\n9 Mar 2024 · ")
    assert "> “It was never locked,”\n>\n> — Ada Lund" in text
    assert marks(bare_places) == []


async def test_written_quotes_can_be_imported_as_bookmarks(
    gate: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with gate.run_test(size=(160, 36)) as pilot:
        await type_keys(pilot, ["slash", *"said:locked", "enter", "x", *"json", "enter", "enter"])
    found, problems = read_lines(written(tmp_path))
    assert (problems, [(mark.kind, mark.words) for mark in found]) == (
        [],
        [("quote", "It was never locked,")],
    )


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("cit", "“Not now, and not tomorrow.” — Ada Lund?, *The Talk*, 9 Mar 2024"),
        ("plain", "— Ada Lund?, The Talk, 9 Mar 2024"),
        ("mark", "> — Ada Lund?, *The Talk*, 9 Mar 2024, "),
    ],
)
async def test_a_guess_is_copied_with_a_question_mark(
    talk: ReaderApp, bare_places: Places, form: str, line: str
) -> None:
    async with talk.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*GUESS, "Y", *form, "enter"])
        assert any(each.startswith(line) for each in copied(bare_places).splitlines())
        await type_keys(pilot, ["left_square_bracket", "y"])
        assert "— Ada Lund, " in copied(bare_places)


async def test_a_part_of_a_guess_is_copied_with_a_question_mark(talk: ReaderApp, bare_places: Places) -> None:
    async with talk.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*GUESS, "V", "h", "y"])
        assert lit(talk) in TALK
        assert copied(bare_places).endswith(" — Ada Lund?, *The Talk*, 9 Mar 2024")


async def test_b_and_a_note_keep_that_a_speaker_is_a_guess(talk: ReaderApp, bare_places: Places) -> None:
    async with talk.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*GUESS, "b", "left_square_bracket", "m", *"why", "ctrl+s"])
        kept = {(mark.words, mark.speaker, mark.confidence) for mark in marks(bare_places)}
        assert kept == {
            ("Not now, and not tomorrow.", "Ada Lund", "guess"),
            ("We go,", "Ada Lund", "certain"),
        }


async def test_a_guess_in_a_list_of_quotes_is_copied_bookmarked_and_written_as_one(
    talk: ReaderApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare_places: Places
) -> None:
    monkeypatch.chdir(tmp_path)
    async with talk.run_test(size=(160, 36)) as pilot:
        await type_keys(pilot, ["slash", *"said:tomorrow", "enter", "Q", "y", "b"])
        assert copied(bare_places) == "“Not now, and not tomorrow.” — Ada Lund?, *The Talk*, 9 Mar 2024"
        (mark,) = marks(bare_places)
        assert (mark.kind, mark.speaker, mark.confidence) == ("quote", "Ada Lund", "guess")
        await type_keys(pilot, ["x", *"json", "enter", "enter"])
    ((found,), _) = read_lines(written(tmp_path))
    assert (found.speaker, found.confidence, found.note) == ("Ada Lund", "guess", "")
