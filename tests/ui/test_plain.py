"""The plain mode: a screen that can be heard."""

import re
from pathlib import Path

import pytest
from textual.geometry import Offset

from tests.ui.scenes import app_of, main_screen, story_of, type_keys, until
from tests.ui.test_signs import BRIDGE, LONG, MILL, STORY, WALK, go_home, indexed, library_of, seen
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.shelf import state
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens.help import HelpScreen
from tui_reader.ui.widgets.options import Options

DRAWN = re.compile(r"[^\x00-\x7f]|[|*#=+~_]{2,}|\|| [-=] ")
"""What a screen reader passes over, or spells out."""


@pytest.fixture
def root(tmp_path: Path, bare_places: Places) -> Path:
    """Stories in ASCII only."""
    return indexed(
        bare_places, library_of(tmp_path / "stories", bridge_md=BRIDGE, mill_txt=MILL, rain_txt=LONG)
    )


@pytest.fixture
def plain(root: Path, bare_places: Places) -> ReaderApp:
    """The reader in plain mode."""
    return app_of(bare_places, root, settings=Settings(plain=True))


def caret_line(app: ReaderApp) -> str:
    """The line of the screen that the terminal's cursor stands on."""
    lines = [strip.text.strip() for strip in app.screen._compositor.render_strips()]
    return lines[app.cursor_position.y]


async def test_nothing_is_drawn_on_any_screen(plain: ReaderApp) -> None:
    found: dict[str, list[str]] = {}
    async with plain.run_test(size=(120, 36)) as pilot:
        for keys in WALK[::3]:
            await type_keys(pilot, keys)
            lines = [strip.text for strip in plain.screen._compositor.render_strips()]
            found[" ".join(keys[-4:])] = [line for line in lines if DRAWN.search(line)]
            await go_home(pilot, plain)
    assert {keys: lines for keys, lines in found.items() if lines} == {}


async def test_speakers_are_named_before_their_words_in_one_column(plain: ReaderApp) -> None:
    async with plain.run_test(size=(160, 40)) as pilot:
        await type_keys(pilot, STORY)
        lines = [line.rstrip() for line in seen(plain).splitlines()]
        at = lines.index("Ada Quill said:")
        assert lines[at + 1].startswith('"The bridge is safe," said Ada Quill, the harbour master.')
        at = lines.index("Tomas Berg said:")
        assert lines[at - 1] == "Tomas Berg said that she was right."
        assert lines[at + 1] == '"She is right," he said.'


async def test_one_pane_is_shown_at_a_time_however_wide_the_screen(plain: ReaderApp) -> None:
    async with plain.run_test(size=(200, 50)) as pilot:
        await type_keys(pilot, STORY)
        shown = [pane for pane, widget in main_screen(plain)._panes._widgets.items() if widget.display]
        assert shown == ["story"]
        await type_keys(pilot, ["v"])
        shown = [pane for pane, widget in main_screen(plain)._panes._widgets.items() if widget.display]
        assert shown == ["cast"]
        assert main_screen(plain)._reading.cast.size.width == 200
        assert caret_line(plain).startswith(">Ada Quill")
        assert caret_line(plain).endswith("2 quotes, named 1 time")


async def test_the_terminals_cursor_is_where_the_keys_go(plain: ReaderApp) -> None:
    async with plain.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, [])
        assert re.match(r"> (Bridge at Orrin|Mill closes)", caret_line(plain))
        await type_keys(pilot, ["end"])
        assert re.match(r"> Rain +unread$", caret_line(plain))
        await type_keys(pilot, ["enter"])
        assert plain.cursor_position == story_of(plain).content_region.offset
        await type_keys(pilot, ["space"])
        assert caret_line(plain).startswith("It rained on day")
        await go_home(pilot, plain)
        await type_keys(pilot, [*STORY, "right_square_bracket"])
        assert caret_line(plain) == "Ada Quill said:"
        await type_keys(pilot, ["Y"])
        await type_keys(pilot, ["down"])
        answers = plain.screen.query_one(Options)
        assert plain.cursor_position == answers.content_region.offset + Offset(0, 1)
        assert caret_line(plain).startswith("> Plain")
        await type_keys(pilot, ["m"])
        assert plain.cursor_position.y < answers.region.y


async def test_what_lies_over_the_page_covers_it(plain: ReaderApp) -> None:
    async with plain.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, [*STORY, "question_mark"])
        assert isinstance(plain.screen, HelpScreen)
        shown = "\n".join(strip.text for strip in plain.screen._compositor.render_strips())
        assert "bridge" not in shown.lower()


async def test_a_bookmark_and_a_note_are_words(plain: ReaderApp) -> None:
    async with plain.run_test(size=(100, 30)) as pilot:
        await type_keys(pilot, [*STORY, "right_square_bracket", "m", *"True", "ctrl+s"])
        await until(pilot, lambda: '"The bridge is safe," said Ada Quill, the harbour master.' in seen(plain))
        await until(pilot, lambda: "(note)" in seen(plain))
        await go_home(pilot, plain)
        assert " note True" in " ".join(seen(plain).split()) or "unread" in seen(plain)


async def test_a_key_turns_it_on_and_off_and_the_next_start_remembers(
    root: Path, bare_places: Places
) -> None:
    app = app_of(bare_places, root)
    async with app.run_test(size=(140, 36)) as pilot:
        await type_keys(pilot, STORY)
        place = story_of(app).top_offset
        assert "\u258c" in seen(app)
        await type_keys(pilot, ["P"])
        assert not DRAWN.search("\n".join(seen(app).splitlines()[2:-1]))
        assert "Ada Quill said:" in seen(app)
        assert (app.animation_level, story_of(app).top_offset) == ("none", place)
    shelf = Database(bare_places.shelf)
    assert state.recall(shelf)["plain"] == "yes"
    shelf.close()
    again = app_of(bare_places, root)
    async with again.run_test(size=(140, 36)) as pilot:
        await type_keys(pilot, STORY)
        assert "Ada Quill said:" in seen(again)
        await type_keys(pilot, ["P"])
        assert "Ada Quill said:" not in seen(again)
        assert "\u258c" in seen(again)


async def test_the_setting_takes_effect_while_the_reader_runs(root: Path, bare_places: Places) -> None:
    app = app_of(bare_places, root)
    async with app.run_test(size=(140, 36)) as pilot:
        await type_keys(pilot, STORY)
        await until(pilot, lambda: app._watch.has_looked)
        bare_places.settings.parent.mkdir(parents=True, exist_ok=True)
        bare_places.settings.write_text("plain = true\n", "utf-8")
        await until(pilot, lambda: "Ada Quill said:" in seen(app))
        bare_places.settings.write_text("plain = false\n#\n", "utf-8")
        await until(pilot, lambda: "Ada Quill said:" not in seen(app))
