"""Only an index of the user's own, which nobody else may touch, is opened: Whoosh unpickles, so another's is code."""

import os
import pickle
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.conftest import STORIES, Library
from tui_reader.index.search import Index, IndexUnusable
from tui_reader.index.store import REFUSED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners are POSIX")
superuser = pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() != 0, reason="only the superuser can give files away"
)


class Trap:
    """What an attacker pickles: unpickling it makes a folder."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.made),)


def inner(library: Library) -> Path:
    (found,) = (path for path in library.folder.iterdir() if path.is_dir())
    return found


def plant(library: Library) -> Path:
    """Put a pickle into the index's table of contents, where Whoosh unpickles it, and return what it would make."""
    made = library.root.parent / "owned"
    (table,) = inner(library).glob("_*.toc")
    data = table.read_bytes()
    trap = pickle.dumps(Trap(made), 2)
    segments = data.rindex(b"\x80" + bytes([pickle.HIGHEST_PROTOCOL]))
    table.write_bytes(data[:segments] + trap)
    return made


def link(town: Library) -> None:
    real = town.folder.with_name("elsewhere")
    shutil.move(town.folder, real)
    town.folder.symlink_to(real)


def open_folder(town: Library) -> None:
    town.folder.chmod(0o777)


def link_inside(town: Library) -> None:
    real = town.folder.with_name("elsewhere")
    shutil.move(inner(town), real)
    (town.folder / real.name).symlink_to(real)
    pointer = town.folder / "current"
    pointer.write_text(pointer.read_text().replace(_name(pointer), real.name))


def _name(pointer: Path) -> str:
    return pointer.read_text().split('"name": "')[1].split('"')[0]


def open_inside(town: Library) -> None:
    inner(town).chmod(0o755)


def writable_file(town: Library) -> None:
    next(inner(town).glob("_*.toc")).chmod(0o666)


def linked_file(town: Library) -> None:
    (table,) = inner(town).glob("_*.toc")
    real = town.folder.with_name("table")
    shutil.move(table, real)
    table.symlink_to(real)


def given_folder(town: Library) -> None:
    os.chown(town.folder, 12345, 12345)


def given_file(town: Library) -> None:
    os.chown(next(inner(town).glob("_*.toc")), 12345, 12345)


WAYS = [
    link,
    open_folder,
    link_inside,
    open_inside,
    writable_file,
    linked_file,
    pytest.param(given_folder, marks=superuser),
    pytest.param(given_file, marks=superuser),
]


@pytest.mark.parametrize("spoil", WAYS)
def test_an_index_that_is_not_the_users_alone_is_not_opened_and_is_made_anew(
    town: Library, spoil: Callable[[Library], None]
) -> None:
    made = plant(town)
    spoil(town)
    with pytest.raises(IndexUnusable):
        Index.open(town.folder)
    assert not made.exists()
    town.damaged = True
    report = town.update()
    assert report.finished
    assert "made anew" in report.refused
    assert town.update().refused == ""
    assert sorted(town.keys()) == sorted(STORIES)
    assert town.found("festival") == ["2022/harbour.md"]
    assert not made.exists()


def test_the_trap_would_work_in_an_index_of_the_users_own(town: Library) -> None:
    made = plant(town)
    with pytest.raises(IndexUnusable):
        Index.open(town.folder)
    assert made.exists()


def test_what_is_refused_is_set_aside_as_it_was(town: Library) -> None:
    link(town)
    town.update()
    (aside,) = town.folder.parent.glob(f"*{REFUSED}*")
    assert aside.is_symlink()
    assert town.folder.is_dir()
    assert not town.folder.is_symlink()
    assert stat.S_IMODE(town.folder.stat().st_mode) == 0o700
