"""Notes and tags on what is lit in a story, or on the story."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, main_screen, type_keys
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
        await type_keys(pilot, ["m", *"no", "escape"])
        assert kept(bare_places) == [("story", "one!", ())]
        await type_keys(pilot, ["m", "ctrl+u", "ctrl+s"])
        assert kept(bare_places) == [("story", "", ())]


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
        assert "/nowhere/editor cannot be started" in app.screen.query_one("#note-keys").render().plain  # type: ignore[union-attr]
        assert app.screen.query_one("#note-text").text == "one"  # type: ignore[attr-defined]
