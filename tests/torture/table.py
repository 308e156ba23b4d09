"""What became of kills, as one table."""

from rich.console import Console
from rich.table import Table

from tests.torture.kills import Tally


def show(tallies: list[Tally]) -> None:
    """Print a row a kind, and their sum."""
    names = (
        "kind",
        "writes in it",
        "kills",
        "inside the write",
        "lost",
        "doubled",
        "left behind",
        "else wrong",
    )
    table = Table(*names, box=None, pad_edge=False, header_style="bold")
    total = Tally("all")
    for tally in (*tallies, total):
        row = (tally.writes, tally.kills, tally.inside, tally.lost, tally.doubled, tally.left, tally.wrong)
        table.add_row(tally.name, *(f"{number:,}" for number in row))
        for name in ("writes", "kills", "inside", "lost", "doubled", "left", "wrong"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    console = Console()
    console.width = max(console.width, 110)
    console.print(table)
