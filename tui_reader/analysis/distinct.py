"""Which of somebody's roles say something of their own; apart from the rules that find roles, which load word lists."""

import re
from collections.abc import Iterable

Span = tuple[int, int]

_MOST = 8  # roles of one person
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)


def distinct(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The roles that say something of their own, in reading order: "the mayor" says nothing beside "mayor of Oslo"."""
    kept: list[tuple[Span, str]] = []
    for span in sorted(set(spans)):
        said = _ARTICLE.sub("", " ".join(text[span[0] : span[1]].split()), count=1).casefold()
        if any(_begins(other, said) for _, other in kept):
            continue
        kept = [each for each in kept if not _begins(said, each[1])]
        if len(kept) < _MOST:
            kept.append((span, said))
    return tuple(span for span, _ in kept)


def _begins(longer: str, shorter: str) -> bool:
    """Whether a role begins with all the words of another."""
    return longer.startswith(shorter) and not longer[len(shorter) : len(shorter) + 1].isalnum()
