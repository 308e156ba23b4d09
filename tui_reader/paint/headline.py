"""Names in a headline, which is no part of the text that is analysed: found again by what the story calls somebody."""

import re

from tui_reader.analysis.model import Analysis, Entity
from tui_reader.paint.measure import Span


def named_in(title: str, entity: Entity, analysis: Analysis) -> list[Span]:
    """Where a headline names an entity, in whole words; not within the longer name of another one."""
    loud = title.isupper()
    names = {
        form.upper() if loud else form
        for each in analysis.entities
        for form in (each.name, *each.aliases)
        if form
    }
    theirs = {form.upper() if loud else form for form in (entity.name, *entity.aliases)}
    longest_first = sorted(names, key=len, reverse=True)
    found = (
        re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", title) if names else ()
    )
    return [match.span() for match in found if match[0] in theirs]
