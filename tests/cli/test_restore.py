"""`restore`: lists the backups, puts one back, and keeps what was there."""

from pathlib import Path

from tests.cli.conftest import Run
from tui_reader.shelf.database import Database


def test_a_backup_is_listed_and_restored_and_the_shelf_before_it_can_be_had_again(
    run: Run, home: Path, library: Path
) -> None:
    assert run("restore").code == 1
    run("bookmark", "add", library / "ferry.txt")
    shelf = Database(home / "data" / "shelf.sqlite3")
    shelf.keep_daily()
    shelf.close()
    run("bookmark", "add", library / "note.txt")
    (daily,) = run("restore", "--json").records
    assert daily["name"] in run("restore").out
    assert "is kept as “replaced-" in run("restore", daily["name"]).out
    assert len(run("bookmarks", "--json").records) == 1
    replaced = run("restore", "--json").records[0]["name"]
    assert run("restore", f"{replaced}.sqlite3", "--json").record["kept"]
    assert len(run("bookmarks", "--json").records) == 2


def test_a_name_that_is_no_backup_and_a_damaged_one_are_said(run: Run, home: Path, library: Path) -> None:
    run("bookmark", "add", library / "ferry.txt")
    folder = home / "data" / "backups"
    folder.mkdir()
    (folder / "daily-2020-01-01.sqlite3").write_bytes(b"no database" * 500)
    assert "there is no backup “x”" in run("restore", "x").err
    answer = run("restore", "daily-2020-01-01")
    assert answer.code == 2
    assert "cannot be restored" in answer.err
    assert "choose another" in answer.err
    assert len(run("bookmarks", "--json").records) == 1
