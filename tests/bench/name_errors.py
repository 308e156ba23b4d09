"""The errors in names, links and pronouns, each with its class and its context."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tui_reader.analysis.model import Analysis

NAME_CLASSES = {
    "name-missed": "a gold name where nothing was found",
    "name-extra": "a name where gold has none",
    "name-bounds": "a gold name that was found longer or shorter",
    "name-type": "a gold name that was found as something else",
}
LINK_CLASSES = {
    "link-missed": "a gold name of a person that no mention of a person covers",
    "link-split": "a gold name of a person that was given to another entity than most of that person's names",
    "pronoun-missed": "a he or she that nobody was given for",
    "pronoun-wrong": "a he or she that was given to somebody else",
}
_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class NameCase:
    """One error: its class, the stretch, what gold says and what was found, with its rule."""

    kind: str
    start: int
    end: int
    gold: str
    found: str
    rule: str


def name_cases(scorer: ModuleType, document: dict[str, Any], analysis: Analysis) -> Iterator[NameCase]:
    """Every wrong name of one document; titles and possessive endings count as the scorer counts them."""
    text = document["text"]

    def bounds(start: int, end: int) -> tuple[int, int]:
        title = scorer.TITLE.match(text, start, end)
        start = title.end() if title and title.end() < end else start
        ending = _POSSESSIVE.search(text[start:end])
        return start, end - len(ending[0]) if ending else end

    gold = {bounds(name["start"], name["end"]): name["type"] for name in document["names"]}
    buildings = [span for span, kind in gold.items() if kind == "FAC"]
    gold = {span: kind for span, kind in gold.items() if kind != "FAC"}
    found = {bounds(m.start, m.end): (_TYPES[entity.type], m.rule) for m, entity in analysis.names()}
    for (start, end), kind in sorted(gold.items()):
        if (start, end) in found:
            if found[start, end][0] != kind:
                yield NameCase("name-type", start, end, kind, *found[start, end])
            continue
        over = [(span, answer) for span, answer in found.items() if span[0] < end and start < span[1]]
        if over:
            (first, last), (other, rule) = over[0]
            yield NameCase("name-bounds", start, end, kind, f"{other} {text[first:last]}", rule)
        else:
            yield NameCase("name-missed", start, end, kind, "nothing", "-")
    for (start, end), (kind, rule) in sorted(found.items()):
        near = any(span[0] < end and start < span[1] for span in (*gold, *buildings))
        if not near:
            yield NameCase("name-extra", start, end, "nothing", kind, rule)


def link_cases(scorer: ModuleType, document: dict[str, Any], analysis: Analysis) -> Iterator[NameCase]:
    """Every name of a person that is not linked, or linked apart from most of that person's names; every wrong he or she."""
    text = document["text"]
    mentions = sorted(
        (m.start, m.end, entity.id, entity.name, m.rule)
        for entity in analysis.people()
        for m in entity.mentions
    )

    def covering(start: int, end: int) -> tuple[str, str, str] | None:
        return next((m[2:] for m in mentions if m[0] < end and start < m[1]), None)

    people = [entity for entity in document["entities"] if entity["type"] == "PERSON"]
    owners: dict[str, Counter[int]] = defaultdict(Counter)
    names: dict[int, list[tuple[int, int, tuple[str, str, str] | None]]] = defaultdict(list)
    for number, person in enumerate(people):
        for start, end, kind in person["spans"]:
            if kind == "name":
                answer = covering(start, end)
                names[number].append((start, end, answer))
                if answer:
                    owners[answer[0]][number] += 1
    for number, person in enumerate(people):
        usual = Counter(answer[0] for _, _, answer in names[number] if answer)
        most = usual.most_common(1)[0][0] if usual else ""
        called = text[slice(*person["spans"][0][:2])]
        for start, end, answer in names[number]:
            if answer is None and len(names[number]) > 1:
                yield NameCase("link-missed", start, end, called, "nobody", "-")
            elif answer and answer[0] != most:
                yield NameCase("link-split", start, end, called, *answer[1:])
        for start, end, kind in person["spans"]:
            if kind != "pron" or text[start:end].lower() not in scorer.PRON:
                continue
            answer = covering(start, end)
            if answer is None:
                yield NameCase("pronoun-missed", start, end, called, "nobody", "-")
            elif not owners[answer[0]] or owners[answer[0]].most_common(1)[0][0] != number:
                yield NameCase("pronoun-wrong", start, end, called, *answer[1:])


def show_name(case: NameCase, text: str, width: int) -> None:
    """One case in its context: ⟦the stretch⟧."""
    before, after = text[max(0, case.start - width) : case.start], text[case.end : case.end + width * 2 // 3]
    piece = f"{before}⟦{text[case.start : case.end]}⟧{after}".replace("\n", "¶")
    print(f"[{case.kind}] ({case.rule}) gold {case.gold} · found {case.found}\n   {piece}\n")
