"""Opening pages in the user's browser, a script here."""

import sys
import time
from pathlib import Path

import pytest

from tui_reader.browser import in_terminal, open_page

PAGE = "https://a.example/report?x=1&y='2'"


def script(folder: Path, name: str, lines: str) -> Path:
    """A program of this name."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_browser_gets_the_address_as_one_word_and_writes_nothing_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = script(
        tmp_path, "browser", f"echo noise; echo noise >&2; printf '%s\\n' \"$@\" > {tmp_path}/got"
    )
    monkeypatch.setenv("BROWSER", str(browser))
    assert open_page(PAGE)
    assert (tmp_path / "got").read_text("utf-8") == f"{PAGE}\n"
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_goes_on_running_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = script(
        tmp_path, "browser", f"while [ ! -e {tmp_path}/closed ]; do sleep 0.05; done; touch {tmp_path}/ended"
    )
    monkeypatch.setenv("BROWSER", str(browser))
    assert open_page(PAGE)
    assert not (tmp_path / "ended").exists()
    (tmp_path / "closed").touch()
    deadline = time.monotonic() + 10
    while not (tmp_path / "ended").exists():
        assert time.monotonic() < deadline, "the browser was ended with its starter"
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "darwin", reason="there is always a browser")
def test_where_no_browser_can_be_started_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", str(script(tmp_path, "browser", "exit 1")))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not open_page(PAGE)


@pytest.mark.parametrize("given", ["w3m", "lynx -accept_all_cookies %s"])
def test_a_browser_that_draws_in_the_terminal_is_known(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setenv("BROWSER", given)
    assert in_terminal(PAGE) == [*given.replace(" %s", "").split(), PAGE]


def test_any_other_browser_needs_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setenv("BROWSER", "/opt/page-viewer %s")
    assert in_terminal(PAGE) == []
