"""A furnished home, made once; every test gets a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.scenes import app_of, furnish
from tui_reader import signs
from tui_reader.index.model import Report
from tui_reader.library import Library
from tui_reader.paths import Places
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.screens import saving, searching, travelling


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A home with the sample library indexed and some marks."""
    return furnish(tmp_path_factory.mktemp("furnished") / "home")


@pytest.fixture(scope="session", autouse=True)
def quick_pilot() -> Iterator[None]:
    """Pilot asks every few milliseconds whether the app is idle, not every twenty; it asks twice after each key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)
        patch.setattr("textual._wait.SLEEP_IDLE", 0.001)
        yield


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to be waited for who might type on."""
    monkeypatch.setattr(searching, "PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(saving, "_COUNT_SECONDS", 0.05)
    monkeypatch.setattr(travelling, "_RELATE_SECONDS", 0.01)


@pytest.fixture(autouse=True)
def no_updates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that are not about updates do not wait for one: the furnished index is up to date."""
    if "updates" not in request.keywords:
        monkeypatch.setattr(Library, "start_update", lambda *_, **__: Nothing())


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal shows all colours, whatever the tests are run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def unicode_again() -> Iterator[None]:
    """The set of signs in use is that of the process, and follows TERM: every test leaves it as it was."""
    yield
    signs.use("unicode")


class Nothing:
    """An update with nothing to do."""

    def events(self) -> Iterator[Report]:
        """What it says."""
        yield Report(finished=True)

    def order(self, order: object) -> None:
        """It has ended already."""

    def stop(self) -> None:
        """It has ended already."""


@pytest.fixture
def places(furnished: Places, tmp_path: Path) -> Places:
    """A copy of the furnished home."""
    home = tmp_path / "home"
    shutil.copytree(furnished.data.parent, home)
    return Places(home / "data", home / "config", home / "cache", home / "state")


@pytest.fixture
def bare_places(tmp_path: Path) -> Places:
    """A home in which nothing was ever done."""
    home = tmp_path / "bare"
    return Places(home / "data", home / "config", home / "cache", home / "state")


@pytest.fixture
def write_library(tmp_path: Path) -> Callable[..., Path]:
    """Writes files into a new library folder, by name."""

    def write(**files: str) -> Path:
        folder = tmp_path / "library"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture
def app(places: Places) -> ReaderApp:
    """The reader on the sample library."""
    return app_of(places)
