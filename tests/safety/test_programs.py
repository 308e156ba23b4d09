"""Other programs are started without a shell, links lead to the web alone, and no code comes from data."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui_reader
from tui_reader.article.links import may_open
from tui_reader.editor import EditorError, open_file, write_text

PACKAGE = Path(tui_reader.__file__).parent
CALLS_CODE = {"eval", "exec", "system", "popen", "execl", "execv", "getoutput", "getstatusoutput"}
FORBIDDEN = {
    "marshal",
    "shelve",
    "yaml",
    "socket",
    "ssl",
    "http",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
}
"""Modules that read code from data, or talk to others."""
NASTY = "-x $(touch owned) `touch owned` ; touch owned & é\x1b.txt"


def faults(path: Path) -> Iterator[str]:
    """What a module must not do, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        where = f"{path.name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in CALLS_CODE or "shell" in {keyword.arg for keyword in node.keywords}:
                yield f"{where} calls {called}"
        elif isinstance(node, ast.Import):
            yield from (f"{where} imports {each.name}" for each in node.names if each.name in FORBIDDEN)
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN:
            yield f"{where} imports {node.module}"


def test_no_module_starts_a_shell_runs_data_or_imports_the_network() -> None:
    assert [fault for path in PACKAGE.rglob("*.py") for fault in faults(path)] == []


def editor(folder: Path, script: str) -> dict[str, str]:
    program = folder / "my editor"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return {"EDITOR": f"'{program}' --wait '; touch owned'", "PATH": "/usr/bin:/bin"}


def test_the_editor_gets_the_file_as_one_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / NASTY
    file.write_text("x", "utf-8")
    open_file(file, editor(tmp_path, 'printf "%s\\n" "$@" > got'))
    assert (tmp_path / "got").read_text("utf-8") == f"--wait\n; touch owned\n{file}\n"
    assert not (tmp_path / "owned").exists()


def test_an_editor_that_needs_a_shell_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EditorError, match="cannot be started"):
        open_file(tmp_path / "file.txt", {"EDITOR": "$(touch owned)", "PATH": "/usr/bin:/bin"})
    assert not (tmp_path / "owned").exists()


def test_what_is_written_in_the_editor_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = write_text(
        "before", editor(tmp_path, 'for last; do :; done; stat -c %a "$last" > mode; echo after > "$last"')
    )
    assert text == "after\n"
    assert (tmp_path / "mode").read_text().strip() == "600"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.com", "mailto:a@example.com", "ssh://x",
        "http:", "http://", "https:///x", "//example.com", "http://exa mple.com", "http://example.com/\x1b[31m",
        "http://example.com/\u202e", "-http://example.com", "http://" + "a" * 3000, "http://[::1",
    ],
)  # fmt: skip
def test_only_pages_of_the_web_may_be_opened(target: str) -> None:
    assert not may_open(target)
