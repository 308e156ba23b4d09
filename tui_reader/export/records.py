"""Bookmarks as JSON objects, and back: what is written by one shelf is read by another."""

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tui_reader.analysis.model import Confidence, known_confidence
from tui_reader.article.anchor import Anchor
from tui_reader.article.text import clean, label
from tui_reader.shelf import contents
from tui_reader.shelf.bookmarks import KINDS, Bookmark, listed
from tui_reader.shelf.contents import UnfitError
from tui_reader.shelf.database import Database
from tui_reader.shelf.tags import folded_tags

_ID = re.compile(r"[0-9a-f]{16,32}")
_MOST = 2**31
_NO_OBJECT = "this is no JSON object"
_T = TypeVar("_T")


class LineProblem(NamedTuple):
    """A line, from 1, that is no bookmark, and why, in half a sentence."""

    line: int
    message: str


def bookmark_record(bookmark: Bookmark) -> dict[str, object]:
    """A bookmark as JSON shows it: `id` is the article's, `bookmark` its own; offsets count code points.

    `confidence` says how sure the speaker is: "certain", "likely" or "guess", null where that is not known.
    """
    passage = bookmark.passage
    return {
        "id": bookmark.article,
        "bookmark": bookmark.mark,
        "kind": bookmark.kind,
        "title": bookmark.title,
        "date": bookmark.date or None,
        "speaker": bookmark.speaker or None,
        "confidence": bookmark.confidence,
        "words": passage.words if passage else None,
        "before": passage.before if passage else None,
        "after": passage.after if passage else None,
        "start": passage.start if passage else None,
        "tags": list(bookmark.tags),
        "note": bookmark.note or None,
        "path": bookmark.path,
        "library": bookmark.library or None,
        "content_hash": bookmark.content_hash,
        "created": bookmark.created,
    }


def json_lines(bookmarks: list[Bookmark]) -> str:
    """One JSON object a line, in ASCII."""
    return "".join(
        json.dumps(bookmark_record(bookmark)).replace("\x7f", "\\u007f") + "\n" for bookmark in bookmarks
    )


def is_foreign(found: Sequence[object], problems: Sequence[LineProblem]) -> bool:
    """Whether a file was read that has nothing of ours, and no JSON lines at all: one of another form."""
    return bool(problems) and not found and all(problem.message == _NO_OBJECT for problem in problems)


def read_lines(data: bytes) -> tuple[list[Bookmark], list[LineProblem]]:
    """The bookmarks of a file of JSON lines, and the lines that are none. Never raises."""
    return _each_line(data, _bookmark)


def read_shelf(
    data: bytes, shelf: Database
) -> tuple[list[Bookmark], list[dict[str, object]], list[LineProblem]]:
    """The bookmarks and the other rows of a file that holds a whole shelf, and the lines that are neither.

    Raises:
        ShelfError: the shelf cannot be read.
    """

    def read(record: object) -> Bookmark | dict[str, object]:
        if not isinstance(record, dict):
            raise UnfitError(_NO_OBJECT)
        return contents.fit(shelf, record) if "table" in record else _bookmark(record)

    found, problems = _each_line(data, read)
    marks = [each for each in found if isinstance(each, Bookmark)]
    return marks, [each for each in found if isinstance(each, dict)], problems


def shelf_lines(shelf: Database) -> str:
    """All that is on a shelf, one JSON object a line, in ASCII: bookmarks as `json_lines` writes them, then the rest.

    Raises:
        ShelfError: the shelf cannot be read.
    """
    rest = (json.dumps(record).replace("\x7f", "\\u007f") + "\n" for record in contents.records(shelf))
    return json_lines(listed(shelf)) + "".join(rest)


def _each_line(data: bytes, read: Callable[[object], _T]) -> tuple[list[_T], list[LineProblem]]:
    """What `read` makes of each line of JSON, and the lines that it refuses."""
    found: list[_T] = []
    problems: list[LineProblem] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(read(json.loads(line)))
        except ValueError as error:
            said = str(error) if isinstance(error, UnfitError) else _NO_OBJECT
            problems.append(LineProblem(number, said))
        except (RecursionError, OverflowError):
            problems.append(LineProblem(number, _NO_OBJECT))
    return found, problems


def _bookmark(record: object) -> Bookmark:
    if not isinstance(record, dict):
        raise UnfitError(_NO_OBJECT)
    kind = record.get("kind", "story")
    if kind not in KINDS:
        raise UnfitError(f"its kind is none of {', '.join(KINDS)}")
    tags = record.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise UnfitError("its tags are no list of words")
    speaker, confidence = _speaker(record) if kind == "quote" else ("", None)
    return Bookmark(
        mark=_id(record, "bookmark"),
        path=_place(record, "path"),
        library=_place(record, "library") if record.get("library") else "",
        article=_id(record, "id"),
        content_hash=label(_text(record, "content_hash")),
        title=label(_text(record, "title")),
        date=_date(record),
        created=_created(record),
        kind=kind,
        passage=None if kind == "story" else _passage(record),
        speaker=speaker,
        confidence=confidence,
        tags=folded_tags(tags),
        note=_clean(record, "note").strip(),
    )


def _speaker(record: Mapping[str, Any]) -> tuple[str, Confidence | None]:
    """The speaker of a quote, and how sure that is; where nothing says so, a question mark at the end does."""
    speaker = label(_text(record, "speaker"))
    if "confidence" not in record:
        name = speaker.removesuffix("?")
        return (name, "guess") if name and name != speaker else (speaker, None)
    return speaker, known_confidence(record["confidence"]) if speaker else None


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnfitError(f"its {name} is no text")
    return value


def _clean(record: Mapping[str, Any], name: str) -> str:
    return clean(_text(record, name).encode("utf-8", "replace").decode())


def _id(record: Mapping[str, Any], name: str) -> str:
    value = _text(record, name)
    if not _ID.fullmatch(value):
        raise UnfitError(f"its {name} is no id")
    return value


def _place(record: Mapping[str, Any], name: str) -> str:
    value = _text(record, name)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnfitError(f"its {name} is not valid text") from None
    if "\0" in value or not Path(value).is_absolute():
        raise UnfitError(f"its {name} is not an absolute one")
    return str(Path(value))


def _date(record: Mapping[str, Any]) -> str:
    value = _text(record, "date")
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise UnfitError("its date is no date") from None


def _created(record: Mapping[str, Any]) -> str:
    try:
        moment = datetime.datetime.fromisoformat(_text(record, "created"))
        return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise UnfitError("it does not say when it was created") from None


def _passage(record: Mapping[str, Any]) -> Anchor:
    start = record.get("start")
    if not isinstance(start, int) or isinstance(start, bool) or not 0 <= start < _MOST:
        raise UnfitError("its start is no place in a text")
    words = _clean(record, "words")
    if not words.strip():
        raise UnfitError("it has no words")
    return Anchor(words, _clean(record, "before"), _clean(record, "after"), start)
