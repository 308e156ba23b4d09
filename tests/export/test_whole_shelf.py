"""A whole shelf as JSON lines: exported, wiped and imported it is the same, and a bad line never spoils the others."""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.conftest import CONFIDENCES, LINES, STORY, WILD, WORDS
from tests.export.conftest import bookmarks as any_bookmark
from tests.shelf.conftest import make_story
from tui_reader.analysis.corrections import Correction, MergeCorrection, MuteCorrection, SpeakerCorrection
from tui_reader.analysis.model import Confidence
from tui_reader.article.anchor import Anchor
from tui_reader.article.model import Article
from tui_reader.article.text import clean
from tui_reader.export.records import json_lines, read_shelf, shelf_lines
from tui_reader.shelf import (
    bookmarks,
    contents,
    corrections,
    hidden,
    history,
    libraries,
    progress,
    searches,
    state,
)
from tui_reader.shelf.bookmarks import Bookmark, merge
from tui_reader.shelf.database import Database
from tui_reader.shelf.progress import Progress

LIBRARY = Path("/news")
NAMES = LINES.filter(bool)
TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=3) | WILD
"""What somebody may type, or paste."""
STORIES = st.builds(
    lambda path, text, title: replace(make_story(path, text), title=title),
    st.sampled_from(["/news/a.txt", "/news/b  c.txt", "/news/x\ny/\x1b[31m.txt", "/é\u202e/d\t.txt"]),
    WORDS,
    LINES,
)
_ANCHORS = st.builds(Anchor, WORDS, WILD.map(clean), WILD.map(clean), st.integers(0, 99))
CORRECTIONS: st.SearchStrategy[Correction] = (
    st.builds(MuteCorrection, NAMES)
    | st.builds(MergeCorrection, NAMES, NAMES)
    | st.builds(SpeakerCorrection, _ANCHORS, st.none() | NAMES)
)
PROGRESS = st.builds(Progress, st.booleans(), st.integers(0, 999), st.floats(0, 1))
Step = Callable[[Database], object]


def _bookmark(
    story: Article,
    passage: Anchor | None,
    speaker: str | None,
    confidence: Confidence | None,
    tag: str,
    note: str,
) -> Step:
    said = None if passage is None else speaker
    return lambda shelf: bookmarks.add(
        shelf, story, LIBRARY, passage, speaker=said, confidence=confidence, tags=[tag], note=note
    )


STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.builds(_bookmark, STORIES, st.none() | _ANCHORS, st.none() | LINES, CONFIDENCES, TYPED, TYPED)
    | st.builds(
        lambda story, here: lambda shelf: progress.save(shelf, story, LIBRARY, here), STORIES, PROGRESS
    )
    | st.builds(
        lambda story, read: lambda shelf: progress.set_read(shelf, story, None, read=read),
        STORIES,
        st.booleans(),
    )
    | st.builds(
        lambda story, said: lambda shelf: corrections.add(shelf, story, LIBRARY, said), STORIES, CORRECTIONS
    )
    | st.builds(
        lambda story, gone: lambda shelf: hidden.set_hidden(shelf, story, None, hidden=gone),
        STORIES,
        st.booleans(),
    )
    | st.builds(lambda name, query: lambda shelf: searches.save(shelf, name, query), TYPED, TYPED)
    | st.builds(lambda query: lambda shelf: history.keep(shelf, query), TYPED)
    | st.builds(lambda folder: lambda shelf: libraries.keep(shelf, LIBRARY / folder), NAMES)
    | st.builds(lambda name, value: lambda shelf: state.remember(shelf, {name: value}), TYPED, TYPED),
    max_size=12,
)


