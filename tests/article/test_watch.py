import io
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from tui_reader.article import watch as watching
from tui_reader.article.notices import notices
from tui_reader.article.watch import Watch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    for key in ("a.txt", "2023/b.txt", "2023/deep/c.md", "other.pdf"):
        write(folder / key)
    age(folder)
    return folder


def write(path: Path, text: str = "date 2020-01-01 One\n\nText.\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def age(folder: Path) -> None:
    """As if nothing had happened there for an hour."""
    hour = time.time() - 3600
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (hour, hour))


def overwrite(path: Path, text: str) -> None:
    with path.open("r+") as file:
        file.truncate(0)
        file.write(text)


def rounds(watch: Watch) -> set[str]:
    """What two looks find: the scan goes once round all files, wherever it stands."""
    return {*watch.look(), *watch.look()}


def test_nothing_changed_means_nothing_found_and_nothing_opened(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("a file was opened"))
    monkeypatch.setattr(io, "open", lambda *_: pytest.fail("a file was opened"))
    watch = Watch(root)
    assert rounds(watch) == set()
    monkeypatch.setattr(os, "scandir", lambda _: pytest.fail("a folder was listed"))
    assert watch.look() == {}


def test_new_renamed_replaced_and_removed_files_are_found(root: Path) -> None:
    watch = Watch(root)
    write(root / "2023/new.txt")
    write(root / "2023/notes.pdf")
    (root / "a.txt").rename(root / "z.txt")
    assert set(watch.look()) == {"2023/new.txt", "a.txt", "z.txt"}
    write(root / "2023/deep/.saving", "another text")
    (root / "2023/deep/.saving").rename(root / "2023/deep/c.md")
    (root / "2023/b.txt").unlink()
    found = watch.look()
    assert set(found) == {"2023/deep/c.md", "2023/b.txt"}
    assert found["2023/b.txt"] is None
    entry = found["2023/deep/c.md"]
    assert entry is not None
    assert (entry.path, entry.size) == (root / "2023/deep/c.md", 12)
    assert watch.look() == {}


def test_folders_come_and_go_with_all_that_is_in_them(root: Path) -> None:
    watch = Watch(root)
    (root / "2023").rename(root / "2024")
    assert {key: entry is None for key, entry in watch.look().items()} == {
        "2023/b.txt": True,
        "2023/deep/c.md": True,
        "2024/b.txt": False,
        "2024/deep/c.md": False,
    }
    write(root / "2024/deep/er/d.txt")
    assert set(watch.look()) == {"2024/deep/er/d.txt"}


def test_a_file_written_in_place_is_found_by_the_scan(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(root)
    overwrite(root / "2023/b.txt", "a longer text than before, for certain")
    assert rounds(watch) == {"2023/b.txt"}
    assert rounds(watch) == set()
    monkeypatch.setattr(watching, "SCAN_SECONDS", -1.0)  # one file at a look
    overwrite(root / "2023/b.txt", "short")
    looks = [set(watch.look()) for _ in range(8)]
    assert {"2023/b.txt"} in looks


def test_one_file_is_looked_at_when_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SCAN_SECONDS", -1.0)
    watch = Watch(root)
    overwrite(root / "2023/b.txt", "another")
    write(root / "new.txt")
    assert set(watch.look_at(root / "2023/b.txt")) == {"2023/b.txt"}
    assert set(watch.look_at(root / "new.txt")) == {"new.txt"}
    assert watch.look_at(root / "new.txt") == {}
    assert watch.look_at(root / "nowhere/x.txt") == {}
    assert watch.look_at(root.parent / "elsewhere.txt") == {}


def test_a_library_that_has_gone_is_left_alone_and_named_until_it_is_back(root: Path) -> None:
    watch = Watch(root)
    root.rename(root.with_name("away"))
    assert rounds(watch) == set()
    assert watch.lost is not None
    assert watch.lost.path == root
    assert [each.path for each in watch.problems] == [root]
    write(root.with_name("away") / "2023/new.txt")
    root.with_name("away").rename(root)
    assert rounds(watch) == {"2023/new.txt"}
    assert [watch.lost] == [None]
    assert not [*watch.problems]


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_what_cannot_be_read_is_named(root: Path) -> None:
    watch = Watch(root)
    assert not [*watch.problems]
    (root / "link.txt").symlink_to(root / "a.txt")
    assert watch.look() == {}
    assert [each.path.name for each in watch.problems] == ["link.txt"]
    (root / "link.txt").unlink()
    watch.look()
    assert not [*watch.problems]


def test_the_system_gives_notice_of_a_file_that_is_written(root: Path) -> None:
    pytest.importorskip("watchfiles")
    told: list[Path] = []
    stopping = threading.Event()
    assert notices(root, told.append, stopping)
    deadline = time.monotonic() + 10
    while root / "a.txt" not in told and time.monotonic() < deadline:
        overwrite(root / "a.txt", f"text {time.monotonic()}")
        time.sleep(0.2)
    stopping.set()
    assert root / "a.txt" in told


def test_without_the_package_nobody_gives_notice(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert not notices(root, lambda _: None, threading.Event())
