"""Text that means nothing to Markdown: whatever a headline or a note holds, it is shown as it is."""

import re

from tui_reader.article.text import clean, label

_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$#^@]|&(?=[#\w])|=(?==)")
_OPENING = re.compile(r"[-+=:]|\d{1,9}(?=[.)])")
_SURROGATES = re.compile("[\ud800-\udfff]")


def inline(text: str) -> str:
    """One line of plain text: control characters go, blanks are folded, signs of markup are escaped."""
    line = _SIGNS.sub(r"\\\g<0>", label(text))
    opening = _OPENING.match(line)
    if opening is None:
        return line
    at = opening.end() if opening[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def paragraphs(text: str) -> list[str]:
    """Lines of plain text, each escaped; empty lines part paragraphs, and none is at either end."""
    lines = [inline(line) for line in clean(_SURROGATES.sub("\ufffd", text)).split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def quotation(lines: list[str]) -> list[str]:
    """Lines as a block quote."""
    return [f"> {line}".rstrip() for line in lines]


def code(text: str) -> str:
    """Text as it is, in a fixed width: a file's name."""
    line = clean(_SURROGATES.sub("\ufffd", text)).replace("\n", " ").replace("\t", " ")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    room = " " if line.startswith("`") or line.endswith("`") or (line[:1] == line[-1:] == " ") else ""
    return f"{fence}{room}{line}{room}{fence}"
