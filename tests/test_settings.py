"""The settings file: what may be chosen, and that every mistake is named with its line."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.settings import Settings, SettingsProblem, load

KEYS = frozenset({"bookmark", "theme", "undo"})


def read(folder: Path, content: str | bytes) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    path = folder / "settings.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(path, known_keys=KEYS)


def test_without_a_file_all_is_at_its_default(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == (Settings(), ())


def test_all_settings_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    text = 'library = "~/news"\ntheme = "paper"\nwidth = 60\nparagraphs = "indent"\nsigns = "ascii"\nplain = true\nmotion = false\nmouse = false\nnames_up_to = 1\nlargest = 9\n[keys]\nbookmark = " m, ctrl+b "\n'
    settings, problems = read(tmp_path, text)
    assert problems == ()
    assert settings == Settings(
        tmp_path / "news",
        "paper",
        60,
        "indent",
        "ascii",
        plain=True,
        motion=False,
        mouse=False,
        names_up_to=1,
        largest=9,
        keys={"bookmark": "m, ctrl+b"},
    )


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"# width = 1\r\n"])
def test_byte_order_marks_and_foreign_line_ends_do_no_harm(tmp_path: Path, start: bytes) -> None:
    assert read(tmp_path, start + b"width = 60\r\n")[0].width == 60


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("width = 47", "from 48 to 100"),
        ("width = 101", "from 48 to 100"),
        ("width = true", "from 48 to 100"),
        ("width = 60.5", "from 48 to 100"),
        ('width = "60"', "from 48 to 100"),
        ('signs = "emoji"', '"unicode" or "ascii"'),
        ("signs = true", '"unicode" or "ascii"'),
        ("names_up_to = -1", "megabytes, up to 2,000"),
        ("largest = 2001", "megabytes, up to 2,000"),
        ('largest = "50"', "megabytes, up to 2,000"),
        ("theme = 3", "theme's name"),
        ("mouse = 1", "true or false"),
        ("library = 3", "path of a folder"),
        ('library = ""', "path of a folder"),
        ('"width" = 3', "from 48 to 100"),
        ('paragraphs = "wide"', 'give "space" or "indent"'),
        ("motion = 0", "motion: give true or false"),
        ("paragraphs = true", 'give "space" or "indent"'),
        ("colour = 1", "no setting “colour”"),
        ("keys = 3", "[keys]"),
        ("keys.undo = 3", "keys: undo: give a key"),
        ("keys = { undo = 3 }", "keys: undo: give a key"),
        ("[colours]", "no setting “colours”"),
        ("[keys]\nundo = 3", "keys: undo: give a key"),
        ('[keys]\nundo = " "', "keys: undo: give a key"),
        ('[keys]\nfly = "f"', "no command “fly”"),
    ],
)
def test_a_bad_value_is_named_with_its_line_and_the_default_is_used(
    tmp_path: Path, line: str, named: str
) -> None:
    settings, problems = read(tmp_path, f"# width = undo = colour = keys\n\n{line}\n")
    assert settings == Settings()
    (problem,) = problems
    assert named in problem.message
    assert problem.line == 3 + line.count("\n")
    assert str(problem) == f"{tmp_path / 'settings.toml'}, line {problem.line}: {problem.message}"


def test_one_bad_value_does_not_spoil_the_others(tmp_path: Path) -> None:
    text = 'width = 3\ntheme = "paper"\n[keys]\ntheme = 7\nbookmark = "m"\n'
    settings, problems = read(tmp_path, text)
    assert settings == Settings(theme="paper", keys={"bookmark": "m"})
    assert [problem.line for problem in problems] == [1, 4]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("width = 60\ntheme = paper\n", 2),
        ("width = 60\nwidth = 61\n", 2),
        ('width = 60\n\ntheme = "paper', 3),
        (b"theme = '\xff'", 0),
        ("width = " + "9" * 5000, 0),
        ("a = " + "[" * 5000, 0),
    ],
)
def test_a_file_that_is_no_toml_is_named_once(tmp_path: Path, content: str | bytes, line: int) -> None:
    settings, problems = read(tmp_path, content)
    assert settings == Settings()
    (problem,) = problems
    assert problem.line == line
    assert "all settings are at their defaults" in problem.message
    assert "(at " not in problem.message


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (problem,) = load(tmp_path)[1]
    assert str(problem).startswith(f"{tmp_path}: the file cannot be read (Is a directory)")


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").symlink_to(tmp_path / "nowhere.toml")
    (problem,) = load(tmp_path / "settings.toml")[1]
    assert "the file cannot be read (it is a link that leads nowhere)" in str(problem)


def test_an_unknown_home_is_left_as_it_is_written(tmp_path: Path) -> None:
    settings, problems = read(tmp_path, 'library = "~nobody-of-this-name/news"')
    assert settings.library is not None
    assert settings.library.name == "news"
    assert problems == ()


@given(text=st.text(alphabet=st.sampled_from('widthlbrarykeys =[]."{}\n#0123undo,'), max_size=80))
def test_nothing_in_the_file_can_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    settings, problems = read(tmp_path_factory.getbasetemp(), text)
    assert 48 <= settings.width <= 100
    assert all(problem.line >= 0 for problem in problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_a_pipe_in_place_of_the_file_is_named_and_nobody_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    os.mkfifo(path)
    chosen, problems = load(path)
    assert chosen == Settings()
    assert "it is no file" in str(problems[0])
