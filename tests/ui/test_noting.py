"""Notes and tags on what is lit in a story, or on the story."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, settle, story_of, type_keys, until
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.shelf.bookmarks import Bookmark, listed
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.note import NoteScreen
from tui_reader.ui.widgets.status_bar import StatusBar

STORY = """date 2024-03-09 The Gate

Ada Lund opened the gate on Friday. Nobody stood beside her, and the rain had stopped.

“It was never locked,” Lund said. The keeper had left long before.
"""
QUOTE = ("enter", "right_square_bracket")


@pytest.fixture
def app(bare_places: Places, write_library: Callable[..., Path]) -> ReaderApp:
    """The reader on an indexed library of one story."""
    root = write_library(gate=STORY)
    shelf = Database(bare_places.shelf)
    Library(root, bare_places, shelf).update()
    shelf.close()
    return app_of(bare_places, root)


def kept(places: Places) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, note and tags of all bookmarks."""
    shelf = Database(places.shelf)
    found: list[Bookmark] = listed(shelf)
    shelf.close()
    return [(mark.kind, mark.note, mark.tags) for mark in found]


def said(app: ReaderApp) -> str:
    """The bottom line."""
    return main_screen(app).query_one(StatusBar).render().plain


async def test_a_note_on_a_quote_bookmarks_it_and_is_one_change_to_undo(
    app: ReaderApp, bare_places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "m", *"q? Who", "enter", *"says so", "ctrl+s"])
        assert kept(bare_places) == [("quote", "q? Who\nsays so", ())]
        await type_keys(pilot, ["u"])
        assert kept(bare_places) == []


async def test_a_note_is_changed_left_and_taken_away(app: ReaderApp, bare_places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["m", *"one", "ctrl+s", "m", *"!", "ctrl+s"])
        assert kept(bare_places) == [("story", "one!", ())]
        await type_keys(pilot, ["m", *"no", "escape", "escape"])
        assert kept(bare_places) == [("story", "one!", ())]
        await type_keys(pilot, ["m", "ctrl+u", "ctrl+s"])
        assert kept(bare_places) == [("story", "", ())]


def asked(app: ReaderApp) -> str:
    """The line of a note that names its keys."""
    return app.screen.query_one("#note-keys").render().plain  # type: ignore[union-attr,no-any-return]


async def test_what_was_written_is_thrown_away_only_when_that_is_asked_for_twice(
    app: ReaderApp, bare_places: Places
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["m", *"one", "escape"])
        assert asked(app) == "Not kept yet: Ctrl+S keeps it, Esc once more throws it away"
        await type_keys(pilot, ["!"])
        assert "Not kept yet" not in asked(app)
        await type_keys(pilot, ["escape"])
        assert "Not kept yet" in asked(app)
        await type_keys(pilot, ["ctrl+s"])
        assert kept(bare_places) == [("story", "one!", ())]
        await type_keys(pilot, ["m", "?", "escape", "escape"])
        assert not isinstance(app.screen, NoteScreen)
        assert kept(bare_places) == [("story", "one!", ())]


async def test_a_note_in_which_nothing_changed_is_left_at_once(app: ReaderApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, ["m", "x", "backspace", "escape"])
        assert not isinstance(app.screen, NoteScreen)


@pytest.mark.parametrize("opening", [["m"], ["b", "B", "e"]])
async def test_a_note_that_is_being_written_is_kept_when_the_reader_ends(
    app: ReaderApp, bare_places: Places, opening: list[str]
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*opening, *"half a thought", "ctrl+q"])
    assert kept(bare_places) == [("story", "half a thought", ())]
    assert "is kept" in app.afterword


async def test_a_note_that_was_emptied_is_as_it_was_when_the_reader_ends(
    app: ReaderApp, bare_places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["m", *"one", "ctrl+s", "m", "ctrl+u", "ctrl+q"])
    assert kept(bare_places) == [("story", "one", ())]


async def test_a_note_that_is_being_written_is_kept_when_a_fault_ends_the_reader(
    app: ReaderApp, bare_places: Places
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    async def write_until_it_fails() -> None:
        async with app.run_test(size=(120, 36)) as pilot:
            await type_keys(pilot, ["m", *"half a thought"])
            app.call_later(fail)
            await settle(pilot)

    with pytest.raises(ZeroDivisionError):
        await write_until_it_fails()
    assert kept(bare_places) == [("story", "half a thought", ())]


async def test_nothing_written_bookmarks_nothing(app: ReaderApp, bare_places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["m", "ctrl+s", "T", "enter"])
        assert kept(bare_places) == []
        assert "Nothing changed" in said(app)


async def test_tags_of_selected_words_are_a_passages(app: ReaderApp, bare_places: Places) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "V", "l", "T", *"Sea Wall, #door", "enter"])
        assert kept(bare_places) == [("passage", "", ("door", "sea-wall"))]
        await type_keys(pilot, ["T", "ctrl+u", *"door", "enter"])
        assert kept(bare_places) == [("passage", "", ("door",))]
        await type_keys(pilot, ["u", "T", "escape"])
        assert kept(bare_places) == [("passage", "", ("door", "sea-wall"))]
        await type_keys(pilot, ["escape", "T", *"(*)", "enter"])
        assert "is no tag" in said(app)


