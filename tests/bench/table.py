"""One table for all benchmarks: what was measured, beside what, and how they relate."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text


class Figure(NamedTuple):
    """One result: the `value` with its unit, what it was measured `beside` in the same run, their ratio, the aim."""

    what: str
    value: str
    beside: str = ""
    ratio: float | None = None
    target: str = ""


def milliseconds(seconds: float) -> str:
    """A duration for the table."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    table = Table("what", "", "beside", "ratio", "target", box=None, pad_edge=False, header_style="bold")
    for column in (1, 3, 4):
        table.columns[column].justify = "right"
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        table.add_row(*map(Text, (figure.what, figure.value, figure.beside, ratio, figure.target)))
    console = Console()
    console.width = max(console.width, 120)
    console.print(table)
