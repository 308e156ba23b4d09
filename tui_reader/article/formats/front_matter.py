"""The lines about a story at the top of a Markdown file: `key: value`, between two lines of `---`.

They are read as plain text, never as YAML: a value is what stands after the colon, and goes on over
indented lines.
"""

import re
from collections.abc import Mapping

_PAIR = re.compile(r"([A-Za-z][\w -]*):(?:[ \t]+(.*))?")
_FOLDED = re.compile(r"[>|][+-]?")


def split(text: str) -> tuple[Mapping[str, str], list[str]]:
    """The fields by their names in lower case, and the lines of the story.

    Where the closing line is missing, the fields end at the first line that is none, if a title is among
    them. A line of `---` that anything else follows is a rule.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or not _PAIR.fullmatch("".join(lines[1:2]).rstrip()):
        return {}, lines
    for number, line in enumerate(lines):
        if number and line.rstrip() in ("---", "..."):
            return _fields(lines[1:number]), lines[number + 1 :]
    end = next((n for n, line in enumerate(lines) if n and not _PAIR.fullmatch(line.rstrip())), len(lines))
    fields = _fields(lines[1:end])
    return (fields, lines[end:]) if "title" in fields else ({}, lines)


def _fields(lines: list[str]) -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    value: list[str] = []
    for line in lines:
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            value = [] if _FOLDED.fullmatch(pair[2] or "") else [pair[2] or ""]
            found.setdefault(pair[1].strip().lower(), value)
        elif line[:1] in " \t":
            value.append(line.strip())
    return {name: _unquoted(" ".join(value).strip()) for name, value in found.items()}


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", value[1:-1])
    return value
