import os
import sys
from pathlib import Path

import pytest

from tests.index.conftest import Library
from tui_reader.analysis.model import Analysis
from tui_reader.article.model import ArticleError
from tui_reader.index import build, filling, intake, merging
from tui_reader.index.catalog import Catalog
from tui_reader.index.model import Progress
from tui_reader.index.search import Index

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners are POSIX")


def test_the_list_is_newest_first_and_undated_last(town: Library) -> None:
    rows = town.catalog().rows
    assert [row.key for row in rows] == [
        "2023/ferry.txt",
        "2023/bridge.txt",
        "2022/harbour.md",
        "notes/undated.txt",
    ]
    assert [row.date for row in rows] == ["2023-04-18", "2023-01-05", "2022-08-20", ""]
    assert rows[2].source == "The Harbour Post"
    assert rows[0].words > 10
    assert Catalog.head(town.folder, 2) == rows[:2]


def test_nothing_changed_means_nothing_written(town: Library) -> None:
    before = town.catalog().generation
    report = town.update()
    assert (report.added, report.changed, report.gone, report.unchanged) == (0, 0, 0, 4)
    assert town.catalog().generation == before == Catalog.latest(town.folder)


def test_edited_removed_renamed_and_new_files(town: Library) -> None:
    town.story("2023/bridge.txt", "Bridge repairs end", "All lanes are open.", "2023-02-01")
    town.remove("notes/undated.txt")
    (town.root / "2022/harbour.md").rename(town.root / "2022/festival.md")
    town.story("2024/new.txt", "A new lighthouse", "It was lit today.", "2024-05-05")
    report = town.update()
    assert (report.added, report.changed, report.gone, report.unchanged) == (2, 1, 2, 1)
    assert town.keys() == ["2024/new.txt", "2023/ferry.txt", "2023/bridge.txt", "2022/festival.md"]
    assert town.found("lanes open") == ["2023/bridge.txt"]
    assert town.found("lindqvist") == []
    assert town.found("festival") == ["2022/festival.md"]


def test_a_touched_file_is_read_once_and_not_indexed_again(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = town.catalog().generation
    town.touch("2023/ferry.txt")
    assert town.update().unchanged == 4
    assert town.catalog().generation == before
    monkeypatch.setattr(intake, "read_article", lambda *_: pytest.fail("nothing needs to be read"))
    assert town.update().unchanged == 4


def test_a_lost_list_is_written_again(town: Library) -> None:
    rows = town.catalog().rows
    for path in town.folder.glob("*/rows.*"):
        path.unlink()
    assert town.catalog().rows == []
    assert town.found("ferry council") == ["2023/ferry.txt"]
    town.update()
    assert town.catalog().rows == rows


def test_bad_files_are_named_and_do_not_stop_the_others(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.write("bad/binary.txt", b"\x00\x01\x02")
    town.write("bad/empty.txt", b"")
    town.write("bad/legacy.txt", "date 2019-01-01 Café\n\nGrüße aus Köln.".encode("cp1252"))
    town.write(
        "bad/broken\udcff.txt".encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        b"A name.\n\nText.",
    )
    (town.root / "bad/link.txt").symlink_to(town.root / "2023/ferry.txt")
    report = town.update()
    assert {problem.path.name for problem in report.problems} == {"binary.txt", "empty.txt", "link.txt"}
    assert all(problem.reason for problem in report.problems)
    assert report.added == 2
    assert town.found("koln") == ["bad/legacy.txt"]
    monkeypatch.setattr(intake, "read_article", lambda *_: pytest.fail("bad files are not tried again"))
    again = town.update()
    assert again.problems == report.problems
    assert again.unchanged == 6


@posix
def test_a_name_that_is_no_text_is_named(town: Library) -> None:
    raw = os.fsencode(town.root) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(raw)).write_text("date 2021-01-01 Odd name\n\nUnusual walrus.\n")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    report = town.update()
    assert report.unchanged == 4
    assert [os.fsencode(problem.path.name) for problem in report.problems] == [b"caf\xe9.txt"]


def test_a_file_that_becomes_bad_leaves_the_index_and_comes_back(town: Library) -> None:
    town.write("2023/ferry.txt", b"\x00\x00")
    report = town.update()
    assert [problem.path.name for problem in report.problems] == ["ferry.txt"]
    assert town.found("council") == []
    town.story("2023/ferry.txt", "Council again", "The ferry is back.")
    assert town.update().added == 1
    assert town.found("council") == ["2023/ferry.txt"]
    assert town.update().problems == ()


def test_a_story_that_the_analysis_stumbles_over_is_indexed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> Analysis:
        if "cursed" in text:
            raise RecursionError("too deep")
        return Analysis()

    monkeypatch.setattr(intake, "analyze", stumble)
    library.story("a.txt", "One", "A cursed story.")
    library.story("b.txt", "Two", "A plain story.")
    report = library.update()
    assert report.added == 2
    assert [problem.path.name for problem in report.nameless] == ["a.txt"]
    assert report.unread == ()
    assert library.found("cursed") == ["a.txt"]
    assert library.update().problems == report.problems


def test_a_library_that_has_gone_is_not_emptied(town: Library) -> None:
    away = town.root.rename(town.root.with_name("away"))
    with pytest.raises(ArticleError):
        town.update()
    assert len(town.keys()) == 4
    away.rename(town.root)
    assert town.update().unchanged == 4


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="the superuser may list any folder")
def test_stories_in_a_folder_that_cannot_be_listed_stay(town: Library) -> None:
    (town.root / "2023").chmod(0)
    try:
        report = town.update()
    finally:
        (town.root / "2023").chmod(0o700)
    assert report.gone == 0
    assert len(report.problems) == 1
    assert len(town.keys()) == 4


