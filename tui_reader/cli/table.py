"""Tables of one line a row, quick enough for a hundred thousand rows (Rich's own table measures every cell thrice)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui_reader.cli import output
from tui_reader.paint.measure import Span, pad, width_of, wrap

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

_GAP = 2
_COMFORTABLE, _LEAST = 40, 8
"""Cells of an elastic column before others give way to it, and of one that gives way."""
_WIDE = 110


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its cells, and what they are.

    The `elastic` one takes the room that the others leave; where that is little, those that `give_way` are cut, too.
    `wide_only` ones are left out of narrow terminals.
    """

    cells: Sequence[str]
    kind: Literal["title", "meta", "mark"]
    right: bool = False
    elastic: bool = False
    give_way: bool = False
    wide_only: bool = False


def print_table(columns: Sequence[Column]) -> None:
    """Print the columns side by side: cut to a terminal's width, whole in a pipe or a file."""
    console = output.console()
    output.lines(console, _rows(columns, console.width if console.is_terminal else None))


def _rows(columns: Sequence[Column], room: int | None) -> Iterator[list["Segment"]]:
    from rich.segment import Segment  # noqa: PLC0415  JSON needs no Rich

    from tui_reader.cli.styles import MARK, META, TITLE  # noqa: PLC0415

    styles: dict[str, Style] = {"title": TITLE, "meta": META, "mark": MARK}
    shown = [column for column in columns if not column.wide_only or room is None or room >= _WIDE]
    widths = _widths(shown, room)
    last = len(shown) - 1
    for cells in zip(*(column.cells for column in shown), strict=True):
        row: list[Segment] = []
        for number, (cell, column, width) in enumerate(zip(cells, shown, widths, strict=True)):
            text = " " * (width - width_of(cell)) + cell if column.right else pad(cell, width)
            row.append(Segment(text, styles[column.kind]))
            if number < last:
                row.append(Segment(" " * _GAP))
        yield row


def _widths(columns: Sequence[Column], room: int | None) -> list[int]:
    widths = [max((width_of(cell) for cell in column.cells), default=0) for column in columns]
    if room is None:
        return widths
    elastic = [number for number, column in enumerate(columns) if column.elastic]
    giving = [number for number, column in enumerate(columns) if column.give_way]
    giving.sort(key=widths.__getitem__, reverse=True)
    for numbers, least in ((elastic, _COMFORTABLE), (giving, _LEAST), (elastic, _LEAST)):
        for number in numbers:
            too_much = sum(widths) + _GAP * (len(columns) - 1) - room
            widths[number] -= min(max(too_much, 0), max(widths[number] - least, 0))
    return widths


def wrapped(row: Iterable["Segment"], width: int) -> Iterator[list["Segment"]]:
    """A line as lines of at most `width` cells, which end between words."""
    from rich.segment import Segment  # noqa: PLC0415  the same

    parts = list(row)
    text = "".join(part.text for part in parts)
    for first, last in wrap(text, 0, len(text), width):
        line, at = [], 0
        for part in parts:
            piece = part.text[max(first - at, 0) : max(last - at, 0)]
            line += [Segment(piece, part.style)] if piece else []
            at += len(part.text)
        yield line


def lit(text: str, spans: Iterable[Span], style: "Style", match: "Style") -> list["Segment"]:
    """`text` in one style, with what a search matched in another."""
    from rich.segment import Segment  # noqa: PLC0415  the same

    found: list[Segment] = []
    at = 0
    for start, end in spans:
        found += [Segment(text[at:start], style), Segment(text[start:end], match)]
        at = end
    found.append(Segment(text[at:], style))
    return found
