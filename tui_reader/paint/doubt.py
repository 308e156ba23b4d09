"""A speaker who is a guess, in words."""

from tui_reader.analysis.model import Confidence


def with_doubt(name: str, confidence: Confidence | None) -> str:
    """A speaker's name as people read it: a guess ends in a question mark."""
    return f"{name}?" if name and confidence == "guess" else name
