"""Where things are kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.article.folder import walk
from tui_reader.paths import HOME_VARIABLE, absolute, places, sample_library


def test_one_variable_moves_all_four_folders(home: Path) -> None:
    found = places()
    assert {found.data, found.config, found.cache, found.state} == {
        home / name for name in ("data", "config", "cache", "state")
    }
    assert found.shelf.parent == found.data
    assert found.settings.parent == found.config
    assert not home.exists()


def test_without_it_they_are_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    found = places({})
    assert len({found.data, found.config, found.cache, found.state}) == 4 or sys.platform != "linux"
    assert "tui-reader" in str(found.data)
    assert found == places({HOME_VARIABLE: ""})


def test_the_shelf_does_not_lie_in_the_cache(home: Path) -> None:
    found = places({HOME_VARIABLE: str(home)})
    assert not found.shelf.is_relative_to(found.cache)
    assert found.index_of(Path("/news")).is_relative_to(found.cache)


def test_each_library_has_an_index_of_its_own(home: Path) -> None:
    found = places({HOME_VARIABLE: str(home)})
    roots = ["/news", "/news2", "/News", "/新聞", "/new\ns", "/bad\udcff"]
    assert len({found.index_of(Path(root)) for root in roots}) == len(roots)
    assert found.index_of(Path("/news")) == found.index_of(Path("/news/"))


def test_absolute_resolves_names_and_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    (tmp_path / "link").symlink_to(tmp_path)
    assert absolute(Path("a/../b")) == tmp_path / "b"
    assert absolute(Path("link/b")) == tmp_path / "link" / "b"
    assert absolute(Path("~/b")) == tmp_path / "me" / "b"
    assert absolute(Path("~nobody-of-this-name/b")) == tmp_path / "~nobody-of-this-name" / "b"


def test_the_sample_library_holds_stories() -> None:
    assert any(walk(sample_library()))


def test_importing_creates_nothing(home: Path) -> None:
    code = "import tui_reader.paths, tui_reader.settings, tui_reader.commands, tui_reader.shelf.database"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert not home.exists()