def test_an_empty_library_and_an_emptied_one(library: Library) -> None:
    assert library.catalog() == Catalog()
    assert Catalog.head(library.folder, 5) == []
    assert library.update().finished
    assert library.keys() == []
    assert library.found("anything") == []
    library.story("a.txt", "One", "Some text.")
    library.update()
    library.remove("a.txt")
    assert library.update().gone == 1
    assert library.keys() == []
    assert library.found("text") == []


def test_stopping_loses_nothing_and_goes_on(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_FIRST_BATCH", 3)
    for number in range(20):
        library.story(
            f"{number:02}.txt", f"Story {number}", f"word{number} common", f"2020-01-{number + 1:02}"
        )
    asked = iter(range(100))
    report = library.update(stop=lambda: next(asked) > 10)
    assert not report.finished
    assert 0 < report.added < 20
    assert len(library.keys()) == report.added
    assert library.keys()[0] == "19.txt"
    rest = library.update()
    assert rest.finished
    assert rest.added + report.added == 20
    assert library.results("common").total == 20


def test_many_small_updates_leave_few_segments(library: Library) -> None:
    for number in range(30):
        library.story(
            f"{number:02}.txt", f"Story {number}", f"word{number} common talk", f"2020-01-{number + 1:02}"
        )
        if number % 3 == 2:
            library.remove(f"{number - 1:02}.txt")
        library.update()
    assert len(list(library.folder.glob("*/*.trm"))) <= merging.MOST_SEGMENTS
    assert library.found("common", order="date", limit=None) == library.keys()
    assert library.results('"common talk"').total == 20
    assert library.found("word29") == ["29.txt"]
    assert library.found("word28") == []


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([(100, 0)] * 8, []),
        ([(100_000, 0)] + [(1, 0)] * 8, [1, 2, 3, 4, 5, 6, 7, 8]),
        ([(10, 0)] * 9, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        ([(100, 60), (100, 0)], [0]),
    ],
)
def test_what_is_merged(sizes: list[tuple[int, int]], expected: list[int]) -> None:
    assert merging.at_rest(sizes) == expected


def test_a_rebuild_is_swapped_in_while_a_reader_goes_on(town: Library) -> None:
    index = Index.open(town.folder)
    before = index.generation
    town.story("2024/new.txt", "A new lighthouse", "It was lit today.", "2024-05-05")
    report = town.update(rebuild=True)
    assert report.rebuilt
    assert report.added == 5
    assert town.catalog().rows[0].key == "2024/new.txt"
    from tui_reader.index.query import parse

    assert [hit.row.key for hit in index.search(parse("council ferry")).hits] == ["2023/ferry.txt"]
    assert index.refresh()
    assert not index.refresh()
    assert index.generation != before
    assert index.search(parse("lighthouse lit")).total == 1
    index.close()
    assert len([path for path in town.folder.iterdir() if path.is_dir()]) == 1


def test_a_stopped_rebuild_goes_on_and_the_old_index_stays_until_then(
    town: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_FIRST_BATCH", 1)
    monkeypatch.setattr(build, "analysis_fingerprint", lambda: "another version")
    town.damaged = True
    asked = iter(range(100))
    before = town.catalog()
    report = town.update(stop=lambda: next(asked) > 4)
    assert not report.finished
    assert town.catalog() == before
    rest = town.update()
    assert rest.finished
    assert rest.rebuilt
    assert 0 < rest.added < 4
    assert town.catalog().rows == before.rows
    assert town.catalog().generation != before.generation


def test_leftovers_are_removed(town: Library) -> None:
    (town.folder / "deadbeef").mkdir()
    (town.folder / "deadbeef" / "MAIN_x.trm").write_bytes(b"x")
    town.update()
    assert not (town.folder / "deadbeef").exists()


@posix
def test_everything_is_private(town: Library) -> None:
    for path in [town.folder, *town.folder.rglob("*")]:
        if path.name != "MAIN_WRITELOCK":
            assert path.stat().st_mode & 0o077 == 0, path


def test_progress_is_told(library: Library) -> None:
    for number in range(5):
        library.story(f"{number}.txt", "Story", "Text.")
    told: list[Progress] = []
    build.update(library.root, library.folder, on_progress=told.append)
    assert told[0].phase == "looking"
    assert told[-1] == Progress("writing", 5, 5)
