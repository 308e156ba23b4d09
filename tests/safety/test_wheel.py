"""What users install: the package, its word lists, the sample stories and the licence, and nothing else."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

KINDS = (
    r"tui_reader/(?:\w+/)*\w+\.py",
    r"tui_reader/py\.typed",
    r"tui_reader/ui/\w+\.tcss",
    r"tui_reader/analysis/words/\w+\.txt",
    r"tui_reader/_articles/(?:[\w-]+/)*[\w-]+\.(?:txt|md)",
    r"tui_reader-[\d.]+\.dist-info/(?:METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)",
)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The files of the wheel that is built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(CHECKOUT),
    ]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no wheel can be built here: {done.stderr[-200:]}")
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_only_what_it_should(names: list[str]) -> None:
    assert [name for name in names if not any(re.fullmatch(kind, name) for kind in KINDS)] == []


def test_the_wheel_holds_the_whole_package_and_all_samples(names: list[str]) -> None:
    package = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "tui_reader").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    samples = {
        (Path("tui_reader/_articles") / path.relative_to(CHECKOUT / "articles")).as_posix()
        for path in (CHECKOUT / "articles").rglob("*")
        if path.is_file()
    }
    assert sorted((package | samples) - set(names)) == []


def test_all_that_is_developed_with_is_pinned_to_the_version() -> None:
    lines = (CHECKOUT / ".ci" / "constraints.txt").read_text("ascii").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", line)] == []
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[=<>]", line)[0].lower() for line in wanted}
    assert names - {line.split("==")[0] for line in pins} == set()
