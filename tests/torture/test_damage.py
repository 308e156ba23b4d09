"""Folders that cannot be written or opened, full disks, damaged indexes: a sentence, reading goes on, marks stay."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.torture.world import World
from tui_reader.shelf.database import Database

CHECKOUT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
_LIKE_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Root, but held to permissions as everybody else."""


class Person:
    """Somebody to whom permissions apply, and what commands say to them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._start = _LIKE_OTHERS if os.geteuid() == 0 else []

    def say(self, *words: object) -> tuple[int, str, str]:
        done = subprocess.run(
            [*self._start, sys.executable, "-m", "tui_reader", *map(str, words)],
            env={
                **os.environ,
                "TUI_READER_HOME": str(self.world.base / "home"),
                "TUI_READER_LIBRARY": str(self.world.library),
            },
            cwd=CHECKOUT,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    def marks(self) -> int:
        return sum(text.startswith("mark ") for text in self.world.contents().elements())


@pytest.fixture(scope="module")
def held() -> None:
    """Permissions apply to whoever runs the tests."""
    if os.geteuid() == 0 and (
        not shutil.which(_LIKE_OTHERS[0]) or subprocess.run([*_LIKE_OTHERS, "true"], check=False).returncode
    ):
        pytest.skip("root cannot be held to permissions here")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    for name in ("TUI_READER_HOME", "TUI_READER_LIBRARY", "EDITOR"):
        monkeypatch.setenv(name, "")
    return World(tmp_path / "world")


@pytest.fixture
def person(held: None, world: World) -> Person:
    del held
    world.begin(5)
    world.command("index")
    world.command("bookmark", "add", world.library / "001.txt")
    return Person(world)


@contextlib.contextmanager
def denied(folder: Path, mode: int) -> Iterator[None]:
    """The folder and all that is in it have lost permissions."""
    kept = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in reversed(kept):
        path.chmod(kept[path] & mode)
    try:
        yield
    finally:
        for path, before in kept.items():
            path.chmod(before)


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_cache_that_cannot_be_written_or_opened_is_said_in_one_sentence(person: Person, mode: int) -> None:
    with denied(person.world.places.cache, mode):
        for words in (["list"], ["search", "tide"]):
            code, out, err = person.say(*words)
            assert err.count("\n") == 1
            assert "the index cannot be written (permission denied" in err
            if mode:
                assert (code, out.count("Pier")) == (0, 5)
        assert person.say("show", person.world.library / "001.txt")[0] == 0
        assert person.say("bookmark", "add", person.world.library / "002.txt")[0] == 0
    assert person.marks() == 2
    assert person.say("list")[::2] == (0, "")


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_without_the_shelf_stories_are_listed_found_and_shown(person: Person, mode: int) -> None:
    with denied(person.world.places.data, mode):
        for words in (["list"], ["search", "tide"], ["show", person.world.library / "001.txt"]):
            code, out, err = person.say(*words)
            assert code == 0
            assert "Pier" in out
            assert err.count("\n") == 1
            assert "left out" in err
        for words in (["bookmarks"], ["bookmark", "add", person.world.library / "002.txt"]):
            code, _, err = person.say(*words)
            assert (code, err.count("\n")) == (2, 1)
    assert person.marks() == 1


def test_a_closed_data_folder_is_named_by_doctor_which_opens_it_and_goes_on(person: Person) -> None:
    data = person.world.places.data
    with denied(data, 0o000):
        code, out, err = person.say("doctor")
        assert (code, err) == (1, "")
        assert f"{data} cannot be written" in out
        assert "disk" in out.splitlines()[-1]
        code, _, err = person.say("restore")
        assert (code, err.count("\n")) == (2, 1)
        assert "you may not read and write" in err
        code, out, err = person.say("doctor", "--fix")
        assert (code, err) == (0, "")
        assert "1 bookmark and" in out
    assert person.say("bookmarks")[::2] == (0, "")


def test_a_closed_state_folder_hinders_no_check(person: Person) -> None:
    person.world.places.state.mkdir(exist_ok=True)
    with denied(person.world.places.state, 0o000):
        code, out, err = person.say("doctor")
        assert (code, err) == (1, "")
        assert f"{person.world.places.state} cannot be written" in out
        assert "disk" in out.splitlines()[-1]


def test_backups_that_cannot_be_looked_into_hinder_no_mark(person: Person) -> None:
    with contextlib.closing(Database(person.world.places.shelf)) as shelf:
        shelf.keep_daily()
    with denied(person.world.places.data / "backups", 0o000):
        assert person.say("bookmark", "add", person.world.library / "002.txt")[::2] == (0, "")
        code, _, err = person.say("restore")
        assert (code, err.count("\n")) == (2, 1)
        assert "backups cannot be looked into" in err
        assert person.say("doctor")[0] == 1
    assert person.marks() == 2


def test_a_library_that_cannot_be_opened_is_listed_as_it_was_and_its_marks_stay(person: Person) -> None:
    with denied(person.world.library, 0o000):
        code, out, err = person.say("list")
        assert (code, out.count("Pier")) == (0, 5)
        assert "the folder cannot be opened (permission denied)" in err
        code, out, err = person.say("bookmarks")
        assert (code, err) == (0, "")
        assert "not readable" in out
    assert person.say("index", "--json")[1].count('"unchanged": 5') == 1


def test_a_library_that_has_gone_is_named_and_its_marks_stay(person: Person) -> None:
    person.world.library.rename(person.world.base / "elsewhere")
    for words in (["list"], ["search", "tide"], ["index"]):
        code, _, err = person.say(*words)
        assert (code, err.count("\n")) == (2, 1)
        assert "there is no such folder" in err
    assert "file gone" in person.say("bookmarks")[1]
    (person.world.base / "elsewhere").rename(person.world.library)
    assert person.say("list")[0] == 0
    assert person.marks() == 1


def test_index_files_that_cannot_be_read_are_made_anew(person: Person) -> None:
    for path in person.world.index.glob("*/*"):
        path.chmod(0o000)
    code, out, _ = person.say("list")
    assert (code, out.count("Pier")) == (0, 5)


def _truncated(path: Path, _: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: chance.randrange(max(path.stat().st_size, 1))])


def _zeroed(path: Path, _: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = chance.randrange(max(len(data), 1))
    data[start : start + 64] = bytes(len(data[start : start + 64]))
    path.write_bytes(data)


def _other_bytes(path: Path, _: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _number in range(8):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)


def _swapped(path: Path, other: Path, _: random.Random) -> None:
    mine, others = path.read_bytes(), other.read_bytes()
    path.write_bytes(others)
    other.write_bytes(mine)


def _of_another_version(path: Path, _: Path, chance: random.Random) -> None:
    pointer = next(folder for folder in path.parents if folder.name == "indexes")
    for current in pointer.glob("*/current"):
        current.write_text(current.read_text().replace('"format": ', f'"format": {chance.randrange(1, 9)}'))


@pytest.mark.parametrize("harm", [_truncated, _zeroed, _other_bytes, _swapped, _of_another_version])
def test_a_damaged_index_never_ends_a_command_and_is_whole_after_a_rebuild(
    world: World, harm: Callable[[Path, Path, random.Random], None]
) -> None:
    world.begin(8)
    world.command("index")
    world.command("bookmark", "add", world.library / "003.txt")
    before = world.contents()
    chance = random.Random(harm.__name__)  # noqa: S311
    files = sorted(path for path in world.index.rglob("*") if path.is_file() and path.stat().st_size)
    chance.shuffle(files)
    harm(files[0], files[1], chance)
    world.command("list")
    world.command("search", "tide")
    world.command("search", "--quotes", "gate")
    world.command("index", "--rebuild")
    assert world.index_troubles() == []
    assert world.contents() == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid():
        pytest.skip("only root can make a small disk")
    base = tmp_path / "disk"
    base.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(base)]
    if subprocess.run(small, check=False, capture_output=True).returncode:
        pytest.skip("this system does not let root make a small disk")
    try:
        for name in ("TUI_READER_HOME", "TUI_READER_LIBRARY", "EDITOR"):
            monkeypatch.setenv(name, "")
        world = World(base / "world")
        world.begin(20)
        world.command("index")
        world.command("bookmark", "add", world.library / "001.txt", "--note", "Before.")
        before = world.contents()
        with (base / "filler").open("wb") as filler, contextlib.suppress(OSError):
            for size in (1 << 16, 1 << 10, 1):
                while True:
                    filler.write(bytes(size))
                    filler.flush()
        filled = Person(world)
        (world.library / "002.txt").unlink()
        for words in (
            ["bookmark", "add", world.library / "004.txt", "--note", "Too much. " * 3000],
            ["bookmarks", "--export", world.exported],
        ):
            code, _, err = filled.say(*words)
            assert (code, err.count("\n")) == (2, 1), err
            assert "full" in err or "space" in err
        code, out, _ = filled.say("list")
        assert (code, "Pier 3" in out) == (0, True)
        assert filled.say("show", world.library / "001.txt")[0] == 0
        (base / "filler").unlink()
        assert world.contents() == before
        assert filled.say("bookmark", "add", world.library / "004.txt")[0] == 0
        assert world.index_troubles() == []
        assert world.left_behind() == []
    finally:
        subprocess.run(["umount", base], check=False, capture_output=True)
