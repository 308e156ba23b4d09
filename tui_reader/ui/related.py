"""Which stories of the library belong to one: those with its main persons, those of its day."""

import re
from collections.abc import Callable

from tui_reader.analysis.model import Analysis
from tui_reader.article.model import Article
from tui_reader.index.query import parse
from tui_reader.library import Library
from tui_reader.paint.related import Group, Other
from tui_reader.paint.voices import assign

_PERSONS = 3
_MOST = 5
_NO_NAME = re.compile(r"[^\w\s.’'-]")


def main_persons(analysis: Analysis) -> list[str]:
    """The persons who speak most or are named most; a single name is left out, it may be anybody's."""
    known = {entity.id: entity for entity in analysis.entities if entity.type == "person"}
    names = [known[each].name for each in assign(analysis) if each in known]
    return [name for name in names if len(name.split()) > 1][:_PERSONS]


def related(
    library: Library, article: Article, analysis: Analysis, cancelled: Callable[[], bool]
) -> tuple[Group, ...]:
    """The newest other stories with the same main persons, then others of the same date, five of each at most.

    Raises:
        LibraryError: the index cannot be read.
        ShelfError: the shelf cannot be read for what is hidden.
    """
    seen = {article.id}

    def others(query: str) -> tuple[Other, ...]:
        most = _MOST + len(seen)
        found = library.search(parse(query), limit=most, order="date", cancelled=cancelled) if query else None
        rows = [hit.row for hit in found.hits if hit.row.id not in seen][:_MOST] if found else []
        seen.update(row.id for row in rows)
        return tuple(Other(row.key, row.title, row.date) for row in rows)

    persons = [_NO_NAME.sub(" ", name) for name in main_persons(analysis)]
    return (
        Group("More with these people", others(" OR ".join(f'person:"{name}"' for name in persons))),
        Group("Same day", others(f"date:{article.date.isoformat()}" if article.date else "")),
    )
