from collections.abc import Callable

import pytest

from tests.ui.scenes import SCENES, Scene, app_of, director
from tui_reader.paths import Places


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_scene_looks_as_it_did(scene: Scene, places: Places, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(app_of(places), terminal_size=scene.size, run_before=director(scene))
