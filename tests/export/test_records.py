"""JSON Lines: what one shelf writes another reads, and a bad line never spoils the others."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.conftest import GUESS, PASSAGE, QUOTE, STORY, bookmarks
from tui_reader.export.records import bookmark_record, json_lines, read_lines
from tui_reader.shelf.bookmarks import Bookmark, listed, merge
from tui_reader.shelf.database import Database


def test_what_is_written_is_read() -> None:
    text = json_lines([STORY, QUOTE, GUESS, PASSAGE])
    assert text.isascii()
    assert text.count("\n") == 4
    assert read_lines(text.encode()) == ([STORY, QUOTE, GUESS, PASSAGE], [])
    assert [json.loads(line)["confidence"] for line in text.splitlines()] == [None, "certain", "guess", None]


def older(found: list[Bookmark]) -> bytes:
    """What a version wrote that did not know how sure speakers are."""
    records = [bookmark_record(bookmark) for bookmark in found]
    for record in records:
        del record["confidence"]
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_a_quote_of_an_older_export_is_in_doubt_where_its_speaker_has_a_question_mark() -> None:
    asked = [QUOTE._replace(speaker=speaker) for speaker in ("Ada Quill", "Ada Quill?", "?", "")]
    found, problems = read_lines(older(asked))
    assert problems == []
    assert [(each.speaker, each.confidence) for each in found] == [
        ("Ada Quill", None),
        ("Ada Quill", "guess"),
        ("?", None),
        ("", None),
    ]


@pytest.mark.parametrize("said", ["sure", "", ["guess"], 3])
def test_how_sure_a_speaker_is_is_not_known_where_a_later_version_says_it_and_all_else_is_read(
    said: object,
) -> None:
    line = json.dumps({**bookmark_record(QUOTE), "confidence": said})
    assert read_lines(line.encode()) == ([QUOTE._replace(confidence=None)], [])


@given(st.lists(bookmarks(), max_size=6))
def test_an_older_export_changes_nothing_on_the_shelf_that_it_was_written_from(found: list[Bookmark]) -> None:
    shelf = Database.in_memory()
    merge(shelf, found)
    before = listed(shelf)
    read, problems = read_lines(older([each._replace(speaker=each.speaker.rstrip("?")) for each in before]))
    assert problems == []
    assert merge(shelf, read).change is None
    assert listed(shelf) == before
    shelf.close()


@given(st.lists(bookmarks(), max_size=6))
def test_an_export_brings_a_wiped_shelf_back(found: list[Bookmark]) -> None:
    shelf, wiped = Database.in_memory(), Database.in_memory()
    merge(shelf, found)
    before = listed(shelf)
    read, problems = read_lines(json_lines(before).encode())
    assert problems == []
    assert merge(wiped, read).added == len(before)
    assert listed(wiped) == before
    assert merge(wiped, read).change is None
    assert listed(wiped) == before
    shelf.close()
    wiped.close()


def test_empty_lines_other_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    text = json_lines([STORY, QUOTE]).replace("\n", "\r\n\r\n")
    assert read_lines(b"\xef\xbb\xbf" + text.encode()) == ([STORY, QUOTE], [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "fish"}, "its kind is none of story, passage, quote"),
        ({"kind": ["quote"]}, "its kind is none of"),
        ({"bookmark": "xyz"}, "its bookmark is no id"),
        ({"id": None}, "its id is no id"),
        ({"path": "wall.txt"}, "its path is not an absolute one"),
        ({"path": "/a\0b"}, "its path is not an absolute one"),
        ({"path": "/\udcff"}, "its path is not valid text"),
        ({"path": 3}, "its path is no text"),
        ({"library": "news"}, "its library is not an absolute one"),
        ({"date": "yesterday"}, "its date is no date"),
        ({"created": None}, "when it was created"),
        ({"created": "0001-01-01T00:00:00+23:00"}, "when it was created"),
        ({"tags": "coast"}, "its tags are no list of words"),
        ({"tags": [1]}, "its tags are no list of words"),
        ({"words": " "}, "it has no words"),
        ({"start": -1}, "its start is no place"),
        ({"start": 2**63}, "its start is no place"),
        ({"start": True}, "its start is no place"),
        ({"note": {}}, "its note is no text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(change: dict[str, object], said: str) -> None:
    bad = json.dumps({**bookmark_record(QUOTE), **change})
    found, problems = read_lines(f"{json_lines([STORY])}{bad}\n{json_lines([PASSAGE])}".encode())
    assert found == [STORY, PASSAGE]
    (problem,) = problems
    assert problem.line == 2
    assert said in problem.message


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"3", b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_object_is_named(line: bytes) -> None:
    assert [problem.message for problem in read_lines(line)[1]] == ["this is no JSON object"]


def test_a_hostile_line_brings_no_control_characters_onto_the_shelf() -> None:
    record = {
        **bookmark_record(QUOTE),
        "title": "\x1b[2JHa\nha",
        "speaker": "\x07A",
        "note": "\x9bn",
        "tags": ["\x1b(B"],
    }
    ((found,), _) = read_lines(json.dumps(record).encode())
    assert (found.title, found.speaker, found.note, found.tags) == ("[2JHa ha", "A", "n", ("b",))


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_nothing_in_a_file_can_raise(data: bytes) -> None:
    found, problems = read_lines(data)
    assert len(found) + len(problems) <= data.count(b"\n") + 1


def test_a_place_is_read_as_it_was_written() -> None:
    odd = STORY._replace(path="/news/a\n`b` \x7f.txt")
    assert read_lines(json_lines([odd]).encode()) == ([odd], [])
    assert "\x7f" not in json_lines([odd])
