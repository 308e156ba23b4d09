"""Bookmarks of stories, passages and quotes, each with tags and a note: adding, changing, removing, listing.

A passage is kept by its words and their surroundings, so that it is found again when the story was edited.
"""

import datetime
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from tui_reader.analysis.model import Confidence, known_confidence
from tui_reader.article.anchor import Anchor, Span, find
from tui_reader.article.model import Article
from tui_reader.article.text import clean
from tui_reader.digests import digest
from tui_reader.shelf.database import Change, Database
from tui_reader.shelf.tags import fold, folded_tags

Kind = Literal["story", "passage", "quote"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Bookmark(NamedTuple):
    """A bookmark, with all that finds what it marks again when library, path or text change.

    `mark` is the bookmark's own id, `article` the article's; `library` is empty for a story that was
    opened alone; `date` is ISO or empty; `created` is ISO in UTC. `passage` is None for a whole story.
    `speaker` is a quote's, as the screen named them then, empty when nobody was known; `confidence` says
    how sure that was, None where it is not known. `tags` are in order.
    """

    mark: str
    path: str
    library: str
    article: str
    content_hash: str
    title: str
    date: str
    created: str
    kind: Kind = "story"
    passage: Anchor | None = None
    speaker: str = ""
    confidence: Confidence | None = None
    tags: tuple[str, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """The marked words; empty for a whole story."""
        return self.passage.words if self.passage else ""

    @property
    def place(self) -> str:
        """What is marked, as one text: two bookmarks of one place are the same."""
        if self.passage is None:
            return self.path
        parts = (self.kind, self.words, self.passage.before, self.passage.after, str(self.passage.start))
        said = "\0".join(parts)
        return f"{self.path}#{digest(said.encode())[:32]}"

    @property
    def folded(self) -> str:
        """Headline, words, speaker, note and tags without case and accents, as `fold` gives them: what is searched."""
        return fold("\n".join((self.title, self.words, self.speaker, self.note, *self.tags)))

    def resolve(self, article: Article) -> Span | None:
        """Where the marked words stand in `article` now, in code points, end exclusive; None when they have gone.

        A whole story is its whole text.
        """
        return find(article.text, self.passage) if self.passage else (0, len(article.text))


class Wanted(NamedTuple):
    """Which bookmarks to list; what is left out is not asked for.

    Every word of `text` stands in headline, words, speaker, note or tags; `person` in the speaker's name.
    `tags` are all there. `first` and `last` are the stories' days in ISO form, both included.
    """

    library: Path | None = None
    story: Path | None = None
    kinds: frozenset[Kind] = frozenset(KINDS)
    tags: frozenset[str] = frozenset()
    person: str = ""
    text: str = ""
    first: str = ""
    last: str = ""
    noted: bool = False

    def has(self, bookmark: Bookmark) -> bool:
        """Whether a bookmark is asked for."""
        return (
            bookmark.kind in self.kinds
            and (self.story is None or bookmark.path == str(self.story))
            and (self.library is None or Path(bookmark.path).is_relative_to(self.library))
            and (not self.first or bookmark.date >= self.first)
            and (not self.last or "" < bookmark.date <= self.last)
            and (not self.noted or bool(bookmark.note))
            and {fold(tag) for tag in self.tags} <= {fold(tag) for tag in bookmark.tags}
            and holds(fold(bookmark.speaker), self.person)
            and holds(bookmark.folded, self.text)
        )


class Merged(NamedTuple):
    """What a merge did: how many bookmarks were `added`, `completed`, and `known` as they are."""

    change: Change | None
    added: int
    completed: int
    known: int


def add(
    database: Database,
    article: Article,
    library: Path | None,
    passage: Anchor | None = None,
    *,
    speaker: str | None = None,
    confidence: Confidence | None = None,
    tags: Iterable[str] = (),
    note: str = "",
) -> Change | None:
    """Bookmark a story, or a passage of it; with a `speaker`, who may be empty, the passage is a quote.

    What is bookmarked already gets the tags and the note as well. None when nothing changes.
    """
    bookmark = Bookmark(
        mark=os.urandom(8).hex(),
        path=str(article.path),
        library=str(library) if library else "",
        article=article.id,
        content_hash=article.content_hash,
        title=article.title,
        date=article.date.isoformat() if article.date else "",
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        kind="story" if passage is None else "passage" if speaker is None else "quote",
        passage=passage,
        speaker=speaker or "",
        confidence=confidence if speaker else None,
        tags=folded_tags(tags),
        note=_note(note),
    )
    with database.writing() as transaction:
        known = at(database, article, passage, quote=speaker is not None)
        if known is None:
            return Change(f"Bookmarked {_named(bookmark)}", (transaction.put("mark", _row(bookmark)),))
        more = known._replace(
            tags=folded_tags((*known.tags, *bookmark.tags)), note=bookmark.note or known.note
        )
        if more == known:
            return None
        return Change(_difference(known, more), (transaction.put("mark", _row(more)),))


def change(
    database: Database,
    mark: str,
    *,
    tags: Iterable[str] | None = None,
    more: Iterable[str] = (),
    fewer: Iterable[str] = (),
    note: str | None = None,
) -> Change | None:
    """Give a bookmark other tags (or `more`, or `fewer`), another note or both; None when it is not there, or nothing changes."""
    with database.writing() as transaction:
        known = by_mark(database, mark)
        if known is None:
            return None
        other = known._replace(
            tags=_changed_tags(known.tags, tags, folded_tags(more), folded_tags(fewer)),
            note=known.note if note is None else _note(note),
        )
        if other == known:
            return None
        return Change(_difference(known, other), (transaction.put("mark", _row(other)),))


def remove(database: Database, path: Path) -> Change | None:
    """Take the bookmark of the whole story at `path` away; None when there was none."""
    return _remove(database, "place", (str(path),))


def remove_marks(database: Database, marks: Iterable[str]) -> Change | None:
    """Take bookmarks away by their own ids; None when there is none of them."""
    return _remove(database, "mark", marks)


def merge(database: Database, bookmarks: Iterable[Bookmark]) -> Merged:
    """Put bookmarks of elsewhere on the shelf, all or none; they come as `listed` gives them, the latest first.

    What is known gets their tags and notes as well, and how sure its speaker is where that was not known.
    """
    replaced = []
    added = known = 0
    with database.writing() as transaction:
        for bookmark in reversed(tuple(bookmarks)):
            rows = database.rows(
                "SELECT * FROM mark WHERE mark = ? OR place = ?", (bookmark.mark, bookmark.place)
            )
            if not rows:
                added += 1
                replaced.append(transaction.put("mark", _row(bookmark)))
                continue
            ours = _bookmark(rows[0])
            theirs = bookmark.confidence if bookmark.speaker == ours.speaker else None
            both = ours._replace(
                confidence=ours.confidence or theirs,
                tags=folded_tags((*ours.tags, *bookmark.tags)),
                note=_both_notes(ours.note, bookmark.note),
            )
            if both == ours:
                known += 1
            else:
                replaced.append(transaction.put("mark", _row(both)))
    done = Change("Took in bookmarks from a file", tuple(replaced)) if replaced else None
    return Merged(done, added, len(replaced) - added, known)


def listed(database: Database, wanted: Wanted | None = None) -> list[Bookmark]:
    """Bookmarks of every kind, or those that are wanted, the latest first."""
    found = map(_bookmark, database.rows("SELECT * FROM mark ORDER BY created DESC, rowid DESC"))
    return list(found) if wanted is None else [bookmark for bookmark in found if wanted.has(bookmark)]


def bookmarks(database: Database, library: Path | None = None) -> list[Bookmark]:
    """The bookmarks of whole stories, or those inside one library, the latest first."""
    return listed(database, Wanted(library=library, kinds=frozenset({"story"})))


def story_paths(database: Database) -> frozenset[str]:
    """The absolute paths of the stories with a bookmark, of themselves, a passage or a quote."""
    return frozenset(row["path"] for row in database.rows("SELECT DISTINCT path FROM mark"))


def of_story(database: Database, article: Article) -> list[Bookmark]:
    """A story's bookmarks of every kind, in the order in which they stood in it.

    A story that was moved brings its bookmarks along: they are known by its content, when no file is
    left where it was.
    """
    rows = database.rows(
        "SELECT * FROM mark WHERE path = ? OR content_hash = ? ORDER BY start, rowid",
        (str(article.path), article.content_hash),
    )
    here = str(article.path)
    return [
        bookmark
        for bookmark in map(_bookmark, rows)
        if bookmark.path == here or not Path(bookmark.path).exists()
    ]


def by_mark(database: Database, mark: str) -> Bookmark | None:
    """The bookmark with this id of its own."""
    rows = database.rows("SELECT * FROM mark WHERE mark = ?", (mark,))
    return _bookmark(rows[0]) if rows else None


def at(
    database: Database, article: Article, passage: Anchor | None = None, *, quote: bool = False
) -> Bookmark | None:
    """The bookmark of a whole story, or of a passage of it, which may have been set before the story was edited."""
    kind = "story" if passage is None else "quote" if quote else "passage"
    rows = database.rows(
        "SELECT * FROM mark WHERE path = ? AND kind = ? ORDER BY rowid", (str(article.path), kind)
    )
    span = find(article.text, passage) if passage else None
    for known in map(_bookmark, rows):
        if known.passage == passage or (span and known.resolve(article) == span):
            return known
    return None


def tags_by_path(database: Database) -> Mapping[str, frozenset[str]]:
    """The tags of each story, those of its passages and quotes included, by absolute path."""
    found: dict[str, frozenset[str]] = {}
    for row in database.rows("SELECT path, tags FROM mark WHERE tags != ''"):
        found[row["path"]] = found.get(row["path"], frozenset()).union(row["tags"].split())
    return found


def tag_counts(database: Database, library: Path) -> Mapping[str, int]:
    """How many stories of a library have each tag."""
    inside = (tags for path, tags in tags_by_path(database).items() if Path(path).is_relative_to(library))
    return Counter(tag for tags in inside for tag in tags)


def _remove(database: Database, column: Literal["place", "mark"], values: Iterable[str]) -> Change | None:
    statement = f"SELECT * FROM mark WHERE {column} = ?"  # noqa: S608  one of two words of ours
    with database.writing() as transaction:
        gone = [
            _bookmark(row) for value in dict.fromkeys(values) for row in database.rows(statement, (value,))
        ]
        replaced = tuple(transaction.delete("mark", bookmark.place) for bookmark in gone)
    if not gone:
        return None
    what = f"the bookmark of {_named(gone[0])}" if len(gone) == 1 else f"{len(gone):,} bookmarks"
    return Change(f"Removed {what}", replaced)


def _named(bookmark: Bookmark) -> str:
    return f"{'' if bookmark.kind == 'story' else f'a {bookmark.kind} of '}“{bookmark.title}”"


def _difference(before: Bookmark, after: Bookmark) -> str:
    """What a change of tags and note did, in words."""
    said = []
    if new := set(after.tags) - set(before.tags):
        said.append(f"tagged {', '.join(sorted(new))}")
    if old := set(before.tags) - set(after.tags):
        said.append(f"no longer tagged {', '.join(sorted(old))}")
    if before.note != after.note:
        said.append(
            "with another note"
            if before.note and after.note
            else "with a note"
            if after.note
            else "without its note"
        )
    name = _named(after)
    return f"{name[0].upper()}{name[1:]}: {'; '.join(said)}"


def holds(folded: str, words: str) -> bool:
    """Whether each of `words` stands in a folded text."""
    return all(word in folded for word in fold(words).split())


def _changed_tags(
    known: Iterable[str], tags: Iterable[str] | None, more: Iterable[str], fewer: Iterable[str]
) -> tuple[str, ...]:
    kept = folded_tags((*(known if tags is None else tags), *more))
    return tuple(tag for tag in kept if tag not in fewer)


def _note(text: str) -> str:
    return clean(text).strip()


def _both_notes(ours: str, theirs: str) -> str:
    """Two notes as one; neither is lost, and what is there already is not written twice."""
    if theirs in ours:
        return ours
    return f"{ours}\n\n{theirs}" if ours and ours not in theirs else theirs


def placed(row: Mapping[str, Any]) -> dict[str, object]:
    """A bookmark's row with the place that belongs to its path."""
    return {**row, "place": _bookmark(row).place}


def _row(bookmark: Bookmark) -> dict[str, object]:
    passage = bookmark.passage or Anchor("", "", "", 0)
    return {
        "place": bookmark.place,
        "mark": bookmark.mark,
        "kind": bookmark.kind,
        "path": bookmark.path,
        "library": bookmark.library,
        "article": bookmark.article,
        "content_hash": bookmark.content_hash,
        "title": bookmark.title,
        "date": bookmark.date,
        "words": passage.words,
        "before": passage.before,
        "after": passage.after,
        "start": passage.start,
        "speaker": bookmark.speaker,
        "tags": " ".join(bookmark.tags),
        "note": bookmark.note,
        "created": bookmark.created,
        "confidence": bookmark.confidence or "",
    }


def _bookmark(row: sqlite3.Row | Mapping[str, Any]) -> Bookmark:
    story = row["kind"] == "story"
    return Bookmark(
        mark=row["mark"],
        path=row["path"],
        library=row["library"],
        article=row["article"],
        content_hash=row["content_hash"],
        title=row["title"],
        date=row["date"],
        created=row["created"],
        kind=row["kind"],
        passage=None if story else Anchor(row["words"], row["before"], row["after"], row["start"]),
        speaker=row["speaker"],
        confidence=known_confidence(row["confidence"]),
        tags=tuple(row["tags"].split()),
        note=row["note"],
    )
