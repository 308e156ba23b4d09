"""What a terminal shows of the bytes that were written to it: as much of one as Textual's own output needs."""

import codecs
import re

from rich.cells import cell_len

_PIECE = re.compile(
    r"\x1b\[(?P<numbers>[0-?]*)[ -/]*(?P<name>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f])|(?P<text>[^\x00-\x1f]+)"
)
_LOOKS = re.compile(r"\x1b\[[0-9;:]*m")


class Screen:
    """Takes what a program writes, in any pieces; `lines` is what stands there, without looks."""

    def __init__(self, size: tuple[int, int]) -> None:
        """`size` is columns and lines."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._row = self._column = 0
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """Be of another size, with nothing on it: what runs there draws everything anew."""
        columns, lines = size
        self._cells = [[" "] * columns for _ in range(lines)]

    @property
    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self._cells]

    def feed(self, data: bytes) -> None:
        """Show what was written."""
        said = _LOOKS.sub("", self._rest + self._decode(data))
        at = 0
        while match := _PIECE.match(said, at):
            at = match.end()
            if match["text"]:
                self._write(match["text"])
            elif match["control"]:
                self._move(match["control"])
            elif match["name"]:
                self._order(match["name"], match["numbers"])
        self._rest = said[at:]

    def _write(self, text: str) -> None:
        row = self._cells[min(self._row, len(self._cells) - 1)]
        if text.isascii():  # quickly, as most of it is
            end = min(self._column + len(text), len(row))
            row[self._column : end] = text[: max(end - self._column, 0)]
            self._column += len(text)
            return
        for letter in text:
            width = cell_len(letter)
            if width == 0 and 0 < self._column <= len(row):
                row[self._column - 1] += letter
            for cell in range(width):
                if self._column < len(row):
                    row[self._column] = "" if cell else letter
                self._column += 1

    def _move(self, control: str) -> None:
        if control == "\n":
            self._row += 1
        elif control == "\b":
            self._column = max(self._column - 1, 0)
        if control in "\r\n":
            self._column = 0

    def _order(self, name: str, numbers: str) -> None:
        if numbers.startswith(("?", ">", "<", "=")):
            return
        given = [int(number or 0) for number in numbers.split(";")] if numbers else [0]
        if name in "Hf":
            self._row = max(given[0] - 1, 0)
            self._column = max(given[1] - 1, 0) if len(given) > 1 else 0
        elif name == "J":
            self.resize((len(self._cells[0]), len(self._cells)))
        elif name == "K":
            row = self._cells[min(self._row, len(self._cells) - 1)]
            row[self._column :] = [" "] * (len(row) - self._column)
