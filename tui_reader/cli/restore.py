"""`tui-reader restore`: the shelf's backups, and putting one in its place."""

import argparse

from tui_reader.article.text import label
from tui_reader.cli import output
from tui_reader.cli.context import Context
from tui_reader.cli.errors import FINE, NothingFoundError
from tui_reader.cli.table import Column, print_table
from tui_reader.shelf import backups, restoring
from tui_reader.shelf.backups import Backup
from tui_reader.shelf.troubles import explained


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help="the backup to put in the shelf's place, by its name or its file's (default: list them)",
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """List the backups, or restore one."""
    shelf = context.places.shelf
    with explained(backups.folder_of(shelf), "looked into"):
        found = backups.backups(shelf)
    if not found:
        raise NothingFoundError(
            f"there are no backups in {backups.folder_of(shelf)}; the reader makes one a day"
        )
    if options.name is None:
        _list(found, json=options.json)
        return FINE
    chosen = next((backup for backup in found if options.name in (backup.name, backup.path.name)), None)
    if chosen is None:
        raise NothingFoundError(f"there is no backup “{options.name}”; tui-reader restore lists them")
    kept = restoring.restore(shelf, chosen)
    if options.json:
        output.json_line({**_record(chosen), "kept": str(kept) if kept else None})
    else:
        before = f"; the shelf that was there is kept as “{kept.stem}”" if kept else ""
        output.sentences([label(f"Restored “{chosen.name}”{before}")])
    return FINE


def _list(found: list[Backup], *, json: bool) -> None:
    if json:
        for backup in found:
            output.json_line(_record(backup))
        return
    print_table(
        [
            Column([backup.name for backup in found], "title"),
            Column([f"{backup.made.astimezone():%Y-%m-%d %H:%M}" for backup in found], "meta"),
            Column([f"{-(-backup.size // 1024):,} kB" for backup in found], "meta", right=True),
        ]
    )


def _record(backup: Backup) -> dict[str, object]:
    return {
        "name": backup.name,
        "path": str(backup.path),
        "made": backup.made.isoformat(),
        "bytes": backup.size,
    }
