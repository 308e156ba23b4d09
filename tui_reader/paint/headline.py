"""Names in a headline, which is no part of the text that is analysed: found by what the story calls somebody, or a surname."""

import re

from tui_reader.analysis.model import Analysis, Entity
from tui_reader.paint import voices
from tui_reader.paint.measure import Span


def named_in(title: str, entity: Entity, analysis: Analysis) -> list[Span]:
    """Where a headline names an entity, in whole words; not within the longer name of another one."""
    loud = title.isupper()
    theirs = _forms(entity, analysis, loud=loud)
    forms = theirs.union(*(_forms(each, analysis, loud=loud) for each in analysis.entities))
    longest_first = sorted(forms, key=len, reverse=True)
    found = re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", title)
    return [match.span() for match in found if match[0] in theirs]


def _forms(entity: Entity, analysis: Analysis, *, loud: bool) -> set[str]:
    """What a headline may call an entity; the beginning of a name alone is no name, for it is often another word."""
    short = (form for form in voices.short_names(entity, analysis) if not entity.name.startswith(form))
    return {form.upper() if loud else form for form in (entity.name, *entity.aliases, *short) if form}
