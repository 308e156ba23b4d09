"""Reading what an import names, and saying which of its lines were left out."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tui_reader.cli import output
from tui_reader.cli.errors import CommandError
from tui_reader.export.records import LineProblem, is_foreign

SCREEN = "-"
"""Stands for stdin, and for stdout."""
_LARGEST_BYTES = 256 * 1024 * 1024
_MOST_SAID = 20


def read(source: str) -> bytes:
    """All of a file, or of stdin.

    Raises:
        CommandError: it is larger than any export.
        OSError: it cannot be read.
    """
    if source == SCREEN:
        data = sys.stdin.buffer.read(_LARGEST_BYTES + 1)
    else:
        with Path(source).open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    if len(data) > _LARGEST_BYTES:
        most = f"{_LARGEST_BYTES // 1024**2} MB"
        raise CommandError(f"{_name(source)} has more than {most}; import it in parts, cut between lines")
    return data


def check(source: str, found: Sequence[object], problems: Sequence[LineProblem], command: str) -> None:
    """Refuse what is no export at all.

    Raises:
        CommandError: no line of it is a record.
    """
    if is_foreign(found, problems):
        raise CommandError(
            f"{_name(source)} holds no JSON lines; give a file that {command} --export FILE.jsonl has written"
        )


def say(source: str, problems: Sequence[LineProblem]) -> None:
    """Name each line that was left out, the first of very many."""
    for problem in problems[:_MOST_SAID]:
        output.say(f"tui-reader: {_name(source)}, line {problem.line}: {problem.message}; it was left out")
    if len(problems) > _MOST_SAID:
        output.say(
            f"tui-reader: {_name(source)}: {len(problems) - _MOST_SAID:,} more lines were left out; --json names each"
        )


def _name(source: str) -> str:
    return "stdin" if source == SCREEN else source
