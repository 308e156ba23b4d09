"""The app drawn in ASCII: every screen, and nothing on it but ASCII and the stories' own letters."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.scenes import app_of, main_screen, type_keys, until
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.settings import Settings
from tui_reader.shelf.database import Database
from tui_reader.ui.app import ReaderApp

BRIDGE = """---
title: Bridge at Orrin to stay open, and other things that people in the valley have been waiting for since the spring
date: 2023-05-03
source: Saltmere Post
---

# What was said

"The bridge is safe," said Ada Quill, the harbour master. "It stays open."

Tomas Berg said that she was right. "She is right," he said.

- the first thing
- the second thing

> A quotation of somebody.

    some code
"""
MILL = """date 2023-05-02 Mill closes

"We have run out of orders," Ada Quill told the council. "There is nothing left."
"""
OWN = "date 2021-01-01 Caf\u00e9 \u2605 of the year\n\nTh\u00e9r\u00e8se Roux said \u201cno \u2192 yes\u201d \u2022 twice \u00b7 at least\u2026\n"
LONG = "date 2020-01-01 Rain\n\n" + "\n\n".join(f"It rained on day {day}." for day in range(1, 60)) + "\n"
STORY = ("enter",)
WALK: tuple[Sequence[str], ...] = (
    (),
    ("question_mark",),
    ("slash", *"speaker:quill said:saf"),
    ("slash", *"speker:quill (bri"),
    ("slash", *"brigde", "enter"),
    ("slash", *"ada", "enter", "Q"),
    ("slash", *"bridge", "enter", "ctrl+s"),
    (*STORY, "G"),
    (*STORY, "right_square_bracket"),
    (*STORY, "right_curly_bracket"),
    (*STORY, "right_curly_bracket", "i"),
    (*STORY, "right_square_bracket", "w"),
    (*STORY, "right_square_bracket", "m", *"Was it?", "ctrl+s"),
    (*STORY, "right_square_bracket", "m"),
    (*STORY, "b", "T", *"sea", "enter", "B"),
    (*STORY, "b", "B", "x"),
    (*STORY, "tab", "j", "enter"),
    (*STORY, "z", "Q"),
    (*STORY, "Y"),
    (*STORY, "V"),
    (*STORY, "M"),
    (*STORY, "slash", *"safe"),
    ("ctrl+p",),
    ("ctrl+p", *"bridge"),
    ("S",),
    ("L",),
    ("A",),
)  # fmt: skip
SMALL = (1, 3, 6, 8, 13, 18)
"""Those of the walk that are drawn otherwise where there is little room."""


def library_of(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


def indexed(places: Places, root: Path) -> Path:
    shelf = Database(places.shelf)
    library = Library(root, places, shelf)
    library.update()
    library.close()
    shelf.close()
    return root


@pytest.fixture
def ascii_library(tmp_path: Path, bare_places: Places) -> Path:
    """Stories in ASCII only, so that all else on the screen is the reader's."""
    return indexed(
        bare_places, library_of(tmp_path / "stories", bridge_md=BRIDGE, mill_txt=MILL, rain_txt=LONG)
    )


def seen(app: ReaderApp) -> str:
    """All that the terminal shows of every screen that lies on the stack."""
    return "\n".join(
        strip.text for screen in app.screen_stack for strip in screen._compositor.render_strips()
    )


async def go_home(pilot: Pilot[None], app: ReaderApp) -> None:
    """Leave whatever was opened, step by step, and choose the first row."""
    main = main_screen(app)
    for _ in range(12):
        if (
            app.screen is main
            and main._panes.pane == "list"
            and not main._top.mode
            and main.focused is not main._top.field
        ):
            break
        await pilot.press("escape")
    await pilot.press("home")


@pytest.mark.parametrize(
    ("size", "walk"), [((120, 36), WALK), ((60, 20), [WALK[number] for number in SMALL])]
)
async def test_every_screen_is_drawn_in_ascii(
    ascii_library: Path, bare_places: Places, size: tuple[int, int], walk: Sequence[Sequence[str]]
) -> None:
    app = app_of(bare_places, ascii_library, settings=Settings(signs="ascii"))
    found: dict[str, list[str]] = {}
    async with app.run_test(size=size) as pilot:
        for keys in walk:
            await type_keys(pilot, keys)
            shown = seen(app)
            assert len(shown.split()) > 20
            found[" ".join(keys[-4:])] = [line for line in shown.splitlines() if not line.isascii()]
            await go_home(pilot, app)
    assert {keys: lines for keys, lines in found.items() if lines} == {}


async def test_a_storys_own_signs_and_letters_stay(tmp_path: Path, bare_places: Places) -> None:
    root = indexed(bare_places, library_of(tmp_path / "stories", own_txt=OWN))
    app = app_of(bare_places, root, settings=Settings(signs="ascii"))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, ["enter"])
        shown = seen(app)
        assert "Caf\u00e9 \u2605 of the year" in shown
        assert (
            "Th\u00e9r\u00e8se Roux said \u201cno \u2192 yes\u201d \u2022 twice \u00b7 at least\u2026"
            in shown
        )


@pytest.mark.parametrize("drawn", ["ascii", "unicode"])
async def test_lines_that_are_cut_end_with_the_sign_for_more(
    ascii_library: Path, bare_places: Places, drawn: str
) -> None:
    app = app_of(bare_places, ascii_library, settings=Settings(signs=drawn))
    more = {"ascii": "...", "unicode": "\u2026"}[drawn]
    async with app.run_test(size=(44, 20)) as pilot:
        for keys, cut in ((("question_mark",), "Esc closes"), (("enter", "m"), "A note on")):
            await type_keys(pilot, keys)
            (line,) = (text.strip(" |#\u2502") for text in seen(app).splitlines() if cut in text)
            assert line.endswith(more)
            await pilot.press("escape")


async def test_signs_change_while_the_reader_runs(ascii_library: Path, bare_places: Places) -> None:
    app = app_of(bare_places, ascii_library, settings=Settings(signs="unicode"))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, STORY)
        assert {"\u258c", "\u00b7", "\u00b6"} <= set(seen(app))
        await until(pilot, lambda: app._watch.has_looked)
        bare_places.settings.parent.mkdir(parents=True, exist_ok=True)
        bare_places.settings.write_text('signs = "ascii"\n', "utf-8")
        await until(pilot, lambda: seen(app).isascii())
        assert main_screen(app).is_active
        assert re.search(r"par\. \d of \d ", seen(app))


async def test_signs_change_in_a_note_that_is_being_written(ascii_library: Path, bare_places: Places) -> None:
    app = app_of(bare_places, ascii_library, settings=Settings(signs="unicode"))
    async with app.run_test(size=(120, 36)) as pilot:
        await type_keys(pilot, (*STORY, "m"))
        await until(pilot, lambda: app._watch.has_looked)
        bare_places.settings.parent.mkdir(parents=True, exist_ok=True)
        bare_places.settings.write_text('signs = "ascii"\n', "utf-8")
        await until(pilot, lambda: seen(app).isascii())
