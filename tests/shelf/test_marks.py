"""Bookmarks, read marks, places and small things to remember, and taking changes back."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.shelf.conftest import make_story as story
from tui_reader.article.anchor import Anchor
from tui_reader.shelf import bookmarks, hidden, progress, state
from tui_reader.shelf.database import Change, Database
from tui_reader.shelf.marks import paths_of, read_marks
from tui_reader.shelf.progress import Progress

LIBRARY = Path("/news")


def rows(shelf: Database) -> list[tuple[object, ...]]:
    """All that is on the shelf."""
    tables = ("mark", "progress", "state")
    return [tuple(row) for table in tables for row in shelf.rows(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608  named above


def done(change: Change | None) -> Change:
    assert change is not None
    return change


def test_a_bookmark_keeps_all_that_finds_its_story_again(shelf: Database) -> None:
    article = story("/news/a.txt")
    change = done(bookmarks.add(shelf, article, LIBRARY))
    assert change.label == "Bookmarked “Story a”"
    (mark,) = bookmarks.bookmarks(shelf)
    assert (mark.path, mark.library, mark.article) == ("/news/a.txt", "/news", article.id)
    assert (mark.content_hash, mark.title, mark.date) == (article.content_hash, "Story a", "2024-03-09")
    assert mark.created.endswith("+00:00")


def test_a_story_opened_alone_has_no_library(shelf: Database) -> None:
    bookmarks.add(shelf, story("/else/a.txt"), None)
    assert [mark.library for mark in bookmarks.bookmarks(shelf)] == [""]


def test_a_second_bookmark_and_a_second_removal_change_nothing(shelf: Database) -> None:
    article = story("/news/a.txt")
    assert bookmarks.remove(shelf, article.path) is None
    bookmarks.add(shelf, article, LIBRARY)
    before = rows(shelf)
    assert bookmarks.add(shelf, article, LIBRARY) is None
    assert rows(shelf) == before
    assert bookmarks.remove(shelf, article.path) is not None
    assert bookmarks.remove(shelf, article.path) is None


def test_bookmarks_have_marks_of_their_own_and_stand_latest_first(shelf: Database) -> None:
    for name in "abc":
        bookmarks.add(shelf, story(f"/news/{name}.txt"), LIBRARY)
    found = bookmarks.bookmarks(shelf)
    assert [mark.title for mark in found] == ["Story c", "Story b", "Story a"]
    assert len({mark.mark for mark in found}) == 3


def test_libraries_side_by_side_are_kept_apart(shelf: Database) -> None:
    for path in ("/a/b/one.txt", "/a/bc/two.txt", "/a/b.txt", "/A/b/three.txt"):
        article = story(path)
        bookmarks.add(shelf, article, article.path.parent)
        progress.save(shelf, article, article.path.parent, Progress(read=True))
    for library, wanted in (
        ("/a/b", {"/a/b/one.txt"}),
        ("/a", {"/a/b/one.txt", "/a/bc/two.txt", "/a/b.txt"}),
    ):
        assert {mark.path for mark in bookmarks.bookmarks(shelf, Path(library))} == wanted
        assert set(progress.all_progress(shelf, Path(library))) == wanted
    assert len(bookmarks.bookmarks(shelf, Path("/"))) == len(progress.all_progress(shelf, Path("/"))) == 4


def test_signs_of_patterns_in_a_library_are_only_signs(shelf: Database) -> None:
    for path in ("/n%_s/a.txt", "/news/a.txt", "/新聞🙂/a.txt", "/新聞🙂x/a.txt"):
        article = story(path)
        progress.save(shelf, article, article.path.parent, Progress())
    assert set(progress.all_progress(shelf, Path("/n%_s"))) == {"/n%_s/a.txt"}
    assert set(progress.all_progress(shelf, Path("/新聞🙂"))) == {"/新聞🙂/a.txt"}


def test_how_far_a_story_was_read_is_kept(shelf: Database) -> None:
    article = story("/news/a.txt")
    assert progress.progress_of(shelf, article.path) == Progress()
    progress.save(shelf, article, LIBRARY, Progress(read=True, paragraph=7, share=0.5))
    assert progress.progress_of(shelf, article.path) == Progress(read=True, paragraph=7, share=0.5)
    assert progress.all_progress(shelf, LIBRARY) == {
        "/news/a.txt": Progress(read=True, paragraph=7, share=0.5)
    }


def test_a_reader_who_turns_a_page_takes_nothing_back_that_another_one_marked(shelf: Database) -> None:
    article = story("/news/a.txt")
    progress.set_read(shelf, article, LIBRARY, read=True)
    progress.save(shelf, article, LIBRARY, Progress(paragraph=7, share=0.5))
    kept = progress.save(shelf, article, LIBRARY, Progress(paragraph=2, share=0.1))
    assert kept == progress.progress_of(shelf, article.path) == Progress(True, 2, 0.5)
    progress.set_read(shelf, article, LIBRARY, read=False)
    assert not progress.save(shelf, article, LIBRARY, Progress(paragraph=3)).read


def test_marking_unread_keeps_the_place(shelf: Database) -> None:
    article = story("/news/a.txt")
    progress.save(shelf, article, LIBRARY, Progress(read=True, paragraph=7, share=0.5))
    change = progress.set_read(shelf, article, LIBRARY, read=False)
    assert change.label == "Marked “Story a” as unread"
    assert progress.progress_of(shelf, article.path) == Progress(read=False, paragraph=7, share=0.5)


def test_every_change_can_be_undone(shelf: Database) -> None:
    article = story("/news/a.txt")
    steps: list[Callable[[], Change | None]] = [
        lambda: bookmarks.add(shelf, article, LIBRARY),
        lambda: bookmarks.remove(shelf, article.path),
        lambda: progress.set_read(shelf, article, LIBRARY, read=True),
        lambda: progress.set_read(shelf, article, LIBRARY, read=False),
        lambda: bookmarks.add(shelf, article, LIBRARY),
        lambda: progress.set_read(shelf, article, LIBRARY, read=True),
    ]
    changes, before = [], []
    for step in steps:
        before.append(rows(shelf))
        changes.append(done(step()))
    for change, wanted in zip(reversed(changes), reversed(before), strict=True):
        shelf.undo(change)
        assert rows(shelf) == wanted


def test_undo_leaves_what_was_changed_since(shelf: Database) -> None:
    article = story("/news/a.txt")
    progress.save(shelf, article, LIBRARY, Progress(paragraph=2, share=0.1))
    marked = progress.set_read(shelf, article, LIBRARY, read=True)
    progress.save(shelf, article, LIBRARY, Progress(read=True, paragraph=40, share=0.9))
    shelf.undo(marked)
    assert progress.progress_of(shelf, article.path) == Progress(read=False, paragraph=40, share=0.9)


def test_undo_does_not_take_away_a_later_bookmark_of_the_same_story(shelf: Database) -> None:
    article = story("/news/a.txt")
    first = done(bookmarks.add(shelf, article, LIBRARY))
    removed = done(bookmarks.remove(shelf, article.path))
    bookmarks.add(shelf, article, LIBRARY)
    kept = rows(shelf)
    for change in (first, removed):
        shelf.undo(change)
        assert rows(shelf) == kept


def test_a_story_of_which_a_part_is_bookmarked_is_bookmarked_until_nothing_of_it_is(shelf: Database) -> None:
    article = story("/news/a.txt")
    bookmarks.add(shelf, article, LIBRARY)
    bookmarks.add(shelf, article, LIBRARY, Anchor("Text", "", "", 0), speaker="Ada")
    bookmarks.add(shelf, article, LIBRARY, Anchor("ext", "", "", 1))
    for mark in reversed(bookmarks.listed(shelf)):
        assert read_marks(shelf).bookmarked == paths_of(shelf, "bookmarked") == {"/news/a.txt"}
        bookmarks.remove_marks(shelf, [mark.mark])
    assert read_marks(shelf).bookmarked == paths_of(shelf, "bookmarked") == set()


def test_small_things_are_remembered(shelf: Database) -> None:
    state.remember(shelf, {"library": "/news", state.last_story(LIBRARY): "abc"})
    state.remember(shelf, {"library": "/other"})
    assert state.recall(shelf) == {"library": "/other", "story:/news": "abc"}


def test_what_is_kept_is_there_after_closing(file: Path) -> None:
    first = Database(file)
    bookmarks.add(first, story("/news/a.txt"), LIBRARY)
    first.close()
    first.close()
    second = Database(file)
    assert [mark.title for mark in bookmarks.bookmarks(second)] == ["Story a"]
    second.close()


@given(st.lists(st.sampled_from(["add", "remove", "read", "unread", "undo"]), max_size=20))
def test_any_row_of_changes_and_undos_ends_where_it_would_without_them(steps: list[str]) -> None:
    shelf = Database.in_memory()
    article = story("/news/a.txt")
    changes: list[tuple[Change, list[tuple[object, ...]]]] = []
    for step in steps:
        before = rows(shelf)
        change = None
        if step == "undo" and changes:
            last, wanted = changes.pop()
            shelf.undo(last)
            assert rows(shelf) == wanted
        elif step in ("read", "unread"):
            change = progress.set_read(shelf, article, LIBRARY, read=step == "read")
        elif step != "undo":
            change = (
                bookmarks.add(shelf, article, LIBRARY)
                if step == "add"
                else bookmarks.remove(shelf, article.path)
            )
        if change:
            changes.append((change, before))
    shelf.close()


def test_the_stories_in_a_state_are_those_that_have_it(shelf: Database) -> None:
    for name in "abc":
        bookmarks.add(shelf, story(f"/news/{name}.txt"), LIBRARY, tags=("Sea",) if name == "a" else ())
    progress.set_read(shelf, story("/news/b.txt"), LIBRARY, read=True)
    progress.set_read(shelf, story("/news/c.txt"), LIBRARY, read=False)
    hidden.set_hidden(shelf, story("/news/c.txt"), LIBRARY, hidden=True)
    marks = read_marks(shelf)
    paths = [f"/news/{name}.txt" for name in "abcd"]
    for state_name in ("read", "bookmarked", "hidden", "tag:sea", "tag:SEA", "tag:ferry"):
        expected = {path for path in paths if marks.has(state_name, path)}
        assert paths_of(shelf, state_name) == expected, state_name
    assert paths_of(shelf, "tag:sea") == {"/news/a.txt"}


def test_the_version_tells_every_change_from_here_and_from_elsewhere(shelf: Database) -> None:
    versions = [shelf.version(), shelf.version()]
    bookmarks.add(shelf, story("/news/a.txt"), LIBRARY)
    versions.append(shelf.version())
    other = Database(shelf.path)
    bookmarks.add(other, story("/news/b.txt"), LIBRARY)
    other.close()
    versions.append(shelf.version())
    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
