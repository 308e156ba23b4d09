"""Stories that are very large: found without names, or refused by their size alone, as the settings say."""

from pathlib import Path

from tui_reader.article.limits import Limits
from tui_reader.index.build import update
from tui_reader.index.catalog import Catalog
from tui_reader.index.model import Report
from tui_reader.index.process import UpdateProcess
from tui_reader.index.query import parse
from tui_reader.index.search import Index

SMALL = 'date 2021-01-01 Small\n\n"The ferry is late," said Ada Okafor.\n'
LONG = SMALL.replace("Small", "Long") + "\nMore about the walrus.\n" * 50
HUGE = LONG.replace("Long", "Huge") * 5
LIMITS = Limits(largest=len(LONG), named=len(SMALL))


def library(tmp_path: Path) -> tuple[Path, Path]:
    root = tmp_path / "stories"
    root.mkdir()
    for name, text in (("small", SMALL), ("long", LONG), ("huge", HUGE)):
        (root / f"{name}.txt").write_text(text, "utf-8")
    return root, tmp_path / "cache" / "index"


def found(folder: Path, query: str) -> list[str]:
    index = Index.open(folder)
    try:
        return sorted(hit.row.key for hit in index.search(parse(query)).hits)
    finally:
        index.close()


def reasons(report: Report) -> dict[str, str]:
    return {problem.path.name: problem.reason for problem in report.problems}


def test_a_long_story_is_found_without_names_and_a_huge_file_is_refused(tmp_path: Path) -> None:
    root, folder = library(tmp_path)
    report = update(root, folder, limits=LIMITS)
    assert "names_up_to" in reasons(report)["long.txt"]
    assert "the setting largest" in reasons(report)["huge.txt"]
    assert [problem.path.name for problem in report.unread] == ["huge.txt"]
    assert [problem.path.name for problem in report.nameless] == ["long.txt"]
    assert found(folder, "walrus") == ["long.txt"]
    assert found(folder, "speaker:okafor") == ["small.txt"]
    assert reasons(update(root, folder, limits=LIMITS)) == reasons(report)


def test_other_limits_make_the_index_anew(tmp_path: Path) -> None:
    root, folder = library(tmp_path)
    update(root, folder, limits=LIMITS)
    report = update(root, folder)
    assert report.rebuilt
    assert report.problems == ()
    assert found(folder, "speaker:okafor") == ["huge.txt", "long.txt", "small.txt"]
    assert len(Catalog.load(folder).rows) == 3


def test_the_process_that_updates_knows_the_limits(tmp_path: Path) -> None:
    root, folder = library(tmp_path)
    *_, report = UpdateProcess(root, folder, limits=LIMITS).events()
    assert isinstance(report, Report)
    assert set(reasons(report)) == {"long.txt", "huge.txt"}
    assert [problem.path.name for problem in report.nameless] == ["long.txt"]
    assert not update(root, folder, limits=LIMITS).rebuilt
