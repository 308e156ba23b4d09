"""Which bookmarks are meant by what is typed: by their words, tags, speakers and dates, as the list shows them."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tui_reader.paint import dates
from tui_reader.paint.doubt import with_doubt
from tui_reader.shelf.bookmarks import Bookmark
from tui_reader.shelf.tags import fold

_DAY = re.compile(rf"(?<!\S)([0-9]{{1,2}})\s+({'|'.join(dates.MONTHS).lower()})[a-z]*(?!\S)")
_FIELD = re.compile(r"(tag|person|speaker):#?(\S*)")


class Searched(NamedTuple):
    """What is looked at of a bookmark, without case and accents; tags, with their sign, and dates begin a line."""

    text: str
    speaker: str


def searched(mark: Bookmark) -> Searched:
    """What is looked at of a bookmark."""
    speaker = with_doubt(mark.speaker, mark.confidence)
    seen = "\n".join((speaker, *(f"#{tag}" for tag in mark.tags), dates.day(mark.date), mark.date))
    return Searched(f"{mark.folded}\n{fold(seen)}", fold(mark.speaker))


def narrowing(typed: str) -> Callable[[Searched], bool]:
    """Whether a bookmark has all that is typed: words, "#tag", "tag:name", "person:name", "speaker:name", "21 oct"."""
    rest = fold(typed)
    texts = [f"\n{day} {month}" for day, month in _DAY.findall(rest)]
    speakers: list[str] = []
    for word in _DAY.sub(" ", rest).split():
        field = _FIELD.fullmatch(word)
        if field is None:
            texts.append(word)
        elif field[1] == "tag":
            texts.append(f"\n#{field[2]}")
        else:
            speakers.append(field[2])
    return lambda seen: (
        all(text in seen.text for text in texts) and all(speaker in seen.speaker for speaker in speakers)
    )
