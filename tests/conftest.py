"""What all tests share: a home of their own, small libraries, and the shared folder where there is one."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tui_reader import paths

CHECKOUT = Path(__file__).resolve().parent.parent

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of processes would each compile the package anew

_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _UNTIMED, max_examples=60)
settings.register_profile("thorough", _UNTIMED, max_examples=2_000)
settings.load_profile("quick")


def shared_folder() -> Path:
    """The folder with the yardstick and the seed story; users have none."""
    return Path(os.environ.get("TUI_READER_SHARED") or CHECKOUT.parent / "shared")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Snapshots are kept as they are now with `--retake`."""
    parser.addoption(
        "--retake", action="store_true", help="keep the snapshots of the screens as they are now"
    )


@pytest.fixture
def retake(pytestconfig: pytest.Config) -> bool:
    """Whether snapshots are kept as they are now, in place of being compared."""
    return bool(pytestconfig.getoption("--retake"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: every folder that the program writes to lies in it."""
    folder = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(folder))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    return folder


@pytest.fixture
def shared() -> Path:
    """The shared folder; the test is skipped where there is none."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(f"needs the shared folder, and there is none at {folder} (set TUI_READER_SHARED)")
    return folder


@pytest.fixture
def seed(shared: Path) -> Path:
    """The seed story's file."""
    return next((shared / "seeds").glob("*.txt"))
