"""Every screen, in each of its sizes and in a dark, a light and a 16-colour theme, as it was when somebody looked at it."""

import difflib
from pathlib import Path

import pytest

from tests.ui import pictures
from tests.ui.scenes import SCENES, Scene, main_screen, settle, type_keys, until
from tui_reader.paths import Places
from tui_reader.ui.screens import reader
from tui_reader.ui.widgets import status_bar

FOLDER = Path(__file__).with_name("snapshots")
THEMES = ("night", "paper", "terminal")


def file_of(scene: Scene, size: tuple[int, int]) -> Path:
    return FOLDER / f"{scene.name}-{size[0]}x{size[1]}.txt"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_scene_looks_as_it_did(
    scene: Scene, places: Places, monkeypatch: pytest.MonkeyPatch, *, retake: bool
) -> None:
    monkeypatch.setattr(status_bar, "_NOTICE_SECONDS", 3600)
    monkeypatch.setattr(reader, "_SAVE_SECONDS", 0.01)
    changes: list[str] = []
    app = scene.app(places)
    async with app.run_test(size=scene.size) as pilot:
        await type_keys(pilot, scene.keys)
        for size in (scene.size, *scene.also):
            if size != tuple(app.size):
                await pilot.resize_terminal(*size)
            taken = {}
            for theme in THEMES:
                app.theme = theme
                await settle(pilot)
                await until(pilot, lambda: main_screen(app)._save_timer is None)
                await settle(pilot)
                taken[theme] = pictures.take(app)
            file, now = file_of(scene, size), pictures.document(taken)
            before = file.read_text("utf-8") if file.is_file() else ""
            if retake:
                file.write_text(now, "utf-8")
            else:
                changes += difflib.unified_diff(before.splitlines(), now.splitlines(), file.name, "now", n=0)
    assert not changes, "\n".join([f"{scene.name} looks otherwise; --retake keeps it so", *changes])


def test_every_picture_that_is_kept_is_one_of_a_scene() -> None:
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == {file_of(scene, size).name for scene in SCENES for size in (scene.size, *scene.also)}
