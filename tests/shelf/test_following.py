"""Marks of every kind follow their stories: a library that is moved, a file that is renamed, a text that is edited."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.analysis.corrections import MuteCorrection
from tui_reader.article.anchor import anchor
from tui_reader.article.folder import read_article
from tui_reader.article.limits import Limits
from tui_reader.article.model import Article
from tui_reader.shelf import bookmarks, corrections, following, hidden, libraries, progress, state
from tui_reader.shelf.database import Change, Database
from tui_reader.shelf.following import Followed, Story
from tui_reader.shelf.progress import Progress

DEFAULT = Limits()
TEXT = 'date 2024-01-01 Lamps lit\n\n"All the lamps are lit," said Ada Quill.\n\nNobody slept.\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a few stories."""
    root = tmp_path / "news"
    (root / "old").mkdir(parents=True)
    for number in range(6):
        (root / "old" / f"{number}.txt").write_text(TEXT.replace("Lamps", f"Lamps {number}"), "utf-8")
    return root


def read(path: Path, library: Path) -> Article:
    return read_article(path, library)


def _bookmarked(shelf: Database, story: Article, library: Path) -> None:
    bookmarks.add(shelf, story, library, tags=("lamps",), note="Ask again.")


def _quoted(shelf: Database, story: Article, library: Path) -> None:
    at = story.text.index("All")
    bookmarks.add(shelf, story, library, anchor(story.text, at, at + 22), speaker="Ada Quill", note="Who?")


def _placed(shelf: Database, story: Article, library: Path) -> None:
    progress.save(shelf, story, library, Progress(read=True, paragraph=1, share=0.5))


def _corrected(shelf: Database, story: Article, library: Path) -> None:
    corrections.add(shelf, story, library, MuteCorrection("Ada Quill"))
    corrections.add(shelf, story, library, MuteCorrection("Nobody"))


def _hidden(shelf: Database, story: Article, library: Path) -> None:
    hidden.set_hidden(shelf, story, library, hidden=True)


KINDS = (_bookmarked, _quoted, _placed, _corrected, _hidden)


def marks_at(shelf: Database, path: Path) -> list[dict[str, object]]:
    """All that the shelf says of a path, without what tells where and of what content it is."""
    where = ("path", "place", "library", "article", "content_hash")
    return [
        {"table": table, **{name: row[name] for name in row.keys() if name not in where}}  # noqa: SIM118  a Row
        for table in ("mark", "progress", "correction", "hidden")
        for row in shelf.rows(f"SELECT * FROM {table} WHERE path = ? ORDER BY rowid", (str(path),))  # noqa: S608  named above
    ]


def look_at(shelf: Database, path: Path, library: Path) -> Followed:
    """What opening a story does."""
    return following.follow(shelf, [Story.of(read(path, library), library)])


def settled(shelf: Database, root: Path, limits: Limits = DEFAULT) -> Followed | None:
    """What opening a library does."""
    return following.settle(shelf, root, limits)


Kind = Callable[[Database, Article, Path], None]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "change", ["moved", "renamed", "edited", "edited, then renamed", "renamed, edited, moved"]
)
def test_marks_of_every_kind_follow_whatever_happens_one_at_a_time(
    shelf: Database, library: Path, kind: Kind, change: str
) -> None:
    path, root = library / "old" / "3.txt", library
    kind(shelf, read(path, root), root)
    libraries.keep(shelf, root)
    before = marks_at(shelf, path)
    assert before
    for step in change.replace(", then", ",").split(", "):
        if step == "moved":
            root = root.rename(root.with_name("elsewhere"))
            path = root / path.relative_to(library)
            assert settled(shelf, root) == Followed(1)
        elif step == "renamed":
            path = path.rename(root / "3 new.txt")
            assert look_at(shelf, path, root).stories == 1
        else:
            path.write_text(path.read_text() + "\nIt was late.\n", "utf-8")
            assert look_at(shelf, path, root) == Followed()
    assert marks_at(shelf, path) == before
    rows = [
        row
        for table in ("mark", "progress", "correction", "hidden")
        for row in shelf.rows(f"SELECT path, library, article, content_hash FROM {table}")  # noqa: S608  the same
    ]
    now = read(path, root)
    assert {tuple(row) for row in rows} == {(str(path), str(root), now.id, now.content_hash)}
    for mark in bookmarks.listed(shelf):
        assert mark.resolve(now) is not None
        assert bookmarks.by_mark(shelf, mark.mark) == mark
        assert shelf.rows("SELECT place FROM mark")[0][0] == mark.place