def everything(shelf: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a shelf, but for the steps of its schema."""
    tables = [row["name"] for row in shelf.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    order = {"mark": "created, rowid"}
    return {
        table: [
            tuple(row)
            for row in shelf.rows(f"SELECT * FROM {table} ORDER BY {order.get(table, 'rowid')}")  # noqa: S608  its own names
        ]
        for table in tables
        if table != "migration"
    }


def take_in(shelf: Database, text: str) -> int:
    """Import; how many rows were added."""
    marks, rows, problems = read_shelf(text.encode(), shelf)
    assert problems == []
    return merge(shelf, marks).added + contents.take_in(shelf, rows).added


@settings(deadline=None, max_examples=80)
@given(marks=st.lists(any_bookmark(), max_size=4), steps=STEPS)
def test_an_export_brings_each_row_of_a_wiped_shelf_back_and_twice_is_once(
    marks: list[Bookmark], steps: list[Step]
) -> None:
    with contextlib.closing(Database.in_memory()) as shelf, contextlib.closing(Database.in_memory()) as wiped:
        merge(shelf, marks)
        for step in steps:
            step(shelf)
        before = everything(shelf)
        text = shelf_lines(shelf)
        assert text.isascii()
        assert take_in(wiped, text) == text.count("\n") == sum(map(len, before.values()))
        assert everything(wiped) == before
        for known in (wiped, shelf):
            assert take_in(known, text) == 0
            assert everything(known) == before


@pytest.fixture
def shelf() -> Iterator[Database]:
    """An empty shelf."""
    database = Database.in_memory()
    yield database
    database.close()


def test_what_is_known_stays_as_it_is(shelf: Database) -> None:
    story = make_story("/news/a.txt")
    progress.save(shelf, story, LIBRARY, Progress(read=True, paragraph=3, share=0.5))
    text = shelf_lines(shelf)
    progress.save(shelf, story, LIBRARY, Progress(read=True, paragraph=9, share=0.9))
    assert take_in(shelf, text) == 0
    assert progress.progress_of(shelf, story.path).paragraph == 9


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"table": "fish"}, "its table is none of the shelf's"),
        ({"table": ["progress"]}, "its table is none of the shelf's"),
        ({"table": "migration"}, "its table is none of the shelf's"),
        ({"path": "a.txt"}, "its path is not an absolute one"),
        ({"path": "/a\0b"}, "its path is not an absolute one"),
        ({"path": "/\udcff"}, "its path is not valid text"),
        ({"path": None}, "its path is no text"),
        ({"library": "news"}, "its library is not an absolute one"),
        ({"read": True}, "its read is no number"),
        ({"paragraph": "3"}, "its paragraph is no number"),
        ({"paragraph": 2**63}, "its paragraph is no number"),
        ({"share": float("nan")}, "its share is no number"),
        ({"seen": 3}, "its seen is no text"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken_in(
    shelf: Database, change: dict[str, object], said: str
) -> None:
    progress.save(shelf, make_story("/news/a.txt"), LIBRARY, Progress(read=True))
    (row,) = contents.records(shelf)
    marks, rows, problems = read_shelf(
        f"{json.dumps({**row, **change})}\n{json.dumps(row)}\n{json_lines([STORY])}".encode(), shelf
    )
    assert (marks, rows) == ([STORY], [row])
    assert [(problem.line, problem.message) for problem in problems] == [(1, said)]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "3",
        "null",
        "[" * 100_000,
        '{"kind": "no such"}',
        '{"kind": ["mute"], "name": "Ada"}',
        '{"kind": "mute", "name": 3}',
        '{"kind": "mute", "name": "Ada", "more": 1}',
        '{"kind": "merge", "name": "Ada"}',
        '{"kind": "speaker", "speaker": "Ada", "quote": "Hello"}',
        '{"kind": "speaker", "speaker": "Ada", "quote": {"words": "a", "before": "", "after": "", "start": "x"}}',
        '{"kind": "speaker", "speaker": 1, "quote": {"words": "a", "before": "", "after": "", "start": 0}}',
    ],
)
def test_a_correction_that_is_none_is_refused(shelf: Database, text: str) -> None:
    corrections.add(shelf, make_story("/news/a.txt"), LIBRARY, MuteCorrection("Ada"))
    (row,) = contents.records(shelf)
    assert (
        read_shelf(json.dumps({**row, "said": text}).encode(), shelf)[2][0].message
        == "its said is no correction"
    )


def test_a_hostile_row_brings_no_control_characters_onto_the_shelf(shelf: Database) -> None:
    corrections.add(shelf, make_story("/news/a.txt"), LIBRARY, MuteCorrection("Ada"))
    (row,) = contents.records(shelf)
    said = json.dumps({**json.loads(str(row["said"])), "name": "A\x1b[2Jda"})
    _, (found,), _ = read_shelf(json.dumps({**row, "said": said, "title": "\x1b[2JHa\nha"}).encode(), shelf)
    assert found["title"] == "[2JHa ha"
    assert json.loads(str(found["said"]))["name"] == clean("A\x1b[2Jda")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(deadline=None)
def test_nothing_in_a_file_can_raise(data: bytes) -> None:
    shelf = Database.in_memory()
    marks, rows, problems = read_shelf(data, shelf)
    assert len(marks) + len(rows) + len(problems) <= data.count(b"\n") + 1
    shelf.close()
