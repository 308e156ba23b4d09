"""From bytes to clean text: decoding, control characters, paragraphs."""

import codecs
import re

_BINARY = "this is not a text file"
_NULS_ALLOWED = 0.1
_CONTROLS_ALLOWED = 0.05
_CONTROL_BYTES = bytes({*range(9), *range(14, 27), *range(28, 32), 127})

_LINE_BREAKS = re.compile("\r\n|[\r\u2028]")
# C0 except tab and newline, DEL, C1; then what changes the direction of all that follows on a line, and
# byte order marks, which are not to be seen.
_REMOVED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
SOFT_HYPHEN = "\u00ad"
"""Where a word may be broken; it is not to be seen, and would hide words from a search."""
_LETTER = r"[^\W\d_]"
_SOFT_HYPHEN_IN_NO_WORD = re.compile(f"(?<!{_LETTER}){SOFT_HYPHEN}|{SOFT_HYPHEN}(?!{_LETTER})")
_JOINING = "\u200d\ufe0f"
_JOINING_NOTHING = re.compile(rf"(?<!\S)[{_JOINING}]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNWRAPPED_LINE = 160
"""Nobody wraps lines by hand at this length: such a line is a paragraph of its own."""


def decode(data: bytes) -> str:
    """Text from bytes: by its byte order mark, else UTF-8 (a few bad bytes are forgiven), else Windows-1252.

    Raises:
        ValueError: the bytes are not text.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data.count(0) > _NULS_ALLOWED * len(data):
        raise ValueError(_BINARY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if 0 in data or controls > _CONTROLS_ALLOWED * len(data):
        raise ValueError(_BINARY)
    forgiven = data.decode("utf-8-sig", errors="replace")
    bad = forgiven.count("\ufffd")
    good = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", forgiven)))
    return forgiven if good > 4 * bad else data.decode("cp1252", errors="replace")


def clean(text: str, *, soft_hyphens: bool = False) -> str:
    """Text with every line break as a newline, without control characters except tab and newline.

    Byte order marks, bidirectional controls and joiners without a sign to join go, too; so do soft hyphens, but for
    those between two letters where `soft_hyphens` are wanted.
    """
    if "\r" in text or "\u2028" in text:
        text = _LINE_BREAKS.sub("\n", text)
    text = _REMOVED.sub("", text.replace("\u2029", "\n\n"))
    if SOFT_HYPHEN in text:
        text = _SOFT_HYPHEN_IN_NO_WORD.sub("", text) if soft_hyphens else text.replace(SOFT_HYPHEN, "")
    return _JOINING_NOTHING.sub("", text) if any(sign in text for sign in _JOINING) else text


def label(text: str) -> str:
    """One line that is safe to show: a headline, a file name, a reason.

    What `clean` removes is removed, bytes that are no text are shown as such, blanks are folded.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(clean(_SURROGATES.sub("\ufffd", text)).split())


def line(text: str) -> str:
    """What somebody typed, as one line without what `clean` removes; blanks stay as they are."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def blocks(text: str) -> list[str]:
    """The stretches of `text` that blank lines part, in order, none of them empty."""
    found: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            found.append("\n".join(lines))
            lines = []
    return found


def unwrap(block: str) -> str:
    """A hard-wrapped paragraph on one line; a word broken after its hyphen is whole again."""
    pieces: list[str] = []
    for line in block.split("\n"):
        piece = line.strip()
        if not piece:
            continue
        if pieces and not (pieces[-1][-2:-1].isalpha() and pieces[-1][-1] == "-" and piece[0].isalpha()):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def is_line_per_paragraph(block: str) -> bool:
    """Whether lines are paragraphs: no hard wrap leaves lines as long as these."""
    lines = [line for line in block.split("\n") if line.strip()]
    return len(lines) > 1 and max(map(len, lines)) > _UNWRAPPED_LINE


def opening(text: str, limit: int = 72) -> str:
    """The first words of a text, for a story without a headline; empty when there are none."""
    first = label(text[: limit * 8])
    if len(first) <= limit:
        return first
    cut = first[: limit + 1].rsplit(" ", 1)[0]
    return cut[:limit].rstrip(" ,;:.-–—") + "…"
