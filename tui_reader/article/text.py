"""From bytes to clean text: decoding, control characters, paragraphs."""

import re
from collections.abc import Iterable, Sequence

from tui_reader.article.model import Paragraph, ParagraphKind

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_IN_LABELS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+")


def decode(data: bytes) -> str:
    """Text from bytes: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252, else Latin-1.

    Raises:
        ValueError: the bytes are not text (they hold NULs).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if b"\0" in data:
        raise ValueError("this is not a text file (it holds NUL bytes)")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def clean(text: str) -> str:
    """Text with every line break as a newline, and without control characters except tab and newline."""
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))


def label(text: str) -> str:
    """One line that is safe to show: a headline, a file name, a reason.

    Control characters, bidirectional overrides and lone surrogates are removed, blanks folded.
    """
    return " ".join(_NOT_IN_LABELS.sub(" ", _SURROGATES.sub("\ufffd", text)).split())


def blocks(text: str) -> list[str]:
    """The stretches of `text` that blank lines part, in order, none of them empty."""
    return [block for block in _BLANK_LINES.split(text.strip("\n")) if block.strip()]


def unwrap(block: str) -> str:
    """A hard-wrapped paragraph on one line."""
    return " ".join(line.strip() for line in block.split("\n") if line.strip())


def compose(parts: Iterable[tuple[str, ParagraphKind]]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text of an article and where its paragraphs lie, from paragraphs with their kinds."""
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for text, kind in parts:
        paragraphs.append(Paragraph(at, at + len(text), kind))
        texts.append(text)
        at += len(text) + 2
    return "\n\n".join(texts), tuple(paragraphs)


def opening(parts: Sequence[tuple[str, ParagraphKind]], limit: int = 72) -> str:
    """The first words of a story, for a story without a headline; empty when there are none."""
    first = label(parts[0][0]) if parts else ""
    if len(first) <= limit:
        return first
    cut = first[: limit + 1].rsplit(" ", 1)[0]
    return cut[:limit].rstrip(" ,;:.-–—") + "…"
