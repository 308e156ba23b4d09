"""What the update's process is told, and what it tells its parent: one JSON object a line."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tui_reader.analysis.corrections import from_record, record
from tui_reader.article.folder import Problem
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Progress, Report

Event = Progress | Report | str


@dataclass(frozen=True, slots=True)
class Order:
    """What the process should do now.

    "update" or "rebuild" all, "look at" the file at `path`, or "correct" the articles by the user's `corrections` (None:
    nothing is known of them, and what the index has of them stays).
    """

    kind: Literal["update", "rebuild", "look at", "correct"]
    path: str = ""
    corrections: Corrections | None = field(default_factory=dict)


def encode_order(order: Order) -> str:
    """One line, without its end."""
    known = order.corrections
    said = (
        None
        if known is None
        else {article: [record(each) for each in found] for article, found in known.items()}
    )
    return json.dumps({"kind": order.kind, "path": order.path, "corrections": said})


def decode_order(line: str) -> Order | None:
    """The order of a line; None for a line that says nothing of ours."""
    try:
        said = json.loads(line)
        known = said["corrections"]
        corrections = (
            None
            if known is None
            else {str(article): [from_record(each) for each in found] for article, found in known.items()}
        )
        return Order(said["kind"], str(said["path"]), corrections)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def encode(event: Event) -> str:
    """One line, without its end."""
    if isinstance(event, str):
        return json.dumps({"failure": event})
    if isinstance(event, Progress):
        return json.dumps({"progress": event._asdict()})
    said = event._asdict()
    said["problems"] = [(str(problem.path), problem.reason, problem.read) for problem in event.problems]
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
        problems = tuple(Problem(Path(path), reason, read) for path, reason, read in report.pop("problems"))
        read = report.pop("read")
        told = None if read is None else tuple((str(key), str(content)) for key, content in read)
        return Report(problems=problems, read=told, **report)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
