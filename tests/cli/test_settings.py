"""`settings` and `keys`: what is in use, what is wrong, and the file in an editor."""

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui_reader.commands import BY_ID, COMMANDS
from tui_reader.keys import usable
from tui_reader.settings import OPTIONS, Settings, load, template


@pytest.fixture
def file(home: Path) -> Path:
    path = home / "config" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


def test_settings_shows_the_file_and_what_is_in_use(run: Run, home: Path) -> None:
    out = run("settings").out
    assert f"{home / 'config' / 'settings.toml'}  not there yet" in out
    assert "width       76  default" in out
    assert "motion      true  default" in out
    assert not home.exists()


def test_settings_as_json(run: Run, file: Path) -> None:
    file.write_text('theme = "paper"\nwidth = 60\n[keys]\nzen = "X"\n', "utf-8")
    record = run("settings", "--json").record
    assert (record["path"], record["exists"]) == (str(file), True)
    assert (record["theme"], record["width"], record["library"], record["keys"]) == (
        "paper",
        60,
        None,
        {"zen": "X"},
    )
    assert (record["paragraphs"], record["motion"]) == ("space", True)
    assert (record["problems"], record["weaknesses"]) == ([], [])
    assert run("settings", "--check").out == f"{file}: all is well\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("width = 7", 1, "width: give a whole number from 48 to 100; the default is used"),
        (
            'theme = "lava"',
            1,
            "theme: there is no theme “lava”; there are night, paper, sea, day, terminal; the default is used",
        ),
        (
            '[keys]\nzen = "b"',
            2,
            "keys: zen: b is a key of “bookmark” in the same place; the default is used",
        ),
        ('[keys]\nzen = "flop"', 2, "keys: zen: there is no key “flop”; the default is used"),
        (
            '[keys]\ntheme = "g t"',
            2,
            "keys: theme: the chord “g t” begins with a key of “first”, which would have to wait; the default is used",
        ),
        ('[keys]\nfly = "f"', 2, "keys: there is no command “fly”; it is ignored"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_is_used(
    run: Run, file: Path, text: str, line: int, said: str
) -> None:
    file.write_text(text, "utf-8")
    answer = run("settings", "--check")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"tui-reader: {file}, line {line}: {said}\n"
    (problem,) = run("settings", "--check", "--json").record["problems"]
    assert (problem["line"], problem["message"]) == (line, said)


def test_mistakes_are_named_in_the_order_of_their_lines(run: Run, file: Path) -> None:
    file.write_text('[keys]\nzen = "nokey"\nfly = "f"\nopen = "no-key"\n', "utf-8")
    problems = run("settings", "--check", "--json").record["problems"]
    assert [problem["line"] for problem in problems] == [2, 3, 4]


def test_a_theme_of_the_user_s_may_be_chosen_and_its_faults_are_named(run: Run, file: Path) -> None:
    file.write_text('theme = "dusk"\n', "utf-8")
    themes = file.parent / "themes"
    themes.mkdir()
    (themes / "dusk.toml").write_text('faint = "#333333"\n', "utf-8")
    answer = run("settings", "--check")
    assert answer.code == 0
    assert (
        answer.out.splitlines()[0]
        == f"{themes / 'dusk.toml'}: faint on page has a contrast of 1.4, and text needs 4.5"
    )
    assert run("settings", "--json").record["theme"] == "dusk"
    (themes / "dusk.toml").write_text("ink = 3\n", "utf-8")
    answer = run("settings", "--check")
    assert answer.code == 2
    assert "dusk.toml, line 1: ink: give a colour" in answer.err
    assert "there is no theme" not in answer.err


def test_the_editor_gets_a_file_in_which_every_option_is_explained(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho "$@" > "$0.args"\necho "width = 7" >> "$2"\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    monkeypatch.setenv("EDITOR", "false")
    answer = run("settings", "--edit")
    path = home / "config" / "settings.toml"
    assert (tmp_path / "my editor.args").read_text("utf-8") == f"--wait {path}\n"
    text = path.read_text("utf-8")
    assert all(f"\n# {option.name} = " in text for option in OPTIONS)
    assert all(f"\n# {name} = " in text for name in BY_ID)
    # The line that the editor added stands under [keys], and what is wrong with it is said at once.
    assert answer.code == 2
    assert "there is no command “width”" in answer.err


def test_an_editor_never_gets_a_file_of_the_user_s_replaced(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("width = 60\n", "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "true")
    assert run("settings", "--edit").out == f"{file}: all is well\n"
    assert file.read_text("utf-8") == "width = 60\n"


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor-here", "no-such-editor-here cannot be started (No such file or directory)"),
        ("false", "the editor false ended with code 1"),
        ("'half", "EDITOR is “'half”, which is no command"),
        ("true; touch x", "true; cannot be started"),
    ],
)
def test_an_editor_that_does_not_work_is_named(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    del file
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    answer = run("settings", "--edit")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


def test_the_template_is_what_holds_without_it(tmp_path: Path) -> None:
    text = template((command.id, command.keys, command.help) for command in COMMANDS)
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    assert load(path, known_keys=frozenset(BY_ID), check_keys=usable) == (Settings(), ())
    lines = (line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    whole = "\n".join(lines)
    assert (
        set(tomllib.loads(whole)) == {option.name for option in OPTIONS} | {"keys"} == set(Settings._fields)
    )
    path.write_text(whole, "utf-8")
    settings, problems = load(path, known_keys=frozenset(BY_ID), check_keys=usable)
    assert problems == ()
    assert settings.width == Settings().width
    assert settings.keys == {command.id: command.keys for command in COMMANDS}


def test_keys_lists_every_command_with_its_id_and_the_user_s_own_keys(run: Run, file: Path) -> None:
    file.write_text('[keys]\nzen = "Ctrl+X, F"\n', "utf-8")
    records = {record["id"]: record for record in run("keys", "--json").records}
    assert set(records) == set(BY_ID)
    zen = records["zen"]
    assert (zen["keys"], zen["names"], zen["yours"]) == (["Ctrl+X", "F"], ["ctrl+x", "F"], True)
    assert records["search"]["keys"] == ["/"]
    assert not records["search"]["yours"]
    out = run("keys").out
    assert "Ctrl+X, F" in out
    assert all(command.help in out and command.id in out for command in COMMANDS)
