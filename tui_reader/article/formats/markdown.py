"""Markdown: front matter or a first heading, then paragraphs, headings, lists, quotations and code.

Signs are taken off and kept as markup, so that offsets count what is read. One pass over the lines; what is no markup that
news is written with stays readable text.
"""

import re

from tui_reader.article import text as words
from tui_reader.article.formats import front_matter
from tui_reader.article.formats.draft import Draft, Part, day
from tui_reader.article.formats.inline import inline
from tui_reader.article.formats.lists import Lists
from tui_reader.article.model import ParagraphKind

_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)")
_ITEM = re.compile(r"(?:[-*+]|([0-9]{1,3})([.)]))[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"=+|-{2,}")
_QUOTATION = re.compile(r"(?:>[ \t]?)+")
_DEFINITION = re.compile(r"\[[^\[\]^][^\[\]]*\]:[ \t]*<?(?:https?:|mailto:|[/#.])\S*.*")
_HEADING_LIMIT = 160


def read(text: str) -> Draft:
    """Read a story from Markdown; the front matter's title goes before the first heading."""
    fields, lines = front_matter.split(text.lstrip())
    title = words.label(fields.get("title", ""))
    parts = _Blocks().read(lines)
    if parts and parts[0].kind == "heading" and title in ("", words.label(parts[0].text)):
        title = words.label(parts.pop(0).text)
    if parts:
        parts[0] = parts[0]._replace(parted=False)
    date = day(fields.get("date", "")) or day(fields.get("published", ""))
    return Draft(title, date, words.label(fields.get("source", "")), parts)


class _Blocks:
    """Gathers lines into blocks: `_lines` are those of the block that is not finished, of `_kind`."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._lines: list[str] = []
        self._kind: ParagraphKind = "text"
        self._lists = Lists()
        self._level, self._number = 0, ""
        self._fence = ""
        self._is_parted = False

    def read(self, lines: list[str]) -> list[Part]:
        """The blocks of a story, none of them empty. A fence that is not closed reaches to the end."""
        for raw in lines:
            line = raw.strip()
            if self._fence:
                self._code(raw, line)
            elif not line or _DEFINITION.fullmatch(line):
                self._finish()
            elif not self._is_marked(line, _column(raw)):
                if not self._lines:
                    self._kind = "text"
                    self._level, self._number = self._lists.within(_column(raw))
                self._lines.append(line.removesuffix("\\"))
        self._finish()
        return self._parts

    def _code(self, raw: str, line: str) -> None:
        if line.startswith(self._fence) and not line.strip(self._fence[0]):
            self._fence = ""
        elif line:
            self._add(Part(raw.rstrip(), "code"))

    def _is_marked(self, line: str, column: int) -> bool:
        """Take a line, from a column on, that begins or ends a block by its signs; False for a line of plain words."""
        if fence := _FENCE.fullmatch(line):
            self._finish()
            self._fence = fence[1]
        elif self._is_underline(line):
            self._kind = "heading"
            self._finish()
        elif _is_rule(line):
            self._finish()
            self._lists.within(column)
            self._is_parted = True
        elif heading := _heading(line):
            self._begin("heading", heading)
            self._finish()
        elif line[0] == "|":
            self._finish()
            if line.strip("|:- \t"):
                self._add(Part(line, "code"))
        elif quotation := _QUOTATION.match(line):
            self._quotation(line[quotation.end() :].removesuffix("\\"), column)
        elif (item := _ITEM.match(line)) and not self._goes_on_with_number(item):
            self._begin("item", line[item.end() :])
            self._level, self._number = self._lists.item(column, item[1] or "", item[2] or "")
        else:
            return False
        return True

    def _begin(self, kind: ParagraphKind, line: str) -> None:
        self._finish()
        self._kind, self._lines = kind, [line]
        if kind == "heading":
            self._lists.end()

    def _quotation(self, line: str, column: int) -> None:
        goes_on = self._lines and self._kind == "quotation" and not _ITEM.match(line)
        if not line.strip() or not goes_on:
            self._begin("quotation", line)
            self._lists.within(column)
        else:
            self._lines.append(line)

    def _is_underline(self, line: str) -> bool:
        """Whether a line makes a heading of the one line above it."""
        return (
            len(self._lines) == 1
            and self._kind == "text"
            and len(self._lines[0]) <= _HEADING_LIMIT
            and _UNDERLINE.fullmatch(line) is not None
        )

    def _goes_on_with_number(self, item: re.Match[str]) -> bool:
        """Whether a paragraph that belongs to no list happens to wrap before a number: "… the season of / 14. It was …"."""
        is_plain = bool(self._lines) and self._kind == "text" and not self._lists.are_open
        return is_plain and item[1] not in (None, "1")

    def _finish(self) -> None:
        if not self._lines:
            return
        block = "\n".join(self._lines)
        self._lines = []
        long_lines = self._kind == "text" and words.is_line_per_paragraph(block)
        for piece in block.split("\n") if long_lines else [block]:
            text, markup = inline(words.unwrap(piece))
            if text:
                of_list = (self._level, self._number) if self._kind in ("item", "text") else ()
                self._add(Part(text, self._kind, markup, *of_list))

    def _add(self, part: Part) -> None:
        """Take a block, which knows of a rule before it."""
        self._parts.append(part._replace(parted=self._is_parted))
        self._is_parted = False


def _column(line: str) -> int:
    """Where the words of a line begin."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(4))


def _is_rule(line: str) -> bool:
    signs = "".join(line.split())
    return len(signs) > 2 and signs[0] in "-*_=" and not signs.strip(signs[0])


def _heading(line: str) -> str:
    """The words of a heading that begins with number signs; empty for another line."""
    words_ = line.lstrip("#")
    level = len(line) - len(words_)
    if not 1 <= level <= 6 or words_[:1] not in (" ", "\t"):
        return ""
    bare = words_.rstrip("#")
    return (bare if bare[-1:] in (" ", "\t") else words_).strip()
