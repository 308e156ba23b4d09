"""Files are written whole, and never over another by accident."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tui_reader.export.files import FileError, write


def test_a_new_file_holds_the_text_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "é\r\n")
    assert (tmp_path / "a.md").read_bytes() == "é\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("mine", "utf-8")
    with pytest.raises(
        FileError, match=r"a\.md is there already, and was left as it is; --force replaces it"
    ):
        write(path, "new")
    assert path.read_text("utf-8") == "mine"
    write(path, "new", replace=True)
    assert path.read_text("utf-8") == "new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", "utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", "new", replace=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text("utf-8") == "new"


@pytest.mark.parametrize("replace", [True, False])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(FileError, match="no file that can be replaced"):
            write(tmp_path / name, "text", replace=replace)
    assert (tmp_path / "folder").is_dir()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none/a\.md cannot be written \(no such file"):
        write(tmp_path / "none" / "a.md", "text")


def test_of_many_who_write_one_name_at_once_one_wins_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    won: list[str] = []

    def attempt(text: str) -> None:
        try:
            write(path, text)
        except FileError:
            return
        won.append(text)

    threads = [threading.Thread(target=attempt, args=(f"{number}" * 50_000,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_text("utf-8")] == won


def test_what_a_killed_writer_left_is_removed_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".a.md.{ended.pid}-0123abcd.tui-reader"
    living = tmp_path / f".b.md.{os.getpid()}-0123abcd.tui-reader"
    for path in (left, living):
        path.write_text("half", "utf-8")
    write(tmp_path / "a.md", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [living.name, "a.md"]