def test_what_is_still_there_keeps_its_marks_and_a_copy_has_none(shelf: Database, library: Path) -> None:
    path = library / "old" / "3.txt"
    for kind in KINDS:
        kind(shelf, read(path, library), library)
    before = marks_at(shelf, path)
    copy = Path(shutil.copy(path, library / "copy.txt"))
    assert look_at(shelf, copy, library) == Followed()
    assert (marks_at(shelf, path), marks_at(shelf, copy)) == (before, [])
    path.unlink()
    assert look_at(shelf, copy, library).stories == 1
    assert (marks_at(shelf, path), marks_at(shelf, copy)) == ([], before)


def test_marks_that_a_path_has_already_stay(shelf: Database, library: Path) -> None:
    old, new = library / "old" / "3.txt", library / "new.txt"
    _placed(shelf, read(old, library), library)
    _bookmarked(shelf, read(old, library), library)
    old.rename(new)
    progress.save(shelf, read(new, library), library, Progress(paragraph=0, share=0.1))
    look_at(shelf, new, library)
    assert progress.progress_of(shelf, new) == Progress(paragraph=0, share=0.1)
    assert [mark.path for mark in bookmarks.bookmarks(shelf)] == [str(new)]


def test_a_library_is_taken_for_another_only_when_its_stories_are_the_same_and_the_other_is_gone(
    shelf: Database, library: Path, tmp_path: Path
) -> None:
    for number in range(6):
        _placed(shelf, read(library / "old" / f"{number}.txt", library), library)
    copy = Path(shutil.copytree(library, tmp_path / "copy"))
    assert settled(shelf, copy) == Followed()
    shutil.rmtree(library)
    other = Path(shutil.copytree(copy, tmp_path / "other"))
    for path in other.rglob("*.txt"):
        path.write_text("date 2020-01-01 Another\n\nStory.\n", "utf-8")
    assert settled(shelf, other) == Followed()
    libraries.keep(shelf, copy)
    assert settled(shelf, copy) == Followed()  # it was opened before, beside the other
    again = copy.rename(tmp_path / "again")
    (again / "old" / "5.txt").unlink()
    state.remember(shelf, {state.last_story(library): "abc"})
    assert settled(shelf, again) == Followed(5)
    assert len(progress.all_progress(shelf, again)) == 5
    assert len(progress.all_progress(shelf, library)) == 1
    assert state.recall(shelf)[state.last_story(again)] == "abc"


def test_all_of_a_library_is_followed_as_its_stories_one_by_one_are(shelf: Database, library: Path) -> None:
    for number in range(6):
        story = read(library / "old" / f"{number}.txt", library)
        for kind in KINDS:
            kind(shelf, story, library)
    before = [marks_at(shelf, library / "old" / f"{number}.txt") for number in range(6)]
    (library / "old").rename(library / "new")
    edited = library / "new" / "0.txt"
    edited.rename(library / "old.txt")
    stories = [Story.of(read(path, library), library) for path in sorted(library.rglob("*.txt"))]
    assert following.follow_all(shelf, stories) == Followed(6, 6)
    assert [marks_at(shelf, library / "new" / f"{number}.txt") for number in range(1, 6)] == before[1:]
    assert marks_at(shelf, library / "old.txt") == before[0]
    assert following.follow_all(shelf, stories) == Followed()


