"""`tui-reader [PATH]`: what the reader is started with."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui_reader.cli.main import answer
from tui_reader.launch import Launch
from tui_reader.paths import absolute, sample_library
from tui_reader.shelf import state
from tui_reader.shelf.database import Database


@pytest.fixture
def terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All three streams are a terminal."""
    del home
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("tui_reader.cli.read.is_terminal", lambda _: True)


def launched(*words: object) -> tuple[Path | None, Path | None]:
    """The library and the story that the reader is started with."""
    outcome = answer([str(word) for word in words])
    assert isinstance(outcome, Launch)
    return outcome.library, outcome.story


@pytest.mark.usefixtures("terminal")
def test_the_reader_opens_the_chosen_library_a_folder_or_one_story_alone(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = library / "ferry.txt"
    assert launched() == (library, None)
    assert launched("--library", library / "2022") == (library / "2022", None)
    assert launched(library / "2022") == (library / "2022", None)
    assert launched(story) == (None, story)
    monkeypatch.chdir(library)
    assert launched("2022/mill.md") == (None, library / "2022" / "mill.md")
    assert launched("--", "ferry.txt") == (None, story)


@pytest.mark.usefixtures("terminal")
def test_a_path_named_like_a_command_is_written_with_a_dot(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "list").mkdir()
    monkeypatch.chdir(library)
    assert launched("./list") == (library / "list", None)


@pytest.mark.usefixtures("terminal")
def test_settings_and_their_problems_travel_with_it(library: Path, home: Path) -> None:
    del library
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("width = 60\ncolour = 3\n", "utf-8")
    outcome = answer([])
    assert isinstance(outcome, Launch)
    assert outcome.settings.width == 60
    assert [problem.line for problem in outcome.problems] == [2]
    assert outcome.places.shelf.is_relative_to(home)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("gone", "there is no file or folder"),
        ("picture.png", "is no story"),
        (".", "both name a folder"),
    ],
)
def test_what_cannot_be_opened_is_named(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, path: str, sentence: str
) -> None:
    (library / "picture.png").write_bytes(b"")
    monkeypatch.chdir(library)
    code, out, err = run(path, *(["--library", library] if path == "." else []))
    assert (code, out) == (2, "")
    assert sentence in err
    assert path in err


def test_a_library_that_has_gone_is_named_before_the_screen_opens(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUI_READER_LIBRARY", str(library / "gone"))
    answer = run()
    assert answer.code == 2
    assert str(library / "gone") in answer.err


@pytest.mark.usefixtures("terminal")
def test_a_library_that_has_gone_is_named_and_the_samples_are_opened(
    home: Path, tmp_path: Path, run: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TUI_READER_LIBRARY")
    gone = tmp_path / "gone"
    shelf = Database(home / "data" / "shelf.sqlite3")
    state.remember(shelf, {"library": str(gone)})
    shelf.close()
    outcome = answer([])
    assert isinstance(outcome, Launch)
    assert outcome.library == absolute(sample_library())
    assert outcome.notices == (f"{gone} is gone; this is the sample library",)
    listed = run("list")
    assert listed.err == f"tui-reader: {gone} is gone; this is the sample library\n"
    assert run("list", "--library", str(library)).err == ""


@pytest.mark.usefixtures("terminal")
def test_the_tour_opens_over_what_the_reader_would_open(library: Path) -> None:
    outcome = answer(["tour", "--library", str(library / "2022")])
    assert isinstance(outcome, Launch)
    assert (outcome.tour, outcome.library) == (True, library / "2022")
    plain = answer([])
    assert isinstance(plain, Launch)
    assert not plain.tour


def test_the_tour_needs_a_terminal(run: Run, library: Path) -> None:
    del library
    assert "needs a terminal" in run("tour").err
