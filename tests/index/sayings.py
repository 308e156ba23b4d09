"""An analysis that can be read at a glance, for tests of what becomes of it."""

import re

from tui_reader.analysis.model import Analysis, Entity, Mention, Quote

_SAID = re.compile(r'"([^"]+)" said ([A-Z][\w\'-]*(?: [A-Z][\w\'-]*)*)(?:\. "([^"]+)"(?! said))?')


def analyze(text: str) -> Analysis:
    """Every `"words" said Some Name` is a statement by a person; `. "more words"` may follow."""
    entities: dict[str, Entity] = {}
    quotes: list[Quote] = []
    for number, match in enumerate(_SAID.finditer(text)):
        name = match[2]
        known = entities.get(name)
        key = known.id if known else f"e{len(entities) + 1}"
        mention = Mention(match.start(2), match.start(2) + len(name), "name", key, "test")
        mentions = (*(known.mentions if known else ()), mention)
        last = name.split()[-1]
        entities[name] = Entity(key, name, "person", (last,) if last != name else (), mentions)
        spans = [match.span(group) for group in (1, 3) if match[group]]
        quotes += [
            Quote(*span, key, name, mention.start, mention.end, "said", "test", "certain", number)
            for span in spans
        ]
    return Analysis(tuple(entities.values()), tuple(quotes))
