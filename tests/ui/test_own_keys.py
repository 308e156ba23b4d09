"""The user's own key for going back: it closes whatever is open, and sentences name it."""

import pytest
from textual.widgets import TextArea

from tests.ui.scenes import STORY, app_of, main_screen, type_keys
from tests.ui.searching import bottom, field, list_text
from tests.ui.test_help_and_palette import help_shown
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.widgets.one_line import OneLine

QUOTE = (*STORY, "right_square_bracket")
DIALOGS = {
    "help": ("question_mark",),
    "help with words": ("question_mark", "q"),
    "palette": ("ctrl+p", *"zen"),
    "libraries": ("L", *"news"),
    "peek": (*QUOTE, "i"),
    "note": (*STORY, "m"),
    "note with words": (*STORY, "m", *"new"),
    "tags": (*STORY, "T"),
    "export": ("slash", *"seal", "enter", "x"),
    "file to export to": ("slash", *"seal", "enter", "x", "enter"),
    "name of a search": ("slash", *"seal", "ctrl+s"),
}
SCREENS = {"bookmarks": ("B",), "words in the bookmarks": ("B", "slash", *"ferry"), "saved searches": ("S",)}


def with_back(places: Places, key: str) -> ReaderApp:
    return app_of(places, settings=Settings(keys={"back": key}))


CLOSINGS = [(name, "ctrl+x") for name in (*DIALOGS, *SCREENS)] + [(name, "escape") for name in DIALOGS]


@pytest.mark.parametrize(("name", "key"), CLOSINGS)
async def test_the_users_own_key_closes_what_is_open_and_in_dialogs_esc_does_so_still(
    name: str, key: str, places: Places
) -> None:
    app = with_back(places, "ctrl+x")
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, (DIALOGS | SCREENS)[name])
        opened, below = app.screen, app.screen_stack[-2]
        await type_keys(pilot, [key])
        if app.screen is opened and "words" in name:  # they go first
            await type_keys(pilot, [key])
        assert app.screen is below


async def test_where_letters_are_typed_a_letter_is_typed_and_esc_closes(places: Places) -> None:
    app = with_back(places, "W,backspace")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["question_mark"])
        assert str(app.screen.query_one(OneLine).render()).startswith("Esc closes.")
        await type_keys(pilot, [*"Wh", "backspace"])
        assert app.screen.query_one("#help-filter").value == "W"  # type: ignore[attr-defined]
        await type_keys(pilot, ["escape", "escape", *STORY])
        assert app.focused is main_screen(app).query_one("#story")
        await type_keys(pilot, ["backspace"])
        assert app.focused is main_screen(app).query_one("#list")


async def test_the_key_closes_searches_and_what_is_lit_and_is_named_where_it_does(places: Places) -> None:
    app = with_back(places, "ctrl+x")
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter", "question_mark"])
        assert "Ctrl+X Close what is open" in help_shown(app)
        assert str(app.screen.query_one(OneLine).render()).startswith("Ctrl+X closes.")
        await type_keys(pilot, ["ctrl+x", "ctrl+x", "slash", *"zzqqzz", "enter"])
        assert "Nothing found. Ctrl+X shows all stories again." in " ".join(list_text(app).split())
        await type_keys(pilot, ["ctrl+x"])
        assert not field(app).display
        await type_keys(pilot, [*QUOTE, "V"])
        assert "Ctrl+X ends" in bottom(app)
        await type_keys(pilot, ["ctrl+x", "tab", "enter"])
        assert "Ctrl+X lights all" in bottom(app)
        await type_keys(pilot, ["ctrl+x"])
        assert main_screen(app)._reading.story.spotlit is None


async def test_the_keys_of_a_note_come_before_those_that_edit_it(places: Places) -> None:
    app = app_of(places, settings=Settings(keys={"save-note": "ctrl+k", "back": "ctrl+e"}))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, [*STORY, "m", *"kept", "ctrl+k"])
        assert main_screen(app).is_active
        await type_keys(pilot, ["m", *"er", "ctrl+e"])
        line = str(app.screen.query_one("#note-keys", OneLine).render())
        assert line == "Not kept yet: Ctrl+K keeps it, Ctrl+E once more throws it away"
        await type_keys(pilot, ["ctrl+e", "m"])
        assert app.screen.query_one(TextArea).text == "kept"
