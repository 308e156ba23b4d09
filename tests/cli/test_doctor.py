"""`doctor`: finds what is not well, says what it would do, does it when asked to, and touches nothing that is not ours."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from tui_reader.doctor import surroundings
from tui_reader.paths import Places, places
from tui_reader.shelf.database import Database

PAGE = 4096
NOBODY = 2**22 + 1
"""No process has this id."""


@dataclass(frozen=True, slots=True)
class Home:
    """A home in which the reader has worked: a library with its index, marks, and a backup."""

    places: Places
    library: Path

    @property
    def index(self) -> Path:
        return self.places.index_of(self.library)

    def files(self) -> dict[str, tuple[int, bytes]]:
        """Every file of the home and the library, with its mode and bytes."""
        return {
            str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
            for base in (self.places.data.parent, self.library)
            for path in sorted(base.rglob("*"))
            if not path.name.endswith((".lock", "-shm", "-wal"))
        }


@pytest.fixture
def lived_in(run: Run, home: Path, library: Path) -> Home:
    run("index")
    run("bookmark", "add", library / "ferry.txt", "--note", "Long. " * 400)
    found = places({"TUI_READER_HOME": str(home)})
    found.state.mkdir(mode=0o700)
    with contextlib.closing(Database(found.shelf)) as shelf:
        shelf.keep_daily()
    return Home(found, library)


def problems(run: Run, *words: str) -> list[str]:
    """The checks that are no good."""
    return [
        record["check"] for record in run("doctor", *words, "--json").records if record["state"] == "problem"
    ]


def _damaged_page(home: Home) -> None:
    with contextlib.closing(sqlite3.connect(home.places.shelf)) as shelf:
        (root,) = shelf.execute("SELECT rootpage FROM sqlite_master WHERE name = 'mark'").fetchone()
    data = home.places.shelf.read_bytes()
    home.places.shelf.write_bytes(data[: (root - 1) * PAGE] + bytes(PAGE) + data[root * PAGE :])


def _no_shelf_at_all(home: Home) -> None:
    home.places.shelf.write_bytes(b"a letter to my aunt " * 400)


def _damaged_backup(home: Home) -> None:
    (backup,) = (home.places.data / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:5000])


def _unfinished_backup(home: Home) -> None:
    (home.places.data / "backups" / f".{NOBODY}-abc.sqlite3").write_bytes(b"")


def _open_folder(home: Home) -> None:
    home.places.data.chmod(0o755)


def _shelf_that_others_write(home: Home) -> None:
    home.places.shelf.chmod(0o666)


def _damaged_index(home: Home) -> None:
    for path in home.index.glob("*/*.toc"):
        path.write_bytes(b"nothing")


def _index_of_another_version(home: Home) -> None:
    current = home.index / "current"
    current.write_text(current.read_text().replace('"format": ', '"format": 9'))


def _open_index(home: Home) -> None:
    home.index.chmod(0o755)


def _index_set_aside(home: Home) -> None:
    home.index.with_name(f"{home.index.name}.refused-0123abcd").mkdir()


def _story_that_the_index_lacks(home: Home) -> None:
    (home.library / "new.txt").write_text("date 2024-01-01 Lamps lit\n\nAll of them.\n")


def _unfinished_copy(home: Home) -> None:
    (home.places.state / f".copied.txt.{NOBODY}-0123abcd.tui-reader").write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "check"),
    [
        (_damaged_page, "shelf"),
        (_no_shelf_at_all, "shelf"),
        (_damaged_backup, "backups"),
        (_unfinished_backup, "leftovers"),
        (_open_folder, "folders"),
        (_shelf_that_others_write, "files"),
        (_damaged_index, "index"),
        (_index_of_another_version, "index"),
        (_open_index, "index"),
        (_index_set_aside, "index"),
        (_story_that_the_index_lacks, "index"),
        (_unfinished_copy, "leftovers"),
    ],
)
def test_what_is_not_well_is_said_left_alone_and_mended_when_asked(
    run: Run, lived_in: Home, harm: Callable[[Home], None], check: str
) -> None:
    assert run("doctor").code == 0
    harm(lived_in)
    before, stories = lived_in.files(), {path: path.read_bytes() for path in lived_in.library.rglob("*.*")}
    answer = run("doctor")
    assert (answer.code, problems(run)) == (1, [check])
    (line,) = [line for line in answer.out.splitlines() if not line.startswith("ok")]
    assert line.startswith(f"problem  {check} ")
    assert "→ --fix " in line
    assert lived_in.files() == before
    fixed = run("doctor", "--fix")
    assert fixed.code == 0
    assert f"fixed    {check} " in fixed.out
    assert run("doctor").code == 0
    assert {path: path.read_bytes() for path in lived_in.library.rglob("*.*")} == stories
    assert len(run("bookmarks", "--json").records) == 1


def test_all_is_well_in_a_new_home_and_nothing_is_made_by_asking(run: Run, home: Path, library: Path) -> None:
    answer = run("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert all(line.startswith("ok ") for line in answer.out.splitlines())
    assert not home.exists()
    assert str(library) in answer.out


def test_each_check_is_one_object(run: Run, lived_in: Home) -> None:
    del lived_in
    records = run("doctor", "--json").records
    assert {frozenset(record) for record in records} == {
        frozenset({"check", "state", "found", "advice", "fixable"})
    }
    assert {
        "versions", "extras", "terminal", "clipboard", "settings", "keys", "themes", "folders", "faults", "shelf",
        "backups", "index", "disk",
    } == {record["check"] for record in records}  # fmt: skip


def test_settings_that_cannot_be_read_at_all_are_not_to_be_edited(run: Run, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "config").write_text("no folder")
    answer = run("doctor")
    assert problems(run) == ["settings", "themes", "folders"]
    assert "--edit" not in answer.out
    assert answer.out.count("move away what stands there") == 2


def test_mistakes_in_settings_keys_and_themes_are_named_with_their_line_and_never_mended(
    run: Run, lived_in: Home
) -> None:
    config = lived_in.places.config
    (config / "themes").mkdir(parents=True)
    (config / "settings.toml").write_text('width = 3\n[keys]\nzen = "no such key"\n')
    (config / "themes" / "dusk.toml").write_text("page = 3\n")
    before = lived_in.files()
    answer = run("doctor", "--fix")
    assert answer.code == 1
    assert answer.err == ""
    assert problems(run) == ["settings", "keys", "themes"]
    assert "settings.toml, line 1: width" in answer.out
    assert "tui-reader settings --edit" in answer.out
    assert lived_in.files() == before


@pytest.mark.parametrize("words", [["doctor"], ["bookmarks"]])
def test_a_replacement_of_the_shelf_that_was_broken_off_is_finished_and_told(
    run: Run, lived_in: Home, words: list[str]
) -> None:
    shelf = lived_in.places.shelf
    shelf.rename(shelf.with_name(f".{shelf.name}.new"))
    shelf.write_bytes(b"a letter to my aunt " * 400)
    answer = run(*words)
    assert answer.code == 0
    told = [line for line in (answer.out + answer.err).splitlines() if "was being replaced when" in line]
    assert len(told) == 1
    assert run("doctor").code == 0
    assert len(run("bookmarks", "--json").records) == 1


def test_what_waits_to_replace_the_shelf_and_is_damaged_is_kept_among_the_backups(
    run: Run, lived_in: Home
) -> None:
    waiting = lived_in.places.data / ".shelf.sqlite3.new"
    waiting.write_bytes(b"junk" * 2000)
    assert problems(run) == ["shelf"]
    assert f"it is kept in {lived_in.places.data / 'backups'}" in run("doctor", "--fix").out
    assert problems(run) == []
    assert not waiting.exists()
    assert len(run("bookmarks", "--json").records) == 1
    kept = (lived_in.places.data / "backups").glob("damaged-*")
    assert [path.read_bytes() for path in kept] == [b"junk" * 2000]


def test_a_newer_shelf_is_left_alone(run: Run, lived_in: Home) -> None:
    with contextlib.closing(sqlite3.connect(lived_in.places.shelf)) as shelf:
        shelf.execute("INSERT INTO migration (name) VALUES ('900 later')")
        shelf.commit()
    before = lived_in.places.shelf.read_bytes()
    answer = run("doctor", "--fix")
    assert (answer.code, problems(run)) == (1, ["shelf"])
    assert "install that version to use it" in answer.out
    assert lived_in.places.shelf.read_bytes() == before


def test_a_damaged_shelf_that_the_reader_has_open_is_not_mended_beneath_it(
    run: Run, lived_in: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.salvage._PATIENCE_SECONDS", 0.1)
    with contextlib.closing(Database(lived_in.places.shelf)):
        _damaged_page(lived_in)
        answer = run("doctor", "--fix")
    assert answer.code == 1
    assert "another program has it open; close that first" in answer.out
    assert run("doctor", "--fix").code == 0


def test_a_library_that_is_gone_is_named_and_its_index_stays(
    run: Run, lived_in: Home, tmp_path: Path
) -> None:
    with contextlib.closing(Database(lived_in.places.shelf)) as shelf, shelf.writing() as transaction:
        transaction.set_state(f"opened:{tmp_path / 'gone'}", "2024-01-01")
    answer = run("doctor")
    assert answer.code == 0
    assert "gone is gone or cannot be looked into" in answer.out


def test_a_full_disk_is_said(run: Run, lived_in: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    del lived_in
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    assert problems(run) == ["disk", "disk"]


@pytest.mark.parametrize(
    ("environment", "encoding", "said", "well"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", "many colours", True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "UTF-8", "many colours", True),
        ({"TERM": "linux"}, "utf8", "sixteen colours", True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "utf-8", "as NO_COLOR asks", True),
        ({"TERM": "dumb"}, "utf-8", "it cannot draw the reader", False),
        ({}, "utf-8", "it cannot draw the reader", False),
        ({"TERM": "xterm"}, "iso8859-1", "the terminal's encoding is iso8859-1", False),
        ({"TERM": "xterm"}, None, "the output goes elsewhere", True),
    ],
)
def test_a_terminal_that_cannot_show_the_reader_is_named(
    environment: dict[str, str], encoding: str | None, said: str, *, well: bool
) -> None:
    found = list(surroundings.terminal(environment, encoding))
    assert said in " ".join(finding.found for finding in found)
    assert all(finding.is_well for finding in found) == well


def test_the_tools_that_copies_go_to_are_named(tmp_path: Path) -> None:
    for name in ("wl-copy", "tmux", "xsel"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o700)
    environment = {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "w", "TMUX": "t", "TERM": "xterm"}
    assert list(surroundings.terminal(environment, None))[-1].found == "copies with wl-copy, tmux"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_cannot_be_read_is_named_and_opened_to_the_user(run: Run, lived_in: Home) -> None:
    lived_in.places.shelf.chmod(0)
    assert "files" in problems(run)
    assert run("doctor", "--fix").code == 0
