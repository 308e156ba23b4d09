import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.index.conftest import Library
from tui_reader.article.watch import Watch
from tui_reader.index import build, merging
from tui_reader.index.changes import Seen
from tui_reader.index.model import Ended, Progress, Report
from tui_reader.index.process import UpdateProcess
from tui_reader.index.wire import Order


class Watching:
    """A process that watches a library, and what it has said."""

    def __init__(self, library: Library) -> None:
        self.process = UpdateProcess(library.root, library.folder, watch=True)
        self.said: list[Progress | Report | str | Ended] = []
        self._thread = threading.Thread(target=lambda: self.said.extend(self._events()))
        self._thread.start()

    def _events(self) -> Iterator[Progress | Report | str | Ended]:
        for event in self.process.events():
            self.said.append(event)
        yield from ()

    @property
    def reports(self) -> list[Report]:
        return [event for event in self.said if isinstance(event, Report)]

    def end(self) -> None:
        self.process.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def watching(town: Library) -> Iterator[Watching]:
    past = time.time() - 3600
    for path in [town.root, *town.root.rglob("*")]:
        os.utime(path, (past, past))
    town.update()
    watching = Watching(town)
    until(lambda: bool(watching.reports))
    yield watching
    watching.end()


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_new_changed_renamed_and_removed_stories_come_and_go(town: Library, watching: Watching) -> None:
    town.story("2024/new.txt", "A new lighthouse", "It was lit today.", "2024-05-05")
    until(lambda: town.found("lighthouse lit") == ["2024/new.txt"])
    saved = town.write("2023/.saving", "date 2023-04-18 Council waits\n\nNothing was decided on walruses.\n")
    saved.rename(town.root / "2023/ferry.txt")
    until(lambda: town.found("walruses") == ["2023/ferry.txt"])
    assert town.found("okafor vote") == []
    (town.root / "2022/harbour.md").rename(town.root / "2022/festival.md")
    town.remove("notes/undated.txt")
    until(lambda: town.keys() == ["2024/new.txt", "2023/ferry.txt", "2023/bridge.txt", "2022/festival.md"])
    assert all(isinstance(event, Report) for event in watching.said[1:] if not isinstance(event, Progress))


def test_a_story_written_in_place_is_found(town: Library, watching: Watching) -> None:
    with (town.root / "2023/bridge.txt").open("r+") as file:
        file.write("date 2023-01-05 Bridge repairs end\n\nPelicans.")
        file.truncate()
    until(lambda: town.found("pelicans") == ["2023/bridge.txt"])
    until(lambda: len(watching.reports) == 2)


def test_it_updates_and_rebuilds_when_asked(town: Library, watching: Watching) -> None:
    watching.process.order(Order("update"))
    until(lambda: len(watching.reports) == 2)
    assert watching.reports[-1].unchanged == 4
    watching.process.order(Order("rebuild"))
    until(lambda: len(watching.reports) == 3)
    assert watching.reports[-1].rebuilt
    watching.process.order(Order("look at", str(town.root / "2023/ferry.txt")))
    town.story("a.txt", "After all that", "Still watching.")
    until(lambda: town.found("still watching") == ["a.txt"])


def test_a_folder_that_goes_away_is_told_of_once_and_followed_again_when_it_is_back(
    town: Library, watching: Watching
) -> None:
    away = town.root.with_name("away")
    town.root.rename(away)
    until(lambda: isinstance(watching.said[-1], str))
    time.sleep(1.2)
    (said,) = [event for event in watching.said if isinstance(event, str)]
    assert said.startswith(f"{town.root}: the folder cannot be opened (")
    assert said.endswith("); mend that, or open another library")
    assert town.found("okafor vote") == ["2023/ferry.txt"]
    away.rename(town.root)
    town.story("a.txt", "After all that", "Still watching.")
    until(lambda: town.found("still watching") == ["a.txt"])


def test_it_ends_when_it_is_told_to(watching: Watching) -> None:
    watching.process.stop()
    until(lambda: not Path(f"/proc/{watching.process.pid}").exists() or not Path("/proc").exists())


def test_two_that_watch_one_library_do_everything_once(town: Library, watching: Watching) -> None:
    other = Watching(town)
    try:
        until(lambda: bool(other.reports))
        for number in range(3):
            town.story(f"{number}.txt", f"Story {number}", f"Otters {number}.", f"2019-01-0{number + 1}")
        until(lambda: town.results("otters").total == 3)
        time.sleep(1.2)
        assert town.results("otters").total == 3
        assert not [event for event in watching.said + other.said if isinstance(event, str)]
    finally:
        other.end()


def test_opening_an_unchanged_library_reads_no_story(town: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = os.open

    def noted(path: str | Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(os.fspath(path))
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", noted)
    assert town.update().unchanged == 4
    assert opened
    assert not [path for path in opened if path.startswith(str(town.root))]
    town.touch("2023/ferry.txt")
    town.update()
    assert [path for path in opened if path.startswith(str(town.root))]


def test_what_was_seen_is_all_that_is_looked_at(town: Library) -> None:
    town.story("2023/bridge.txt", "Bridge repairs end", "All lanes are open.", "2023-02-01")
    town.remove("2023/ferry.txt")
    report = build.update(town.root, town.folder, seen=Seen({"2023/ferry.txt": None, "never/was.txt": None}))
    assert (report.gone, report.unchanged, report.changed) == (1, 3, 0)
    assert town.update().changed == 1


def test_small_commits_are_merged_when_it_is_quiet(library: Library) -> None:
    library.update()
    for number in range(12):
        watch = Watch(library.root)
        library.story(f"{number}.txt", f"Story {number}", f"Otters {number}.")
        build.update(library.root, library.folder, seen=Seen(watch.look()), kept=build.Kept())
    assert len(list(library.folder.glob("*/*.trm"))) == 12
    assert build.tidy(library.folder).finished
    assert len(list(library.folder.glob("*/*.trm"))) <= merging.MOST_SEGMENTS
    assert library.results("otters").total == 12
    before = library.catalog().generation
    build.tidy(library.folder)
    assert library.catalog().generation == before


def test_an_index_that_stays_open_sees_what_others_have_written(library: Library) -> None:
    library.update()
    kept = build.Kept()
    watch = Watch(library.root)
    for number in range(3):
        library.story(f"{number}.txt", f"Story {number}", f"Otters {number}.")
        build.update(library.root, library.folder, seen=Seen(watch.look()), kept=kept)
        library.story(f"other-{number}.txt", f"Other {number}", f"Otters, too {number}.")
        library.update()
        watch.look()
    library.story("0.txt", "Story 0", "No longer about them.")
    library.remove("1.txt")
    build.update(library.root, library.folder, seen=Seen(watch.look()), kept=kept)
    assert sorted(library.found("otters")) == ["2.txt", "other-0.txt", "other-1.txt", "other-2.txt"]
    assert library.found("longer") == ["0.txt"]
    assert library.update().unchanged == 5


def test_an_index_that_stays_open_is_made_anew_where_its_files_were_damaged(library: Library) -> None:
    library.update()
    kept, watch = build.Kept(), Watch(library.root)

    def add(number: int) -> bool:
        library.story(f"{number}.txt", f"Story {number}", "Otters.")
        seen = Seen(watch.look())
        return build.update(library.root, library.folder, seen=seen, kept=kept).rebuilt

    assert not add(1)
    next(library.folder.glob("*/*.trm")).write_bytes(b"")
    assert add(2)
    assert library.results("otters").total == 2
