"""What the update's process is told, and what it tells its parent: one JSON object a line."""

import json
from dataclasses import asdict
from pathlib import Path

from tui_reader.analysis.corrections import from_record, record
from tui_reader.article.folder import Problem
from tui_reader.index.ledger import Corrections
from tui_reader.index.model import Progress, Report

Event = Progress | Report | str


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


def encode_corrections(corrections: Corrections) -> str:
    """The user's corrections on one line, without its end."""
    return json.dumps({article: [record(each) for each in found] for article, found in corrections.items()})


def decode_corrections(line: str) -> Corrections:
    """The corrections of a line; none where it says nothing of ours."""
    try:
        said = json.loads(line)
        return {str(article): [from_record(each) for each in found] for article, found in said.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