async def test_the_users_own_editor_writes_the_note(
    app: ReaderApp, bare_places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf 'and \\033more\\n' >> \"$1\"\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr(ReaderApp, "suspend", lambda _: contextlib.nullcontext())
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["m", *"one ", "ctrl+o", "ctrl+s"])
        assert kept(bare_places) == [("story", "one and more", ())]


async def test_an_editor_that_cannot_be_used_leaves_what_was_written(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["m", *"one", "ctrl+o"])
        assert "cannot be handed over" in app.screen.query_one("#note-keys").render().plain  # type: ignore[union-attr]
        monkeypatch.setattr(ReaderApp, "suspend", lambda _: contextlib.nullcontext())
        await type_keys(pilot, ["ctrl+o"])
        assert isinstance(app.screen, NoteScreen)
        keys = app.screen.query_one("#note-keys").render().plain  # type: ignore[union-attr]
        assert "The editor /nowhere/editor cannot be started" in keys
        assert app.screen.query_one("#note-text").text == "one"  # type: ignore[attr-defined]


def signs(app: ReaderApp, wanted: str = "★✎") -> list[str]:
    """The lines of the story with such a sign in the margin, from it on."""
    view = story_of(app)
    lines = (view.render_line(y).text for y in range(view.size.height))
    return [line[line.index(sign) :].strip() for line in lines for sign in wanted if sign in line]


def underlined(app: ReaderApp) -> str:
    """The words of the story that are underlined."""
    view = story_of(app)
    segments = [segment for y in range(view.size.height) for segment in view.render_line(y)]
    return "".join(segment.text for segment in segments if segment.style and segment.style.underline)


async def test_the_margin_shows_what_is_bookmarked_and_where_a_note_is(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "b", "escape"])
        assert signs(app) == ["★▌ “It was never locked,” Lund said. The keeper had left"]
        assert underlined(app) == "It was never locked,"
        await type_keys(pilot, ["right_square_bracket", "m", *"Really?", "ctrl+s", "escape", "b"])
        assert [line[:3] for line in signs(app)] == ["★  ", "✎▌ "]
        await type_keys(pilot, ["u", "u", "u"])
        assert signs(app) == []
        assert underlined(app) == ""


async def test_stepping_to_a_quote_shows_its_note(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "m", *"Really?", "ctrl+s", "escape", "g", "right_square_bracket"])
        assert "✎ Really?" in said(app)


async def test_tags_of_what_is_bookmarked_are_said_where_it_is_lit_or_selected(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "T", *"sea, door", "enter", "escape", "g", "right_square_bracket"])
        assert "#door #sea · Lund → Ada Lund · said" in said(app)
        assert [line[:3] for line in signs(app, "#")] == ["#▌ "]
        await type_keys(pilot, ["V"])
        assert "#door #sea · 20 letters selected" in said(app)
        await type_keys(pilot, ["l"])
        assert "#door" not in said(app)
        await type_keys(
            pilot, ["escape", "right_square_bracket", "m", *"Really?", "ctrl+s", "escape", "g", "]"]
        )
        assert "✎ Really? · #door #sea" in said(app)


async def test_the_words_are_marked_where_they_stand_in_the_edited_story(
    app: ReaderApp, bare_places: Places
) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*QUOTE, "b", "escape"])
        path = story_of(app).article.path  # type: ignore[union-attr]
        path.write_text(STORY.replace("Nobody stood", "On that day nobody at all stood"), "utf-8")
        await until(pilot, lambda: "On that day" in story_of(app).article.text)  # type: ignore[union-attr]
        await settle(pilot)
        assert underlined(app) == "It was never locked,"
        path.write_text("date 2024-03-09 The Gate\n\nSomething else.\n", "utf-8")
        await until(pilot, lambda: "Something" in story_of(app).article.text)  # type: ignore[union-attr]
        await settle(pilot)
        assert signs(app) == []
    assert len(kept(bare_places)) == 1