def test_where_a_folder_cannot_be_looked_into_nothing_is_gone(
    shelf: Database, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = library / "old" / "3.txt"
    _placed(shelf, read(old, library), library)
    new = old.rename(library / "3.txt")

    def refuse(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr("tui_reader.shelf.following.os.lstat", refuse)
    assert following.follow(shelf, [Story.of(read(new, library), library)]) == Followed()
    monkeypatch.undo()
    assert look_at(shelf, new, library).stories == 1


def test_a_bookmark_can_be_undone_after_its_story_was_edited(shelf: Database, library: Path) -> None:
    path = library / "old" / "3.txt"
    change = bookmarks.add(shelf, read(path, library), library)
    assert isinstance(change, Change)
    path.write_text(path.read_text() + "\nIt was late.\n", "utf-8")
    look_at(shelf, path, library)
    shelf.undo(change)
    assert bookmarks.listed(shelf) == []


def _in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.shelf.following._MOMENT", 0.0)


def _everything_marked(shelf: Database, library: Path) -> list[list[dict[str, object]]]:
    for number in range(6):
        story = read(library / "old" / f"{number}.txt", library)
        for kind in KINDS:
            kind(shelf, story, library)
    return [marks_at(shelf, library / "old" / f"{number}.txt") for number in range(6)]


@pytest.mark.parametrize("steps", [1, 7, 23])
@pytest.mark.parametrize("how", ["moved", "renamed"])
def test_what_is_stopped_in_the_middle_is_neither_lost_nor_doubled_and_goes_on_the_next_time(
    shelf: Database, library: Path, monkeypatch: pytest.MonkeyPatch, how: str, steps: int
) -> None:
    before = _everything_marked(shelf, library)
    rows = sum(map(len, before))
    if how == "moved":
        root = library.rename(library.with_name("elsewhere"))
        now = root / "old"
    else:
        root, now = library, (library / "old").rename(library / "new")
    stories = [Story.of(read(path, root), root) for path in sorted(now.iterdir())]
    pauses = []

    def stop(seconds: float) -> bool:
        pauses.append(seconds)
        return len(pauses) == steps

    _in_small_steps(monkeypatch)
    follow = following.follow_all if how == "renamed" else None
    assert (follow(shelf, stories, stop) if follow else following.settle(shelf, root, DEFAULT, stop)) is None
    there = [
        path for number in range(6) for path in (library / "old" / f"{number}.txt", now / f"{number}.txt")
    ]
    assert sum(len(marks_at(shelf, path)) for path in there) == rows
    assert any(marks_at(shelf, path) for path in there[1::2])
    done = follow(shelf, stories) if follow else settled(shelf, root)
    assert done is not None
    assert [marks_at(shelf, now / f"{number}.txt") for number in range(6)] == before


def test_others_write_while_very_many_marks_are_moved(
    shelf: Database, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _everything_marked(shelf, library)
    root = library.rename(library.with_name("elsewhere"))
    _in_small_steps(monkeypatch)
    monkeypatch.setattr("tui_reader.shelf.database._WAIT_SECONDS", 0.0)
    other = Database(shelf.path)
    written = []

    def write(seconds: float) -> None:
        written.append(seconds)
        state.remember(other, {f"at {len(written)}": "here"})

    assert following.settle(shelf, root, DEFAULT, write) == Followed(6)
    assert len(written) > 6
    assert f"at {len(written)}" in state.recall(shelf)
    other.close()


def test_a_moved_library_is_known_by_stories_as_large_as_the_settings_allow(
    shelf: Database, library: Path
) -> None:
    _everything_marked(shelf, library)
    root = library.rename(library.with_name("elsewhere"))
    assert settled(shelf, root, Limits(largest=10)) == Followed()
    assert settled(shelf, root) == Followed(6)


@pytest.mark.parametrize(("same", "taken"), [(2, False), (3, True), (6, True)])
def test_half_of_the_stories_must_be_the_same(
    shelf: Database, library: Path, *, same: int, taken: bool
) -> None:
    _everything_marked(shelf, library)
    root = library.rename(library.with_name("elsewhere"))
    for number in range(same, 6):
        (root / "old" / f"{number}.txt").write_text("date 2020-01-01 Another\n\nStory.\n", "utf-8")
    assert settled(shelf, root) == (Followed(6) if taken else Followed())


def test_of_very_many_stories_a_few_from_all_of_them_tell(
    shelf: Database, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(130):
        path = library / f"{number:03}.txt"
        path.write_text(TEXT.replace("Lamps", f"Lamps {number}"), "utf-8")
        _placed(shelf, read(path, library), library)
    root = library.rename(library.with_name("elsewhere"))
    looked_at = []

    def reading(path: Path, *, limits: Limits) -> Article:
        looked_at.append(int(path.stem))
        return read_article(path, limits=limits)

    monkeypatch.setattr("tui_reader.shelf.following.read_article", reading)
    assert settled(shelf, root) == Followed(130)
    assert len(looked_at) == 20
    assert max(looked_at) > 100


def test_what_was_done_to_the_end_is_not_stopped_behind_it(
    shelf: Database, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _placed(shelf, read(library / "old" / "3.txt", library), library)
    new = (library / "old" / "3.txt").rename(library / "3.txt")
    _in_small_steps(monkeypatch)
    stories = [Story.of(read(new, library), library)]
    assert following.follow_all(shelf, stories, lambda _: True) == Followed(1)


def test_the_story_that_was_open_last_in_the_new_place_stays_so(shelf: Database, library: Path) -> None:
    _everything_marked(shelf, library)
    root = library.rename(library.with_name("elsewhere"))
    pane = state.last_pane
    state.remember(
        shelf, {state.last_story(library): "old", state.last_story(root): "new", pane(library): "list"}
    )
    assert settled(shelf, root) == Followed(6)
    remembered = state.recall(shelf)
    assert (remembered[state.last_story(root)], remembered[pane(root)]) == ("new", "list")
