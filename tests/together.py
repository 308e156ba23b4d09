"""Several commands in one process of its own, as starting Python takes longer than most of them."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_EACH = """
import json, sys
from tui_reader.__main__ import main
for words in json.loads(sys.argv[1]):
    print("ended", main(words), flush=True, file=sys.stderr)
"""
_ENDED = b"ended "


class Answers(NamedTuple):
    """What the commands gave back: each one's exit code, and all that they wrote; fewer codes when the process was ended."""

    codes: list[int]
    out: bytes
    err: bytes


def call_each(commands: Sequence[Sequence[str]], environment: Mapping[str, str], folder: Path) -> Answers:
    """Do one command after the other, in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", _EACH, json.dumps(commands)],
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    lines = done.stderr.splitlines(keepends=True)
    codes = [int(line.removeprefix(_ENDED)) for line in lines if line.startswith(_ENDED)]
    return Answers(codes, done.stdout, b"".join(line for line in lines if not line.startswith(_ENDED)))
