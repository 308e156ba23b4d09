"""How the command line is read: options anywhere, `--` ends them, and misuse gets one sentence."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui_reader import __version__
from tui_reader.cli.arguments import COMMANDS, split


def test_version_and_help_answer_for_the_program_and_for_every_command(run: Run) -> None:
    assert run("--version") == (0, f"tui-reader {__version__}\n", "")
    assert all(name in run("--help").out for name in COMMANDS)
    for name in COMMANDS:
        code, out, err = run(name, "--help")
        assert (code, err) == (0, "")
        assert out.startswith(f"usage: tui-reader {name}")
        assert "--library" in out
        assert run(name, "--version").out == f"tui-reader {__version__}\n"


def test_options_may_stand_before_between_and_after_the_arguments() -> None:
    expected = (["--library=stories", "--json", "--limit=3"], ["search", "ferry", "landing"])
    assert split(["--library", "stories", "--json", "search", "ferry", "--limit", "3", "landing"]) == (
        ["--library=stories", "--json", "--limit=3"],
        ["search", "ferry", "landing"],
    )
    found = split(["search", "ferry", "landing", "--library", "stories", "--json", "--limit", "3"])
    assert found == expected


def test_a_dash_in_a_query_leaves_a_word_out() -> None:
    assert split(["search", "ferry", "-fog", "--json"]) == (["--json"], ["search", "ferry", "-fog"])
    assert split(["search", "-(fog OR rain) ferry", "-h"]) == (["-h"], ["search", "-(fog OR rain) ferry"])
    assert split(["list", "-fog"]) == (["-fog"], ["list"])


def test_two_dashes_end_the_options() -> None:
    assert split(["search", "--", "--json", "-ferry", "--"]) == ([], ["search", "--json", "-ferry", "--"])


def test_the_order_of_options_and_arguments_changes_nothing(run: Run, library: Path) -> None:
    first = run("--json", "--library", library, "search", "ferry", "--limit", "1", "landing")
    last = run("search", "ferry", "landing", "--limit=1", f"--library={library}", "--json")
    assert first.code == 0
    assert first == last


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("list", "--colour"), "there is no option --colour"),
        (("where", "--limit", "3"), "there is no option --limit"),
        (("list", "ferry"), "“ferry” is one argument too many"),
        (("list", "--limit", "0"), "a whole number from 1 on"),
        (("list", "--limit", "-4"), "a whole number from 1 on"),
        (("list", "--limit"), "expected one argument"),
        (("list", "--view", "starred"), "invalid choice"),
        (("list", "--library", ""), "give the path of a folder"),
        (("search",), "give QUERY"),
        (("show",), "give STORY"),
        (("bookmark", "toggle", "x"), "invalid choice"),
        (("bookmark", "add"), "give STORY"),
        (("analyze",), "give one file or more"),
        (("show", "ferry", "-landing"), "after -- words may begin with a dash"),
    ],
)
def test_misuse_gets_one_sentence_and_exit_code_2(
    run: Run, library: Path, words: tuple[str, ...], sentence: str
) -> None:
    del library
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("tui-reader: ")
    assert err.count("\n") == 1
    assert sentence in err


def test_a_word_close_to_a_command_is_told_so(run: Run) -> None:
    answer = run("serch")
    assert answer.code == 2
    assert "did you mean the command “search”?" in answer.err


def test_a_setting_that_cannot_be_used_is_one_line_on_stderr(run: Run, home: Path, library: Path) -> None:
    del library
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("width = 7\n", "utf-8")
    answer = run("list", "--json")
    assert answer.code == 0
    assert len(answer.records) == 3
    assert answer.err.count("\n") == 1
    assert "settings.toml, line 1: width" in answer.err
