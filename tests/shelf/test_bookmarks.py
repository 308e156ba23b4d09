"""Bookmarks of passages and quotes, tags and notes: keeping, finding again, changing, undoing, listing, merging."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shelf.conftest import make_story
from tui_reader.article.anchor import Anchor, anchor
from tui_reader.article.model import Article
from tui_reader.shelf import bookmarks
from tui_reader.shelf.bookmarks import Bookmark, Wanted, listed
from tui_reader.shelf.database import Change, Database
from tui_reader.shelf.marks import read_marks
from tui_reader.shelf.migrations import MIGRATIONS
from tui_reader.shelf.tags import folded_tags, tags_of

LIBRARY = Path("/news")
TEXT = (
    "The wall at Saltmere will be raised before winter comes to the coast.\n\n"
    "“We have waited long enough,” said Ada Quill, the harbour master.\n\n"
    "Nobody in the room objected to the plan."
)
STORY = make_story("/news/wall.txt", TEXT)


def passage(words: str, article: Article = STORY) -> Anchor:
    start = article.text.index(words)
    return anchor(article.text, start, start + len(words))


def everything(shelf: Database) -> list[tuple[object, ...]]:
    return [tuple(row) for row in shelf.rows("SELECT * FROM mark ORDER BY place")]


def done(change: Change | None) -> Change:
    assert change is not None
    return change


def a_quote(shelf: Database) -> Bookmark:
    words = "We have waited long enough,"
    done(bookmarks.add(shelf, STORY, LIBRARY, passage(words), speaker="Ada Quill"))
    return listed(shelf)[0]


def test_a_quote_is_kept_with_its_speaker_and_its_surroundings(shelf: Database) -> None:
    quote = a_quote(shelf)
    assert (quote.kind, quote.words, quote.speaker) == ("quote", "We have waited long enough,", "Ada Quill")
    assert (quote.title, quote.date, quote.path) == ("Story wall", "2024-03-09", "/news/wall.txt")
    assert (quote.article, quote.content_hash, quote.library) == (STORY.id, STORY.content_hash, "/news")
    assert quote.passage == passage("We have waited long enough,")


def test_a_quote_is_kept_with_how_sure_its_speaker_is_and_what_is_no_quote_without(shelf: Database) -> None:
    for words, speaker in (("We have waited", "Ada Quill"), ("long enough", ""), ("The wall", None)):
        done(bookmarks.add(shelf, STORY, LIBRARY, passage(words), speaker=speaker, confidence="guess"))
    assert [(found.words, found.confidence) for found in reversed(listed(shelf))] == [
        ("We have waited", "guess"),
        ("long enough", None),
        ("The wall", None),
    ]


def test_how_sure_a_speaker_is_is_not_known_where_a_later_version_says_it(
    shelf: Database, file: Path
) -> None:
    quote = a_quote(shelf)
    with sqlite3.connect(file) as other:
        other.execute("UPDATE mark SET confidence = 'sure'")
    other.close()
    assert listed(shelf) == [quote._replace(confidence=None)]
    assert bookmarks.merge(shelf, [quote._replace(confidence="guess")]).completed == 1
    assert listed(shelf) == [quote._replace(confidence="guess")]


def test_a_story_and_its_passages_have_bookmarks_of_their_own(shelf: Database) -> None:
    bookmarks.add(shelf, STORY, LIBRARY)
    bookmarks.add(shelf, STORY, LIBRARY, passage("Nobody in the room objected"))
    a_quote(shelf)
    assert [found.kind for found in listed(shelf)] == ["quote", "passage", "story"]
    assert [found.kind for found in bookmarks.bookmarks(shelf)] == ["story"]
    assert done(bookmarks.remove(shelf, STORY.path)).label == "Removed the bookmark of “Story wall”"
    assert [found.kind for found in listed(shelf)] == ["quote", "passage"]


def test_where_a_passage_stands_is_found_after_an_edit_and_its_loss_is_told(shelf: Database) -> None:
    quote = a_quote(shelf)
    assert quote.resolve(STORY) == (72, 72 + len(quote.words))
    moved = make_story("/news/wall.txt", f"A new beginning.\n\n{TEXT}")
    assert quote.resolve(moved) == (90, 90 + len(quote.words))
    cut = make_story("/news/wall.txt", TEXT.replace(quote.words, "No comment"))
    assert quote.resolve(cut) is None
    assert quote._replace(kind="story", passage=None).resolve(cut) == (0, len(cut.text))


def test_the_same_passage_is_kept_once_even_when_the_story_was_edited_in_between(shelf: Database) -> None:
    quote = a_quote(shelf)
    assert bookmarks.add(shelf, STORY, LIBRARY, passage(quote.words), speaker="Ada Quill") is None
    moved = make_story("/news/wall.txt", f"A new beginning.\n\n{TEXT}")
    again = bookmarks.add(
        shelf, moved, LIBRARY, passage(quote.words, moved), speaker="Ada Quill", tags=["wall"]
    )
    assert done(again).label == "A quote of “Story wall”: tagged wall"
    (kept,) = listed(shelf)
    assert (kept.mark, kept.passage, kept.tags) == (quote.mark, quote.passage, ("wall",))


def test_two_passages_whose_words_have_both_gone_stay_two(shelf: Database) -> None:
    edited = make_story("/news/wall.txt", "All of it was written anew.")
    for words in ("Nobody in the room objected", "We have waited long enough,"):
        done(bookmarks.add(shelf, edited, LIBRARY, passage(words)))
    assert len(listed(shelf)) == 2


def test_tags_and_a_note_are_changed_and_named(shelf: Database) -> None:
    mark = a_quote(shelf).mark
    first = done(
        bookmarks.change(shelf, mark, tags=["Sea wall", "#Harbour"], note=" ask her \n\n again\x1b ")
    )
    assert first.label == "A quote of “Story wall”: tagged harbour, sea-wall; with a note"
    found = bookmarks.by_mark(shelf, mark)
    assert found is not None
    assert (found.tags, found.note) == (("harbour", "sea-wall"), "ask her \n\n again")
    second = done(bookmarks.change(shelf, mark, tags=["harbour"], note=""))
    assert second.label == "A quote of “Story wall”: no longer tagged sea-wall; without its note"
    assert bookmarks.change(shelf, mark, tags=["harbour"]) is None
    assert bookmarks.change(shelf, "no such mark", note="x") is None


def test_tags_that_two_programs_add_at_once_are_all_kept(file: Path, shelf: Database) -> None:
    mark = a_quote(shelf).mark
    other = Database(file)
    assert bookmarks.by_mark(shelf, mark) == bookmarks.by_mark(other, mark)
    for database, tag in ((shelf, "Harbour"), (other, "wall")):
        bookmarks.change(database, mark, more=[tag])
    assert [each.tags for each in listed(shelf)] == [("harbour", "wall")]
    bookmarks.change(other, mark, more=["coast"], fewer=["Wall", "none such"])
    assert [each.tags for each in listed(shelf)] == [("coast", "harbour")]
    other.close()


def test_undoing_a_tag_keeps_the_note_that_was_written_since(shelf: Database) -> None:
    mark = a_quote(shelf).mark
    tagged = done(bookmarks.change(shelf, mark, tags=["wall"]))
    bookmarks.change(shelf, mark, note="later")
    shelf.undo(tagged)
    found = bookmarks.by_mark(shelf, mark)
    assert found is not None
    assert (found.tags, found.note) == ((), "later")


def test_every_change_is_undone(shelf: Database) -> None:
    changes, before = [], []

    def step(change: Change | None, was: list[tuple[object, ...]]) -> None:
        changes.append(done(change))
        before.append(was)

    step(bookmarks.add(shelf, STORY, LIBRARY, note="first"), [])
    was = everything(shelf)
    step(bookmarks.add(shelf, STORY, LIBRARY, passage("Nobody in the room"), tags=["plan"]), was)
    mark, was = listed(shelf)[0].mark, everything(shelf)
    step(bookmarks.change(shelf, mark, tags=[], note="why?"), was)
    was = everything(shelf)
    step(bookmarks.remove_marks(shelf, [found.mark for found in listed(shelf)]), was)
    assert everything(shelf) == []
    assert changes[-1].label == "Removed 2 bookmarks"
    for change, wanted in zip(reversed(changes), reversed(before), strict=True):
        shelf.undo(change)
        assert everything(shelf) == wanted


def test_removing_nothing_is_no_change(shelf: Database) -> None:
    assert bookmarks.remove_marks(shelf, []) is None
    assert bookmarks.remove_marks(shelf, ["nobody"]) is None


def test_bookmarks_are_listed_by_what_is_asked_for(shelf: Database) -> None:
    other = replace(make_story("/papers/mill.txt", "“Enough,” said Tomas Bérg."), date=None)
    bookmarks.add(shelf, STORY, LIBRARY, tags=["coast"])
    quote = a_quote(shelf)
    bookmarks.change(shelf, quote.mark, tags=["coast", "sea-wall"], note="Call the office")
    bookmarks.add(shelf, other, None, passage("Enough,", other), speaker="Tomas Bérg")
    bookmarks.add(shelf, other, None, passage("said", other))

    def asked(wanted: Wanted) -> list[str]:
        return [f"{found.kind} {Path(found.path).stem}" for found in listed(shelf, wanted)]

    assert asked(Wanted(kinds=frozenset({"quote"}))) == ["quote mill", "quote wall"]
    assert asked(Wanted(library=LIBRARY)) == ["quote wall", "story wall"]
    assert asked(Wanted(story=other.path)) == ["passage mill", "quote mill"]
    assert asked(Wanted(tags=frozenset({"COAST"}))) == ["quote wall", "story wall"]
    assert asked(Wanted(tags=frozenset({"coast", "sea-wall"}))) == ["quote wall"]
    assert asked(Wanted(person="berg")) == ["quote mill"]
    assert asked(Wanted(text="office CALL")) == ["quote wall"]
    assert asked(Wanted(text="call berg")) == []
    assert asked(Wanted(first="2024-03-09", last="2024-03-09")) == ["quote wall", "story wall"]
    assert asked(Wanted(first="2024-03-10")) == asked(Wanted(last="2024-03-08")) == []
    assert asked(Wanted(noted=True)) == ["quote wall"]
    assert len(asked(Wanted())) == 4


def test_the_tags_of_a_story_are_those_of_its_passages_too(shelf: Database) -> None:
    bookmarks.add(shelf, STORY, LIBRARY, tags=["coast"])
    bookmarks.add(shelf, STORY, LIBRARY, passage("Nobody in the room"), tags=["plan"])
    bookmarks.add(shelf, make_story("/news/bare.txt"), LIBRARY)
    assert bookmarks.tags_by_path(shelf) == {"/news/wall.txt": {"coast", "plan"}}
    bookmarks.add(shelf, make_story("/papers/a.txt"), None, tags=["coast"])
    assert bookmarks.tag_counts(shelf, Path("/")) == {"coast": 2, "plan": 1}
    assert bookmarks.tag_counts(shelf, LIBRARY) == {"coast": 1, "plan": 1}


def test_a_story_has_the_state_of_its_tags_whatever_their_case_and_accents(shelf: Database) -> None:
    bookmarks.add(shelf, STORY, LIBRARY, passage("Nobody in the room"), tags=["Café"])
    marks = read_marks(shelf)
    assert marks.has("tag:CAFE", "/news/wall.txt")
    assert not marks.has("tag:caf", "/news/wall.txt")
    assert not marks.has("tag:cafe", "/news/other.txt")


def test_a_moved_story_brings_its_bookmarks_along(shelf: Database, tmp_path: Path) -> None:
    path = tmp_path / "wall.txt"
    path.write_text(TEXT, "utf-8")
    old = make_story(str(path), TEXT)
    bookmarks.add(shelf, old, tmp_path, passage("Nobody in the room", old))
    bookmarks.add(shelf, old, tmp_path)
    copy = make_story(str(tmp_path / "copy.txt"), TEXT)
    assert bookmarks.of_story(shelf, copy) == []
    path.rename(copy.path)
    assert [found.kind for found in bookmarks.of_story(shelf, copy)] == ["story", "passage"]
    assert len(bookmarks.of_story(shelf, old)) == 2


def test_merging_adds_completes_and_leaves_alone(shelf: Database) -> None:
    quote = a_quote(shelf)
    bookmarks.change(shelf, quote.mark, tags=["a"], note="ours")
    elsewhere = quote._replace(mark="f" * 16, tags=("b",), note="theirs")
    moved = quote._replace(path="/old/wall.txt", note="ours")
    new = quote._replace(mark="e" * 16, kind="passage", speaker="")
    before = everything(shelf)
    merged = bookmarks.merge(shelf, [elsewhere, moved, new, new])
    assert (merged.added, merged.completed, merged.known) == (1, 1, 2)
    kept = bookmarks.by_mark(shelf, quote.mark)
    assert kept is not None
    assert (kept.tags, kept.note, kept.path) == (("a", "b"), "ours\n\ntheirs", quote.path)
    again = bookmarks.merge(shelf, [elsewhere, moved, new])
    assert (again.change, again.added, again.completed, again.known) == (None, 0, 0, 3)
    shelf.undo(done(merged.change))
    assert everything(shelf) == before


def test_merging_brings_how_sure_a_speaker_is_only_where_that_was_not_known(shelf: Database) -> None:
    quote = a_quote(shelf)
    other = quote._replace(speaker="Tomas Berg", confidence="guess")
    assert bookmarks.merge(shelf, [other]).known == 1
    assert bookmarks.merge(shelf, [quote._replace(confidence="guess")]).completed == 1
    assert bookmarks.merge(shelf, [quote, quote._replace(confidence="certain")]).known == 2
    assert [found.confidence for found in listed(shelf)] == ["guess"]


def test_a_merge_of_one_place_twice_is_undone_whole(shelf: Database) -> None:
    quote = Bookmark("a" * 16, "/x.txt", "", "b" * 16, "c", "T", "", "", tags=("one",))
    merged = bookmarks.merge(shelf, [quote, quote._replace(tags=("two",))])
    assert [found.tags for found in listed(shelf)] == [("one", "two")]
    shelf.undo(done(merged.change))
    assert listed(shelf) == []


def test_bookmarks_of_an_older_shelf_are_all_there_in_their_order(file: Path) -> None:
    file.parent.mkdir()
    old = [step for step in MIGRATIONS if step[0] < "004"]
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE migration (name TEXT PRIMARY KEY)")
        for name, statements in old:
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration VALUES (?)", (name,))
        for number in range(3):
            row = (f"/news/{number}.txt", f"{number}" * 32, "/news", "a" * 16, "c", "T", "", "2024-01-01")
            connection.execute("INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()
    shelf = Database(file)
    assert [(found.path, found.mark[0]) for found in bookmarks.bookmarks(shelf)] == [
        ("/news/2.txt", "2"),
        ("/news/1.txt", "1"),
        ("/news/0.txt", "0"),
    ]
    assert bookmarks.remove(shelf, Path("/news/1.txt")) is not None
    shelf.close()


def test_quotes_of_an_older_shelf_are_in_doubt_where_their_speaker_has_a_question_mark(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.shelf.migrations.MIGRATIONS", MIGRATIONS[:6])
    old = Database(file)
    quote = {
        "path": "/a.txt",
        "library": "",
        "article": "a" * 16,
        "content_hash": "c",
        "title": "T",
        "date": "",
    }
    quote |= {"words": "so", "before": "", "after": "", "tags": "sea", "note": "n?", "created": "2024-01-01"}
    for number, (kind, speaker) in enumerate(
        (("quote", "Ada?"), ("quote", "Ada"), ("quote", ""), ("story", ""))
    ):
        mark = {"place": str(number), "mark": str(number), "kind": kind, "speaker": speaker, "start": number}
        with old.writing() as transaction:
            transaction.put("mark", {**quote, **mark})
    old.close()
    monkeypatch.undo()
    shelf = Database(file)
    assert [(mark.kind, mark.speaker, mark.confidence, mark.note) for mark in reversed(listed(shelf))] == [
        ("quote", "Ada", "guess", "n?"),
        ("quote", "Ada", None, "n?"),
        ("quote", "", None, "n?"),
        ("story", "", None, "n?"),
    ]
    shelf.close()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Harbour", ("harbour",)),
        ("#a, B ,a", ("a", "b")),
        (" sea  wall ", ("sea-wall",)),
        ("Ünï/çode.1", ("ünï/çode.1",)),
        ('say "so"', ("say-so",)),
        ("tag:x(y)*", ("tag-x-y",)),
        ("हिंदी", ("हिंदी",)),
    ],
)
def test_tags_are_words_that_a_query_can_name(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of(text) == tags


@pytest.mark.parametrize("text", ["", " ", ",", "#", "“”", "\x1b\x00"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no tag; give a word"):
        tags_of(text)


@given(st.lists(st.text(max_size=90), max_size=4))
def test_a_tag_that_was_kept_is_kept_as_it_is(texts: list[str]) -> None:
    tags = folded_tags(texts)
    assert folded_tags(tags) == tags
    assert tuple(" ".join(tags).split()) == tags


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["add", "remove", "tag", "note"])), max_size=12))
def test_any_row_of_changes_is_taken_back_to_nothing(steps: list[tuple[int, str]]) -> None:
    shelf = Database.in_memory()
    words = STORY.text.split()
    changes = []
    for number, step in steps:
        known = listed(shelf)
        change = None
        if step == "add":
            change = bookmarks.add(shelf, STORY, LIBRARY, passage(words[number]) if number else None)
        elif known:
            mark = known[number % len(known)].mark
            if step == "remove":
                change = bookmarks.remove_marks(shelf, [mark])
            elif step == "tag":
                change = bookmarks.change(shelf, mark, tags=[f"t{number}"])
            else:
                change = bookmarks.change(shelf, mark, note=f"note {number}")
        if change:
            changes.append(change)
    for change in reversed(changes):
        shelf.undo(change)
    assert listed(shelf) == []
    shelf.close()
