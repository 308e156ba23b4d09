"""Descriptions that stand for somebody whom the story names elsewhere: "the mayor" for Mayor Ann Lee."""

import re
from collections import defaultdict

from tui_reader.analysis.names.model import Names
from tui_reader.analysis.quotes.lexicon import word_set
from tui_reader.analysis.tokens import Document

Roles = dict[str, list[tuple[int, int]]]

_TWO = 2  # a role with two bearers tells nothing, and more change nothing
_FAR = 8  # tokens between a name and its role: "Ann Lee, the former mayor"
_SMALL = frozenset(["the", "a", "an", "of", "for", "in", "at", "and", ","])
_ROLE = re.compile(r"[a-z]+(?:-[a-z]+)?$")


def roles_of(document: Document, names: Names) -> Roles:
    """Every role word, and every age ("45-year-old"), with the first two persons it stands beside, and where."""
    found: Roles = defaultdict(list)
    words = document.words
    for mention in names.mentions:
        if mention.kind != "name" or names.entities[mention.entity].type != "person":
            continue
        for role in _before(words, mention.first) + _after(words, mention.last) + _age(words, mention.last):
            bearers = found[role]
            if len(bearers) < _TWO and all(person != mention.entity for _, person in bearers):
                bearers.append((mention.first, mention.entity))
    return found


def person_described(document: Document, roles: Roles, first: int, head: int) -> int | None:
    """The person who alone bears the role at token `head`; None when nobody does, or more than one."""
    if document.words[first].lower() != "the":
        return None
    bearers = {person for at, person in roles.get(document.words[head].lower(), ()) if at < first}
    return bearers.pop() if len(bearers) == 1 else None


def _age(words: list[str], last: int) -> list[str]:
    """The age in "Ann Lee, 45,"."""
    known = (
        words[last : last + 1] in ([","], ["("]) and words[last + 1 : last + 2] and words[last + 1].isdigit()
    )
    return [f"{words[last + 1]}-year-old"] if known else []


def _is_role(word: str) -> bool:
    return _ROLE.match(word) is not None and (
        word in word_set("people", "roles") or word in word_set("people", "either")
    )


def _before(words: list[str], first: int) -> list[str]:
    """The role in "Mayor Ann Lee", "the mayor, Ann Lee"."""
    at = first - 1
    if at >= 0 and words[at] in {",", "."}:
        at -= 1
    return [words[at].lower()] if at >= 0 and _is_role(words[at].lower()) else []


def _after(words: list[str], last: int) -> list[str]:
    """The role in "Ann Lee, the former mayor of Oslo,"."""
    if (
        last + 1 >= len(words)
        or words[last] != ","
        or words[last + 1].lower() not in {"the", "a", "an", "who"}
    ):
        return []
    for at in range(last + 2, min(last + _FAR, len(words))):
        word = words[at].lower()
        if word in {",", ".", ";"} or word in _SMALL:
            return []
        if _is_role(word) and (
            at + 1 >= len(words) or words[at + 1].lower() in _SMALL or not words[at + 1].isalpha()
        ):
            return [word]
    return []
