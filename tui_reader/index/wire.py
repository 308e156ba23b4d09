"""What the update's process tells its parent, and what that asks for: one JSON object a line."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from tui_reader.article.folder import Problem
from tui_reader.index.model import Progress, Report

Event = Progress | Report | str


@dataclass(frozen=True, slots=True)
class Order:
    """What a process that watches should do now: update or rebuild all, or look at the file at `path`."""

    kind: Literal["update", "rebuild", "look at"]
    path: str = ""


def encode_order(order: Order) -> str:
    """One line, without its end."""
    return json.dumps(asdict(order))


def decode_order(line: str) -> Order | None:
    """The order of a line; None for a line that says nothing of ours."""
    try:
        return Order(**json.loads(line))
    except (ValueError, TypeError):
        return None


def encode(event: Event) -> str:
    """One line, without its end."""
    if isinstance(event, str):
        return json.dumps({"failure": event})
    if isinstance(event, Progress):
        return json.dumps({"progress": asdict(event)})
    said = asdict(event)
    said["problems"] = [(str(problem.path), problem.reason) for problem in event.problems]
    return json.dumps({"report": said})


def decode(line: str) -> Event | None:
    """The event of a line; None for a line that says nothing of ours."""
    try:
        said = json.loads(line)
        if "failure" in said:
            return str(said["failure"])
        if "progress" in said:
            return Progress(**said["progress"])
        report = said["report"]
        problems = tuple(Problem(Path(path), reason) for path, reason in report.pop("problems"))
        return Report(problems=problems, **report)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
